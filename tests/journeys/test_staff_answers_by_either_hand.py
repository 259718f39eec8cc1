"""Staff sign in, sort the inbox, work a case, decide it and publish its line: by keyboard alone, and without any script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from foia.models import Consultation, Decision, RegisterEntry
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.work.items.models import Item
from tests.fixtures import (
    PASSWORD,
    deliver_reactions,
    office_contact,
    set_up_second_factor,
    signed_in_client,
    user_with,
)
from tests.journeys.hands import Office
from tests.journeys.house import filed, plant_the_site, taken, what_waits_leaves
from tests.journeys.test_staff_signs_in import code_of

SLICES = ("foia",)
SUBJECT = "Spesa per le luminarie di Natale"
REASONS = "Abbiamo trovato le determine. Le fatture contengono dati di persone estranee alla spesa."
HARM = "Le fatture riportano codici fiscali e conti di persone estranee alla spesa."
DOZENTH = date(2030, 12, 12)


@pytest.fixture
def people() -> dict[str, Any]:
    return {
        "editor": user_with("foia", "editor", full_name="Elena Istruttrice"),
        "head": user_with("foia", "head", full_name="Carla Capo"),
    }


def test_she_signs_in_with_her_password_and_the_code_of_her_telephone(
    office: Office, people: dict[str, Any]
) -> None:
    plant_the_site()
    secret = set_up_second_factor(people["head"])
    carla = office.hand()

    carla.opens("/redazione/")
    carla.writes("E-mail", people["head"].email)
    carla.writes("Password", "sbagliata")
    carla.presses("Entra")
    assert carla.sees("C'è 1 punto da correggere")
    carla.writes("Password", PASSWORD)
    carla.presses("Entra")
    carla.writes("Codice", "000000")
    carla.presses("Entra")
    assert carla.sees("da correggere")
    carla.writes("Codice", code_of(secret))
    carla.presses("Entra")
    assert carla.sees("Buon lavoro, Carla")

    # The menu of her own name leads out again.
    carla.unfolds("Carla Capo", within="header")
    carla.follows("Esci", within="header")
    carla.presses("Esci")
    carla.opens("/redazione/")
    assert carla.sees("Entra nella redazione")


def test_the_inbox_is_filtered_and_its_rows_are_assigned_together(
    office: Office, people: dict[str, Any]
) -> None:
    first, second = filed(3, subject=SUBJECT), filed(2, subject="Manutenzione delle scuole")
    other = filed(1, subject="Contributi alle associazioni", kind="simple_civic")
    carla = office.hand(signed_in_client(people["head"]))

    carla.opens(reverse("foia_staff:inbox"))
    carla.lays_open("Cerca e filtra")
    carla.picks("Tipo di accesso", "accesso civico generalizzato")
    carla.presses("Filtra")
    assert [carla.sees(each.subject) for each in (first, second, other)] == [True, True, False]
    carla.unfolds("Salva questo filtro")
    carla.writes("Nome del filtro", "Generalizzati")
    carla.presses("Salva il filtro")
    carla.ticks(f"Seleziona {first.number}")
    carla.ticks(f"Seleziona {second.number}")
    # What to do with ticked rows comes with the first of them.
    carla.lays_open("Scegli che cosa farne")
    carla.picks("Assegna a", "Elena Istruttrice")
    carla.presses("Assegna")
    hers = Item.objects.filter(desk="foia", assignee=people["editor"]).values_list("about", flat=True)
    assert set(hers) == {first.about, second.about}

    # The view she kept is one link from the whole inbox; what nobody has is another.
    carla.opens(reverse("foia_staff:inbox"))
    carla.follows("Generalizzati")
    assert [carla.sees(each.subject) for each in (first, other)] == [True, False]
    carla.follows("Da assegnare")
    assert [carla.sees(each.subject) for each in (first, other)] == [False, True]


def test_a_case_is_taken_worked_shared_with_another_office_and_handed_over(
    office: Office, people: dict[str, Any], a_paper: Callable[[str, str], Path]
) -> None:
    request = filed(subject=SUBJECT)
    ugo = office_contact(full_name="Ugo Tecnico", office_name="Ufficio tecnico")
    deliver_reactions()
    elena = office.hand(signed_in_client(people["editor"]))

    elena.opens(reverse("foia_staff:inbox"))
    elena.follows(SUBJECT)
    elena.presses("Prendi in carico")
    assert elena.sees("L'hai presa in carico.")
    elena.follows("Rispondi")
    elena.writes("Messaggio al richiedente", "Stiamo cercando le determine.")
    elena.presses("Anteprima del messaggio")
    assert (elena.sees("non è ancora partito nulla"), elena.sees("Stiamo cercando le determine.")) == (
        True,
        True,
    )
    elena.presses("Invia")
    assert elena.sees("In partenza: Messaggio al richiedente")
    assert what_waits_leaves() == 1
    elena.follows("Nota")
    elena.writes("Nota interna", "Le ha l'ufficio tecnico.")
    elena.presses("Aggiungi la nota")
    assert elena.sees("Nota aggiunta.")
    elena.unfolds("Chiedi a un altro ufficio")
    elena.picks("A chi", "Ugo Tecnico")
    elena.writes("Che cosa serve", "Puoi caricare le determine del 2025?")
    elena.dates("Entro il", DOZENTH)
    elena.presses("Anteprima della domanda")
    elena.presses("Invia")
    assert what_waits_leaves() == 1
    deliver_reactions()
    elena.follows("Documenti")
    elena.attaches("Documenti da caricare", [a_paper("indice.txt", "Indice delle determine.")])
    elena.presses("Carica")
    assert elena.sees("indice.txt")

    # The colleague of the other office answers; of the case she sees the question and nothing else.
    tecnico = office.hand(signed_in_client(ugo))
    tecnico.opens("/redazione/")
    tecnico.turns_to("Condivise con te")
    tecnico.follows(SUBJECT)
    assert (tecnico.sees("Puoi caricare le determine"), tecnico.sees("Anna Verdi")) == (True, False)
    tecnico.writes("La tua risposta", "Ecco le determine.")
    tecnico.attaches("Documenti", [a_paper("determine.txt", "Determina n. 12.")])
    tecnico.presses("Invia la risposta")
    answer = Consultation.objects.get()
    assert (answer.reply, answer.due_on) == ("Ecco le determine.", DOZENTH)
    assert [stored.name for stored in files_about(f"foia.consultation:{answer.pk}")] == ["determine.txt"]

    # What is left goes to another desk, with the reason.
    item = Item.objects.filter(desk="foia", about=request.about).exclude(state=Item.State.DONE).get()
    elena.opens("/redazione/attivita/")
    elena.follows(f"Rispondi alla richiesta: {item.title}")
    elena.picks("A quale redazione", "Notizie")
    elena.writes("Perché", "È una notizia, non una richiesta di documenti.")
    elena.presses("Passa l'attività")
    item.refresh_from_db()
    assert item.desk == "newsroom"
    request.refresh_from_db()
    assert request.messages.count() == 1


def test_a_decision_is_written_approved_undone_approved_and_its_line_published(
    office: Office, people: dict[str, Any], a_paper: Callable[[str, str], Path]
) -> None:
    plant_the_site()
    request = taken(people["editor"], subject=SUBJECT)
    elena = office.hand(signed_in_client(people["editor"]))
    carla = office.hand(signed_in_client(people["head"]))
    page = reverse("foia_staff:case", args=[request.pk])

    # She finds it by a misspelt word.
    elena.opens(reverse("foia_staff:inbox") + "?q=lumimarie")
    elena.follows(SUBJECT)
    elena.follows("Decisione")
    elena.chooses("Accolta parzialmente")
    elena.writes("Motivazione", REASONS)
    elena.writes("Documento o gruppo", "Determine di spesa 2025", within="#riga-0")
    elena.picks("Che cosa ne facciamo", "rilasciato a tutti", within="#riga-0")
    elena.attaches("File", [a_paper("determine.txt", "Determina n. 12.")], within="#riga-0")
    elena.presses("Aggiungi riga")
    elena.writes("Documento o gruppo", "Fatture", within="#riga-1")
    elena.picks("Che cosa ne facciamo", "non rilasciato", within="#riga-1")
    elena.picks("Motivo di legge", "Protezione dei dati personali", within="#riga-1")
    elena.writes("Quale danno concreto", HARM, within="#riga-1")
    elena.presses("Salva la bozza")
    assert [elena.sees(words) for words in ("Bozza salvata.", "Puoi fare ricorso al TAR")] == [True, True]
    elena.presses("Manda in approvazione")
    decision = Decision.objects.get()
    assert [(item.title, item.disclosure, item.ground) for item in decision.items.all()] == [
        ("Determine di spesa 2025", "public", ""),
        ("Fatture", "private", "personal_data"),
    ]

    # The head sends it back, and it comes again.
    carla.opens(page)
    carla.follows("Decisione")
    carla.unfolds("Rimanda con osservazioni")
    carla.writes("Perché", "Scrivi anche l'importo totale.")
    carla.presses("Rimanda a chi l'ha preparata")
    elena.opens(page)
    elena.follows("Decisione")
    assert elena.sees("Scrivi anche l'importo totale.")
    elena.unfolds("La risposta è un dato, o è già pubblicata")
    elena.writes("Dati o informazioni date", "La spesa totale è di 24.300 euro.")
    elena.presses("Salva la bozza")
    elena.presses("Manda in approvazione")

    # Approved, undone within the seconds there are, approved again.
    carla.opens(page)
    carla.follows("Decisione")
    carla.presses("Approva e invia")
    carla.presses("Annulla l'azione")
    assert carla.sees("Annullata: non è partito nulla.")
    if office.by_keyboard:
        assert carla.walks[-1][0] <= 2, "the undoing must be a press or two away: there are fifteen seconds"
    carla.presses("Approva e invia")
    assert what_waits_leaves() == 1
    deliver_reactions()
    request.refresh_from_db()
    assert (request.state, request.outcome) == ("answered", "partly_granted")
    access = {stored.purpose: stored.access for stored in files_about(request.about)}
    assert access == {"release": "public", "letter": "requester", "receipt": "requester"}

    # The public line: a name in it is refused, and what she typed stays.
    carla.opens(reverse("foia_staff:register_queue"))
    carla.follows(SUBJECT)
    carla.writes("Oggetto pubblico", "Luminarie, richiesta di Anna Verdi")
    carla.writes("Sintesi della motivazione", "Dati personali di terzi nelle fatture.")
    carla.presses("Approva e pubblica nel registro")
    assert RegisterEntry.objects.get().state == "proposed"
    if not office.by_keyboard:
        assert carla.typed("Oggetto pubblico") == "Luminarie, richiesta di Anna Verdi"
    carla.writes("Oggetto pubblico", "Spese per le luminarie di Natale 2025")
    carla.presses("Approva e pubblica nel registro")
    reader = office.hand()
    reader.opens("/accesso-civico/registro/")
    assert reader.sees("Spese per le luminarie di Natale 2025")
    reader.follows("Spese per le luminarie di Natale 2025")
    assert (reader.sees("Dati personali di terzi"), reader.sees("Verdi")) == (True, False)
