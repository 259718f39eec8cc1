"""The pages about topics: why requests look alike, what is proposed, who asked, how it goes, what was decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from foia.backoffice.similar import marked, sentences, spans_of
from foia.models import AccessRequest, AvoidedRequest, ProposalThreshold, Suggestion, Topic
from foia.operations import persons, suggestions, topics
from foia.queries.trend import months_until
from foia.rules.likeness import read
from pasocial.likeness import explain
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.actor import Actor
from tests.foia.backoffice.reading import page, send

TELLS_OF = ("foia/backoffice/views/topics", "foia/backoffice/views/topic_persons.py")

Browser = Callable[[str], Client]
Fresh = Callable[..., AccessRequest]

CODES = [
    ("same_words", []),
    ("shared_terms", ["mensa", "costo"]),
    ("other_words", ["bolletta / fattura"]),
    ("same_kinds", ["determina"]),
    ("same_offices", ["tributi"]),
    ("same_places", ["via Roma"]),
    ("same_period", ["2024"]),
    ("overlapping_period", ["2023-2024"]),
    ("different_offices", ["tributi", "anagrafe"]),
    ("different_places", ["via Roma", "via Po"]),
    ("different_period", ["2023", "2024"]),
    ("one_period", ["2024"]),
]


@pytest.mark.parametrize(("code", "values"), CODES)
@pytest.mark.parametrize("language", ["it", "en"])
def test_every_code_is_a_sentence_in_both_languages(code: str, values: list[str], language: str) -> None:
    with translation.override(language):
        [sentence] = sentences({"parts": [[code, values]]})
    written = [part for value in values for part in value.split(" / ")]
    assert ([part in sentence for part in written], " / " in sentence) == ([True] * len(written), False)
    with translation.override("it"):
        [italian] = sentences({"parts": [[code, values]]})
    assert (sentence == italian) == (language == "it")


def test_shared_words_are_marked_where_they_stand_and_nothing_else_is_markup() -> None:
    one, other = "Costo della mensa\n<b>Chiedo</b> il costo", "La mensa\nQuanto è il costo?"
    told = explain(read(one), read(other))
    why = {"terms": [[term.written, term.in_a, term.in_b] for term in told.shared]}
    subject, body = marked(*one.split("\n"), spans_of(why, 0))
    open_, close = (
        '<mark><span class="visually-hidden">[</span>',
        '<span class="visually-hidden">]</span></mark>',
    )
    assert subject == f"{open_}Costo{close} della {open_}mensa{close}"
    assert body == f"&lt;b&gt;Chiedo&lt;/b&gt; il {open_}costo{close}"
    subject, body = marked(*other.split("\n"), spans_of(why, 1))
    assert (subject, body) == (f"La {open_}mensa{close}", f"Quanto è il {open_}costo{close}?")


@pytest.mark.django_db
def test_case_shows_both_texts_with_the_shared_words_marked(
    browser: Browser, fresh: Fresh, desk: dict[str, User]
) -> None:
    fresh(5)
    later = fresh(2)
    suggestions.make_suggestions(request_id=later.pk, by=Actor.system("test"), at=timezone.now())
    answer = browser("editor").get(reverse("foia_staff:case_tab", args=[later.pk, "simili"]))
    texts = page(answer).select("details h4")
    assert [each.text.split(" 2")[0].strip() for each in texts[:2]] == [
        "Questa richiesta",
        "La richiesta precedente",
    ]
    assert "luminarie" in {mark.text.strip("[]").lower() for mark in page(answer).select("mark")}


@pytest.fixture
def frana(fresh: Fresh, desk: dict[str, User]) -> Topic:
    ids = [
        fresh(name=f"Persona {letter}", codice_fiscale=code, organisation="Circolo Frana").pk
        for letter, code in (
            ("A", "RSSMRA80A01H501U"),
            ("B", "VRDNNA85B41F205O"),
            ("C", "BNCLCU79C12L219Z"),
            ("D", "NREPLA90D50D612T"),
        )
    ]
    by = Actor.staff(desk["editor"])
    return topics.start_topic(request_ids=ids, title="Relazione sulla frana", by=by, at=timezone.now())


@pytest.mark.django_db
def test_board_shows_what_was_decided_and_no_longer_the_flag(
    browser: Browser, frana: Topic, desk: dict[str, User]
) -> None:
    board, coordinator = reverse("foia_staff:topics"), browser("coordinator")

    def badges() -> list[str]:
        return [each.text.strip() for each in page(coordinator.get(board)).select("tbody .badge")]

    assert badges()[0] == "Da valutare per la pubblicazione"
    topics.choose(
        topic_id=frana.pk,
        choice="not",
        reason="I dati cambiano ogni mese",
        look_again_on=timezone.localdate() + timedelta(days=90),
        by=Actor.staff(desk["coordinator"]),
        at=timezone.now(),
    )
    assert [each.split(" il ")[0] for each in badges()] == ["Non pubblicato", "Da riguardare"]


@pytest.mark.django_db
def test_each_view_of_the_board_holds_as_many_topics_as_its_number_says(
    browser: Browser, desk: dict[str, User]
) -> None:
    made = {"requests_total": 1, "created_at": timezone.now()}
    flagged = {"flag": "hard", "flagged_on": timezone.localdate()}
    kinds = [flagged, flagged, {"flag": "soft"}, {}, {**flagged, "choice": "publish"}, {"choice": "not"}]
    for number, kind in enumerate(kinds):
        reason = {"choice_reason": "Deciso insieme."} if "choice" in kind else {}
        Topic.objects.create(title=f"Buche in via {number}", **made, **kind, **reason)
    Topic.objects.create(title="Svuotato da un annullamento", **{**made, "requests_total": 0})
    head, board = browser("head"), reverse("foia_staff:topics")
    numbers, rows = {}, {}
    for tab in page(head.get(board)).select("nav.pa-tabs a"):
        number = tab.select_one(".pa-tab-count").text
        name = tab.text.replace(number, "").strip()
        numbers[name] = int(number)
        rows[name] = len(page(head.get(tab["href"])).select("tbody tr"))
    assert numbers == {
        "Tutti": 6,
        "Da decidere": 2,
        "Da osservare": 1,
        "Da pubblicare": 1,
        "Pubblicati": 0,
        "Non pubblicati": 1,
    }
    assert rows == numbers


@pytest.mark.django_db
def test_persons_are_joined_and_parted_from_their_page(browser: Browser, frana: Topic) -> None:
    editor, address = browser("editor"), reverse("foia_staff:topic_persons", args=[frana.pk])
    shown = page(editor.get(address))
    keys = [box["value"] for box in shown.select("input[name=persons]")]
    assert len(keys) == 4
    merge = reverse("foia_staff:topic_persons_same", args=[frana.pk])
    refused = editor.post(merge, {"persons": keys[:2], "why": "sì"})
    assert (refused.status_code, len(page(refused).select("input[name=persons][checked]"))) == (422, 2)
    editor.post(merge, {"persons": keys[:2], "why": "Stesso recapito, verificato"})
    frana.refresh_from_db()
    assert (frana.flag, frana.persons_in_window) == ("soft", 3)
    key = page(editor.get(address)).select_one("input[name=person_key]")["value"]
    split = reverse("foia_staff:topic_persons_different", args=[frana.pk])
    short = send(editor, editor.get(address), split, number=1, why="sì")
    opened = [
        details.has_attr("open") for details in page(short).select("details:has(input[name=person_key])")
    ]
    assert (short.status_code, opened) == (422, [False, True])
    editor.post(split, {"person_key": key, "why": "Erano due sorelle"})
    frana.refresh_from_db()
    assert (frana.flag, frana.persons_in_window) == ("hard", 4)


@pytest.mark.django_db
def test_organisation_is_confirmed_from_its_row(browser: Browser, frana: Topic) -> None:
    editor, address = browser("editor"), reverse("foia_staff:topic_persons", args=[frana.pk])
    hidden = page(editor.get(address)).select_one("input[name=key]")
    act = reverse("foia_staff:topic_organisations_confirm", args=[frana.pk])
    editor.post(act, {"key": hidden["value"], "confirmed": "yes"})
    frana.refresh_from_db()
    assert (frana.flag, frana.persons_in_window) == ("none", 1)
    assert frana.requests_in_window == 4


@pytest.mark.django_db
def test_names_of_askers_are_shown_only_to_those_who_work_cases(browser: Browser, frana: Topic) -> None:
    address = reverse("foia_staff:topic_persons", args=[frana.pk])
    answers = {role: browser(role).get(address).status_code for role in ("editor", "head", "viewer", "top")}
    assert answers == {"editor": 200, "head": 200, "viewer": 403, "top": 403}


@pytest.fixture
def proposed(fresh: Fresh) -> list[AccessRequest]:
    requests = [fresh(9 - number) for number in range(3)]
    for earlier, later in pairwise(requests):
        why = {"parts": [["same_words", []]], "warnings": [], "terms": []}
        Suggestion.objects.create(request=later, earlier=earlier, score=0.93, why=why, made_at=timezone.now())
    measured()
    return requests


def measured(refused: int = 0) -> None:
    """A threshold as if it had been measured and adopted."""
    ProposalThreshold.objects.create(
        score=0.85,
        judged=120,
        refused=refused,
        judged_in_all=140,
        upper=0.03,
        found_share=0.8,
        adopted_at=timezone.now(),
    )


@pytest.mark.django_db
def test_nothing_is_proposed_before_a_threshold_is_measured_and_the_page_says_what_is_missing(
    browser: Browser, proposed: list[AccessRequest]
) -> None:
    ProposalThreshold.objects.all().delete()
    shown = page(browser("editor").get(reverse("foia_staff:topic_proposals")))
    assert shown.select("input[name=rows]") == []
    assert "Servono almeno altre 52 proposte valutate una per una, tutte giuste." in shown.text
    assert "Nessuna soglia è stata adottata" in page(browser("editor").get(reverse("foia_staff:topics"))).text


@pytest.mark.django_db
def test_quality_page_charts_precision_and_adopts_what_was_measured(browser: Browser, fresh: Fresh) -> None:
    head, address = browser("head"), reverse("foia_staff:topics_quality")
    pairs = [(fresh(9), fresh(9)) for _number in range(54)]
    for place, (one, other) in enumerate(pairs):
        made = Suggestion.objects.create(
            request=other, earlier=one, score=0.6 if place > 51 else 0.9, why={}, made_at=timezone.now()
        )
        suggestions.judge_suggestion(
            suggestion_id=made.pk, accept=place < 52, by=Actor.system("test"), at=timezone.now()
        )
    shown = page(head.get(address))
    assert "la soglia 0,65: 0 sbagliate su 52 valutate, al più 4,9 %" in " ".join(shown.text.split())
    charts = [figure.select("tbody tr") for figure in shown.select("figure.pa-chart")]
    assert [len(rows) for rows in charts] == [9, 10]
    assert (
        page(browser("editor").get(address)).select(f"form[action='{reverse('foia_staff:adopt_threshold')}']")
        == []
    )
    assert browser("editor").post(reverse("foia_staff:adopt_threshold")).status_code == 403
    head.post(reverse("foia_staff:adopt_threshold"))
    threshold = ProposalThreshold.objects.get()
    assert (threshold.score, threshold.judged, threshold.refused, threshold.judged_in_all) == (
        0.65,
        52,
        0,
        54,
    )
    assert (
        "Soglia 0,65, misurata su 52 casi (0 sbagliati)" in page(head.get(reverse("foia_staff:topics"))).text
    )


@pytest.mark.django_db
def test_one_click_makes_a_topic_of_the_ticked_requests(
    browser: Browser, proposed: list[AccessRequest]
) -> None:
    editor, address = browser("editor"), reverse("foia_staff:topic_proposals")
    shown = page(editor.get(address))
    boxes = [int(box["value"]) for box in shown.select("input[name=rows]")]
    assert (boxes, "Usano le stesse parole." in shown.text) == ([one.pk for one in proposed], True)
    act = reverse("foia_staff:judge_proposal")
    short = editor.post(act, {"rows": boxes[:1], "title": "Luminarie", "verdict": "yes"})
    assert (short.status_code, "Lascia spuntate almeno due richieste" in page(short).text) == (422, True)
    assert [int(box["value"]) for box in page(short).select("input[name=rows][checked]")] == boxes[:1]
    editor.post(act, {"rows": boxes[:2], "title": "Luminarie di Natale", "verdict": "yes"})
    topic = Topic.objects.get()
    assert set(topic.memberships.values_list("request_id", flat=True)) == set(boxes[:2])


@pytest.mark.django_db
def test_refused_proposal_is_not_shown_again(browser: Browser, proposed: list[AccessRequest]) -> None:
    editor, ids = browser("editor"), [one.pk for one in proposed]
    editor.post(reverse("foia_staff:judge_proposal"), {"rows": ids, "title": "", "verdict": "no"})
    assert Topic.objects.count() == 0
    assert page(editor.get(reverse("foia_staff:topic_proposals"))).select("input[name=rows]") == []


@pytest.mark.django_db
def test_trend_tells_the_pace_in_persons_and_the_hours_spared(
    browser: Browser, fresh: Fresh, desk: dict[str, User]
) -> None:
    by = Actor.staff(desk["editor"])
    ids = [fresh(n, name=f"Persona {n}", birth_date=date(1980, 1, n)).pk for n in (2, 3)]
    topics.start_topic(request_ids=ids, title="Buche di via Roma", by=by, at=timezone.now())
    AvoidedRequest.objects.create(answer_page_id=1, day=timezone.localdate(), shown=9, chosen=2)
    shown = page(browser("coordinator").get(reverse("foia_staff:topics_trend")))
    row = [cell.text.strip() for cell in shown.select("#crescita tbody tr")[0].find_all(["th", "td"])]
    assert row == ["Buche di via Roma", "2", "2", "circa 3 mesi"]
    assert "12" in shown.text
    assert len(shown.select("svg[role=img], figure svg")) >= 4
    assert len(shown.find_all("table")) >= 5


def test_months_go_back_over_the_new_year() -> None:
    assert months_until(date(2026, 2, 28), 3) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["topics", "topics_trend", "topic_proposals", "topic_persons"])
def test_pages_cost_the_same_with_one_row_and_with_three(
    browser: Browser,
    fresh: Fresh,
    desk: dict[str, User],
    name: str,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    by, editor = Actor.staff(desk["editor"]), browser("editor")
    costs = []
    for _round in range(2):
        for number in range(1, 3):
            made = [fresh(n, name=f"P {number} {n}", birth_date=date(1980, number, n)) for n in (2, 3)]
            topic = topics.start_topic(
                request_ids=[one.pk for one in made], title=f"Buche {number}", by=by, at=timezone.now()
            )
            pair = [fresh(4), fresh(3)]
            Suggestion.objects.create(
                request=pair[1], earlier=pair[0], score=0.9, why={}, made_at=timezone.now()
            )
            topics.join(topic_id=topic.pk, request_ids=[], by=by, at=timezone.now())
        if name == "topic_persons" and _round:
            persons.merge_persons(
                topic_id=topic.pk,
                persons=list(topic.memberships.values_list("person", flat=True)),
                why="È la stessa persona",
                by=by,
                at=timezone.now(),
            )
        address = reverse(f"foia_staff:{name}", args=[topic.pk] if name == "topic_persons" else [])
        editor.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(address).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
