"""The OpenAPI document: one helper that says what an operation does, and what every operation has in common."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema

from pasocial.rest.problems import MEDIA_TYPE

IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": r'^("\d{1,9}"|\*)$'},
    OpenApiParameter.HEADER,
    description='The version you have read, as `"7"` (it is the ETag of the case). The field `version` does the same: '
    "one of the two must be there, else 428.",
    examples=[OpenApiExample("A version", value='"7"')],
)


class MachineTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How a key is shown."""

    target_class = "pasocial.rest.authentication.MachineToken"
    name = "machineToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key made by a member of staff at /redazione/; it names its scopes and never opens "
            "more than its maker may.",
        }


def described(
    summary: str,
    *,
    tag: str,
    id: str,
    description: str = "",
    scope: str = "",
    body: Any = None,
    answer: Any = None,
    status: int = 200,
    sent: Any = None,
    got: Any = None,
    parameters: Sequence[Any] = (),
    also: dict[int, Any] | None = None,
    many: bool | None = None,
) -> Callable[[Any], Any]:
    """Describes one operation with an example of what is sent and of what comes back."""
    examples = []
    if sent is not None:
        medias = list(body) if isinstance(body, dict) else ["application/json"]
        examples += [
            OpenApiExample("Sent", value=sent, request_only=True, media_type=media) for media in medias
        ]
    if got is not None:
        codes = [str(code) for code in (status, *(also or ()))]
        examples.append(OpenApiExample("Answer", value=got, response_only=True, status_codes=codes))
    words = description
    if scope:
        words = f"{description}\n\nScope: `{scope}`.".strip()
    if isinstance(answer, dict):  # already by status and media type
        responses: Any = dict(answer)
    else:
        responses = {status: answer if answer is not None else OpenApiResponse(description="Done.")}
    for code, what in (also or {}).items():
        responses[code] = what
    return extend_schema(
        operation_id=id,
        summary=summary,
        description=words,
        tags=[tag],
        request=body,
        responses=responses,
        examples=examples or None,
        parameters=list(parameters),
    )


PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457). `code` is stable; `detail` is for people, in Italian or, with "
    "`Accept-Language: en`, in English.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "One entry for each thing to correct.",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {
                    "field": {
                        "type": "string",
                        "description": "Path of the field; empty when none is to blame.",
                    },
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
    "additionalProperties": True,
}


def _example(status: int, code: str, title: str, detail: str, **members: Any) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        **members,
    }


# status → (name of the component, what it means, an example)
PROBLEMS: dict[int, tuple[str, str, dict[str, Any]]] = {
    400: (
        "Invalid",
        "Something sent is malformed or missing.",
        _example(
            400,
            "invalid",
            "Invalid request",
            "Correct the fields named in “errors” and try again.",
            errors=[{"field": "kind", "code": "invalid_choice", "detail": "“foo” is not a valid choice."}],
        ),
    ),
    401: (
        "Unauthenticated",
        "No key, or one that is wrong, expired or revoked.",
        _example(
            401, "token_invalid", "A valid key is needed", "This key is not valid: wrong, expired or revoked."
        ),
    ),
    403: (
        "Forbidden",
        "The key lacks the scope, or its maker the role.",
        _example(
            403,
            "scope_missing",
            "Not allowed",
            "This key does not have the permission “desk.work”.",
            scope="desk.work",
        ),
    ),
    404: (
        "NotFound",
        "Nothing here, or nothing this caller may know of: the two look the same.",
        _example(404, "not_found", "Not found", "There is nothing here, or it is not for you."),
    ),
    409: (
        "Conflict",
        "The case changed meanwhile (`stale`, with `current_version`), or the idempotency key was used for "
        "something else (`idempotency_key_reused`).",
        _example(
            409,
            "stale",
            "In conflict with the present state",
            "Carla Bianchi changed this request. See what is new and try again.",
            current_version=8,
        ),
    ),
    422: (
        "Refused",
        "Understood, but the rules of the office or the law do not allow it now; `errors` holds every reason.",
        _example(
            422,
            "own_decision",
            "It cannot be done",
            "You prepared it: another responsible person must approve it.",
            errors=[{"field": "", "code": "own_decision", "detail": "You prepared it."}],
        ),
    ),
    428: (
        "VersionMissing",
        "Neither `If-Match` nor `version` says what the caller has seen.",
        _example(428, "version_missing", "The version is missing", "Say which version you act on."),
    ),
    429: (
        "TooMany",
        "Too many calls; `Retry-After` says when to come back.",
        _example(
            429,
            "throttled",
            "Too many requests",
            "Too many requests: try again in 42 seconds.",
            retry_after=42,
        ),
    ),
    500: ("Ours", "An error of ours; it is logged.", _example(500, "error", "Our error", "Try again later.")),
    503: (
        "Away",
        "The database or another engine is away for a moment; `Retry-After` says when to come back.",
        _example(503, "unavailable", "Unavailable", "Try again in a few seconds."),
    ),
}


