"""The rarer steps as actions of a case page: from another body, something missing, ombudsman, court."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foia.backoffice.action_calls import Action
from foia.backoffice.forms import legal_steps as forms
from foia.operations import legal_steps, ombudsman

LEGAL_ACTIONS = (
    Action(
        "panoramica",
        forms.Arrival,
        "foia.work",
        lambda d: legal_steps.record_arrival(
            **{name: d.given[name] for name in ("from_body", "on", "presented_on")}, **d.step
        ),
        _("Arrivo registrato: il termine è stato ricalcolato e il richiedente viene informato."),
    ),
    Action(
        "panoramica",
        forms.GapNotice,
        "foia.work",
        lambda d: legal_steps.notice_gap(words=d.given["words"], on=d.given["on"], **d.step),
        _("Segnalazione inviata al richiedente: il termine riparte quando completa."),
    ),
    Action(
        "panoramica",
        forms.GapCompleted,
        "foia.work",
        lambda d: legal_steps.complete_gap(on=d.given["on"], **d.step),
        _("Richiesta completa: il termine riparte da quel giorno."),
    ),
    Action(
        "riesame",
        forms.OmbudsmanAsked,
        "foia.reopen",
        lambda d: ombudsman.record_appeal(on=d.given["on"], **d.step),
        _("Ricorso al difensore civico registrato."),
        "difensore",
    ),
    Action(
        "riesame",
        forms.OmbudsmanFound,
        "foia.reopen",
        lambda d: ombudsman.record_ruling(on=d.given["on"], why=d.given["why"], **d.step),
        _("Pronuncia registrata: il rifiuto va confermato con i motivi, o l'accesso è concesso."),
        "difensore",
    ),
    Action(
        "riesame",
        forms.ConfirmRefusal,
        "foia.reopen",
        lambda d: ombudsman.confirm_refusal(why=d.given["why"], **d.step),
        _("Rifiuto confermato; il richiedente riceve i motivi."),
        "difensore",
    ),
    Action(
        "riesame",
        forms.CourtServed,
        "foia.reopen",
        lambda d: legal_steps.record_court_appeal(on=d.given["on"], why=d.given["why"], **d.step),
        _("Ricorso al giudice registrato."),
        "giudice",
    ),
)
