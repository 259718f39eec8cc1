"""Extensions and the Italian search configuration that ignores accents; every text index uses it."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

# Schema-qualified names: pg_restore runs with an empty search path.
CONFIGURATION = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = 'pasocial_it' AND cfgnamespace = 'public'::regnamespace) THEN
    CREATE TEXT SEARCH CONFIGURATION public.pasocial_it (COPY = pg_catalog.italian);
    ALTER TEXT SEARCH CONFIGURATION public.pasocial_it
      ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.italian_stem;
  END IF;
END $$;
"""


# A title weighs more than a body; IMMUTABLE, so generated columns may use it. Very long texts are cut at 200,000
# characters, below PostgreSQL's one-megabyte limit for a tsvector.
DOCUMENT = """
CREATE OR REPLACE FUNCTION public.italian_document(title text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('public.pasocial_it'::regconfig, left(coalesce(title, ''), 1000)), 'A')
      || setweight(to_tsvector('public.pasocial_it'::regconfig, left(coalesce(body, ''), 200000)), 'B')
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION IF EXISTS public.pasocial_it"),
        migrations.RunSQL(DOCUMENT, "DROP FUNCTION IF EXISTS public.italian_document(text, text)"),
    ]