def only_ours(endpoints: list[Any]) -> list[Any]:
    """Wagtail's admin has an API of its own that is no promise of ours."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Every operation names the problems it may answer with, and the headers that tell its pace."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["headers"] = {
        "RateLimit-Limit": {"description": "Calls in the window.", "schema": {"type": "integer"}},
        "RateLimit-Remaining": {"description": "Calls left in it.", "schema": {"type": "integer"}},
        "RateLimit-Reset": {"description": "Seconds to its end.", "schema": {"type": "integer"}},
        "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
    }
    components["responses"] = {}
    for status, (name, words, example) in PROBLEMS.items():
        response: dict[str, Any] = {
            "description": words,
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "examples": {name: {"value": example}},
                }
            },
        }
        if status == 429:
            response["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
        components["responses"][name] = response
    for path, methods in result.get("paths", {}).items():
        for method, operation in methods.items():
            _add_to(path, method, operation)
    _name_examples(result)
    return result


def _name_examples(result: dict[str, Any]) -> None:
    """An example that several operations share is written once; nobody reads a case thirty times."""
    contents = [
        (operation["operationId"], media)
        for methods in result.get("paths", {}).values()
        for operation in methods.values()
        for holder in (operation.get("requestBody", {}), *operation["responses"].values())
        for media in holder.get("content", {}).values()
    ]
    seen: dict[str, list[tuple[str, dict[str, Any], str]]] = {}
    for operation_id, media in contents:
        for name, example in media.get("examples", {}).items():
            seen.setdefault(json.dumps(example, sort_keys=True, default=str), []).append(
                (operation_id, media, name)
            )
    named = result["components"].setdefault("examples", {})
    for uses in seen.values():
        if len(uses) < 2:
            continue
        operation_id, media, name = uses[0]
        key = f"{operation_id}_{name}".lower()
        named[key] = media["examples"][name]
        for _operation, other, own in uses:
            other["examples"][own] = {"$ref": f"#/components/examples/{key}"}


def _add_to(path: str, method: str, operation: dict[str, Any]) -> None:
    given = {parameter["name"] for parameter in operation.get("parameters", [])}
    writes = "requestBody" in operation
    wanted = {429, 500, 503}
    if operation.get("security") and {} not in operation["security"]:
        wanted |= {401, 403}
    if "X-Applicant-Email" in given:
        wanted |= {401}
    if "{" in path or "page" in given:
        wanted.add(404)
    if writes or any(parameter.get("in") == "query" for parameter in operation.get("parameters", [])):
        wanted.add(400)
    if writes or method != "get":
        wanted.add(422)
    if "If-Match" in given:
        wanted |= {400, 409, 428}
    if "Idempotency-Key" in given:
        wanted.add(409)
    responses = operation.setdefault("responses", {})
    for status, response in responses.items():
        if status.startswith("2") and "$ref" not in response:
            response.setdefault("headers", {}).update(
                {
                    name: {"$ref": f"#/components/headers/{name}"}
                    for name in ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
                }
            )
    # A status that a view names without saying what it holds is a problem as any other.
    wanted |= {
        int(status) for status, response in responses.items() if status >= "4" and "content" not in response
    }
    for status in sorted(wanted):
        if "content" not in responses.get(str(status), {}):
            responses.pop(str(status), None)
        responses.setdefault(str(status), {"$ref": f"#/components/responses/{PROBLEMS[status][0]}"})
