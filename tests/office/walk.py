"""The walk through the house (office, panel, site, machines): who may use each address, what stands for each argument.

An address of the house that is walked with a thing of some slice stands in the walk.py of that slice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pasocial.office.people.access_log.operations import note_opening
from pasocial.office.people.members import operations as members
from pasocial.office.people.offices.operations import add_office, place_person
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.site.models import SectionPage
from pasocial.site.operations import grant_editing, plant_home, plant_page
from tests.fixtures import user_with
from tests.walks.groups import (
    ALL,
    COORDINATOR,
    HEADS,
    MEMBERS,
    RPCT,
    SIGNED_IN,
    TOP,
    Group,
    Page,
    Who,
    both,
    group,
    holding,
)

if TYPE_CHECKING:
    from tests.walks.office import Office

# Who signs in, and with which roles (plain values: tests/walks/persons.py).
STAFF = {
    "coordinator": {"office_role": "coordinator"},
    "rpct": {"office_role": "rpct"},
    "top": {"office_role": "top"},
    "digital manager": {"office_role": "digital_manager"},
    "data protection officer": {"office_role": "dpo"},
    "spokesperson": {"office_role": "spokesperson"},
    "employee": {"office_role": "employee"},
    "other contact": {"office_role": "office_contact"},
    "no role": {},
}
TRAIL = COORDINATOR | RPCT
# Who may stop what leaves a desk; where nothing leaves there is nothing to stop.
STOPPING = COORDINATOR.union(
    *(holding(desk=kind.desk, role="head") for kind in registry.departure_kinds().values())
)
# Who is let into Wagtail's panel.
PANEL: Group = TRAIL
# Whom the roles of the registry give each permission, in plain sight: the declarations are held to it (test_table.py).
HOLDERS: dict[str, Group] = {
    "office.coordinate": COORDINATOR,
    "office.read_mail": COORDINATOR,
    "office.read_measures": TRAIL | TOP | group("digital manager"),
    "office.read_access_log": TRAIL | group("data protection officer"),
    "office.read_trail": TRAIL,
}
# Who may read (GET) and who may act (POST, PUT), by the name of the address.
WHO: dict[str, Who] = {
    # machines; /metrics answers this machine only, which is what a test is
    "healthz": Who(ALL),
    "readyz": Who(ALL),
    "metrics": Who(ALL),
    # the public site
    "design:language": Who(ALL),
    "site_pages:search": Who(ALL),
    "site_pages:robots": Who(ALL),
    "site_pages:sitemap": Who(ALL),
    "wagtail_serve": Who(ALL),
    # the office that all desks share
    "office:dashboard": Who(MEMBERS),
    "office:queue": Who(MEMBERS),
    "office:measures": Who(TRAIL | TOP | group("digital manager")),
    "office:approvals": Who(MEMBERS),
    "office:approval_chains": both(COORDINATOR),
    "office:departures": Who(MEMBERS),
    "office:departures_freeze": Who(act=STOPPING),
    "office:notices": Who(MEMBERS),
    "office:notices_bell": Who(MEMBERS),
    "office:notices_read": Who(act=MEMBERS),
    "office:notice_preferences": Who(act=MEMBERS),
    "office:mailbox": Who(COORDINATOR),
    "office:mail": Who(COORDINATOR),
    "office:mail_html": Who(COORDINATOR),
    "office:mail_again": Who(act=COORDINATOR),
    "office:access_log": Who(TRAIL | group("data protection officer")),
    "office:access_log_csv": Who(),
    "office:absences": both(MEMBERS),
    "office:absence_end": Who(act=group("employee")),
    "office:tokens": both(HEADS),
    "design:gallery": Who(SIGNED_IN),
    # the coordinator's panel
    "coordinator_overview": Who(COORDINATOR),
    "coordinator_persons": Who(COORDINATOR),
    "coordinator_new_person": both(COORDINATOR),
    "coordinator_person": Who(COORDINATOR),
    "coordinator_change_person": Who(act=COORDINATOR),
    "coordinator_groups": both(COORDINATOR),
    "coordinator_group": Who(COORDINATOR),
    "coordinator_change_group": Who(act=COORDINATOR),
    "coordinator_offices": both(COORDINATOR),
    "coordinator_import_offices": Who(act=COORDINATOR),
    "coordinator_office": both(COORDINATOR),
    "coordinator_office_people": Who(act=COORDINATOR),
    "coordinator_settings_first": both(COORDINATOR),
    "coordinator_settings": both(COORDINATOR),
    "coordinator_trail": Who(TRAIL),
    "coordinator_trail_csv": Who(TRAIL),
    "coordinator_verify": Who(act=TRAIL),
    "coordinator_troubles": Who(COORDINATOR),
    "coordinator_try_again": Who(act=COORDINATOR),
    "coordinator_send_again": Who(act=COORDINATOR),
    # the API: what everybody may read, filing, and the applicant's own case by code and e-mail
    "schema": Who(ALL),
    "api-docs": Who(ALL),
    "api-docs-part": Who(ALL),
}
# Beginnings of names whose arguments mean the same.
FAMILIES = ("office:item", "office:mail")
# The object of the walk's office behind an argument: of an address or a family (`name.argument`), or of all (`argument`).
VALUES: dict[str, Any] = {
    "design:language.code": lambda o: "en",
    "office:absence_end.pk": lambda o: o.absence.pk,
    "coordinator_office.pk": lambda o: o.workplace.pk,
    "coordinator_office_people.pk": lambda o: o.workplace.pk,
    "coordinator_group.pk": lambda o: o.group.pk,
    "coordinator_change_group.pk": lambda o: o.group.pk,
    "coordinator_person.pk": lambda o: o.people["no role"].pk,
    "coordinator_change_person.pk": lambda o: o.people["no role"].pk,
}
# What is read and is no page: files, pieces of a page, ways that lead elsewhere, forms that stand on another page.
NOT_PAGES = frozenset(
    [
        "healthz",
        "readyz",
        "metrics",
        "schema",
        "site_pages:robots",
        "site_pages:sitemap",
        "office:file",
        "office:changes",
        "office:notices_bell",
        "design:language",
        "office:about",
        "office:mail_html",
        "coordinator_trail_csv",
        "office:access_log_csv",
    ]
)
# Each part of the description of the API is a page.
VARIANTS = {
    "coordinator_settings": lambda o: [{"section": section} for section in registry.setting_sections()],
    "api-docs-part": lambda o: [{"part": part} for part in ("cases", "filing", "models")],
}
SAID = {
    "coordinator_change_person": {"action": "invite"},
    "coordinator_change_group": {"action": "close"},
    "coordinator_office_people": {"action": "place"},
}
# What somebody does, not what she reads: a cookie against forgery is given.
FORMS = ("design:language",)
# Each list, and who looks at it (test_lists.py).
LISTS = {
    "/cerca/?q=mensa": "anonymous",
    "/sitemap.xml": "anonymous",
    "/redazione/posta/": "coordinator",
    "/redazione/chiavi/": "coordinator",
    "/redazione/assenze/": "employee",
    "/admin/coordinamento/": "coordinator",
    "/admin/coordinamento/persone/": "coordinator",
    "/admin/coordinamento/gruppi/": "coordinator",
    "/admin/coordinamento/uffici/": "coordinator",
    "/admin/coordinamento/traccia/traccia.csv": "coordinator",
    "/redazione/accessi/?q=Employee": "data protection officer",
    "/admin/coordinamento/traccia/": "coordinator",
    "/admin/coordinamento/problemi/": "coordinator",
}


def make(office: Office) -> None:
    """The site's first page, and one beside it."""
    step = {"by": Actor.system("test"), "at": office.now}
    office.home = plant_home(title="Comune", introduction="", hostname="localhost", port=80, **step)
    grant_editing(home=office.home)
    plant_page(
        parent=office.home,
        page=SectionPage(title="Privacy", slug="privacy", show_in_footer=True),
        **step,
    )
    employee = office.people["employee"]
    office.group = members.open_group(code="sito", name="Gruppo del sito", **step)
    members.join_group(group_id=office.group.pk, user=employee, **step)
    office.workplace = add_office(code="SEG", name="Segreteria", level="area", **step)
    place_person(user=employee, office=office.workplace, **step)
    day = (office.now + timedelta(days=30)).date()
    office.absence = members.record_absence(user=employee, first_day=day, last_day=day, **step)


