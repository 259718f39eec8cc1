import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foia", "0004_decisions_and_notices_know_their_departure")]
    operations = [
        migrations.RemoveConstraint(model_name="partynotice", name="foia_notice_one_leaving"),
        migrations.RemoveConstraint(model_name="partynotice", name="foia_notice_ended_has_its_moment"),
        migrations.RemoveIndex(model_name="decision", name="foia_decision_leaving"),
        migrations.RemoveIndex(model_name="partynotice", name="foia_notice_leaving"),
        migrations.RemoveField(model_name="decision", name="leaves_at"),
        *(
            migrations.RemoveField(model_name="partynotice", name=name)
            for name in ("ended_at", "held_why", "leaves_at", "pressed_at", "sent_by", "state")
        ),
        migrations.AlterField(
            model_name="partynotice",
            name="departure",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office_departures.departure",
            ),
        ),
    ]
