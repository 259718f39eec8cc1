"""When people are added, given roles, lose them and are invited. Plain Python, facts in, a reason out."""

from __future__ import annotations

from collections.abc import Collection

from pasocial.cleaning import one_line, reason_against_address
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _


def reason_against_role(*, desk_has_members: bool, role_known: bool) -> Refusal | None:
    """Why that role is not given at that desk: nobody works there, or there is no such role."""
    if not desk_has_members:
        return Refusal(
            "unknown_desk", _("Questa redazione non esiste: scegline una dall'elenco."), field="desk"
        )
    return reason_against_office_role(role_known=role_known)


def reason_against_office_role(*, role_known: bool) -> Refusal | None:
    """Why that role is not given: there is none of that name."""
    if not role_known:
        return Refusal("unknown_role", _("Questo ruolo non esiste: scegline uno dall'elenco."), field="role")
    return None


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
