import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk_newsroom", "0002_commissions_know_their_people"),
        ("office_departures", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="commission",
            name="departure",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office_departures.departure",
            ),
        ),
        migrations.AlterField(
            model_name="commission",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "da prendere"),
                    ("writing", "in scrittura"),
                    ("submitted", "da approvare"),
                    ("leaving", "in uscita"),
                    ("published", "pubblicata"),
                    ("dropped", "lasciata"),
                ],
                default="asked",
                max_length=10,
            ),
        ),
    ]
