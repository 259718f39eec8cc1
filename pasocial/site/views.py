"""Search over the public pages, and the files that robots read."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pasocial.language import address_in
from pasocial.page_cache import same_for_everyone
from pasocial.site import queries


@same_for_everyone("site.pages", "site.search")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Published pages that hold the words, twenty a page, and what the desks found besides; public."""
    words = request.GET.get("q", "").replace("\x00", "")[:200].strip()
    page = Paginator(queries.found_pages(words), 20).get_page(request.GET.get("page"))
    return render(request, "site/search.html", {"words": words, "page": page})


@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(
            f"Disallow: {address}"
            for path in PRIVATE
            for address in dict.fromkeys(address_in(code, path) for code, _name in settings.LANGUAGES)
        ),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


PRIVATE = (
    "/redazione/",
    "/admin/",
    "/account/",
    "/accesso-civico/nuova/",
    "/accesso-civico/richieste/",
    "/accesso-civico/ricevuta/",
    "/accesso-civico/link/",
)
