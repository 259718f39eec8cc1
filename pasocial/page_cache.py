"""Public pages that say the same to everyone: kept whole for a few seconds, and not sent again when unchanged.

A view opts in with `@same_for_everyone(…)` and says what it shows; `KeptPages` then answers readers who bring nothing
but the address. Only what changes one of these subjects makes the page old, so a busy desk leaves the pages of the
others alone. Never filled by, and never shown to, whoever brings a cookie (other than the language) or a credential:
a session, a grant for a case, a message waiting or a form's token can live nowhere else. A browser must ask again each
time (`no-cache`), so a line taken off the register is gone at once, here and in every proxy.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from redis.exceptions import RedisError

from pasocial.language import language_of

log = logging.getLogger(__name__)

VERSION_KEY = "design.pages.version."
PAGE_KEY = "design.page."
FIGURE_KEY = "design.figure."
# Longer addresses are searches that hardly come twice; they would only push other pages out.
LONGEST_ADDRESS = 300
LARGEST_PAGE = 512 * 1024  # bytes
MARK = "shown_to_everyone"
# What every public page shows around its own text: the body's name, its menu, its addresses.
FRAME = "frame"

# What a page shows → the version of it that the page was made from.
Versions = Mapping[str, object]
Kept = tuple[Versions, bytes, list[tuple[str, str]]]

# Every subject that a view of this process shows, so that a page and its versions are read at once.
_subjects = {FRAME}


def same_for_everyone(*shows: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declares that the page depends on its address, the language, the day and `shows`, and on nothing else.

    `shows`: subjects such as "pages.published", which `forget_pages` makes old; the frame is always among them. Fits
    views and Wagtail's `serve` alike: whatever returns the response.
    """
    subjects = frozenset({FRAME, *shows})
    _subjects.update(subjects)

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def marked(*args: Any, **kwargs: Any) -> Any:
            response = view(*args, **kwargs)
            setattr(response, MARK, subjects)
            return response

        return marked

    return decorate


def subjects_shown() -> frozenset[str]:
    """Every subject that a view or a figure of this process has declared so far."""
    return frozenset(_subjects)


def forget_pages(subjects: Iterable[str] = (FRAME,)) -> None:
    """Pages that show one of these are old now; a cache server that is away must not fail the act that made them so."""
    try:
        cache.set_many({VERSION_KEY + subject: uuid.uuid4().hex for subject in subjects}, None)
    except (RedisError, OSError) as problem:
        log.warning("Kept pages stay for at most %s s: %s", settings.PAGES_KEPT_SECONDS, problem)


def forget_pages_on_commit(subjects: Iterable[str] = (FRAME,)) -> None:
    """After the transaction: a page rendered before it would otherwise be kept as if it were new."""
    wanted = frozenset(subjects)
    if wanted:
        transaction.on_commit(lambda: forget_pages(wanted), robust=True)


def while_unchanged(subject: str, key: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, kept like a page until something changes the subject.

    For figures that read a whole year of cases; never for what depends on who asks.
    """
    _subjects.add(subject)
    if settings.PAGES_KEPT_SECONDS <= 0:
        return make()
    key = FIGURE_KEY + key
    versions, kept = _read(key, frozenset({subject}))
    if versions is not None and kept is not None and kept[0] == versions:
        return kept[1]
    made = make()
    if versions is not None:
        _write(key, (versions, made))
    return made


def brings_nothing(request: HttpRequest) -> bool:
    """Whether the reader is nobody in particular: no cookie but the language, no credential, no fragment wanted."""
    return (
        request.method in {"GET", "HEAD"}
        and not (request.COOKIES.keys() - {settings.LANGUAGE_COOKIE_NAME})
        and not ("HTTP_AUTHORIZATION" in request.META or "HTTP_HX_REQUEST" in request.META)
    )


def is_for_everyone(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this answer carries nothing of the reader's; the mark alone is a promise, this is the check."""
    if not getattr(response, MARK, ()) or response.status_code != 200 or response.streaming:
        return False
    if response.cookies or "CSRF_COOKIE" in request.META:
        return False
    session = getattr(request, "session", None)
    if session is not None and (session.modified or session.session_key):
        return False
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return False
    told = getattr(request, "_messages", None)
    return told is None or len(told) == 0


class KeptPages:
    """Stands before sessions and languages, so that a kept page costs one reading of the cache and no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not brings_nothing(request):
            response = self.get_response(request)
            if getattr(response, MARK, ()):
                patch_cache_control(response, private=True, no_cache=True)
            return response
        key = _key(request)
        versions, kept = _read(key, frozenset(_subjects)) if key else (None, None)
        if kept is not None and versions is not None and is_fresh(kept[0], versions):
            return _answer(request, kept)
        response = self.get_response(request)
        if not is_for_everyone(request, response):
            return response
        response.headers["ETag"] = _etag(response.content)
        patch_cache_control(response, public=True, no_cache=True)
        subjects = getattr(response, MARK)
        if (
            key
            and versions is not None
            and subjects <= versions.keys()  # else this process had not met them when it looked
            and request.method == "GET"
            and len(response.content) <= LARGEST_PAGE
        ):
            # The versions read before the page was made: if it was made while something changed, it is already old.
            made_from = {subject: versions[subject] for subject in subjects}
            _write(key, (made_from, zlib.compress(response.content, 1), list(response.headers.items())))
        return cast(
            "HttpResponse",
            get_conditional_response(request, etag=response.headers["ETag"], response=response),
        )


def _key(request: HttpRequest) -> str | None:
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS or settings.PAGES_KEPT_SECONDS <= 0:
        return None
    # The day: due dates and "days left" change at midnight, not when the copy grows old.
    # The release: a page of the former one would name style sheets that are gone.
    parts = (
        request.scheme or "",
        request.get_host(),
        language_of(request),
        timezone.localdate().isoformat(),
        getattr(staticfiles_storage, "manifest_hash", ""),
        address,
    )
    return PAGE_KEY + hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _etag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    _version, packed, headers = kept
    response = HttpResponse(zlib.decompress(packed), headers=dict(headers))
    return cast(
        "HttpResponse", get_conditional_response(request, etag=response.headers["ETag"], response=response)
    )


def is_fresh(made_from: Versions, now: Versions) -> bool:
    """Whether nothing that a page shows has changed since."""
    return all(subject in now and now[subject] == version for subject, version in made_from.items())


def _read(key: str, subjects: frozenset[str]) -> tuple[dict[str, object] | None, Any]:
    """The versions of these subjects and what is kept under the key; no versions when the cache server is away."""
    names = {subject: VERSION_KEY + subject for subject in subjects}
    try:
        found = cache.get_many([key, *names.values()])
    except (RedisError, OSError):  # without the cache server every page is simply made
        return None, None
    return {subject: found.get(name) for subject, name in names.items()}, found.get(key)


def _write(key: str, kept: tuple[object, ...]) -> None:
    try:
        cache.set(key, kept, settings.PAGES_KEPT_SECONDS)
    except (RedisError, OSError) as problem:
        log.warning("Page not kept: %s", problem)
