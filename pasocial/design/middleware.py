"""What happens to every question before a view sees it: its address is read clean, its language is chosen."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation

from pasocial.cleaning import hides, many_lines, one_line
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


class CleanAddresses:
    """Takes what nobody sees out of an address: a code copied with an invisible blank still opens its page, and
    no NUL reaches the database. Values of forms are cleaned by the forms, and bodies of the API by its views.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if hides(request.path_info):
            read = one_line(request.path_info)
            # A part that would be nothing stays as it was asked, for its view to say that there is no such thing.
            if read and "//" not in read:
                request.path_info, request.path = read, one_line(request.path)
        query = request.META.get("QUERY_STRING", "")
        if "%" in query or not query.isascii():
            try:
                given = request.GET
            except TooManyFieldsSent:
                return self.get_response(request)  # the view's own way of refusing answers it
            if any(hides(name) or any(map(hides, values)) for name, values in given.lists()):
                pairs = [
                    (one_line(name), many_lines(value)) for name, values in given.lists() for value in values
                ]
                request.GET = QueryDict(urlencode(pairs))
        return self.get_response(request)
