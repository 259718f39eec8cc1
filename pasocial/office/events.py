"""What can happen in the shared office itself."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class OfficeEvent(StrEnum):
    ROLE_GIVEN = "office.role.given"
    ROLE_TAKEN = "office.role.taken"
    MEMBER_ADDED = "office.member.added"
    MEMBER_LEFT = "office.member.left"
    ITEM_OPENED = "office.item.opened"
    ITEM_ASSIGNED = "office.item.assigned"
    ITEM_HANDED_OVER = "office.item.handed_over"
    ITEM_DONE = "office.item.done"
    FILE_STORED = "office.file.stored"
    FILE_REMOVED = "office.file.removed"
    SETTING_CHANGED = "office.setting.changed"
    MAIL_REFUSED = "office.mail.refused"
    TOKEN_MADE = "office.token.made"
    TOKEN_REVOKED = "office.token.revoked"


OFFICE_EVENT_WORDS = {
    OfficeEvent.ROLE_GIVEN: _("ruolo assegnato"),
    OfficeEvent.ROLE_TAKEN: _("ruolo revocato"),
    OfficeEvent.MEMBER_ADDED: _("persona aggiunta"),
    OfficeEvent.MEMBER_LEFT: _("persona disattivata"),
    OfficeEvent.ITEM_OPENED: _("attività aperta"),
    OfficeEvent.ITEM_ASSIGNED: _("attività assegnata"),
    OfficeEvent.ITEM_HANDED_OVER: _("attività passata a un'altra redazione"),
    OfficeEvent.ITEM_DONE: _("attività conclusa"),
    OfficeEvent.FILE_STORED: _("file caricato"),
    OfficeEvent.FILE_REMOVED: _("file tolto"),
    OfficeEvent.SETTING_CHANGED: _("impostazione cambiata"),
    OfficeEvent.MAIL_REFUSED: _("messaggio rifiutato dal destinatario"),
    OfficeEvent.TOKEN_MADE: _("chiave per programmi creata"),
    OfficeEvent.TOKEN_REVOKED: _("chiave per programmi revocata"),
}
