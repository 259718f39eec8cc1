"""The floors beside the real addresses, under the same server and the same settings."""

from dataclasses import replace

from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from foia.portal import limits
from pasocial.config import urls as config_urls

# As in bench.settings: the page is measured, not how often one address may ask for it.
limits.SUGGESTING = replace(limits.SUGGESTING, times=10**9)

ROWS = engines["django"].from_string(
    "<!doctype html><title>x</title><table>{% for row in rows %}<tr><td>{{ row.codename }}</td>"
    "<td>{{ row.name }}</td></tr>{% endfor %}</table>"
)


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def query(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROWS.render({"rows": Permission.objects.order_by("id")[:25]}))


urlpatterns = [
    path("bench/bare", bare),
    path("bench/query", query),
    *config_urls.urlpatterns,
]
