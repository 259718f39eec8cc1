"""How a step of the office's work is done: who may, what it takes, which operation; the answer is the case after it.

A step only translates; whether it is possible now is decided by the operation's guards.
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
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api import examples
from foia.api.serializers import staff as read
from foia.api.views.staff import REVIEWS, Staff, actor_of
from foia.models import AccessRequest
from foia.operations.concurrency import Stale
from foia.policy import reviews, visible_requests
from pasocial.rest.parsing import Json, Multipart
from pasocial.rest.permissions import may
from pasocial.rest.problems import Conflict, Problem
from pasocial.rest.schema import IF_MATCH, described
from pasocial.rest.views import version_named
from pasocial.sentences import say

Form = type[serializers.Serializer[Any]]


@dataclass(frozen=True)
class ActionCall:
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
    act: Callable[[ActionCall], object]
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

    def case_id(self, pk: int) -> int:
        if self.by_role or may(self.request, REVIEWS):
            return super().case_id(pk)
        if not reviews(self.request.user, AccessRequest(pk=pk)):
            words = _("Il tuo ruolo non comprende questo permesso: «%(scope)s».") % {"scope": REVIEWS}
            raise Problem(403, "role_missing", words, scope=REVIEWS)
        return pk

    def do(self, request: Request, pk: int, **kwargs: Any) -> Response:
        case = self.case_id(pk)
        given = self.written(self.declared.form)
        call = ActionCall(case, given, kwargs, request, version_named(request), timezone.now())
        try:
            self.declared.act(call)
        except Stale as error:
            raise stale(error) from error
        return self.whole(case, self.declared.status)


def body_of(step: Step) -> Any:
    """What is sent, by its type: a step that needs files takes no JSON, which holds none."""
    if not step.files:
        return step.form
    kinds = ["multipart/form-data"]
    if not step.form().fields["files"].required:
        kinds.insert(0, "application/json")
    return dict.fromkeys(kinds, step.form)


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
        body=body_of(step),
        answer=read.WholeCase,
        status=step.status,
        sent=step.sent if step.sent is not None else {},
        got={**examples.CASE, "version": 8},
    )
    members_: dict[str, Any] = {
        "declared": step,
        "scope": step.scope,
        step.method: lambda self, request, pk, **kwargs: self.do(request, pk, **kwargs),
        # A review may be given by name to somebody whose roles do not decide reviews.
        "by_role": step.scope != REVIEWS,
        "parser_classes": (Json, Multipart) if step.files else (Json,),
    }
    made = type(f"Step_{step.name}", (StepView,), members_)
    view: type[StepView] = extend_schema_view(**{step.method: describe})(made)
    return view


def own(rows: Any, pk: Any) -> int:
    """The id, if that row belongs to the case; a row of another case does not exist here."""
    if not rows.filter(pk=pk).exists():
        raise Http404
    return int(pk)


def unknown_person() -> Any:
    return serializers.ErrorDetail(_("Nessuno ha questo numero, o non può riceverla."), "unknown_person")


def insist_visible(request: Request, wanted: list[int]) -> None:
    """Every id is a request this person may see; the others are named as unknown, which tells nothing about them."""
    seen = set(visible_requests(request.user).filter(pk__in=wanted).values_list("pk", flat=True))
    missing = [pk for pk in wanted if pk not in seen]
    if missing:
        words = _("Queste richieste non ci sono: %(ids)s.") % {"ids": ", ".join(map(str, missing[:20]))}
        raise serializers.ValidationError({"requests": [serializers.ErrorDetail(words, "unknown_request")]})
