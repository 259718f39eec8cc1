"""The invented town's offices as a tree, its groups across desks, and who is away: all through the real operations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pasocial.demo.accounts import ACCOUNTS
from pasocial.demo.life import US
from pasocial.office.people.members.operations import join_group, open_group, record_absence
from pasocial.office.people.members.queries import absences_of, every_group
from pasocial.office.people.offices.importing import import_offices
from pasocial.office.people.offices.operations import place_person
from pasocial.office.people.offices.queries import open_offices

OFFICES = """codice;nome;livello;padre;responsabile;casella
SEG;Segreteria generale;area;;rpct@borgosereno.example;segreteria@borgosereno.example
GAB;Gabinetto;servizio;SEG;vertice@borgosereno.example;
COM;Comunicazione;servizio;SEG;coordinamento@borgosereno.example;urp@borgosereno.example
URP;URP;ufficio;COM;responsabile.accesso@borgosereno.example;urp@borgosereno.example
STA;Stampa;ufficio;COM;responsabile.notizie@borgosereno.example;stampa@borgosereno.example
CIT;Servizi al cittadino;area;;;
DEM;Servizi demografici;servizio;CIT;;
ANA;Anagrafe;ufficio;DEM;;anagrafe@borgosereno.example
TEC;Area tecnica;area;;;
LLP;Lavori pubblici;servizio;TEC;lavori.pubblici@borgosereno.example;
SIT;Sistemi informativi;servizio;TEC;transizione.digitale@borgosereno.example;
"""

# What people write after @, the group's name, what it is for, and who is in it (by label).
GROUPS = (
    (
        "social",
        "Squadra dei social",
        "Chi risponde e pubblica sui canali dell'ente",
        ("coordinator", "newsroom writer", "access officer"),
    ),
    (
        "stampa",
        "Gruppo stampa",
        "Comunicati e rapporti con i giornali",
        ("head of newsroom", "newsroom writer", "spokesperson"),
    ),
    (
        "trasparenza",
        "Gruppo trasparenza",
        "Accesso, registro e pubblicazioni obbligatorie",
        ("head of access (FOIA)", "transparency officer (RPCT)", "digital manager (RTD)"),
    ),
)
# Who is away, from and to how many days from today, who stands in.
ABSENCES = (
    ("access officer", 3, 10, "head of access (FOIA)"),
    ("employee, no desk", -1, 2, "coordinator"),
)


def organise(staff: Mapping[str, Any], today: date, now: datetime) -> None:
    """Builds it for the accounts, by their labels; built again it changes nothing."""
    us: dict[str, Any] = {"by": US, "at": now}
    import_offices(raw=OFFICES.encode(), **us)
    offices = {one.name: one for one in open_offices()}
    for account in ACCOUNTS:
        if account.office in offices:
            place_person(user=staff[account.label], office=offices[account.office], **us)
    known = set(every_group().values_list("code", flat=True))
    for code, name, purpose, labels in GROUPS:
        if code not in known:
            group = open_group(code=code, name=name, purpose=purpose, **us)
            for label in labels:
                join_group(group_id=group.pk, user=staff[label], **us)
    for label, first, last, deputy in ABSENCES:
        if not absences_of(staff[label].pk).exists():
            record_absence(
                user=staff[label],
                first_day=today + timedelta(days=first),
                last_day=today + timedelta(days=last),
                deputy=staff[deputy],
                reason="Ferie",
                **us,
            )
