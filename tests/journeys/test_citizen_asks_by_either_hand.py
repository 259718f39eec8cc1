"""A citizen files a request, and follows it to its answer: by keyboard alone, and without any script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from foia import access
from foia.models import AccessRequest
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.messaging.notices.models import Mail
from tests.fixtures import deliver_reactions, user_with
from tests.journeys.hands import Office
from tests.journeys.house import answered, filed, published_answer

SLICES = ("foia",)
SUBJECT = "Costo dei pasti della mensa scolastica"
BODY = "Chiedo quanto costa al Comune un pasto della mensa scolastica e che cosa prevede il capitolato."


def path_in(mail: Mail) -> str:
    """The way that a mail offers, without the name of the server."""
    found = re.search(r"https?://\S+", mail.text)
    assert found is not None
    return urlsplit(found.group(0)).path


@pytest.mark.keyboard("foia")
def test_she_files_with_a_file_and_goes_on_with_the_draft_from_another_device(
    office: Office, a_paper: Callable[[str, str], Path]
) -> None:
    published_answer("La mensa scolastica", "Un pasto della mensa scolastica costa al Comune 4,85 euro.")
    anna = office.hand()

    anna.opens("/accesso-civico/")
    anna.follows("Fai una richiesta")
    anna.presses("Continua")
    anna.presses("Continua")
    assert anna.sees("Ci sono 2 punti da correggere")
    anna.follows("Oggetto", within=".pa-error-summary")
    anna.writes("Oggetto", SUBJECT)
    anna.writes("Che cosa chiedi", BODY)
    anna.presses("Continua")
    assert anna.sees("Forse la risposta c'è già")
    assert anna.sees("La mensa scolastica")
    anna.follows("Non è quello che cerco: continua")
    anna.attaches("Allegati", [a_paper("mappa.txt", "La mappa della scuola.")])
    anna.presses("Carica e resta qui")
    assert anna.sees("mappa.txt")
    anna.presses("Continua")

    # She stops here, has the private address of the draft sent to her, and goes on at another computer.
    anna.writes("Nome e cognome", "Anna Verdi")
    anna.follows("Mandamelo per e-mail")
    anna.writes("E-mail", "anna.verdi@posta.example")
    anna.presses("Mandami il collegamento")
    deliver_reactions()
    later = office.hand()
    later.opens(path_in(Mail.objects.get(kind="foia/draft_link")))
    later.writes("Nome e cognome", "Anna Verdi")
    later.writes("E-mail", "anna.verdi@posta.example")
    later.ticks("Scrivetemi se")
    later.presses("Continua")
    assert [later.sees(words) for words in (SUBJECT, "mappa.txt", "Anna Verdi")] == [True, True, True]
    later.presses("Invia la richiesta")
    assert later.sees("La tua richiesta è arrivata")
    deliver_reactions()

    request = AccessRequest.objects.select_related("applicant").get()
    assert (request.subject, request.body, request.applicant.name) == (SUBJECT, BODY, "Anna Verdi")
    assert files_about(request.about).filter(name="mappa.txt").count() == 1
    assert Mail.objects.filter(about=request.about, to="anna.verdi@posta.example").count() == 1


def test_she_writes_sends_a_file_rates_the_answer_and_withdraws_another_request(
    office: Office, a_paper: Callable[[str, str], Path]
) -> None:
    editor, head = user_with("foia", "editor"), user_with("foia", "head")
    request = answered(editor, head, subject=SUBJECT)
    waiting = filed(subject="Verbali della commissione mensa")
    anna = office.hand()

    anna.opens("/accesso-civico/richieste/")
    anna.writes("Codice", request.code)
    anna.writes("E-mail", "anna.verdi@posta.example")
    anna.presses("Apri la richiesta")
    assert [anna.sees(words) for words in (SUBJECT, "La risposta", "Capitolato")] == [True, True, True]
    assert anna.downloads("Scarica la lettera (PDF)").endswith(".pdf")
    anna.chooses("☺ Bene")
    anna.writes("Vuoi aggiungere qualcosa", "Chiara e veloce.")
    anna.presses("Invia la valutazione")
    assert anna.sees("Hai già risposto, grazie.")

    # The other one comes by mail; she opens it by its link, writes, and thinks better of it.
    anna.opens(access.sign_link(waiting, timezone.now()))
    anna.writes("Il tuo messaggio", "Mi bastano quelli del 2025.")
    anna.attaches("Allegati", [a_paper("elenco.txt", "I verbali che cerco.")])
    anna.presses("Invia il messaggio")
    assert [anna.sees(words) for words in ("Mi bastano quelli del 2025.", "elenco.txt")] == [True, True]
    anna.follows("Ritira la richiesta")
    anna.writes("Vuoi dirci perché", "Li ho trovati sul sito.")
    anna.presses("Ritira la richiesta")
    waiting.refresh_from_db()
    request.refresh_from_db()
    assert (waiting.state, request.rating.comment) == ("withdrawn", "Chiara e veloce.")
