"""What people do with a found object: a button and an endpoint each."""

from __future__ import annotations

from django import forms

from desks.found import operations, rules
from pasocial.office.screens.actions import Action, ActionForm


class Claim(ActionForm):
    claimant = forms.CharField(label="Chi lo reclama", max_length=200)


ACTIONS = (
    Action(
        name="reclamo",
        permission="found.work",
        form=Claim,
        act=lambda call: operations.claim(object_id=call.about.pk, **call.values, **call.moment),
        guard=lambda one, user: rules.reason_against_moving(one.state, "claim"),
        label="Registra chi lo reclama",
        done="Registrato: la restituzione aspetta l'approvazione.",
        path="claim/",
        summary="Write down who claims it",
        sent={"claimant": "Nives Bruni"},
    ),
    Action(
        name="restituisci",
        permission="found.approve",
        act=lambda call: operations.approve_return(thing=call.about.pk, **call.moment),
        guard=lambda one, user: rules.reason_against_moving(one.state, "return"),
        label="Approva la restituzione",
        done="Restituito.",
        path="return/",
        summary="Approve its return",
    ),
)
