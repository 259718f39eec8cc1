"""The pages that are measured, and the two floors under them.

Public pages are kept whole for readers without a session: `{n}`, another number each time, asks for one that nobody
has asked for yet, which is what a page costs.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One address; `floor` marks the bare views that the others are compared with, `staff` what needs a session."""

    name: str
    path: str
    floor: bool = False
    staff: bool = False


BARE = Page("bare view", "/bench/bare", floor=True)
QUERY = Page("one query, template of 25 rows", "/bench/query", floor=True)


def measured_pages(only: str = "") -> list[Page]:
    """The floors first, then the pages of this town whose name holds `only`."""
    from django.contrib.auth import get_user_model

    from bench.inside import a_worked_case
    from bench.visitors import EMAIL
    from foia.models import RegisterEntry, Topic

    user = get_user_model().objects.get(email=EMAIL)
    line = RegisterEntry.objects.filter(state="approved").order_by("-id").values_list("slug", flat=True)[0]
    topic = Topic.objects.order_by("id").values_list("pk", flat=True)[0]
    found = pages(case=a_worked_case(user), topic=topic, line=line)
    return [BARE, QUERY, *(page for page in found if only in page.name)]


def pages(*, case: int, topic: int, line: str) -> list[Page]:
    """What citizens and staff open most. `case`: a request, `topic`: a topic, `line`: the slug of a register line."""
    return [
        Page("FOIA home, kept", "/accesso-civico/"),
        Page("FOIA home", "/accesso-civico/?n={n}"),
        Page("register list, kept", "/accesso-civico/registro/"),
        Page("register list", "/accesso-civico/registro/?n={n}"),
        Page("register list, page 200", "/accesso-civico/registro/?page=200&n={n}"),
        Page("register search", "/accesso-civico/registro/?q=verbali+mensa&n={n}"),
        Page("register search, common word", "/accesso-civico/registro/?q=verde&n={n}"),
        Page("register line", f"/accesso-civico/registro/{line}/?n={{n}}"),
        Page("statistics", "/accesso-civico/statistiche/?n={n}"),
        Page("answers offered while typing", "/accesso-civico/suggerimenti/?subject=verbali+della+mensa"),
        Page("API register list", "/api/v1/foia/register/"),
        Page("staff inbox", "/redazione/foia/", staff=True),
        Page("staff inbox, all requests", "/redazione/foia/?state=all", staff=True),
        Page("staff search", "/redazione/foia/?state=all&q=verbali+mensa", staff=True),
        Page("staff search, common word", "/redazione/foia/?state=all&q=verde", staff=True),
        Page("staff search, mistyped name", "/redazione/foia/?state=all&q=Carlla+Bonni", staff=True),
        Page("staff case page", f"/redazione/foia/richieste/{case}/", staff=True),
        Page("staff topics board", "/redazione/foia/temi/", staff=True),
        Page("staff topic", f"/redazione/foia/temi/{topic}/", staff=True),
        Page("staff measures", "/redazione/foia/misure/", staff=True),
        Page("staff dashboard", "/redazione/", staff=True),
        Page("API requests list", "/api/v1/foia/requests/", staff=True),
    ]
