"""PostgreSQL reads `acqua/rifiuti` as a file and `gara.Appalto` as a host: separators become blanks before words are told.

Names and subjects are compared without accents, whichever way they are composed. What is already indexed is indexed again by
the desk it belongs to.
"""

from django.db import migrations

# The same signs as pasocial.search_words.SEPARATORS; a test compares the two letter by letter.
APART = r"""
CREATE OR REPLACE FUNCTION public.words_apart(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(normalize(coalesce(written, ''), NFC),
    E'/\\.:;,_@&?=#+*|~<>()[]{}"%-–—…·•«»“”', repeat(' ', 40))
$$;
"""
# `unaccent` is only STABLE because its dictionary could be changed; nobody changes this one.
FOLDED = """
CREATE OR REPLACE FUNCTION public.folded(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(coalesce(written, ''), NFC)))
$$;
"""
DOCUMENT = """
CREATE OR REPLACE FUNCTION public.italian_document(title text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('public.pasocial_it'::regconfig, public.words_apart(left(title, 1000))), 'A')
      || setweight(to_tsvector('public.pasocial_it'::regconfig, public.words_apart(left(body, 200000))), 'B')
$$;
"""
DOCUMENT_BEFORE = """
CREATE OR REPLACE FUNCTION public.italian_document(title text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('public.pasocial_it'::regconfig, left(coalesce(title, ''), 1000)), 'A')
      || setweight(to_tsvector('public.pasocial_it'::regconfig, left(coalesce(body, ''), 200000)), 'B')
$$;
DROP FUNCTION public.words_apart(text);
"""


class Migration(migrations.Migration):
    dependencies = [("office", "0002_coordinators_settings")]
    operations = [
        migrations.RunSQL(APART + DOCUMENT, DOCUMENT_BEFORE),
        migrations.RunSQL(FOLDED, "DROP FUNCTION public.folded(text)"),
    ]