def grow(office: Office, number: int) -> None:
    """One more row in every list of the house."""
    step = {"by": Actor.system("test"), "at": office.now}
    group = members.open_group(code=f"gruppo-{number}", name=f"Gruppo {number}", **step)
    members.join_group(group_id=group.pk, user=user_with(office_role="employee"), **step)
    add_office(code=f"U{number}", name=f"Ufficio {number}", level="office", parent=office.workplace, **step)
    for name in ("coordinator", "rpct"):
        note_opening(
            user_id=office.people[name].pk,
            about=f"user:{office.people['employee'].pk}",
            at=office.ago(number + 1),
        )
    day = (office.now + timedelta(days=100 + number)).date()
    members.record_absence(user=office.people["employee"], first_day=day, last_day=day, **step)


def pages(office: Office) -> Iterator[Page]:
    """Pages that stand at no address of their own or look otherwise with a question; refusals."""
    for path in ("/", "/privacy/", "/cerca/?q=xilofono", "/cerca/?q=mensa"):
        yield Page(path, ALL)
    yield Page("/redazione/attivita/?q=xilofono", MEMBERS)
    for path in ("/account/login/", "/account/password/reset/"):
        yield Page(path, frozenset({"anonymous"}))
    for path in ("2fa", "2fa/totp/activate", "2fa/webauthn/add", "password/change", "sessions", "logout"):
        yield Page(f"/account/{path}/", SIGNED_IN)
    yield Page("/non-esiste/", ALL, status=404)
    yield Page("/redazione/posta/", SIGNED_IN - COORDINATOR, status=403)
