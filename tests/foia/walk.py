"""The walk through civic access: who may use each address, and what stands for each argument (tests/walks asks)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from foia import access
from foia.actions import CASE_ACTIONS, ENTRY_ACTIONS, ON_PAGES
from foia.actions.topics import KEEP_FRESH, PERSON_ACTIONS, SUGGESTION_ACTIONS, TOPIC_ACTIONS
from foia.backoffice.views.case import TABS
from pasocial.office.messaging.notices.queries import mail_about
from tests.foia.walk_cases import DRAFT_SECRET, EMAIL, SECRET, greet, grow, make
from tests.walks.groups import (
    ALL,
    CONTACTS,
    COORDINATOR,
    MEMBERS,
    RPCT,
    SIGNED_IN,
    TOP,
    Group,
    Page,
    Secret,
    Who,
    both,
    doors_of,
    group,
)

if TYPE_CHECKING:
    from tests.walks.office import Office

__all__ = ["greet", "grow", "make"]

# Who signs in, and with which roles; who is let in by a link (`greet`); whose key a program brings. These are plain values
# (tests/walks/persons.py).
STAFF = {
    "foia head": {"desk": "foia", "role": "head"},
    "foia editor": {"desk": "foia", "role": "editor"},
    "foia viewer": {"desk": "foia", "role": "viewer"},
    "asked contact": {"office_role": "office_contact"},
}
VISITORS = ("citizen", "other citizen")
KEYS = {"full key": "foia head", "reading key": "foia head"}

OWNER = group("citizen")
FOIA_STAFF = group("foia head", "foia editor", "foia viewer")
FOIA_READ = FOIA_STAFF | RPCT | COORDINATOR
FOIA_WORK = group("foia head", "foia editor")
FOIA_HEAD = group("foia head")
WORK_OR_REVIEW = FOIA_WORK | RPCT
PUBLISH_REGISTER = FOIA_HEAD | RPCT
TOPICS = FOIA_READ | TOP
CHOOSE = FOIA_HEAD | COORDINATOR
# Who sees what waits for a signature: those who may sign, whoever wrote it, the coordinator.
APPROVAL = CHOOSE | {"foia editor"}
ASKED = group("asked contact")
QUEUE_OF_FOIA = FOIA_STAFF | COORDINATOR
# Keys of the head of access: everything she may, or reading only.
FULL, READING = group("full key"), group("full key", "reading key")

# All that is private holds the one word; a draft, which opens to whoever knows its address, holds the other.
SECRETS = (
    Secret(SECRET, knows=FOIA_READ | OWNER | ASKED | READING),
    Secret(DRAFT_SECRET, knows=ALL, only_at="foia:new"),
)
# Where an applicant is led who has not opened that case in this browser.
DOORS = ("/accesso-civico/richieste/",)

# Whom the roles of the registry give each permission, in plain sight: the declarations are held to it (test_table.py).
HOLDERS: dict[str, Group] = {
    "foia.read": FOIA_READ,
    "foia.work": FOIA_WORK,
    "foia.correct": WORK_OR_REVIEW,
    "foia.approve": FOIA_HEAD,
    "foia.review": RPCT,
    "foia.reopen": PUBLISH_REGISTER,
    "foia.publish_register": PUBLISH_REGISTER,
    "foia.choose_topic": CHOOSE,
    "foia.read_topics": TOPICS,
    "foia.reply_shared": FOIA_WORK,
    "foia.see_shared": CONTACTS,
    "foia.read_measures": TOPICS,
}
# Who may read (GET) and who may act (POST, PUT), by the name of the address.
WHO: dict[str, Who] = {
    # the portal: what everybody may read
    "foia:home": Who(ALL),
    "foia:when": Who(ALL),
    "foia:suggest": Who(ALL),
    "foia:chosen": Who(ALL),
    "foia:register": Who(ALL),
    "foia:register_csv": Who(ALL),
    "foia:register_fields": Who(ALL),
    "foia:register_json": Who(ALL),
    "foia:register_feed": Who(ALL),
    "foia:register_entry": Who(ALL),
    "foia:statistics": Who(ALL),
    "foia:public_file": Who(ALL),
    # filing; a draft opens to whoever knows its address
    "foia:new": both(ALL),
    "foia:new_step": both(ALL),
    "foia:new_link": both(ALL),
    "foia:new_discard": both(ALL),
    # a case, opened in this browser with its code or link
    "foia:find": both(ALL),
    "foia:leave": Who(act=ALL),
    "foia:signed_link": Who(ALL),
    # national identity: no provider is configured in the walk, and nobody has proven who she is (test_identity.py)
    "foia:enter": Who(),
    "foia:enter_go": Who(),
    "foia:entered": Who(),
    "foia:mine": Who(),
    "foia:receipt": Who(OWNER),
    "foia:receipt_pdf": Who(OWNER),
    "foia:follow": Who(OWNER),
    "foia:write": Who(act=OWNER),
    "foia:identify": Who(act=OWNER),
    "foia:withdraw": both(OWNER),
    "foia:rate": Who(act=OWNER),
    "foia:ask_review": both(OWNER),
    "foia:file": Who(OWNER),
    # the access desk
    "foia_staff:inbox": Who(FOIA_READ),
    "foia_staff:bulk": both(FOIA_WORK),
    "foia_staff:save_filter": both(FOIA_READ),
    "foia_staff:forget_filter": Who(act=group("foia editor")),
    "foia_staff:case": Who(FOIA_READ),
    "foia_staff:case_tab": Who(FOIA_READ),
    "foia_staff:presence": Who(FOIA_READ),
    "foia_staff:letter": Who(FOIA_READ),
    "foia_staff:receipt": Who(FOIA_READ),
    "foia_staff:file": Who(FOIA_READ),
    "foia_staff:new": both(FOIA_WORK),
    "foia_staff:decide": both(FOIA_WORK),
    "foia_staff:unsent": Who(act=WORK_OR_REVIEW),
    # only whoever filled it in
    "foia_staff:leaving": both(group("foia editor")),
    "foia_staff:party_notice": Who(FOIA_WORK),
    "foia_staff:party_letter": Who(FOIA_WORK),
    "foia_staff:correct_fact": both(WORK_OR_REVIEW),
    "foia_staff:register_queue": Who(FOIA_READ),
    "foia_staff:register_queue_save_filter": both(FOIA_READ),
    # only one's own: nobody of the walk keeps a view of this list
    "foia_staff:register_queue_forget_filter": Who(),
    "foia_staff:measures": Who(TOPICS),
    # topics
    "foia_staff:topics": Who(TOPICS),
    "foia_staff:topics_save_filter": both(TOPICS),
    "foia_staff:topics_forget_filter": Who(),
    "foia_staff:topic": Who(TOPICS),
    "foia_staff:start_topic": both(FOIA_WORK),
    "foia_staff:keep_answer_fresh": Who(act=CHOOSE),
    "foia_staff:topics_trend": Who(TOPICS),
    "foia_staff:topic_proposals": Who(FOIA_WORK),
    "foia_staff:topics_quality": Who(TOPICS),
    "foia_staff:adopt_threshold": Who(act=CHOOSE),
    "foia_staff:judge_proposal": Who(act=FOIA_WORK),
    # who asked, by name: only those who work the cases
    "foia_staff:topic_persons": Who(FOIA_WORK),
    # what another office was asked: only the person who was asked
    "foia_staff:shared": Who(MEMBERS),
    "foia_staff:shared_case": Who(ASKED),
    "foia_staff:reply_shared": both(ASKED),
    "foia_staff:unsent_shared": Who(act=ASKED),
    "foia_staff:shared_file": Who(ASKED),
    "api:foia_kinds": Who(ALL),
    "api:foia_register": Who(ALL),
    "api:foia_register_entry": Who(ALL),
    "api:foia_answers": Who(ALL),
    "api:foia_answers_like": Who(ALL),
    "api:foia_answer": Who(ALL),
    "api:foia_open": Who(act=ALL),
    "api:foia_own_case": Who(OWNER),
    "api:foia_own_file": Who(OWNER),
    "api:foia_own_write": Who(act=OWNER),
    "api:foia_own_identify": Who(act=OWNER),
    "api:foia_own_withdraw": Who(act=OWNER),
    "api:foia_own_rate": Who(act=OWNER),
    "api:foia_own_review": Who(act=OWNER),
    # the API: the desk's cases
    "api:foia_requests": Who(FOIA_READ | READING, ALL),
    "api:foia_case": Who(FOIA_READ | READING),
    "api:foia_suggestions": Who(FOIA_READ | READING),
    "api:foia_case_file": Who(FOIA_READ | READING),
    "api:foia_assign": Who(act=FOIA_WORK | FULL),
    "api:foia_case_parties_notice_preview": Who(FOIA_WORK | FULL),
    "api:foia_shared": Who(SIGNED_IN | FULL),
    "api:foia_shared_case": Who(ASKED),
    "api:foia_shared_reply": Who(act=ASKED),
    "api:foia_entries": Who(PUBLISH_REGISTER | FULL),
    "api:foia_entry": Who(PUBLISH_REGISTER | FULL),
    # the API: topics
    "api:foia_topics": Who(TOPICS | FULL, FOIA_WORK | FULL),
    "api:foia_topic": Who(TOPICS | FULL),
    "api:foia_topic_requests": Who(FOIA_READ | READING),
    "api:foia_topic_persons": Who(FOIA_WORK | FULL),
    "api:foia_topic_organisations": Who(FOIA_WORK | FULL),
    "api:foia_proposals": both(FOIA_WORK | FULL),
    "api:foia_proposals_quality": Who(TOPICS | FULL),
    "api:foia_proposals_threshold": Who(act=CHOOSE | FULL),
    "api:office_departure_undo": Who(act=FOIA_HEAD | FULL),
    # addresses of the whole office, walked with a thing of this desk
    "office:about": Who(FOIA_READ | ASKED),
    "office:item": Who(QUEUE_OF_FOIA),
    "office:item_take": Who(act=FOIA_WORK),
    "office:item_give_back": Who(act=FOIA_WORK | COORDINATOR),
    "office:item_assign": Who(act=CHOOSE),
    "office:item_assign_group": Who(act=CHOOSE),
    "office:item_hand_over": Who(act=FOIA_WORK | COORDINATOR),
    "office:item_hand_over_as": both(FOIA_WORK | COORDINATOR),
    "office:item_finish": Who(act=FOIA_WORK),
    "office:changes": Who(FOIA_READ),
    "office:approval": Who(APPROVAL),
    "office:approval_approve": Who(act=APPROVAL),
    "office:approval_send_back": Who(act=APPROVAL),
    # Who is signed in as somebody else is told that it is not hers; whoever is not signed in sees that something waits.
    "office:approval_link": Who(get=(ALL - SIGNED_IN) | FOIA_HEAD, act=FOIA_HEAD),
    "office:departures_freeze_thing": Who(act=FOIA_HEAD | COORDINATOR),
    "office:departures_lift": Who(act=FOIA_HEAD | COORDINATOR),
    "office:departure_call_back": Who(act=FOIA_HEAD),
    "office:departure_move": Who(act=FOIA_HEAD),
    "office:notice": Who(act=group("foia editor")),
    "office:file": Who(FOIA_READ),
    "office:redact": both(FOIA_WORK),
    "office:inspection": Who(FOIA_READ),
    "office:confirm_findings": Who(act=FOIA_WORK),
    "office:read_again": Who(act=FOIA_WORK),
    "office:redaction": Who(FOIA_READ),
    "office:material": Who(TOPICS),
    "office:material_decide": Who(act=FOIA_WORK),
    "office:material_letters": Who(act=FOIA_WORK),
    "office:token_revoke": Who(act=FOIA_HEAD | COORDINATOR),
}
# What is declared as an action: a line for each of its two doors. A full key opens what the head of access may.
WHO |= doors_of(
    ON_PAGES.values(),
    HOLDERS,
    page=lambda action: f"foia_staff:action/{action.name}",
    opens=True,
)
WHO |= doors_of(
    (*TOPIC_ACTIONS, *PERSON_ACTIONS), HOLDERS, page=lambda action: f"foia_staff:topic_{action.code}"
)
for _actions, _names in (
    (CASE_ACTIONS, "api:foia_case"),
    (ENTRY_ACTIONS, "api:foia_entry"),
    (SUGGESTION_ACTIONS, "api:foia_suggestion"),
    ((*TOPIC_ACTIONS, *PERSON_ACTIONS), "api:foia_topic"),
    ((KEEP_FRESH,), "api:foia_topic_answer"),
):
    WHO |= doors_of(
        _actions, HOLDERS, endpoint=_names, keys=lambda who: FULL if who >= FOIA_HEAD else group()
    )
# Beginnings of names whose arguments mean the same.
FAMILIES = (
    "foia_staff:topic_",
    "api:foia_topic",
    "api:foia_entry",
    "api:foia_case_decision_",
    "api:foia_case_review_",
)
# The object of the walk's office behind an argument: of an address or a family (`name.argument`), or of all (`argument`).
VALUES: dict[str, Any] = {
    "pk": lambda o: o.open.pk,
    "code": lambda o: o.open.code,
    "token": lambda o: o.draft_token,
    "public_id": lambda o: o.files["private"].public_id,
    "consultation": lambda o: o.consultation.pk,
    "party": lambda o: o.party.pk,
    "fact": lambda o: o.open.facts.first().pk,
    "action": lambda o: "rispondi",
    "call": lambda o: o.planned_call.pk,
    "page": lambda o: o.page.pk,
    "mail": lambda o: mail_about(o.open.about)[0].pk,
    "reference": lambda o: o.open.about,
    "office:item_hand_over_as.kind": lambda o: "page",
    "foia:signed_link.token": lambda o: access.sign_link(o.other, o.now).split("/")[-2],
    "foia:file.code": lambda o: o.answered.code,
    "foia:file.public_id": lambda o: o.files["requester"].public_id,
    "foia:public_file.public_id": lambda o: o.files["public"].public_id,
    "foia:ask_review.code": lambda o: o.denied.code,
    "foia:register_entry.slug": lambda o: o.public.register_entry.slug,
    "api:foia_own_file.code": lambda o: o.answered.code,
    "api:foia_own_file.public_id": lambda o: o.files["requester"].public_id,
    "api:foia_own_review.code": lambda o: o.refused.code,
    "api:foia_register_entry.slug": lambda o: o.public.register_entry.slug,
    "api:foia_answer.pk": lambda o: o.page.pk,
    "api:foia_suggestion_judge.pk": lambda o: o.suggestion.pk,
    "api:foia_entry.pk": lambda o: o.answered.register_entry.pk,
    "api:foia_topic.pk": lambda o: o.topic.pk,
    "api:foia_case_decision_.pk": lambda o: o.submitted.pk,
    "api:foia_case_review_.pk": lambda o: o.refused.pk,
    "foia_staff:forget_filter.pk": lambda o: o.filter.pk,
    "foia_staff:letter.pk": lambda o: o.submitted.pk,
    "foia_staff:shared_file.public_id": lambda o: o.files["asked"].public_id,
    "foia_staff:topic.pk": lambda o: o.topic.pk,
    "foia_staff:topic_.pk": lambda o: o.topic.pk,
    "foia_staff:keep_answer_fresh.pk": lambda o: o.topic.pk,
    "foia_staff:keep_answer_fresh.page": lambda o: o.page.pk,
    "office:item.pk": lambda o: o.item.pk,
    "office:redaction.public_id": lambda o: o.files["copy"].public_id,
    "office:departures_freeze_thing.about": lambda o: o.open.about,
    "office:material.about": lambda o: o.second_topic.about,
    "office:material_letters.about": lambda o: o.second_topic.about,
    "office:material_decide.about": lambda o: o.second_topic.about,
    "office:material_decide.verb": lambda o: "libera",
    "office:approval.pk": lambda o: o.approval.pk,
    "office:approval_approve.pk": lambda o: o.approval.pk,
    "office:approval_send_back.pk": lambda o: o.approval.pk,
    "office:approval_link.token": lambda o: o.approval_link,
    "office:departure_call_back.pk": lambda o: o.departure.pk,
    "api:office_departure_undo.pk": lambda o: o.departure.pk,
    "office:departure_move.pk": lambda o: o.departure.pk,
    "office:departures_lift.pk": lambda o: o.freeze.pk,
    "office:mail.pk": lambda o: o.mail.pk,
    "office:notice.pk": lambda o: o.notice.pk,
    "office:token_revoke.pk": lambda o: o.token.pk,
    "coordinator_try_again.pk": lambda o: o.delivery.pk,
    "coordinator_send_again.pk": lambda o: o.mail.pk,
}
# What is read and is no page: files, pieces of a page, ways that lead elsewhere, forms that stand on another page.
NOT_PAGES = frozenset(
    [
        "foia:register_csv",
        "foia:register_fields",
        "foia:register_json",
        "foia:register_feed",
        "foia:public_file",
        "foia:file",
        "foia:receipt_pdf",
        "foia_staff:letter",
        "foia_staff:receipt",
        "foia_staff:file",
        "foia_staff:shared_file",
        "foia_staff:party_letter",
        "foia:suggest",
        "foia_staff:presence",
        "foia:chosen",
        "foia:signed_link",
        "foia_staff:bulk",
        "foia_staff:decide",
        "foia_staff:save_filter",
        "foia_staff:register_queue_save_filter",
        "foia_staff:topics_save_filter",
        "foia_staff:reply_shared",
    ]
)
# Addresses that are asked more than once.
VARIANTS: dict[str, Any] = {
    "foia_staff:case_tab": lambda o: [{"pk": o.open.pk, "tab": tab} for tab in TABS],
    "foia:new_step": lambda o: [
        {"token": o.draft_token, "step": step} for step in ("richiesta", "file", "dati", "riepilogo")
    ],
    "foia:chosen": lambda o: [
        {"kind": "answer", "pk": o.page.pk},
        {"kind": "register", "pk": o.public.register_entry.pk},
    ],
}
# Each act on a case has a permission of its own.
ACTIONS = {"foia_staff:action": tuple(ON_PAGES)}
METHODS = {"api:foia_case_decision": "PUT"}
# Forms that a citizen fills (a cookie against forgery is given); where the address itself tells a case or a draft.
FORMS = ("foia:new", "foia:find", "foia:signed_link")
PERSONAL = ("foia:new_", "foia:find", "foia:signed_link")
# What stands for a parameter of the API: by its name, or by the beginning of the address (test_contract.py).
THERE: dict[str, Any] = {
    "code": lambda o: [o.open.code, o.refused.code, o.answered.code],
    "slug": lambda o: [o.public.register_entry.slug],
    "public_id": lambda o: [str(stored.public_id) for stored in o.files.values()],
    "/api/v1/foia/topics/": lambda o: [o.topic.pk, o.second_topic.pk],
    "/api/v1/foia/answers/": lambda o: [o.page.pk],
    "/api/v1/foia/register-entries/": lambda o: [o.answered.register_entry.pk],
    "/api/v1/foia/": lambda o: [one.pk for one in (o.open, o.submitted, o.answered, o.refused, o.anonymous)],
}
# What is sent along where a parameter of this name stands in the address.
HEADERS = {"code": {"X-Applicant-Email": EMAIL}}
# Each list, and who looks at it (test_lists.py).
LISTS = {
    "/accesso-civico/registro/": "anonymous",
    "/accesso-civico/registro/?q=pasti": "anonymous",
    "/accesso-civico/registro/registro.csv": "anonymous",
    "/accesso-civico/registro/registro.json": "anonymous",
    "/accesso-civico/registro/feed/": "anonymous",
    "/accesso-civico/risposte/": "anonymous",
    "/redazione/": "foia editor",
    "/redazione/attivita/": "foia editor",
    "/redazione/avvisi/": "foia editor",
    "/redazione/foia/": "foia editor",
    "/redazione/foia/?q=alberi": "foia editor",
    "/redazione/foia/?state=all": "foia editor",
    "/redazione/foia/registro/": "foia head",
    "/redazione/foia/temi/": "foia head",
    "/redazione/foia/condivise/": "asked contact",
    "/api/v1/foia/register/": "anonymous",
    "/api/v1/foia/answers/": "anonymous",
    "/api/v1/foia/requests/": "full key",
    "/api/v1/foia/register-entries/": "full key",
    "/api/v1/foia/topics/": "full key",
    "/api/v1/foia/shared/": "asked contact",
}


def pages(office: Office) -> Iterator[Page]:
    """Pages that stand at no address of their own or look otherwise with a question or another case; refusals."""
    case, when = "/redazione/foia/richieste", "/accesso-civico/quando/?tipo=generalised&ricevuta="
    for path in ("risposte/", "registro/?q=xilofono", "?q=mensa"):
        yield Page(f"/accesso-civico/{path}", ALL)
    yield Page(f"{when}2026-03-02&avviso_1=2026-03-10", ALL)
    yield Page(f"{when}31/2/2026", ALL, status=422)
    for each in (office.refused, office.answered):
        yield Page(f"/accesso-civico/richieste/{each.code}/", OWNER)
    yield Page(f"{case}/{office.submitted.pk}/decisione/", FOIA_READ)
    yield Page(f"{case}/{office.refused.pk}/riesame/", FOIA_READ)
    yield Page("/redazione/foia/?q=xilofono", FOIA_READ)
    yield Page("/redazione/foia/nuova/", COORDINATOR, status=403)
