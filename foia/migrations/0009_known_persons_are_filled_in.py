"""One identity for each distinct key of the topics that were there before."""

from django.db import migrations

FILL = """
INSERT INTO foia_topicidentity (topic_id, person_key, aliases, person)
SELECT m.topic_id, m.person_key,
       COALESCE(array_agg(DISTINCT shown.alias) FILTER (WHERE shown.alias IS NOT NULL), '{}'),
       MIN(CASE WHEN m.person = '' THEN 'incerta:' ELSE m.person END)
FROM foia_topicmembership m
LEFT JOIN LATERAL unnest(m.person_aliases) AS shown(alias) ON TRUE
GROUP BY m.topic_id, m.person_key
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("foia", "0008_topics_know_their_persons_once")]

    operations = [
        migrations.RunSQL("UPDATE foia_topicmembership SET person = 'incerta:' WHERE person = ''", ""),
        migrations.RunSQL(FILL, "DELETE FROM foia_topicidentity"),
    ]
