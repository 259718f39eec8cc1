"""The stretches of the topics that were there before, from their memberships."""

from django.db import migrations

# As foia.operations.askers.DRAW, for every topic: days more than a calendar year apart begin another stretch.
DRAW = """
WITH asked AS (
  SELECT DISTINCT m.topic_id, who.kind, who.key, m.asked_on
  FROM foia_topicmembership m
  CROSS JOIN LATERAL (VALUES
    (CASE WHEN m.proven THEN 'person' ELSE 'unproven' END, m.person),
    (CASE WHEN m.proven THEN 'subject' END,
     CASE WHEN m.organisation_key <> '' AND m.organisation_confirmed
          THEN 'organisation|' || m.organisation_key ELSE 'person|' || m.person END)
  ) AS who(kind, key)
  WHERE m.counts AND who.kind IS NOT NULL
), begun AS (
  SELECT *, CASE WHEN asked_on <= (lag(asked_on) OVER one + interval '1 year')::date THEN 0 ELSE 1 END AS begins
  FROM asked WINDOW one AS (PARTITION BY topic_id, kind, key ORDER BY asked_on)
), numbered AS (
  SELECT *, sum(begins) OVER (PARTITION BY topic_id, kind, key ORDER BY asked_on) AS number FROM begun
)
INSERT INTO foia_topicasker (topic_id, kind, key, first_on, last_on)
SELECT topic_id, kind, key, min(asked_on), max(asked_on) FROM numbered GROUP BY topic_id, kind, key, number
"""


class Migration(migrations.Migration):
    dependencies = [("foia", "0013_topics_keep_stretches")]

    operations = [
        migrations.RunSQL("DELETE FROM foia_topicasker", migrations.RunSQL.noop),
        migrations.RunSQL(DRAW, migrations.RunSQL.noop),
    ]
