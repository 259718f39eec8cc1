"""Every step of the office's work on a case, as one table: who may, what it takes, which operation.

A step only translates; whether it is possible now is decided by the operation's guards. The answer is the case
as it is afterwards, with its new version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api import examples
from foia.api.serializers import staff as read
from foia.api.serializers import steps as forms
from foia.api.views.staff import SharedCase, Staff, actor_of, shared_rows, shared_with
from foia.models import Consultation
from foia.models import Request as Case
from foia.operations import answering, dialogue, parties, publication, review, triage
from foia.operations.concurrency import Stale
from foia.policy import visible_requests
from foia.rules.filing import Applicant, Identification
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.office.attachments import operations as attachments
from pasocial.office.members import queries as members
from pasocial.rest.parsing import Json
from pasocial.rest.problems import Conflict
from pasocial.rest.schema import IF_MATCH, described
from pasocial.rest.views import version_named
from pasocial.rest.words import say

Form = type[serializers.Serializer[Any]]


@dataclass(frozen=True)
class Doing:
    """One step being done."""

    case: int
    given: Mapping[str, Any]
    kwargs: Mapping[str, Any]
    request: Request
    version: int | None
    at: datetime

    @property
    def user(self) -> Any:
        return self.request.user

    @property
    def moment(self) -> dict[str, Any]:
        return {"by": actor_of(self.request), "at": self.at}

    @property
    def held(self) -> dict[str, Any]:
        return {"version": self.version, **self.moment}

    @property
    def step(self) -> dict[str, Any]:
        """What every operation on a case takes."""
        return {"request_id": self.case, **self.held}


@dataclass(frozen=True)
class Step:
    """`path` is beneath /requests/{id}/. `sent` is the documented example."""

    path: str
    summary: str
    form: Form
    scope: str
    act: Callable[[Doing], object]
    sent: Any = None
    tag: str = "Cases"
    more: str = ""
    files: bool = False
    method: str = "post"
    status: int = 200

    @property
    def name(self) -> str:
        words = [part for part in self.path.split("/") if part and "<" not in part]
        return "_".join(words).replace("-", "_")


def stale(error: Stale) -> Conflict:
    """409 with the version there is now and who made it."""
    return Conflict(
        "stale",
        say(error.refusal),
        current_version=error.current.version,
        changed_by=str(error.changed_by),
        changed_at=error.changed_at.isoformat() if error.changed_at else None,
        event=error.event,
    )


class StepView(Staff):
    declared: ClassVar[Step]
    pagination_class = None

    def do(self, request: Request, pk: int, **kwargs: Any) -> Response:
        case = self.case_id(pk)
        given = self.written(self.declared.form)
        doing = Doing(case, given, kwargs, request, version_named(request), timezone.now())
        try:
            self.declared.act(doing)
        except Stale as error:
            raise stale(error) from error
        return self.whole(case, self.declared.status)


def view_of(step: Step) -> type[StepView]:
    """The view of one step, with its description."""
    verb = "draft" if step.method == "put" else ""
    describe = described(
        step.summary,
        id="_".join(part for part in ("foia_requests", step.name, verb) if part),
        tag=step.tag,
        description=step.more,
        scope=step.scope,
        parameters=[IF_MATCH],
        body={"application/json": step.form, "multipart/form-data": step.form} if step.files else step.form,
        answer=read.WholeCase,
        status=step.status,
        sent=step.sent if step.sent is not None else {},
        got={**examples.CASE, "version": 8},
    )
    members_: dict[str, Any] = {
        "declared": step,
        "scope": step.scope,
        step.method: lambda self, request, pk, **kwargs: self.do(request, pk, **kwargs),
        "parser_classes": (Json, MultiPartParser) if step.files else (Json,),
    }
    made = type(f"Step_{step.name}", (StepView,), members_)
    view: type[StepView] = extend_schema_view(**{step.method: describe})(made)
    return view


def _own(rows: Any, pk: Any) -> int:
    """The id, if that row belongs to the case; a row of another case does not exist here."""
    if not rows.filter(pk=pk).exists():
        raise Http404
    return int(pk)


def _party(doing: Doing) -> int:
    return _own(Case.objects.get(pk=doing.case).parties, doing.kwargs["party"])


def _contact(pk: int) -> Any:
    found = members.holders_of_office_role("office_contact").filter(pk=pk).first()
    if found is None:
        raise serializers.ValidationError({"contact": [_unknown_person()]})
    return found


def _unknown_person() -> Any:
    return serializers.ErrorDetail(_("Nessuno ha questo numero, o non può riceverla."), "unknown_person")


def _identify(doing: Doing) -> object:
    given = doing.given
    return triage.identify(
        applicant=Applicant(
            name=given["name"],
            email=given["email"],
            pec=given["pec"],
            birth_date=given["birth_date"],
            codice_fiscale=given["codice_fiscale"],
            identified_by=Identification(given["identified_by"]),
        ),
        **doing.step,
    )


def _draft(doing: Doing) -> object:
    given = {name: value for name, value in doing.given.items() if name not in ("version", "items")}
    items = [
        ItemDraft(
            title=each["title"],
            disclosure=Disclosure(each["disclosure"]),
            file=str(each["file"] or ""),
            partial=each["partial"],
            ground=each["ground"],
            reason=each["reason"],
        )
        for each in doing.given["items"]
    ]
    return answering.draft_decision(items=items, **given, **doing.step)


def _add_files(doing: Doing) -> object:
    about = f"foia.request:{doing.case}"
    for upload in doing.given["files"]:
        attachments.store_file(
            content=upload, name=upload.name, about=about, purpose="collected", **doing.moment
        )
    return None


def _consult(doing: Doing) -> object:
    given = doing.given
    contact = _contact(given["contact"])
    return dialogue.consult(contact=contact, question=given["question"], due_on=given["due_on"], **doing.step)


def _withdraw_consultation(doing: Doing) -> object:
    pk = _own(Consultation.objects.filter(request_id=doing.case), doing.kwargs["consultation"])
    return dialogue.withdraw_consultation(consultation_id=pk, **doing.held)


def _add_party(doing: Doing) -> object:
    names = ("name", "interest", "email", "postal_address", "documents_read")
    return parties.add_party(**{name: doing.given[name] for name in names}, **doing.step)


def _dated(act: Callable[..., object], *more: str) -> Callable[[Doing], object]:
    def do(doing: Doing) -> object:
        given = {name: doing.given[name] for name in ("on", *more)}
        return act(party_id=_party(doing), **given, **doing.held)

    return do


ON = {"on": "2026-03-10"}
STEPS = (
    Step(
        "take/",
        "Take a case on",
        forms.Step,
        "foia.work",
        lambda d: triage.take_on(user=d.user, **d.step),
        more="The maker of the key becomes its owner.",
    ),
    Step(
        "kind/",
        "Change the kind of access",
        forms.Kind,
        "foia.work",
        lambda d: triage.set_kind(kind=d.given["kind"], **d.step),
        {"kind": "environmental"},
        more="Other term, other grounds, other remedies: the due day is computed again.",
    ),
    Step(
        "holder/",
        "Say which office holds the documents",
        forms.Holder,
        "foia.work",
        lambda d: triage.set_holder(holder=d.given["holder"], **d.step),
        {"holder": "Ufficio cultura"},
    ),
    Step(
        "priority/",
        "Set the priority",
        forms.Priority,
        "foia.work",
        lambda d: triage.set_priority(priority=d.given["priority"], **d.step),
        {"priority": 1},
    ),
    Step(
        "ask-identification/",
        "Ask the applicant who she is",
        forms.Words,
        "foia.work",
        lambda d: triage.ask_identification(words=d.given["words"], **d.step),
        {"words": "Scrivi nome e cognome, così possiamo risponderti."},
    ),
    Step(
        "identify/",
        "Record who the applicant is",
        forms.Identify,
        "foia.work",
        _identify,
        {"name": "Anna Verdi", "identified_by": "id_copy"},
    ),
    Step(
        "transfer/",
        "Transfer to another administration",
        forms.Transfer,
        "foia.work",
        lambda d: triage.transfer(to_body=d.given["to_body"], words=d.given["words"], **d.step),
        {
            "to_body": "Provincia di Esempio",
            "words": "I documenti li ha la Provincia: le abbiamo mandato tutto.",
        },
    ),
    Step(
        "extend/",
        "Extend an environmental request to sixty days",
        forms.Words,
        "foia.work",
        lambda d: triage.extend(words=d.given["words"], **d.step),
        {"words": "La richiesta è ampia e complessa: rispondiamo entro 60 giorni."},
        more="D.Lgs. 195/2005 art. 3(2)(b).",
    ),
    Step(
        "mark-test/",
        "Mark as a trial request",
        forms.Step,
        "foia.work",
        lambda d: triage.mark_test(**d.step),
        more="It leaves counts, measures and register.",
    ),
    Step(
        "messages/",
        "Write to the applicant",
        forms.WriteToCitizen,
        "foia.work",
        lambda d: dialogue.write_to_citizen(
            body=d.given["body"], purpose=d.given["purpose"], files=d.given["files"], **d.step
        ),
        {"body": "Ti servono anche le fatture?", "purpose": "clarification"},
        files=True,
        status=201,
    ),
    Step(
        "notes/",
        "Add a note for colleagues",
        forms.WriteNote,
        "foia.work",
        lambda d: dialogue.add_note(body=d.given["body"], **d.step),
        {"body": "Le fatture sono in ragioneria."},
        status=201,
    ),
    Step(
        "files/",
        "Add documents to a case",
        forms.AddFiles,
        "foia.work",
        _add_files,
        {"files": ["(binary)"]},
        more="Multipart. They stay private until a decision releases them.",
        files=True,
        status=201,
    ),
    Step(
        "consultations/",
        "Ask another office",
        forms.Consult,
        "foia.work",
        _consult,
        {"contact": 9, "question": "Avete le fatture del 2025?", "due_on": "2026-03-10"},
        more="The contact sees this case and no other, without the applicant's data.",
        status=201,
    ),
    Step(
        "consultations/<int:consultation>/withdraw/",
        "Withdraw a question to another office",
        forms.Step,
        "foia.work",
        _withdraw_consultation,
    ),
    Step(
        "decision/",
        "Write the draft of the decision",
        forms.Draft,
        "foia.work",
        _draft,
        examples.DECISION,
        tag="Decisions",
        more="It may still be incomplete: `decision.missing` says what is. The items replace the former ones.",
        method="put",
    ),
    Step(
        "decision/submit/",
        "Submit the decision for approval",
        forms.Step,
        "foia.work",
        lambda d: answering.submit_decision(**d.step),
        tag="Decisions",
    ),
    Step(
        "decision/return/",
        "Return the decision with remarks",
        forms.Why,
        "foia.approve",
        lambda d: answering.return_decision(why=d.given["why"], **d.step),
        {"why": "Manca il danno concreto per la seconda riga."},
        tag="Decisions",
    ),
    Step(
        "decision/approve/",
        "Approve the decision",
        forms.Step,
        "foia.approve",
        lambda d: answering.approve_decision(**d.step),
        tag="Decisions",
        more="Not by whoever drafted it. It leaves in fifteen seconds (`decision.leaves_at`).",
    ),
    Step(
        "decision/undo/",
        "Undo the approval",
        forms.Step,
        "foia.approve",
        lambda d: answering.undo_approval(**d.step),
        tag="Decisions",
        more="Within fifteen seconds, before the letter leaves.",
    ),
    Step(
        "parties/",
        "Name a third party",
        forms.AddParty,
        "foia.work",
        _add_party,
        {
            "name": "Luci del Nord S.r.l.",
            "interest": "economic_interests",
            "email": "info@lucidelnord.example",
            "documents_read": True,
        },
        tag="Parties",
        status=201,
    ),
    *(
        Step(f"parties/<int:party>/{path}/", summary, form, "foia.work", act, sent, tag="Parties", more=more)
        for path, summary, form, act, sent, more in (
            (
                "notified",
                "Record that a party was notified",
                forms.On,
                _dated(parties.notify_party),
                ON,
                "From this day the term stands still.",
            ),
            (
                "received",
                "Record that the notice was received",
                forms.On,
                _dated(parties.record_notice_received),
                ON,
                "Ten days to oppose run from here.",
            ),
            (
                "opposed",
                "Record an opposition",
                forms.Opposed,
                _dated(parties.record_opposition, "text"),
                {**ON, "text": "Le fatture svelano i nostri prezzi."},
                "",
            ),
            (
                "consented",
                "Record a consent",
                forms.On,
                _dated(parties.record_consent),
                ON,
                "",
            ),
            (
                "grant-received",
                "Record that an opponent knows of the grant",
                forms.On,
                _dated(parties.record_grant_received),
                ON,
                "Documents leave from the sixteenth day.",
            ),
            (
                "remedy",
                "Record a remedy of a party, or its end",
                forms.Remedied,
                _dated(parties.record_remedy, "closed"),
                {**ON, "closed": False},
                "Nothing leaves meanwhile.",
            ),
        )
    ),
    Step(
        "review/garante-asked/",
        "Record that the Garante is heard",
        forms.On,
        "foia.review",
        lambda d: review.ask_garante(on=d.given["on"], **d.step),
        ON,
        tag="Reviews",
    ),
    Step(
        "review/garante-answered/",
        "Record the Garante's opinion",
        forms.On,
        "foia.review",
        lambda d: review.record_garante(on=d.given["on"], **d.step),
        ON,
        tag="Reviews",
    ),
    Step(
        "review/decide/",
        "Decide a review",
        forms.DecideReview,
        "foia.review",
        lambda d: review.decide_review(outcome=d.given["outcome"], reasons=d.given["reasons"], **d.step),
        {"outcome": "granted", "reasons": "Il rifiuto non dice quale danno concreto ne verrebbe."},
        tag="Reviews",
    ),
    Step(
        "register-entry/",
        "Propose a line of the register",
        forms.Step,
        "foia.work",
        lambda d: publication.propose_entry(request_id=d.case, **d.moment),
        tag="Register",
        status=201,
    ),
)


class Assign(Staff):
    """Several at once, all or none; each gets a new version."""

    scope = "foia.work"
    pagination_class = None

    @described(
        "Assign requests",
        id="foia_requests_assign",
        tag="Cases",
        description="Gives up to 200 requests to one member of the desk, or back to the queue; all or none.",
        scope="foia.work",
        body=forms.Assign,
        answer=forms.Assign,
        sent={"requests": [12, 13], "to": 4},
        got={"requests": [12, 13], "to": 4},
    )
    def post(self, request: Request) -> Response:
        given = self.written(forms.Assign)
        to = None
        if given["to"] is not None:
            to = members.members_of("foia").filter(pk=given["to"]).first()
            if to is None:
                raise serializers.ValidationError({"to": [_unknown_person()]})
        insist_visible(request, given["requests"])
        triage.assign(request_ids=given["requests"], to=to, by=actor_of(request), at=timezone.now())
        return Response({"requests": given["requests"], "to": given["to"]})


def insist_visible(request: Request, wanted: list[int]) -> None:
    """Every id is a request this person may see; the others are named as unknown, which tells nothing about them."""
    seen = set(visible_requests(request.user).filter(pk__in=wanted).values_list("pk", flat=True))
    missing = [pk for pk in wanted if pk not in seen]
    if missing:
        words = _("Queste richieste non ci sono: %(ids)s.") % {"ids": ", ".join(map(str, missing[:20]))}
        raise serializers.ValidationError({"requests": [serializers.ErrorDetail(words, "unknown_request")]})


class ReplyShared(SharedCase):
    """The other office answers. No version: only its own question matters."""

    parser_classes = (Json, MultiPartParser)
    pagination_class = None
    http_method_names = ("post", "options")

    @described(
        "Answer a question of the desk",
        id="foia_shared_reply",
        tag="Shared",
        scope="foia.reply_shared",
        body={"application/json": forms.Reply, "multipart/form-data": forms.Reply},
        answer=read.SharedCase,
        sent={"reply": "Sì, sono nel nostro archivio: le allego."},
        got=examples.SHARED,
    )
    def post(self, request: Request, pk: int, consultation: int) -> Response:
        user: Any = request.user
        cases = shared_with(user).filter(pk=pk).values("pk")
        own = Consultation.objects.filter(request__in=cases, contact=user, withdrawn_at=None)
        asked = _own(own, consultation)
        given = self.written(forms.Reply)
        dialogue.reply_to_consultation(
            consultation_id=asked,
            reply=given["reply"],
            files=given["files"],
            by=actor_of(request),
            at=timezone.now(),
        )
        case = Case.objects.filter(pk=pk).defer("search")
        return Response(read.SharedCase(shared_rows(case, request.user)[0]).data)
