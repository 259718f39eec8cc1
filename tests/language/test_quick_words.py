"""One dictionary gives the answers of twenty catalogues."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext, trans_real

from pasocial.language.quick_words import gather_words, gathered


def test_every_sentence_has_the_word_it_had() -> None:
    gather_words()
    for code, _name in settings.LANGUAGES:
        catalogue = trans_real.translation(code)._catalog
        words = gathered(catalogue)
        for key in list(words):
            first = next(each[key] for each in catalogue._catalogs if key in each)
            assert (code, key, words[key], catalogue.get(key)) == (code, key, first, first)


def test_unknown_sentences_and_plurals_answer_as_before() -> None:
    gather_words()
    with translation.override("it"):
        assert gettext("Una frase che nessuno conosce") == "Una frase che nessuno conosce"
        assert (
            ngettext("%(n)d richiesta nuova qui", "%(n)d richieste nuove qui", 2)
            == "%(n)d richieste nuove qui"
        )
    with translation.override("en"):
        assert (
            ngettext("%(n)d richiesta aggiornata.", "%(n)d richieste aggiornate.", 2)
            == "%(n)d requests updated."
        )
