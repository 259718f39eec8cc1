"""Names are found however their accents are written, and what is indexed already is indexed as it is asked for now."""

import django.contrib.postgres.indexes
from django.db import migrations, models

CALLED = """
CREATE OR REPLACE FUNCTION public.foia_applicants_called(words text) RETURNS TABLE (id bigint, nearness real)
LANGUAGE sql STABLE PARALLEL SAFE SET pg_trgm.word_similarity_threshold = 0.6 AS $$
  SELECT found.id, found.nearness FROM (
    SELECT one.id, public.word_similarity(public.folded(words), public.folded(one.name)) AS nearness
      FROM public.foia_applicant AS one WHERE public.folded(one.name) OPERATOR(public.%>) public.folded(words)
    UNION ALL
    SELECT one.id, public.word_similarity(public.folded(words), public.folded(one.organisation))
      FROM public.foia_applicant AS one WHERE public.folded(one.organisation) OPERATOR(public.%>) public.folded(words)
  ) AS found ORDER BY found.nearness DESC, found.id DESC LIMIT 500
$$;
"""
NAMED = """
CREATE OR REPLACE FUNCTION public.foia_applicants_named(words text) RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE SET pg_trgm.word_similarity_threshold = 0.45 AS $$
  WITH called AS MATERIALIZED (SELECT id, nearness FROM public.foia_applicants_called(words)), named AS (
    (SELECT id, public.word_similarity(public.folded(words), public.folded(name)) AS nearness
      FROM public.foia_applicant WHERE public.folded(name) OPERATOR(public.%>) public.folded(words) LIMIT 5000)
    UNION ALL
    (SELECT id, public.word_similarity(public.folded(words), public.folded(organisation))
      FROM public.foia_applicant WHERE public.folded(organisation) OPERATOR(public.%>) public.folded(words) LIMIT 5000)
  )
  SELECT id FROM (
    SELECT id, nearness FROM called
    UNION
    SELECT id, nearness FROM named WHERE (SELECT count(*) FROM called) < 500
  ) AS found ORDER BY nearness DESC, id DESC LIMIT 500
$$;
"""
BEFORE_CALLED = """
CREATE OR REPLACE FUNCTION public.foia_applicants_called(words text) RETURNS TABLE (id bigint, nearness real)
LANGUAGE sql STABLE PARALLEL SAFE SET pg_trgm.word_similarity_threshold = 0.6 AS $$
  SELECT found.id, found.nearness FROM (
    SELECT one.id, public.word_similarity(words, one.name) AS nearness
      FROM public.foia_applicant AS one WHERE one.name OPERATOR(public.%>) words
    UNION ALL
    SELECT one.id, public.word_similarity(words, one.organisation)
      FROM public.foia_applicant AS one WHERE one.organisation OPERATOR(public.%>) words
  ) AS found ORDER BY found.nearness DESC, found.id DESC LIMIT 500
$$;
"""
BEFORE_NAMED = """
CREATE OR REPLACE FUNCTION public.foia_applicants_named(words text) RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE SET pg_trgm.word_similarity_threshold = 0.45 AS $$
  WITH called AS MATERIALIZED (SELECT id, nearness FROM public.foia_applicants_called(words)), named AS (
    (SELECT id, public.word_similarity(words, name) AS nearness
      FROM public.foia_applicant WHERE name OPERATOR(public.%>) words LIMIT 5000)
    UNION ALL
    (SELECT id, public.word_similarity(words, organisation)
      FROM public.foia_applicant WHERE organisation OPERATOR(public.%>) words LIMIT 5000)
  )
  SELECT id FROM (
    SELECT id, nearness FROM called
    UNION
    SELECT id, nearness FROM named WHERE (SELECT count(*) FROM called) < 500
  ) AS found ORDER BY nearness DESC, id DESC LIMIT 500
$$;
"""
# Stored columns are computed when a row is written: each row is written again as it is.
INDEXED_AGAIN = """
UPDATE foia_request SET subject = subject;
UPDATE foia_topic SET title = title;
UPDATE foia_registerentry SET public_subject = public_subject;
"""


def folded_index(column: str, name: str) -> django.contrib.postgres.indexes.GinIndex:
    return django.contrib.postgres.indexes.GinIndex(
        django.contrib.postgres.indexes.OpClass(
            models.Func(models.F(column), function="folded"), "gin_trgm_ops"
        ),
        fastupdate=False,
        name=name,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("foia", "0021_notices_to_parties_wait_before_they_leave"),
        ("office", "0003_separators_part_words"),
    ]
    operations = [
        migrations.RemoveIndex(model_name="applicant", name="foia_applicant_name_trgm"),
        migrations.RemoveIndex(model_name="applicant", name="foia_applicant_org_trgm"),
        migrations.AddIndex(model_name="applicant", index=folded_index("name", "foia_applicant_name_folded")),
        migrations.AddIndex(
            model_name="applicant", index=folded_index("organisation", "foia_applicant_org_folded")
        ),
        migrations.RunSQL(CALLED + NAMED, BEFORE_CALLED + BEFORE_NAMED),
        migrations.RunSQL(INDEXED_AGAIN, migrations.RunSQL.noop),
    ]
