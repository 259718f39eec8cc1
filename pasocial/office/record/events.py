"""What can happen in the shared office itself."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class OfficeEvent(StrEnum):
    ROLE_GIVEN = "office.role.given"
    ROLE_TAKEN = "office.role.taken"
    MEMBER_ADDED = "office.member.added"
    MEMBER_INVITED = "office.member.invited"
    MEMBER_LEFT = "office.member.left"
    MEMBER_RETURNED = "office.member.returned"
    FACTOR_RESET = "office.member.factor_reset"
    ABSENCE_RECORDED = "office.absence.recorded"
    ABSENCE_ENDED = "office.absence.ended"
    GROUP_OPENED = "office.group.opened"
    GROUP_JOINED = "office.group.joined"
    GROUP_LEFT = "office.group.left"
    GROUP_CLOSED = "office.group.closed"
    OFFICE_ADDED = "office.office.added"
    OFFICE_CHANGED = "office.office.changed"
    OFFICE_CLOSED = "office.office.closed"
    OFFICES_IMPORTED = "office.office.imported"
    PERSON_PLACED = "office.member.placed"
    ACCESS_LOG_CLEARED = "office.access_log.cleared"
    ITEM_OPENED = "office.item.opened"
    ITEM_ASSIGNED = "office.item.assigned"
    ITEM_HANDED_OVER = "office.item.handed_over"
    ITEM_DONE = "office.item.done"
    HANDED_OVER = "office.handover.given"
    FILE_STORED = "office.file.stored"
    FILE_SCANNED = "office.file.scanned"
    FILE_REMOVED = "office.file.removed"
    FILE_REDACTED = "office.file.redacted"
    FILES_GATHERED = "office.file.gathered"
    FILE_DECIDED = "office.file.decided"
    FILES_OPENED = "office.file.opened"
    FILES_TO_READ = "office.file.to_read"
    FILE_READ = "office.file.read"
    FILE_CONFIRMED = "office.file.confirmed"
    APPROVAL_ASKED = "office.approval.asked"
    APPROVAL_PASSED_ON = "office.approval.passed_on"
    CHAIN_SET = "office.chain.set"
    DEPARTURE_MOVED = "office.departure.moved"
    DEPARTURE_STUCK = "office.departure.stuck"
    LETTER_LEAVING = "office.letter.leaving"
    LETTER_RECALLED = "office.letter.recalled"
    LETTER_HELD = "office.letter.held"
    DEPARTURES_FROZEN = "office.departures.frozen"
    DEPARTURES_RESUMED = "office.departures.resumed"
    MESSAGE_RECEIVED = "office.message.received"
    MESSAGE_WRITTEN = "office.message.written"
    MESSAGE_NOTED = "office.message.noted"
    MESSAGE_EDITED = "office.message.edited"
    MESSAGE_TAKEN_BACK = "office.message.taken_back"
    MESSAGE_FAILED = "office.message.failed"
    SETTING_CHANGED = "office.setting.changed"
    MAIL_REFUSED = "office.mail.refused"
    MAIL_SENT_AGAIN = "office.mail.sent_again"
    DELIVERY_TRIED_AGAIN = "office.delivery.tried_again"
    VIEW_SAVED = "office.view.saved"
    VIEW_FORGOTTEN = "office.view.forgotten"
    TOKEN_MADE = "office.token.made"
    TOKEN_REVOKED = "office.token.revoked"


OFFICE_EVENT_WORDS = {
    OfficeEvent.ROLE_GIVEN: _("ruolo assegnato"),
    OfficeEvent.ROLE_TAKEN: _("ruolo revocato"),
    OfficeEvent.MEMBER_ADDED: _("persona aggiunta"),
    OfficeEvent.MEMBER_INVITED: _("invito spedito di nuovo"),
    OfficeEvent.MEMBER_LEFT: _("persona disattivata"),
    OfficeEvent.MEMBER_RETURNED: _("persona riattivata"),
    OfficeEvent.FACTOR_RESET: _("secondo fattore azzerato"),
    OfficeEvent.ABSENCE_RECORDED: _("assenza registrata"),
    OfficeEvent.ABSENCE_ENDED: _("assenza conclusa"),
    OfficeEvent.GROUP_OPENED: _("gruppo creato"),
    OfficeEvent.GROUP_JOINED: _("persona entrata in un gruppo"),
    OfficeEvent.GROUP_LEFT: _("persona uscita da un gruppo"),
    OfficeEvent.GROUP_CLOSED: _("gruppo chiuso"),
    OfficeEvent.OFFICE_ADDED: _("ufficio aggiunto"),
    OfficeEvent.OFFICE_CHANGED: _("ufficio cambiato"),
    OfficeEvent.OFFICE_CLOSED: _("ufficio chiuso"),
    OfficeEvent.OFFICES_IMPORTED: _("uffici importati da un file"),
    OfficeEvent.PERSON_PLACED: _("persona collocata in un ufficio"),
    OfficeEvent.ACCESS_LOG_CLEARED: _("accessi più vecchi tolti dal registro"),
    OfficeEvent.ITEM_OPENED: _("attività aperta"),
    OfficeEvent.ITEM_ASSIGNED: _("attività assegnata"),
    OfficeEvent.ITEM_HANDED_OVER: _("attività passata a un'altra redazione"),
    OfficeEvent.ITEM_DONE: _("attività conclusa"),
    OfficeEvent.HANDED_OVER: _("affidata a un'altra redazione"),
    OfficeEvent.FILE_STORED: _("file caricato"),
    OfficeEvent.FILE_SCANNED: _("file controllato"),
    OfficeEvent.FILE_REMOVED: _("file tolto"),
    OfficeEvent.FILE_REDACTED: _("copia oscurata creata"),
    OfficeEvent.FILES_GATHERED: _("file raccolti per la pubblicazione"),
    OfficeEvent.FILE_DECIDED: _("deciso se un file si può pubblicare"),
    OfficeEvent.FILES_OPENED: _("file aperti a tutti"),
    OfficeEvent.FILES_TO_READ: _("file da leggere prima del rilascio"),
    OfficeEvent.FILE_READ: _("file letto in cerca di dati personali"),
    OfficeEvent.FILE_CONFIRMED: _("dati trovati in un file confermati"),
    OfficeEvent.APPROVAL_ASKED: _("approvazione chiesta"),
    OfficeEvent.APPROVAL_PASSED_ON: _("primo passo approvato, ne manca un altro"),
    OfficeEvent.CHAIN_SET: _("catena di approvazione cambiata"),
    OfficeEvent.DEPARTURE_MOVED: _("partenza spostata"),
    OfficeEvent.DEPARTURE_STUCK: _("qualcosa non riesce a partire"),
    OfficeEvent.LETTER_LEAVING: _("comunicazione in partenza"),
    OfficeEvent.LETTER_RECALLED: _("comunicazione annullata prima che partisse"),
    OfficeEvent.LETTER_HELD: _("comunicazione non partita"),
    OfficeEvent.DEPARTURES_FROZEN: _("partenze fermate"),
    OfficeEvent.DEPARTURES_RESUMED: _("partenze riprese"),
    OfficeEvent.MESSAGE_RECEIVED: _("messaggio ricevuto"),
    OfficeEvent.MESSAGE_WRITTEN: _("risposta scritta"),
    OfficeEvent.MESSAGE_NOTED: _("nota interna scritta"),
    OfficeEvent.MESSAGE_EDITED: _("messaggio cambiato da chi l'ha scritto"),
    OfficeEvent.MESSAGE_TAKEN_BACK: _("messaggio ritirato da chi l'ha scritto"),
    OfficeEvent.MESSAGE_FAILED: _("messaggio non consegnato"),
    OfficeEvent.SETTING_CHANGED: _("impostazione cambiata"),
    OfficeEvent.MAIL_REFUSED: _("messaggio rifiutato dal destinatario"),
    OfficeEvent.MAIL_SENT_AGAIN: _("messaggio spedito di nuovo"),
    OfficeEvent.DELIVERY_TRIED_AGAIN: _("consegna ritentata"),
    OfficeEvent.VIEW_SAVED: _("vista di un elenco salvata"),
    OfficeEvent.VIEW_FORGOTTEN: _("vista di un elenco eliminata"),
    OfficeEvent.TOKEN_MADE: _("chiave per programmi creata"),
    OfficeEvent.TOKEN_REVOKED: _("chiave per programmi revocata"),
}
