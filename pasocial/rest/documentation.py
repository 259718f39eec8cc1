"""The schema and the page that explains it: served by us alone, nothing inline, no third party."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

# Swagger UI draws its icons as data: images and sets styles from script, which a policy on inline styles allows.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Schema(SpectacularAPIView):  # type: ignore[misc]
    """The OpenAPI document, always in English."""

    throttle_classes = ()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with translation.override("en"):
            answer: Response = super().get(request, *args, **kwargs)
        answer["Access-Control-Allow-Origin"] = "*"
        return answer


class Documentation(SpectacularSwaggerSplitView):  # type: ignore[misc]
    """Try the API in the browser. The script that starts it comes from the same address with ?script=."""

    throttle_classes = ()
    template_name = "api/docs.html"
    title = "PAsocial API"

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer: Response = super().get(request, *args, **kwargs)
        answer["Content-Security-Policy"] = POLICY
        return answer
