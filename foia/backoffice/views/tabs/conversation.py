"""Messages with the applicant, notes among colleagues, questions to other offices, and the mail that left."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from foia.backoffice.canned import canned_texts
from foia.backoffice.presenters import Chip, file_row, sent_elsewhere
from foia.backoffice.views.case import CasePage, tab
from foia.queries.undelivered import undelivered
from foia.rules.case_steps import reason_against_consulting
from foia.rules.states import State
from pasocial.sentences import day as day_words


@tab("messaggi", "foia/backoffice/case_messages.html")
def conversation(page: CasePage) -> dict[str, Any]:
    thread = [_message(page, message) for message in page.case.messages] + [
        _note(note) for note in page.case.notes
    ]
    forms: dict[str, Any] = {}
    resent = sent_elsewhere(page.case.mails)
    lost: list[Any] = []
    if page.works:
        forms = {name: page.form(name) for name in ("rispondi", "annota", "consulta", "correggi-recapiti")}
        lost = undelivered(page.access_request, page.case.mails)
        if reason_against_consulting(State(page.access_request.state)) is not None:
            del forms["consulta"]
        if not lost:
            del forms["correggi-recapiti"].fields["write_again"]
    return {
        "forms": forms,
        "thread": sorted(thread, key=lambda line: line["at"]),
        "canned": canned_texts(page.access_request.applicant.language) if page.works else [],
        "consultations": [_consultation(page, row) for row in page.case.consultations],
        "lost_mails": len(lost),
        "mails": [_mail(page, mail, mail.pk in resent) for mail in page.case.mails],
        "mail_columns": [_("Messaggio"), _("Consegna"), _("Quando")],
    }


def _message(page: CasePage, message: Any) -> dict[str, Any]:
    ours = message.direction == "out"
    purposes = {
        "identification": _("invito a identificarsi"),
        "clarification": _("invito a precisare") if ours else _("precisazione"),
        "transfer": _("trasferimento"),
        "extension": _("proroga"),
    }
    state, tone = purposes.get(message.purpose, ""), "info"
    if ours and message.read_at:
        state, tone = state or _("letto"), "success" if not state else tone
    return {
        "id": f"messaggio-{message.pk}",
        "author": str(
            message.author
            or (_("Ufficio") if ours else page.access_request.applicant.name or _("Richiedente"))
        ),
        "role": _("al richiedente") if ours else _("richiedente"),
        "side": "ours" if ours else "theirs",
        "at": message.sent_at,
        "body": message.body,
        "state": state,
        "state_tone": tone,
        "files": [
            file_row(stored, page.access_request.pk)
            for stored in page.case.files
            if stored.about == message.about
        ],
    }


def _note(note: Any) -> dict[str, Any]:
    return {
        "id": f"nota-{note.pk}",
        "author": str(note.author or _("Una persona dell'ufficio")),
        "role": "",
        "side": "internal",
        "at": note.written_at,
        "body": note.body,
        "state": "",
        "state_tone": "neutral",
        "files": [],
    }


def _consultation(page: CasePage, row: Any) -> dict[str, Any]:
    if row.withdrawn_at:
        state = Chip(_("ritirata"), "quiet")
    elif row.replied_at:
        state = Chip(_("risposta arrivata"), "success")
    elif row.due_on < page.today:
        state = Chip(_("in ritardo, era attesa il %(day)s") % {"day": day_words(row.due_on)}, "danger")
    else:
        state = Chip(_("attesa entro il %(day)s") % {"day": day_words(row.due_on)}, "info")
    waiting = not row.replied_at and not row.withdrawn_at
    about = f"foia.consultation:{row.pk}"
    return {
        "contact": str(row.contact),
        "office": row.contact.office_name,
        "state": state,
        "asked_at": row.asked_at,
        "question": row.question,
        "reply": row.reply,
        "files": [
            file_row(stored, page.access_request.pk) for stored in page.case.files if stored.about == about
        ],
        "form": page.form("ritira-consultazione", str(row.pk), consultation=row.pk)
        if waiting and page.works
        else None,
    }


MAIL_TONES = {"queued": "info", "sent": "success", "refused": "danger", "failed": "danger"}


def _mail(page: CasePage, mail: Any, resent: bool) -> dict[str, Any]:
    advice = {
        "refused": _(
            "Il server del destinatario l'ha rifiutata: controlla l'indirizzo con il richiedente, per telefono o posta, "
            "correggilo e riprova. Fino ad allora questa comunicazione non risulta ricevuta."
        ),
        "failed": _(
            "Non siamo riusciti a consegnarla dopo molti tentativi. Riprova, o scrivi per un'altra via."
        ),
    }
    return {
        "subject": mail.subject,
        "to": mail.to,
        "state": Chip(mail.get_state_display(), MAIL_TONES[mail.state]),
        "advice": _("Mandata di nuovo all'indirizzo corretto.") if resent else advice.get(mail.state, ""),
        "at": mail.sent_at or mail.queued_at,
        "form": page.form("rispedisci", str(mail.pk), mail=mail.pk)
        if mail.state in advice and page.works and not resent
        else None,
    }
