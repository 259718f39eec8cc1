"""What the letter of a decision says, and what it can never leave out."""

from __future__ import annotations

from datetime import date

import pytest

from foia.letters import decision_letter
from foia.models import Decision, ReleaseItem
from foia.operations.protocol import enter_in_protocol
from foia.queries.decisions import default_review_office
from foia.queries.protocol import responsible_for
from foia.rules.outcomes import Outcome
from tests.foia.conftest import GIVEN_ITEM, MONDAY, REFUSED_ITEM
from tests.foia.letters.test_receipt import words_of
from tests.office.files.papers.test_paper import declares_ua, opened


def test_letter_is_tagged_and_says_what_it_is(submitted_request):
    request = submitted_request()
    document = opened(decision_letter(request, request.decision, MONDAY))
    assert declares_ua(document)
    assert str(document.Root.Lang) == "it"
    assert str(document.docinfo["/Title"]) == "Risposta alla richiesta 2026/0000001"


def test_refusal_prints_ground_reason_and_every_remedy(submitted_request):
    request = submitted_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    words = words_of(decision_letter(request, request.decision, MONDAY))
    for expected in (
        "Esito: Rifiutata",
        "Contratto con il fornitore",
        "Interessi economici e commerciali",
        "D.Lgs. 33/2013 art. 5-bis(2)(c)",
        REFUSED_ITEM.reason,
        f"Puoi chiedere il riesame a: {default_review_office()}.",
        "Difensore civico",
        "Tribunale amministrativo regionale",
    ):
        assert expected in words


def test_grant_lists_what_is_given_and_needs_no_remedy(submitted_request):
    request = submitted_request()
    words = words_of(decision_letter(request, request.decision, MONDAY))
    assert "Determine di spesa 2025 (reso pubblico per tutti)" in words
    assert "Riesame" not in words


def test_partial_grant_says_both(submitted_request):
    request = submitted_request(outcome=Outcome.PARTLY_GRANTED, items=(GIVEN_ITEM, REFUSED_ITEM))
    words = words_of(decision_letter(request, request.decision, MONDAY))
    assert words.index("Documenti che ricevi") < words.index("Che cosa non ricevi, e perché")


@pytest.mark.parametrize("language", ["it", "en"])
def test_everything_typed_by_the_office_stays_text(submitted_request, language):
    request = submitted_request(language=language)
    strange = '#panic("no") $x$ *grassetto* [\n\n= Titolo 🎄 ] \\ "virgolette" 日本'
    Decision.objects.update(
        reasons=strange,
        answer_text=strange,
        outcome="deferred",
        transience=strange,
        deferred_until=date(2027, 1, 1),
        publication_url="/risposte/#a?b=<c>",
        review_office=strange[:50],
    )
    ReleaseItem.objects.update(title=strange[:200], reason=strange, partial=True, ground="personal_data")
    decision = Decision.objects.get()
    assert declares_ua(opened(decision_letter(request, decision, MONDAY)))


def test_decision_carries_its_number_protocol_and_who_is_responsible(submitted_request, desk):
    request = submitted_request()
    enter_in_protocol(
        request_id=request.pk, protocol="42/2026", registered_on=None, by=desk.by_editor, at=MONDAY
    )
    words = words_of(decision_letter(request, request.decision, MONDAY))
    for expected in (
        f"Numero della richiesta: {request.number}",
        "Protocollo: 42/2026 del 2 marzo 2026",
        f"Responsabile del procedimento: {responsible_for(request)}",
    ):
        assert expected in words
    assert responsible_for(request) == str(desk.editor)


COURTESY = "This is a courtesy translation: the Italian text, which follows, prevails."
PREVAILS = "Questo è il testo italiano, che fa fede. Quello che precede è una traduzione di cortesia."


def test_english_letter_holds_the_italian_text_that_prevails_and_says_so_in_both(submitted_request):
    request = submitted_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,), language="en")
    made = decision_letter(request, request.decision, MONDAY)
    document, words = opened(made), words_of(made)
    assert (declares_ua(document), str(document.Root.Lang)) == (True, "en")
    in_turn = (
        COURTESY,
        "Answer to request 2026/0000001",
        "Regional administrative court",
        PREVAILS,
        "Risposta alla richiesta 2026/0000001",
        "Interessi economici e commerciali",
        "Tribunale amministrativo regionale",
    )
    places = [words.index(each) for each in in_turn]
    assert places == sorted(places)


def test_italian_letter_speaks_of_no_translation(submitted_request):
    request = submitted_request()
    words = words_of(decision_letter(request, request.decision, MONDAY))
    assert (words.count("Risposta alla richiesta 2026/0000001 Numero"), "cortesia" in words) == (1, False)
