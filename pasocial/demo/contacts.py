"""What the town wrote and told in the last weeks, and what it was answered: through the real operations."""

from __future__ import annotations

from dataclasses import dataclass

from desks.contacts import operations
from desks.contacts.models import PublicContact
from pasocial.demo.life import Life
from pasocial.office.record.trail.actor import Actor


@dataclass(frozen=True)
class Letter:
    """What somebody wrote so many days ago, by which channel, and what became of it."""

    days_ago: float
    channel: str
    kind: str
    subject: str
    text: str
    name: str
    email: str
    phone: str = ""
    place: str = ""
    note: str = ""
    answer: str = ""
    again: str = ""
    closed: bool = False


LETTERS = (
    Letter(
        26,
        "web",
        "disservice",
        "Lampione spento da due settimane",
        "In via dei Tigli, davanti al civico 8, il lampione è spento dal primo del mese: la sera non si vede il gradino.",
        "Nives Bruni",
        "nives.bruni@posta.example",
        place="Via dei Tigli 8",
        note="Chiesto ai lavori pubblici: squadra in uscita giovedì.",
        answer="La squadra ha sostituito la lampada questa mattina. Grazie della segnalazione.",
        closed=True,
    ),
    Letter(
        19,
        "counter",
        "question",
        "Documenti per il cambio di residenza",
        "Vuole sapere quali documenti servono per portare qui la residenza della madre.",
        "Oreste Galli",
        "",
        phone="06 0000123",
        answer="Detto a voce: documento d'identità, codice fiscale, titolo dell'alloggio. Ritorna con la madre.",
    ),
    Letter(
        12,
        "web",
        "assistance",
        "Non riesco a scaricare il certificato",
        "Dal sito il certificato di famiglia resta una pagina bianca, ho provato con due browser.",
        "Delia Fontana",
        "delia.fontana@posta.example",
        answer="Il servizio era fermo per manutenzione: ora funziona. Se resta bianco, scrivici l'ora della prova.",
        again="Ho riprovato adesso alle 9 e 20 ed è ancora bianco.",
    ),
    Letter(
        6,
        "web",
        "accessibility",
        "Il menu non si apre con la tastiera",
        "Uso solo la tastiera: nella pagina dei tributi il menu laterale non si apre con Invio.",
        "Ivo Serra",
        "ivo.serra@posta.example",
    ),
    Letter(
        3,
        "phone",
        "disservice",
        "Buca profonda in via Verdi",
        "Chiama per una buca davanti al numero 12, un ciclista è caduto ieri sera.",
        "Sara Conte",
        "",
        phone="06 0000456",
        place="Via Verdi 12",
        note="Sentita la polizia locale: transenna in giornata.",
    ),
    Letter(
        1,
        "web",
        "question",
        "Quanto è costata la rotonda di viale Europa",
        "Vorrei avere il contratto e le fatture della rotonda di viale Europa, finita in primavera.",
        "Piero Longo",
        "piero.longo@posta.example",
    ),
)


class Contacts:
    """The desk's last weeks; told again it changes nothing."""

    def __init__(self, life: Life) -> None:
        self.life = life

    def tell(self) -> None:
        if not PublicContact.objects.exists():
            for letter in LETTERS:
                self._live(letter)

    def _live(self, letter: Letter) -> None:
        life, came = self.life, self.life.moment(letter.days_ago, 9, 20)
        by_hand = letter.channel in ("phone", "counter")
        one = life.then(
            operations.write_to_us,
            kind=letter.kind,
            channel=letter.channel,
            subject=letter.subject,
            text=letter.text,
            name=letter.name,
            email=letter.email,
            phone=letter.phone,
            place=letter.place,
            by=life.actor("contacts officer") if by_hand else Actor.citizen(),
            at=came,
        )
        officer = life.staff["contacts officer"]
        step = {"contact_id": one.pk, "by": Actor.staff(officer)}
        if letter.note or letter.answer:
            life.then(operations.take, user=officer, at=life.moment(letter.days_ago, 11), **step)
        if letter.note:
            life.then(operations.add_note, text=letter.note, at=life.moment(letter.days_ago, 12), **step)
        if letter.answer:
            answered = life.moment(max(letter.days_ago - 2, 0), 15)
            answer = operations.note_answer if by_hand else operations.reply
            life.then(answer, text=letter.answer, at=answered, **step)
        if letter.again:
            wrote = life.moment(max(letter.days_ago - 3, 0), 9, 25)
            step = {"contact_id": one.pk, "by": Actor.citizen(one.about)}
            life.then(operations.write_again, text=letter.again, at=wrote, **step)
        if letter.closed:
            life.then(operations.close, why="", at=life.moment(max(letter.days_ago - 4, 0), 10), **step)
