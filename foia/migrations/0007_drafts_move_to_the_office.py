from django.db import migrations

# The same rows, numbers and addresses under the office's name: their files go on hanging on "foia.draft:<number>".
MOVE = """
INSERT INTO office_drafts_draft (id, kind, token_digest, fields, step, created_at, touched_at, expires_at, became)
SELECT id, 'foia.draft', token_digest, fields, step, created_at, touched_at, expires_at,
       CASE WHEN request_id IS NULL THEN '' ELSE 'foia.request:' || request_id END
FROM foia_draft;
SELECT setval(pg_get_serial_sequence('office_drafts_draft', 'id'), max(id)) FROM office_drafts_draft HAVING max(id) > 0;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("foia", "0006_saved_filters_move_to_the_office"),
        ("office_drafts", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.DeleteModel(name="Draft"),
    ]
