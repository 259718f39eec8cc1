"""The REST API: each desk's routes under /api/v1/, the schema and its documentation."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from pasocial.office.record import registry
from pasocial.rest.documentation import Documentation, Schema
from pasocial.rest.views import unknown

v1 = [path(f"{desk.code}/", include(desk.api_urls)) for desk in registry.desks().values() if desk.api_urls]

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include((v1, "api"))),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Documentation.as_view(), name="api-docs"),
    path("docs/<slug:part>/", Documentation.as_view(), name="api-docs-part"),
    # Last: whatever is nothing is told as a problem, never as a page.
    re_path(r"^.*$", unknown),
]
