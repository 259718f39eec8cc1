"""What every view of the API has: its language, its pace, its headers, its problems."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from pasocial.cleaning import whole_number
from pasocial.language import language_asked
from pasocial.rest import pace as pace_counter
from pasocial.rest.cleaning_bodies import cleaned
from pasocial.rest.pagination import Pages
from pasocial.rest.parsing import Json, Lenient
from pasocial.rest.permissions import Scoped
from pasocial.rest.problems import Problem, problem_response


class View(GenericAPIView):  # type: ignore[type-arg]
    """A view for programs of staff: key or session, a scope, a role. `Public` is for everybody."""

    permission_classes: Any = (Scoped,)
    throttle_classes = (pace_counter.Pace,)
    parser_classes: Any = (Json,)
    pagination_class: Any = Pages
    content_negotiation_class = Lenient
    # Lists name the serializer of their rows themselves.
    serializer_class = Serializer
    scope: ClassVar[str] = ""
    scopes: ClassVar[dict[str, str]] = {}
    by_role: ClassVar[bool] = True
    pace: ClassVar[str] = "read"
    personal: ClassVar[bool] = True
    open_to_all_origins: ClassVar[bool] = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Not restored here: the answer is written after the view; the language middleware puts it back.
        translation.activate(language_asked(request))
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if whole_number(str(length), 0, settings.REST_MOST_BYTES) is None:
            raise RequestDataTooBig
        super().initial(request, *args, **kwargs)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Which methods there are (`Allow`); what they take is in the OpenAPI document."""
        return Response(status=204)

    def scope_of(self, request: Request) -> str:
        return self.scopes.get(request.method or "", self.scope)

    def pace_of(self, request: Request) -> str:
        return self.pace

    def insist_pace(self, request: Request, name: str) -> None:
        """Counts one more thing than the call itself; too many end in 429."""
        reading = pace_counter.count(name, pace_counter.caller(request)[1])
        request.pace = reading  # type: ignore[attr-defined]
        if reading.over:
            self.throttled(request, reading.reset)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        reading = getattr(request, "pace", None)
        if reading is not None:
            for name, value in pace_counter.headers_of(reading).items():
                answer.headers[name] = value
        answer.headers["Content-Language"] = translation.get_language() or "it"
        patch_vary_headers(answer, ["Accept-Language"])
        if self.personal:
            answer.headers.setdefault("Cache-Control", "no-store, private")
            answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        if self.open_to_all_origins:
            answer.headers["Access-Control-Allow-Origin"] = "*"
            answer.headers["Access-Control-Expose-Headers"] = (
                "Link, Retry-After, RateLimit-Limit, RateLimit-Remaining"
            )
        return answer

    def paged(self, rows: Any, serializer: Any) -> Response:
        """One page of `rows`, as `serializer` writes each."""
        page = self.paginate_queryset(rows)
        written = serializer(page, many=True, context=self.get_serializer_context())
        return self.get_paginated_response(written.data)

    def written(self, serializer: Any) -> dict[str, Any]:
        """The body, cleaned by `serializer`; raises ValidationError."""
        read = serializer(data=cleaned(self.request.data), context=self.get_serializer_context())
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)

    def asked(self, serializer: Any) -> dict[str, Any]:
        """The query parameters, cleaned by `serializer`; raises ValidationError."""
        read = serializer(data=cleaned(self.request.query_params), context=self.get_serializer_context())
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)


class Public(View):
    """Readable by anybody, also from pages of other sites: no key, no cookie, nothing personal."""

    authentication_classes = ()
    permission_classes = ()
    personal = False
    open_to_all_origins = True


def version_named(request: Request, *, needed: bool = True) -> int | None:
    """The version of the case the caller has seen: `If-Match: "7"` or the field `version`; `*` means whichever.

    Without it two programs would silently overwrite one another, so it is asked for (428, RFC 6585).
    """
    header = request.headers.get("If-Match", "").strip()
    if header == "*":
        return None
    given: Any = header.removeprefix("W/").strip('"') if header else None
    if given is None and hasattr(request.data, "get"):
        given = request.data.get("version")
    if given in (None, ""):
        if not needed:
            return None
        words = _("Di' su quale versione agisci: «If-Match» o il campo «version», come l'hai letta.")
        raise Problem(428, "version_missing", words)
    version = whole_number(given, 0, 999_999_999)
    if version is None:
        raise Problem(400, "version_invalid", _("La versione è un numero intero, come in «version»."))
    return version


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Whatever lies under /api/ and is nothing: a problem document, or the way to the address with its slash."""
    translation.activate(language_asked(request))
    if not request.path.endswith("/"):
        try:
            found = resolve(f"{request.path_info}/")
        except Resolver404:
            found = None
        if found is not None and found.func is not unknown:
            query = request.META.get("QUERY_STRING", "")
            answer = HttpResponse(status=308)
            answer["Location"] = f"{request.path}/{'?' + query if query else ''}"
            return answer
    return problem_response(404, "not_found", _("Qui non c'è nulla, o non è per te: controlla l'indirizzo."))
