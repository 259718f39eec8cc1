"""The language switch and the gallery of components."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from pasocial.design import gallery
from pasocial.language import address_in


@require_GET
@never_cache
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the chosen language, for pages that have one address for all, and go back.

    A plain link instead of Django's POST form, because a form would put a CSRF cookie on every public page.
    """
    if code not in dict(settings.LANGUAGES) or not check_for_language(code):
        raise Http404
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    target = address_in(code, target)
    response = HttpResponseRedirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=60 * 60 * 24 * 365,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response


@login_required
@require_GET
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its samples, their source and the attributes it takes."""
    return render(request, "design/gallery.html", {"exhibits": gallery.exhibits(request)})
