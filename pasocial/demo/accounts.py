"""The demonstration accounts: invented persons, known passwords, known second factors. Never in production."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """`totp_secret` is Base32: type it into an authenticator app, or ask `make code` for the six digits of now."""

    label: str
    name: str
    email: str
    office: str
    desks: tuple[tuple[str, str], ...] = ()
    office_roles: tuple[str, ...] = ()
    password: str = "Borgo-Sereno-2026"
    totp_secret: str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


ACCOUNTS = (
    Account(
        "coordinator",
        "Caterina Conti",
        "coordinamento@borgosereno.example",
        "Comunicazione",
        (),
        ("coordinator",),
    ),
    Account(
        "head of access (FOIA)",
        "Franco Ferri",
        "responsabile.accesso@borgosereno.example",
        "URP",
        (("foia", "head"),),
    ),
    Account("access officer", "Elena Esposito", "accesso@borgosereno.example", "URP", (("foia", "editor"),)),
    Account("access, read only", "Vito Villa", "lettura@borgosereno.example", "URP", (("foia", "viewer"),)),
    Account(
        "head of contacts",
        "Carla Costa",
        "responsabile.contatti@borgosereno.example",
        "URP",
        (("contacts", "head"),),
    ),
    Account(
        "contacts officer", "Olga Orsi", "contatti@borgosereno.example", "URP", (("contacts", "editor"),)
    ),
    Account(
        "head of newsroom",
        "Nadia Neri",
        "responsabile.notizie@borgosereno.example",
        "Stampa",
        (("newsroom", "head"),),
    ),
    Account(
        "newsroom writer", "Sara Sala", "notizie@borgosereno.example", "Stampa", (("newsroom", "editor"),)
    ),
    Account(
        "transparency officer (RPCT)",
        "Rita Riva",
        "rpct@borgosereno.example",
        "Segreteria generale",
        (),
        ("rpct",),
    ),
    Account(
        "mayor's office (top)", "Tommaso Testa", "vertice@borgosereno.example", "Gabinetto", (), ("top",)
    ),
    Account(
        "contact of another office",
        "Ugo Urbani",
        "lavori.pubblici@borgosereno.example",
        "Lavori pubblici",
        (),
        ("office_contact",),
    ),
    Account(
        "digital manager (RTD)",
        "Diego Digiuno",
        "transizione.digitale@borgosereno.example",
        "Sistemi informativi",
        (),
        ("digital_manager",),
    ),
    Account("data protection officer", "Dora Dati", "dpo@borgosereno.example", "", (), ("dpo",)),
    Account(
        "spokesperson", "Paolo Portavoce", "portavoce@borgosereno.example", "Gabinetto", (), ("spokesperson",)
    ),
    Account(
        "employee, no desk",
        "Ines Impiegata",
        "anagrafe@borgosereno.example",
        "Anagrafe",
        (),
        ("employee",),
    ),
)
