"""Each page is spoken in the language of its address, or in the one its reader chose."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from pasocial.language import language_of
from pasocial.language.quick_words import gather_words


class ChosenLanguage:
    """Unlike Django's LocaleMiddleware it never reads Accept-Language: an Italian office speaks Italian until asked.

    A public page then varies on nothing but its address, so a proxy may keep it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        gather_words()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            translation.activate(settings.LANGUAGE_CODE)
        response.headers.setdefault("Content-Language", language)
        return response
