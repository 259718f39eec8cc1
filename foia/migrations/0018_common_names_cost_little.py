"""Names written nearly so are looked for among 5,000 rows at most: a common beginning is shared by tens of thousands.

Names as near as 0.6 are always found, all of them, the nearest 500; the index alone tells most others apart. Those
from 0.45 on fill the rest, complete while no more than 5,000 share so many letters.
"""

from django.db import migrations

# Functions, because only they can set the limit of word similarity for their own query and still use the trigram index.
CALLED = """
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
NAMED = """
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
NAMED_BEFORE = """
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
DROP FUNCTION public.foia_applicants_called(text);
"""


class Migration(migrations.Migration):
    dependencies = [("foia", "0017_searches_read_no_waiting_list")]
    operations = [migrations.RunSQL(CALLED + NAMED, NAMED_BEFORE)]
