from django.db import migrations

# The same rows under the office's name: a saved filter of the inbox is a saved view of that list.
MOVE = """
INSERT INTO office_lists_savedview (user_id, list, name, query, shared)
SELECT user_id, 'foia.inbox', name, query, shared FROM foia_savedfilter
"""


class Migration(migrations.Migration):
    dependencies = [
        ("foia", "0005_departures_hold_their_own_moments"),
        ("office_lists", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.DeleteModel(name="SavedFilter"),
    ]
