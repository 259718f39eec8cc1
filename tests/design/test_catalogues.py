"""An update loses no translation and believes none that it only guessed."""

from pathlib import Path

import polib

from pasocial.design.catalogues import compile_catalogue, disagreements, report, updated
from pasocial.design.msgids import Msgid

HOME = {"templates/foia/home.html"}


def catalogue(**translations: str) -> polib.POFile:
    made = polib.POFile()
    for msgid, msgstr in translations.items():
        made.append(polib.POEntry(msgid=msgid.replace("_", " "), msgstr=msgstr))
    return made


def test_update_keeps_what_is_translated_and_adds_what_is_new() -> None:
    fresh = updated({Msgid("Invia"): HOME, Msgid("Annulla"): HOME}, catalogue(Invia="Send"), {})
    assert {entry.msgid: entry.msgstr for entry in fresh} == {"Annulla": "", "Invia": "Send"}


def test_update_proposes_a_nearly_equal_sentence_as_fuzzy_and_the_check_refuses_it() -> None:
    before = catalogue(Invia_la_tua_richiesta="Send your request")
    found = {Msgid("Invia la tua richiesta ora"): HOME}
    fresh = updated(found, before, {})
    assert [(entry.msgid, entry.msgstr, entry.fuzzy) for entry in fresh] == [
        ("Invia la tua richiesta ora", "Send your request", True)
    ]
    assert report(found, fresh).fuzzy == ["templates/foia/home.html: 'Invia la tua richiesta ora'"]


def test_update_borrows_the_same_sentence_from_another_owner() -> None:
    elsewhere = {Msgid("Invia"): polib.POEntry(msgid="Invia", msgstr="Send")}
    assert [entry.msgstr for entry in updated({Msgid("Invia"): HOME}, catalogue(), elsewhere)] == ["Send"]


def test_report_names_missing_obsolete_and_other_gaps() -> None:
    found = {Msgid("Nuova"): HOME, Msgid("Fra {days} giorni"): HOME}
    known = catalogue(Vecchia="Old")
    known.append(polib.POEntry(msgid="Fra {days} giorni", msgstr="In {giorni} days"))
    said = report(found, known)
    assert (said.missing, said.obsolete, said.gaps) == (
        ["templates/foia/home.html: 'Nuova'"],
        ["'Vecchia'"],
        ["templates/foia/home.html: 'Fra {days} giorni'"],
    )


def test_two_translations_of_one_sentence_are_told() -> None:
    both = {"foia": catalogue(Richiesta="Request"), "pasocial/site": catalogue(Richiesta="Question")}
    assert disagreements(both) == ["'Richiesta': 'Question' in pasocial/site, 'Request' in foia"]


def test_compiling_is_done_once_until_the_catalogue_changes(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    catalogue(Invia="Send").save(str(path))
    assert [compile_catalogue(path), compile_catalogue(path)] == [True, False]
    assert [entry.msgstr for entry in polib.mofile(str(path.with_suffix(".mo")))] == ["Send"]
