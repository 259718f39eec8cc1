"""Names written nearly so are looked for among 5,000 rows at most: a common beginning is shared by tens of thousands.

Names as near as 0.6 are always found, all of them, the nearest 500; the index alone tells most others apart. Those
from 0.45 on fill the rest, complete while no more than 5,000 share so many letters. However accents are written.
"""

from django.db import migrations

# Functions, because only they can set the limit of word similarity for their own query and still use the trigram index:
# a setting of the connection would be shared or refused by a pooler.
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
DROP = "DROP FUNCTION public.foia_applicants_named(text); DROP FUNCTION public.foia_applicants_called(text)"


class Migration(migrations.Migration):
    dependencies = [("foia", "0002_requests_know_their_people")]
    operations = [migrations.RunSQL(CALLED + NAMED, DROP)]
