"""Extensions, the Italian search configuration that ignores accents, and the functions that every text index uses."""

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
# PostgreSQL reads `acqua/rifiuti` as a file and `gara.Appalto` as a host: separators become blanks before words are
# told. The same signs as pasocial.search_words.SEPARATORS; a test compares the two letter by letter.
APART = r"""
CREATE OR REPLACE FUNCTION public.words_apart(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(normalize(coalesce(written, ''), NFC),
    E'/\\.:;,_@&?=#+*|~<>()[]{}"%-–—…·•«»“”', repeat(' ', 40))
$$;
"""
# Names and subjects are compared without accents, whichever way they are composed. `unaccent` is only STABLE because
# its dictionary could be changed; nobody changes this one.
FOLDED = """
CREATE OR REPLACE FUNCTION public.folded(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(coalesce(written, ''), NFC)))
$$;
"""
# A title weighs more than a body; IMMUTABLE, so generated columns may use it. Very long texts are cut at 200,000
# characters, below PostgreSQL's one-megabyte limit for a tsvector.
DOCUMENT = """
CREATE OR REPLACE FUNCTION public.italian_document(title text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('public.pasocial_it'::regconfig, public.words_apart(left(title, 1000))), 'A')
      || setweight(to_tsvector('public.pasocial_it'::regconfig, public.words_apart(left(body, 200000))), 'B')
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
        migrations.RunSQL(APART, "DROP FUNCTION IF EXISTS public.words_apart(text)"),
        migrations.RunSQL(FOLDED, "DROP FUNCTION IF EXISTS public.folded(text)"),
        migrations.RunSQL(DOCUMENT, "DROP FUNCTION IF EXISTS public.italian_document(text, text)"),
    ]
