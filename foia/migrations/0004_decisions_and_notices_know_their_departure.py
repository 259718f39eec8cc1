"""What is leaving is known to the office's departures; what left or was called back is told there too."""

import django.db.models.deletion
from django.db import migrations, models


def tell_departures(apps, schema_editor):
    departure = apps.get_model("office_departures", "Departure").objects
    for notice in apps.get_model("foia", "PartyNotice").objects.select_related("party__request"):
        request = notice.party.request
        notice.departure = departure.create(
            kind="foia.party_notice",
            desk="foia",
            thing=f"foia.party:{notice.party_id}",
            about=f"foia.request:{request.pk}",
            title=f"Avviso a un controinteressato, richiesta {request.year}/{request.sequence:07d}",
            state=notice.state,
            planned_by_id=notice.sent_by_id,
            planned_at=notice.pressed_at,
            leaves_at=notice.leaves_at,
            ended_at=notice.ended_at,
            trouble=notice.held_why,
        )
        notice.save(update_fields=["departure"])
    decisions = apps.get_model("foia", "Decision").objects.filter(state="leaving")
    for decision in decisions.select_related("request"):
        request = decision.request
        decision.departure = departure.create(
            kind="foia.decision",
            desk="foia",
            thing=f"foia.decision:{decision.pk}",
            about=f"foia.request:{request.pk}",
            title=f"Risposta alla richiesta {request.year}/{request.sequence:07d}",
            planned_by_id=decision.approved_by_id,
            planned_at=decision.approved_at,
            leaves_at=decision.leaves_at,
        )
        decision.save(update_fields=["departure"])


class Migration(migrations.Migration):
    dependencies = [
        ("foia", "0003_names_are_found_nearly_so"),
        ("office_departures", "0001_initial"),
    ]
    operations = [
        migrations.AddField(
            model_name="decision",
            name="departure",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office_departures.departure",
            ),
        ),
        migrations.AddField(
            model_name="partynotice",
            name="departure",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office_departures.departure",
            ),
        ),
        migrations.RunPython(tell_departures, migrations.RunPython.noop),
    ]
