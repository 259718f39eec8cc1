"""Topics in the hands of staff: joining, splitting, deciding, undoing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, AnswerPage, AnswersIndexPage, Topic
from foia.operations import answer_pages
from foia.operations import topics as operations
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.actor import Actor
from pasocial.site.models import SectionPage
from pasocial.site.operations import plant_home, plant_page, publish_latest
from tests.foia.backoffice.reading import form_at, page, send

pytestmark = pytest.mark.django_db


def url(name: str, topic: Topic) -> str:
    return reverse(f"foia_staff:topic_{name}", args=[topic.pk])


@pytest.fixture
def frana(fresh: Callable[..., AccessRequest], desk: dict[str, User]) -> Topic:
    return operations.start_topic(
        request_ids=[fresh().pk, fresh().pk],
        title="Relazione sulla frana",
        by=Actor.staff(desk["editor"]),
        at=timezone.now(),
    )


def members(topic: Topic) -> set[int]:
    return set(topic.memberships.values_list("request_id", flat=True))


def test_topic_starts_from_request_numbers_and_names_the_unknown_ones(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest]
) -> None:
    one, two, editor = fresh(), fresh(), browser("editor")
    start = reverse("foia_staff:start_topic")
    wrong = editor.post(start, {"title": "Luminarie di Natale", "requests": f"{one.number} 1999/0000001 boh"})
    assert (wrong.status_code, Topic.objects.count()) == (422, 0)
    assert "1999/0000001, boh" in page(wrong).text
    short = f"{two.year}/{two.sequence}"
    editor.post(start, {"title": "Luminarie di Natale", "requests": f"{one.number}, {short}"})
    assert members(Topic.objects.get()) == {one.pk, two.pk}


def test_joined_requests_go_back_when_undone(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest], frana: Topic
) -> None:
    before, added, editor = members(frana), fresh(), browser("editor")
    editor.post(url("join", frana), {"requests": added.number})
    assert members(frana) == {*before, added.pk}
    editor.post(url("undo", frana))
    assert members(frana) == before


def test_split_moves_only_the_ticked_requests(browser: Callable[[str], Client], frana: Topic) -> None:
    stays, goes = sorted(members(frana))
    browser("editor").post(url("split", frana), {"requests": [goes], "title": "Un'altra frana"})
    assert (members(frana), members(Topic.objects.get(title="Un'altra frana"))) == ({stays}, {goes})


def test_choice_needs_a_reason_and_keeps_what_was_typed(
    browser: Callable[[str], Client], frana: Topic
) -> None:
    coordinator = browser("coordinator")
    refused = coordinator.post(url("choose", frana), {"choice": "publish", "reason": "sì"})
    assert (refused.status_code, "almeno 10 caratteri" in page(refused).text) == (422, True)
    coordinator.post(url("choose", frana), {"choice": "publish", "reason": "Interessa a tutta la frazione."})
    frana.refresh_from_db()
    assert (frana.choice, frana.choice_reason) == ("publish", "Interessa a tutta la frazione.")


def test_topic_page_names_no_applicant(browser: Callable[[str], Client], frana: Topic) -> None:
    text = page(browser("top").get(reverse("foia_staff:topic", args=[frana.pk]))).text
    assert ("Relazione sulla frana" in text, "Anna Verdi" in text) == (True, False)


def test_ticked_requests_leave_the_topic_and_ticking_none_is_said_by_name(
    browser: Callable[[str], Client], frana: Topic
) -> None:
    stays, goes = sorted(members(frana))
    editor = browser("editor")
    refused = editor.post(url("leave", frana), {})
    assert (refused.status_code, "Scegli almeno una richiesta." in page(refused).text) == (422, True)
    editor.post(url("leave", frana), {"requests": [goes]})
    assert members(frana) == {stays}


def test_split_that_was_refused_shows_the_same_rows_ticked(
    browser: Callable[[str], Client], frana: Topic
) -> None:
    every = sorted(members(frana))
    refused = browser("editor").post(url("split", frana), {"requests": every, "title": "Un'altra frana"})
    boxes = page(refused).select("input[name=requests][checked]")
    assert (refused.status_code, sorted(int(box["value"]) for box in boxes)) == (422, every)
    assert page(refused).select_one("input[name=title]")["value"] == "Un'altra frana"


def test_title_is_changed_in_the_form_that_shows_it(browser: Callable[[str], Client], frana: Topic) -> None:
    editor, address = browser("editor"), url("rename", frana)
    shown = editor.get(reverse("foia_staff:topic", args=[frana.pk]))
    send(editor, shown, address, title="Frana di via Po")
    frana.refresh_from_db()
    assert (frana.title, frana.summary) == ("Frana di via Po", "")


def test_what_cannot_be_undone_says_why_beside_its_button(
    browser: Callable[[str], Client], frana: Topic
) -> None:
    bare = Topic.objects.create(title="Senza storia", requests_total=1, created_at=timezone.now())
    editor, words = browser("editor"), "Non c'è nulla da annullare in questo tema."
    shown = [editor.get(reverse("foia_staff:topic", args=[one.pk])) for one in (frana, bare)]
    assert [words in page(one).text for one in shown] == [False, True]
    assert form_at(shown[0], url("undo", frana))
    assert page(shown[1]).find_all("form", action=url("undo", bare)) == []


def test_merged_topic_leads_to_the_other_and_offers_nothing(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest], frana: Topic
) -> None:
    head = browser("head")
    other = operations.start_topic(
        request_ids=[fresh().pk], title="Frana a valle", by=Actor.system("test"), at=timezone.now()
    )
    answer = head.post(url("merge", frana), {"into": other.pk})
    assert answer.headers["Location"] == reverse("foia_staff:topic", args=[other.pk])
    shown = page(head.get(reverse("foia_staff:topic", args=[frana.pk])))
    forms = {form["action"] for form in shown.find_all("form", method="post")}
    assert [one for one in forms if one.startswith("/redazione/foia/temi/")] == []
    gone = head.post(url("merge", other), {"into": 10**6})
    assert gone.status_code == 422


@pytest.fixture
def answer(frana: Topic) -> AnswerPage:
    step = {"by": Actor.system("test"), "at": timezone.now()}
    home = plant_home(title="Comune", introduction="", hostname="localhost", port=80, **step)
    access = plant_page(parent=home, page=SectionPage(title="Accesso", slug="accesso-civico"), **step)
    plant_page(parent=access, page=AnswersIndexPage(title="Risposte", slug="risposte"), **step)
    operations.choose(topic_id=frana.pk, choice="publish", reason="Interessa a tutti.", **step)
    made = answer_pages.prepare_answer(topic_id=frana.pk, **step)
    assert made is not None
    publish_latest(page_id=made.pk, user=None)
    return made


def test_who_keeps_an_answer_fresh_is_said_in_its_own_form(
    browser: Callable[[str], Client], frana: Topic, answer: AnswerPage
) -> None:
    head, address = browser("head"), reverse("foia_staff:keep_answer_fresh", args=[frana.pk, answer.pk])
    shown = head.get(reverse("foia_staff:topic", args=[frana.pk]))
    late = send(head, shown, address, owner_desk="newsroom", fresh_until="2020-01-31")
    assert (late.status_code, "Il giorno deve essere futuro." in page(late).text) == (422, True)
    assert form_at(late, address).find("input", attrs={"name": "fresh_until"})["value"] == "2020-01-31"
    done = send(head, shown, address, owner_desk="newsroom", fresh_until="2090-01-31")
    assert done.redirect_chain == [(f"/redazione/foia/temi/{frana.pk}/#risposta", 302)]
    answer.refresh_from_db()
    assert (answer.owner_desk, answer.fresh_until.isoformat()) == ("newsroom", "2090-01-31")
    elsewhere = Topic.objects.create(title="Altro tema", created_at=timezone.now())
    wrong = reverse("foia_staff:keep_answer_fresh", args=[elsewhere.pk, answer.pk])
    assert head.post(wrong, {"owner_desk": "newsroom"}).status_code == 404
