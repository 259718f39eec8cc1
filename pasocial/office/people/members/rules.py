"""When people are added, given roles, lose them, are invited and are away. Plain Python, facts in, a reason out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from pasocial.cleaning import one_line, reason_against_address
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

# The spokesperson works in no broadcasting, journalism, press or public relations meanwhile: L. 150/2000, art. 7, comma 2.
DECLARING_ROLES = frozenset({"spokesperson"})
CODE = r"[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,29}"
MENTION = re.compile(rf"(?<![\w.@/-])@({CODE})(?![\w-])", re.IGNORECASE | re.ASCII)
LONGEST_ABSENCE = 366  # days; longer than that somebody else has the post


def reason_against_role(*, desk_has_members: bool, role_known: bool) -> Refusal | None:
    """Why that role is not given at that desk: nobody works there, or there is no such role."""
    if not desk_has_members:
        return Refusal(
            "unknown_desk", _("Questa redazione non esiste: scegline una dall'elenco."), field="desk"
        )
    if not role_known:
        return Refusal("unknown_role", _("Questo ruolo non esiste: scegline uno dall'elenco."), field="role")
    return None


def reason_against_office_role(
    *, role_known: bool, declared_on: date | None, today: date, declares: bool
) -> Refusal | None:
    """Why that role of the whole office is not given. `declares`: its holder declares first that she has no
    activity which the law keeps apart from it (`DECLARING_ROLES`)."""
    if not role_known:
        return Refusal("unknown_role", _("Questo ruolo non esiste: scegline uno dall'elenco."), field="role")
    if declares and declared_on is None:
        return Refusal(
            "declaration_missing",
            _(
                "Scrivi il giorno in cui ha dichiarato di non svolgere attività nei settori radiotelevisivo, "
                "del giornalismo, della stampa e delle relazioni pubbliche (L. 150/2000, art. 7, comma 2)."
            ),
            field="declared_on",
        )
    if declared_on is not None and declared_on > today:
        return Refusal("declaration_later", _("Questo giorno deve ancora venire."), field="declared_on")
    return None


def reason_against_both_roles(why: object) -> Refusal | None:
    """Why two roles are not one person's, in the words of the desk that keeps them apart; nothing when it does not."""
    if not str(why):
        return None
    return Refusal(
        "roles_kept_apart", _("Questi due ruoli non si danno alla stessa persona. {why}"), values={"why": why}
    )


def reason_against_losing(user_id: int, coordinators: Collection[int]) -> Refusal | None:
    """The last coordinator stays: nobody else could give the role back. `coordinators`: those who can sign in."""
    if set(coordinators) == {user_id}:
        return Refusal(
            "last_coordinator",
            _("È l'unica persona con il ruolo di coordinamento: prima dallo a qualcun altro."),
        )
    return None


def reason_against_adding(email: str, full_name: str, *, taken: bool) -> Refusal | None:
    """Why no account is made. `taken`: somebody has that address already."""
    if reason := reason_against_address(email, "email", "bad_address"):
        return reason
    if not one_line(full_name):
        return Refusal("name_missing", _("Scrivi nome e cognome."), field="full_name")
    if taken:
        return Refusal(
            "address_taken",
            _("C'è già una persona con questo indirizzo: cercala nell'elenco e riattivala se serve."),
            field="email",
        )
    return None


def reason_against_inviting(*, active: bool) -> Refusal | None:
    """Why nobody is written to: she could not sign in."""
    if not active:
        return Refusal("not_active", _("La persona non è attiva: riattivala prima di invitarla."))
    return None


def reason_against_absence(
    *,
    first_day: date,
    last_day: date,
    today: date,
    overlaps: bool,
    user: int,
    deputy: int | None,
    deputy_works: bool,
) -> Refusal | None:
    """Why an absence is not recorded. `deputy_works`: she is active and, at one desk at least, may do the work."""
    if last_day < first_day:
        return Refusal(
            "days_reversed", _("L'ultimo giorno viene prima del primo: controlla le date."), field="last_day"
        )
    if last_day < today:
        return Refusal("absence_past", _("Questi giorni sono già passati."), field="last_day")
    if (last_day - first_day).days > LONGEST_ABSENCE:
        return Refusal(
            "absence_too_long",
            _("Al massimo un anno: per un'assenza più lunga togli i ruoli o registrala di nuovo."),
            field="last_day",
        )
    if overlaps:
        return Refusal(
            "absence_overlaps",
            _("In questi giorni c'è già un'assenza registrata: concludi prima quella."),
            field="first_day",
        )
    if deputy == user:
        return Refusal("deputy_is_herself", _("Chi sostituisce è un'altra persona."), field="deputy")
    if deputy is not None and not deputy_works:
        return Refusal(
            "deputy_elsewhere",
            _("Chi sostituisce lavora in una delle stesse redazioni, e non in sola lettura."),
            field="deputy",
        )
    return None


def reason_against_ending_absence(*, over: bool, cancelled: bool) -> Refusal | None:
    """Why there is nothing to end."""
    if over or cancelled:
        return Refusal("absence_over", _("Questa assenza è già conclusa."))
    return None


def standing_in(deputies: Mapping[int, int | None]) -> dict[int, int]:
    """Who stands in for each who is away: deputies who are away themselves pass it on to their own.

    `deputies`: everyone away at that moment → her deputy. Whoever is not in the answer has nobody: no deputy was
    named, or the deputies wait for one another.
    """
    found: dict[int, int] = {}
    for person in deputies:
        met, deputy = {person}, deputies[person]
        while deputy is not None and deputy in deputies and deputy not in met:
            met.add(deputy)
            deputy = deputies[deputy]
        if deputy is not None and deputy not in met:
            found[person] = deputy
    return found


def reason_against_group(code: str, name: str, *, taken: bool) -> Refusal | None:
    """Why no group is made: what people would write after @ cannot be read back, or is another group's."""
    if not re.fullmatch(CODE, code):
        return Refusal(
            "bad_code",
            _(
                "La sigla ha da 2 a 30 lettere minuscole senza accento, cifre o trattini, e comincia con una lettera."
            ),
            field="code",
        )
    if not name:
        return Refusal("name_missing", _("Scrivi il nome del gruppo."), field="name")
    if taken:
        return Refusal("code_taken", _("Questa sigla è già di un altro gruppo."), field="code")
    return None


def reason_against_joining(*, closed: bool, active: bool) -> Refusal | None:
    """Why nobody enters, or nothing changes: the group is over, or she cannot sign in."""
    if closed:
        return Refusal("group_closed", _("Questo gruppo è chiuso."))
    if not active:
        return Refusal("not_active", _("La persona non è attiva: riattivala prima."), field="user")
    return None


def mentioned_codes(text: str) -> frozenset[str]:
    """What stands after @ in a text, in small letters; an e-mail address mentions nobody."""
    return frozenset(code.lower() for code in MENTION.findall(text))
