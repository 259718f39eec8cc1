"""`manage.py open_office`: the first steps of a new installation, after `migrate`; harmless when repeated.

Makes the home page, the pages that the law wants in the footer, the pages each desk needs, the editors' rights,
and the first coordinator, who receives a mail to choose her password.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from pasocial.cleaning import one_line, reason_against_text
from pasocial.office.people.identity.queries import user_by_email
from pasocial.office.people.members.operations import add_member, give_office_role
from pasocial.office.record import registry
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from pasocial.site.models import SectionPage
from pasocial.site.operations import grant_editing, plant_home, plant_page

# Title and address of the pages the footer links to; their text is the administration's to write.
FOOTER = (
    ("Dichiarazione di accessibilità", "accessibilita"),
    ("Informativa sulla privacy", "privacy"),
    ("Social media policy", "social-media-policy"),
    ("Amministrazione trasparente", "amministrazione-trasparente"),
    ("Note legali", "note-legali"),
    ("Crediti", "crediti"),
)


def typed(text: str) -> str:
    """A word of the command line as one clean line; what a terminal of another encoding broke is said."""
    if reason := reason_against_text(text):
        raise ArgumentTypeError(str(reason))
    return one_line(text)


class Command(BaseCommand):
    help = "Prepares a new installation: pages, rights and the first coordinator. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--body", required=True, type=typed, help="name of the administration, shown on every page"
        )
        parser.add_argument(
            "--coordinator", required=True, type=typed, help="e-mail address of the first coordinator"
        )
        parser.add_argument("--name", required=True, type=typed, help="her name and surname")

    def handle(self, *args: Any, **options: Any) -> None:
        by, at = Actor.system("open_office"), timezone.now()
        address = urlsplit(settings.SITE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        try:
            with transaction.atomic():
                change_setting(key="body_name", value=options["body"], by=by, at=at)
                home = plant_home(
                    title=options["body"],
                    introduction="",
                    hostname=address.hostname or "localhost",
                    port=port,
                    by=by,
                    at=at,
                )
                for title, slug in FOOTER:
                    page = SectionPage(title=title, slug=slug, show_in_footer=True)
                    plant_page(parent=home, page=page, by=by, at=at)
                for desk in registry.desks().values():
                    if desk.plant_pages:
                        registry.resolve(desk.plant_pages)(home=home, by=by, at=at)
                grant_editing(home=home)
                user = user_by_email(options["coordinator"]) or add_member(
                    email=options["coordinator"], full_name=options["name"], by=by, at=at
                )
                give_office_role(user=user, role="coordinator", by=by, at=at)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"{options['body']} is ready. {options['coordinator']} receives a mail to choose a password; "
            "then write the texts of the six pages linked in the footer."
        )
