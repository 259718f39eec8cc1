"""Which language a page speaks: the one chosen, else the signed-in person's, else Italian."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from pasocial.design.quick_words import gather_words


def language_of(request: HttpRequest) -> str:
    """The language that the reader chose, else Italian."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return language if any(language == code for code, _name in settings.LANGUAGES) else settings.LANGUAGE_CODE


class ChosenLanguage:
    """Unlike Django's LocaleMiddleware it never reads Accept-Language: an Italian office speaks Italian until asked.

    A public page then varies on nothing but its cookie, so a proxy may keep it.
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
