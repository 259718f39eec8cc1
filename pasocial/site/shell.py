"""The frame of the public pages: the body's name, its menu and the links the law asks for."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pasocial.design.shell import FOOTER, Link, Shell, marked_active
from pasocial.language import bare, language_now
from pasocial.office.record.settings_store import queries as settings_store

MENU = (
    Link(_("Accesso civico"), "/accesso-civico/"),
    Link(_("Risposte pubblicate"), "/accesso-civico/risposte/"),
    Link(_("Registro degli accessi"), "/accesso-civico/registro/"),
    Link(_("Segui la tua richiesta"), "/accesso-civico/richieste/"),
)


# The model of municipal sites asks for them in the footer of every page (C.SI.2.2 and C.SI.2.4).
TO_US = (
    Link(_("Richiesta di assistenza"), "/contatti/assistenza/", element="contacts"),
    Link(_("Segnalazione disservizio"), "/contatti/disservizio/", element="report-inefficiency"),
)


def public_shell(request: HttpRequest) -> Shell:
    value = settings_store.value
    return Shell(
        body_name=value("body_name"),
        tagline=value("body_tagline" if language_now() == "it" else "body_tagline_en"),
        address=value("address"),
        phone=value("contact_phone"),
        mail=value("contact_email"),
        certified_mail=value("contact_pec"),
        menu=marked_active(MENU, bare(request.path)),
        footer=(*TO_US, *FOOTER),
        search_url="/cerca/",
    )
