"""PostgreSQL itself refuses to change or remove entries and seals, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION public.office_trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The trail is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER office_trail_entry_append_only BEFORE UPDATE OR DELETE ON office_trail_entry
  FOR EACH ROW EXECUTE FUNCTION public.office_trail_refuse();
CREATE TRIGGER office_trail_entry_no_truncate BEFORE TRUNCATE ON office_trail_entry
  FOR EACH STATEMENT EXECUTE FUNCTION public.office_trail_refuse();
CREATE TRIGGER office_trail_seal_append_only BEFORE UPDATE OR DELETE ON office_trail_seal
  FOR EACH ROW EXECUTE FUNCTION public.office_trail_refuse();
CREATE TRIGGER office_trail_seal_no_truncate BEFORE TRUNCATE ON office_trail_seal
  FOR EACH STATEMENT EXECUTE FUNCTION public.office_trail_refuse();
"""
BACKWARD = """
DROP TRIGGER office_trail_entry_append_only ON office_trail_entry;
DROP TRIGGER office_trail_entry_no_truncate ON office_trail_entry;
DROP TRIGGER office_trail_seal_append_only ON office_trail_seal;
DROP TRIGGER office_trail_seal_no_truncate ON office_trail_seal;
DROP FUNCTION public.office_trail_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("office_trail", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
