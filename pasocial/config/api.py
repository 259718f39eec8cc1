"""The REST API: each desk's routes under /api/v1/, the schema and its documentation."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from pasocial.office import registry

v1 = [path(f"{desk.code}/", include(desk.api_urls)) for desk in registry.desks().values() if desk.api_urls]

urlpatterns = [
    path("v1/", include((v1, "api"))),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="api-docs"),
]
