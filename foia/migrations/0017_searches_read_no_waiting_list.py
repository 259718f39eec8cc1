"""GIN indexes take what is new at once: what waits in their list is read row by row by every search."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

TRIGRAMS = {"opclasses": ["gin_trgm_ops"]}
INDEXES = (
    ("request", "foia_request_search", {"fields": ["search"]}),
    ("request", "foia_request_subject_trgm", {"fields": ["subject"], **TRIGRAMS}),
    ("applicant", "foia_applicant_name_trgm", {"fields": ["name"], **TRIGRAMS}),
    ("applicant", "foia_applicant_org_trgm", {"fields": ["organisation"], **TRIGRAMS}),
    ("registerentry", "foia_register_search", {"fields": ["search"]}),
    ("topic", "foia_topic_search", {"fields": ["search"]}),
)


class Migration(migrations.Migration):
    dependencies = [("foia", "0016_judged_suggestions_are_found")]

    # Told to the index in place: building six of them anew would lock an office with a long history.
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"ALTER INDEX {name} SET (fastupdate = off); SELECT gin_clean_pending_list('{name}')",
                    f"ALTER INDEX {name} RESET (fastupdate)",
                )
            ],
            state_operations=[
                migrations.RemoveIndex(model, name),
                migrations.AddIndex(model, GinIndex(name=name, fastupdate=False, **options)),
            ],
        )
        for model, name, options in INDEXES
    ]
