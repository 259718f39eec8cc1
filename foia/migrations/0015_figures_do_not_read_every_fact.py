"""The figures of a year read every fact of every year to find who had third parties: an index of those few."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("foia", "0014_stretches_are_drawn")]
    operations = [
        AddIndexConcurrently(
            "fact",
            models.Index(
                fields=["request"],
                condition=models.Q(kind="party_notice_sent"),
                name="foia_fact_parties_told",
            ),
        ),
    ]
