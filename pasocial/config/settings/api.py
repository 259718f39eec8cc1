"""The REST API and its description."""

from typing import Any

from pasocial.config.declared import DeclaredEnums
from pasocial.config.settings.env import env

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "pasocial.rest.authentication.MachineToken",
        "rest_framework.authentication.SessionAuthentication",
    ],
    # What forgets to say who may use it is closed.
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    # Paces, parsers and pages are set by pasocial.rest.views.View: Wagtail's admin has views of the framework too.
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "pasocial.rest.problems.handle_exception",
    "NUM_PROXIES": env.number("TRUSTED_PROXIES", 0),
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# The office lies above pasocial.rest, which therefore knows it by name only.
REST_TOKEN_HOLDER = "pasocial.office.people.identity.queries.token_holder"
REST_TOKEN_USED = "pasocial.office.people.identity.operations.note_use"
REST_MAY = "pasocial.office.people.members.policy.may"
REST_TAG_NAMES = "pasocial.config.declared.tag_names"
# Calls and seconds: by address, but `token` by key or person.
REST_PACES = {
    "read": (120, 60),
    "filing": (10, 3600),
    "citizen": (60, 60),
    "writing": (20, 3600),
    "token": (600, 60),
    "wrong_token": (30, 60),
}
# A whole call with its files; each file has a limit of its own.
REST_MOST_BYTES = 110 * 1024 * 1024

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "PAsocial API",
    "DESCRIPTION": (
        "Read the public register of access requests and the published answers, file a request and follow it, "
        "and do the office's own work from another program.\n\n"
        "Errors are problem documents (RFC 9457) in Italian, or in English with `Accept-Language: en`. "
        "Every answer says how many calls are left (`RateLimit-*`); a 429 says when to come back (`Retry-After`)."
    ),
    "VERSION": "1.0.0",
    "LICENSE": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "SORT_OPERATION_PARAMETERS": False,
    "PREPROCESSING_HOOKS": ["pasocial.rest.schema.only_ours"],
    "ENUM_NAME_OVERRIDES": DeclaredEnums(),
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "pasocial.rest.schema.add_problems",
        "pasocial.config.declared.add_tags",
    ],
}
