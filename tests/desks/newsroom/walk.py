"""The walk through the newsroom: who may use each address, and what stands for each argument (tests/walks asks)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from desks.newsroom import operations
from desks.newsroom.actions import ACTIONS as COMMISSION_ACTIONS
from desks.newsroom.models import Commission
from foia.models import AnswerPage, AnswersIndexPage
from pasocial.office.files.attachments import clearing
from pasocial.office.files.attachments import queries as files
from pasocial.office.record.trail.actor import Actor
from tests.walks.groups import ALL, COORDINATOR, Group, Page, Who, both, doors_of, group

if TYPE_CHECKING:
    from tests.walks.office import Office

# Who signs in, and with which roles; what this part of the office is built upon (plain values: tests/walks/persons.py).
STAFF = {
    "newsroom head": {"desk": "newsroom", "role": "head"},
    "newsroom editor": {"desk": "newsroom", "role": "editor"},
    "newsroom viewer": {"desk": "newsroom", "role": "viewer"},
}
AFTER = ("foia",)

NEWSROOM_READ = group("newsroom head", "newsroom editor", "newsroom viewer") | COORDINATOR
NEWSROOM_WRITE = group("newsroom head", "newsroom editor")
NEWSROOM_APPROVE = group("newsroom head") | COORDINATOR
# Who is let into Wagtail's panel.
PANEL: Group = NEWSROOM_APPROVE | NEWSROOM_WRITE

# Whom the roles of the registry give each permission, in plain sight: the declarations are held to it (test_table.py).
HOLDERS: dict[str, Group] = {
    "newsroom.read": NEWSROOM_READ,
    "newsroom.write": NEWSROOM_WRITE,
    "newsroom.approve": NEWSROOM_APPROVE,
}
# Who may read (GET) and who may act (POST, PUT), by the name of the address.
WHO: dict[str, Who] = {
    # the newsroom
    "newsroom:commissions": Who(NEWSROOM_READ),
    "newsroom:commissions_save_filter": both(NEWSROOM_READ),
    # only one's own: nobody of the walk keeps a view of this list
    "newsroom:commissions_forget_filter": Who(),
    "newsroom:commissions_bulk": both(NEWSROOM_WRITE),
    "newsroom:commissions_csv": Who(NEWSROOM_READ),
    "newsroom:commissions_json": Who(NEWSROOM_READ),
    "newsroom:commissions_csv_metadata": Who(NEWSROOM_READ),
    "newsroom:commission": Who(NEWSROOM_READ),
    # the API: the newsroom; the keys of this walk belong to somebody who has no role there
    "api:newsroom_commissions": Who(NEWSROOM_READ),
    "api:newsroom_commission": Who(NEWSROOM_READ),
}
# What is declared as an action: a line for each of its two doors.
WHO |= doors_of(
    COMMISSION_ACTIONS,
    HOLDERS,
    page=lambda action: f"newsroom:commission_{action.code}",
    endpoint="api:newsroom_commission",
)
# Beginnings of names whose arguments mean the same.
FAMILIES = ("api:newsroom_", "newsroom:")
# The object of the walk's office behind an argument: of an address or a family (`name.argument`), or of all (`argument`).
VALUES: dict[str, Any] = {
    "api:newsroom_.pk": lambda o: o.commission.pk,
    "newsroom:.pk": lambda o: o.commission.pk,
}
# What is read and is no page: files, pieces of a page, ways that lead elsewhere, forms that stand on another page.
NOT_PAGES = frozenset(
    [
        "newsroom:commissions_save_filter",
        "newsroom:commissions_bulk",
        "newsroom:commissions_csv",
        "newsroom:commissions_json",
        "newsroom:commissions_csv_metadata",
    ]
)
# What stands for a parameter of the API: by the beginning of the address (test_contract.py).
THERE: dict[str, Any] = {"/api/v1/newsroom/commissions/": lambda o: [o.commission.pk]}
# Each list, and who looks at it (test_lists.py).
LISTS = {
    "/redazione/notizie/": "newsroom editor",
    "/api/v1/newsroom/commissions/": "newsroom editor",
}


def make(office: Office) -> None:
    """One page that is published, about the topic of civic access; one that is still to be written."""
    writer, head = office.people["newsroom editor"], office.people["newsroom head"]
    by_writer = Actor.staff(writer)
    office.published = Commission.objects.get(about=office.topic.about)
    pk = office.published.pk
    operations.take_commission(commission_id=pk, user=writer, by=by_writer, at=office.ago(50))
    page = AnswerPage.objects.get(pk=office.published.page_id)
    page.summary = "Un pasto della mensa costa al Comune 4,85 euro."
    page.body = [("heading", "Quanto costa"), ("paragraph", "<p>Un pasto costa 4,85 euro.</p>")]
    page.save_revision(user=writer)
    _decide_material(office)
    operations.submit_commission(commission_id=pk, by=by_writer, at=office.ago(49))
    operations.publish_commission(commission_id=pk, user=head, by=Actor.staff(head), at=office.ago(48))
    operations.release_page(thing=pk, by=Actor.system("test"), at=office.ago(47))
    office.page = AnswerPage.objects.get(pk=page.pk)
    draft = AnswerPage(title="Luminarie di Natale", summary="Quanto spendiamo.", live=False)
    AnswersIndexPage.objects.get().add_child(instance=draft)
    draft.save_revision()
    office.draft_page = draft
    letter = files.files_about(office.answered.about).get(purpose="letter")
    office.commission = operations.open_commission(
        about=office.second_topic.about,
        title="Luminarie di Natale",
        brief="Più persone hanno chiesto la stessa cosa.",
        page_id=draft.pk,
        files=[str(office.files["private"].public_id), str(letter.public_id)],
        redact_first=False,
        by=Actor.system("test"),
        at=office.ago(1),
    )


def _decide_material(office: Office) -> None:
    """The access desk has looked at what was gathered: letters stay inside, documents may be read by all."""
    about = office.topic.about
    step: dict[str, Any] = {"about": about, "by": office.actor("foia editor"), "at": office.ago(50)}
    for one in files.clearances(about):
        public_id = one.file.public_id
        if one.file.purpose == "letter":
            clearing.leave_out(public_id=public_id, reason="È scritta a una persona sola.", **step)
        else:
            clearing.clear(public_id=public_id, **step)


def pages(office: Office) -> Iterator[Page]:
    """The page that was published: it stands at no address of ours."""
    yield Page(office.page.url, ALL)


def grow(office: Office, number: int) -> None:
    """One more row in every list of the newsroom and of the pages it wrote."""
    live = AnswerPage(title=f"Mensa {number}", summary="La mensa costa 4,85 euro.")
    AnswersIndexPage.objects.get().add_child(instance=live)
    live.save_revision().publish()
    operations.open_commission(
        about=f"foia.topic:{1000 + number}",
        title=f"Pagina {number}",
        brief="Serve una pagina.",
        page_id=live.pk,
        files=[],
        redact_first=False,
        by=Actor.system("test"),
        at=office.now,
    )
