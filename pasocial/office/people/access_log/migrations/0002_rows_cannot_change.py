"""PostgreSQL itself refuses to change rows, and to remove them before half a year is over.

Garante privacy, 27 November 2008, point 2, letter f: records of accesses are kept complete and unaltered for a fitting
time, not below six months.
"""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION public.office_access_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.opened_at < now() - interval '180 days' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The log of accesses is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER office_access_log_append_only BEFORE UPDATE OR DELETE ON office_access_log_accessrecord
  FOR EACH ROW EXECUTE FUNCTION public.office_access_log_refuse();
CREATE TRIGGER office_access_log_no_truncate BEFORE TRUNCATE ON office_access_log_accessrecord
  FOR EACH STATEMENT EXECUTE FUNCTION public.office_access_log_refuse();
"""
BACKWARD = """
DROP TRIGGER office_access_log_append_only ON office_access_log_accessrecord;
DROP TRIGGER office_access_log_no_truncate ON office_access_log_accessrecord;
DROP FUNCTION public.office_access_log_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("office_access_log", "0001_access_records")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
