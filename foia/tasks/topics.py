"""What follows, after commit, from requests and topics: suggestions, the newsroom's page, telling those who asked."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foia.models import Topic
from foia.notices.topics import tell_of_published_answer
from foia.operations import (
    answer_pages,
    counting,
    looking_again,
    publication,
    recounting,
    suggestions,
    topics,
)
from foia.queries import likeness
from foia.queries.answer_pages import public_page_of
from pasocial.office.record.trail.actor import Actor

US = Actor.system("foia")
# A turn of the recount: some seconds of a worker, who then takes up what else waits.
TOPICS_AT_A_TIME = 100


def number_in(about: str) -> int:
    return int(about.rsplit(":", 1)[1])


def match_topic(entry: Any) -> None:
    """A new request: which earlier ones are like it?"""
    suggestions.make_suggestions(request_id=number_in(entry.about), by=US, at=timezone.now())


def count_again(entry: Any) -> None:
    """The person, kind or standing of a request changed: its topic is counted again."""
    topics.person_changed(
        request_id=number_in(entry.about), by=US, at=timezone.now(), because=entry.event.split(".")[-1]
    )


def prepare_answer(entry: Any) -> None:
    """Somebody decided to publish: a draft page with the material, for the newsroom."""
    if entry.note.get("choice") in (Topic.Choice.PUBLISH, Topic.Choice.REDACT):
        answer_pages.prepare_answer(topic_id=number_in(entry.about), by=US, at=timezone.now())


def link_page(entry: Any) -> None:
    """The newsroom published a page that one of our topics asked for."""
    wanted = str(entry.note.get("for", ""))
    if wanted.startswith("foia.topic:"):
        answer_pages.link_page(
            topic_id=number_in(wanted), page_id=entry.note["page"], by=US, at=timezone.now()
        )


def tell_askers(entry: Any) -> None:
    """Earlier askers who agreed learn that the answer is public; where one asked in public, so does the newsroom."""
    _tell(topic_id=number_in(entry.about))


def tell_late_askers(entry: Any) -> None:
    """Requests that came into a topic already answered for everyone: whoever asked gets the link, and still a decision.

    What counts is where the requests are now, not where this entry put them.
    """
    _tell(topic_id=number_in(entry.about))


def _tell(*, topic_id: int) -> None:
    now = timezone.now()
    page = public_page_of(topic_id)
    if page is None:
        return
    for request in answer_pages.mark_told(topic_id=topic_id, by=US, at=now):
        tell_of_published_answer(request=request, page_id=page.pk, at=now)
    answer_pages.answer_in_public(topic_id=topic_id, by=US, at=now)


def note_material(entry: Any) -> None:
    """Files were gathered for one of our topics, or one was decided: the desk's item follows."""
    if entry.about.startswith("foia.topic:"):
        answer_pages.note_material(topic_id=number_in(entry.about), by=US, at=timezone.now())


def drop_material(entry: Any) -> None:
    """The newsroom dropped a page that one of our topics asked for."""
    wanted = str(entry.note.get("for", ""))
    if wanted.startswith("foia.topic:"):
        answer_pages.drop_material(topic_id=number_in(wanted), by=US, at=timezone.now())


def propose_register_entry(entry: Any) -> None:
    """An answered request gets its line of the register, waiting for public words."""
    publication.propose_entry(request_id=number_in(entry.about), by=US, at=timezone.now())


def recount_on_new_terms(entry: Any) -> None:
    """The coordinator changed how one counts: every topic is counted again, a few at a time."""
    if entry.note.get("key") not in counting.TERMS:
        return
    recounting.begin_recount(asked_by=entry.user_id, by=US, at=timezone.now())
    transaction.on_commit(go_on_recounting.delay, robust=True)


@shared_task(name="foia.go_on_recounting")
def go_on_recounting() -> int:
    """Counts the next topics, each in a transaction of its own, and asks for another turn while there are more."""
    counted = 0
    while counted < TOPICS_AT_A_TIME and recounting.count_next(by=US, at=timezone.now()):
        counted += 1
    if counted == TOPICS_AT_A_TIME:
        go_on_recounting.delay()
    return counted


@shared_task(name="foia.refresh_word_statistics")
def refresh_word_statistics() -> int:
    """Which words are rare in this office, learnt again from its latest requests."""
    return likeness.refresh_statistics()


@worker_ready.connect
def count_words_first(**_signal: Any) -> None:
    """A worker that finds nothing counted counts, before a new request or a citizen's page needs it."""
    if not likeness.are_counted():
        refresh_word_statistics.delay()


@shared_task(name="foia.look_again")
def look_again() -> dict[str, int]:
    """Decisions not to publish whose day has come, and published answers that grow old, become work with a due day."""
    now = timezone.now()
    today = timezone.localdate(now)
    return {
        "topics": looking_again.ask_to_look_again(
            today=today,
            by=US,
            at=now,
            why=_("Era stato deciso di non pubblicare: è arrivato il giorno di riguardare la decisione."),
        ),
        "answers": looking_again.ask_to_refresh(
            today=today,
            by=US,
            at=now,
            why=_("La risposta pubblicata per tutti va aggiornata con i dati nuovi entro questo giorno."),
        ),
    }
