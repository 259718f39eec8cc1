"""What people do with a page that the newsroom was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from desks.newsroom import operations, rules
from desks.newsroom.forms import CommissionWhy
from desks.newsroom.queries import Desktop
from pasocial.office.screens.actions import Action, ActionCall
from pasocial.office.screens.actions.declaration import Guard
from pasocial.refusal import Refusal

WRITE, APPROVE = "newsroom.write", "newsroom.approve"


def _on(operation: Callable[..., object]) -> Callable[[ActionCall], object]:
    return lambda call: operation(commission_id=call.about.pk, **call.values, **call.moment)


def _by_hand_of(operation: Callable[..., object]) -> Callable[[ActionCall], object]:
    """For what the newsroom keeps under the name of whoever did it."""
    return lambda call: operation(commission_id=call.about.pk, user=call.user, **call.moment)


def _moving(verb: str) -> Guard:
    return lambda desktop, user: rules.reason_against_moving(desktop.commission.state, verb)


def _submitting(desktop: Desktop, user: Any) -> Refusal | None:
    return rules.reason_against_moving(desktop.commission.state, "submit") or (
        rules.reason_against_submitting(desktop.text)
    )


def _publishing(desktop: Desktop, user: Any) -> Refusal | None:
    commission = desktop.commission
    return rules.reason_against_moving(commission.state, "publish") or rules.reason_against_publishing(
        desktop.text, writer_id=commission.writer_id, approver_id=user.pk
    )


ACTIONS = (
    Action(
        name="prendi",
        permission=WRITE,
        act=_by_hand_of(operations.take_commission),
        guard=_moving("take"),
        title=_("Prendi in carico"),
        label=_("La scrivo io"),
        done=_("La pagina è tua: scrivila e mandala in approvazione."),
        path="take/",
        summary="Take a page on",
        more="Whoever made the key becomes its writer.",
    ),
    Action(
        name="approvazione",
        permission=WRITE,
        act=_on(operations.submit_commission),
        guard=_submitting,
        label=_("Manda in approvazione"),
        done=_("La pagina aspetta l'approvazione."),
        path="submit/",
        summary="Submit a page for approval",
        more="Refused while its summary is short, there is nothing to read or a gathered file is undecided.",
    ),
    Action(
        name="pubblica",
        permission=APPROVE,
        act=_by_hand_of(operations.publish_commission),
        guard=_publishing,
        title=_("Approva"),
        label=_("Approva e pubblica"),
        done=_("La pagina è approvata: esce fra quindici secondi."),
        path="publish/",
        summary="Approve a page, to be published in fifteen seconds",
        more="By somebody who did not write it. Its cleared files open to everybody when it goes out.",
    ),
    Action(
        name="rimanda",
        permission=APPROVE,
        form=CommissionWhy,
        act=_on(operations.return_commission),
        guard=_moving("return"),
        title=_("Rimanda a chi scrive"),
        label=_("Rimanda"),
        key="r",
        done=_("La pagina torna a chi l'ha scritta."),
        path="return/",
        summary="Return a page with remarks",
        sent={"why": "Spiega che cosa è una determina."},
        more="Whoever wrote it reads what has to change.",
    ),
    Action(
        name="lascia",
        permission=WRITE,
        form=CommissionWhy,
        act=_on(operations.drop_commission),
        guard=_moving("drop"),
        title=_("Non si fa più"),
        label=_("Chiudi l'attività"),
        done=_("L'attività è chiusa."),
        path="drop/",
        summary="Drop a page",
        sent={"why": "Il tema è già spiegato altrove."},
        more="Whoever asked for it reads why there is none.",
    ),
)
