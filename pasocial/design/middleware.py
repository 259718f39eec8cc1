"""What happens to every question before a view sees it: its address is read clean."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict

from pasocial.cleaning import hides, many_lines, one_line


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
