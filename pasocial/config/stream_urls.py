"""The addresses of the ASGI process: event streams and its own liveness, never a page."""

from django.urls import include, path

from pasocial.config.health import healthz
from pasocial.office import registry

streams = [path("", include(desk.stream_urls)) for desk in registry.desks().values() if desk.stream_urls]

urlpatterns = [
    path("streams/", include(streams)),
    path("healthz", healthz),
]
