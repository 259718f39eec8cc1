"""Indexes for the pages that read all requests or all lines, and one function that finds names written nearly so.

Indexes are made without stopping those who write.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

# A function, because only it can lower the limit of word similarity for its own query and still use the trigram index:
# a setting of the connection would be shared or refused by a pooler.
NAMED = """
CREATE OR REPLACE FUNCTION public.foia_applicants_named(words text) RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE SET pg_trgm.word_similarity_threshold = 0.45 AS $$
  SELECT id FROM (
    SELECT id, public.word_similarity(words, name) AS nearness
      FROM public.foia_applicant WHERE name OPERATOR(public.%>) words
    UNION ALL
    SELECT id, public.word_similarity(words, organisation)
      FROM public.foia_applicant WHERE organisation OPERATOR(public.%>) words
  ) AS found ORDER BY nearness DESC, id DESC LIMIT 500
$$;
"""
ASKING = (
    *("received", "needs_identification", "in_progress", "awaiting_parties"),
    *("awaiting_approval", "approved", "standstill", "under_review"),
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("foia", "0010_decisions_remember_what_was_returned")]
    operations = [
        migrations.RunSQL(NAMED, "DROP FUNCTION IF EXISTS public.foia_applicants_named(text)"),
        AddIndexConcurrently(
            "request",
            models.Index(
                fields=["due_on", "-priority", "id"],
                condition=models.Q(is_test=False),
                name="foia_request_due",
            ),
        ),
        AddIndexConcurrently(
            "request",
            models.Index(
                fields=["due_on", "-priority", "id"],
                condition=models.Q(is_test=False, state__in=ASKING),
                name="foia_request_open_due",
            ),
        ),
        AddIndexConcurrently(
            "request",
            models.Index(
                fields=["received_on"], condition=models.Q(is_test=False), name="foia_request_asked"
            ),
        ),
        AddIndexConcurrently(
            "request",
            models.Index(
                fields=["answered_on"], condition=models.Q(is_test=False), name="foia_request_answered"
            ),
        ),
        AddIndexConcurrently(
            "registerentry",
            models.Index(
                fields=["-approved_at"], condition=models.Q(state="approved"), name="foia_register_changed"
            ),
        ),
        AddIndexConcurrently(
            "registerentry",
            models.Index(fields=["id"], condition=models.Q(state="hidden"), name="foia_register_hidden"),
        ),
    ]
