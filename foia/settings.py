"""What the law leaves to the administration in access requests: the coordinator sets it, each with its source."""

from django.utils.translation import gettext_lazy as _

from pasocial.office.record.registry import DeclaredSetting
from pasocial.office.record.settings_store.known import CHOICE, NUMBER, TEXT, WHOLE, YES_NO

SECTIONS = {
    "procedure": _("Procedimento"),
    "recurrence": _("Richieste ricorrenti"),
    "register": _("Registro e misure"),
}

_CIRCULAR = _("Circolare FOIA 2/2017, punto 8.2")

SETTINGS = (
    DeclaredSetting(
        "responsible_officer",
        "procedure",
        _("Responsabile del procedimento, finché la richiesta non è assegnata"),
        TEXT,
        "",
        _("L. 241/1990, artt. 5 e 8"),
        _(
            "Chi dirige l'ufficio. Compare nelle ricevute e nelle lettere finché nessuno ha preso in carico la richiesta."
        ),
    ),
    DeclaredSetting(
        "recurrence_threshold",
        "recurrence",
        _("Persone diverse che fanno scattare la segnalazione"),
        WHOLE,
        4,
        _CIRCULAR,
        _(
            "La circolare dice «più di tre volte in un anno da soggetti diversi»: quattro. "
            "Se la cambi, i temi si ricontano da soli in pochi minuti."
        ),
        lowest=2,
        highest=50,
    ),
    DeclaredSetting(
        "recurrence_decision_days",
        "recurrence",
        _("Giorni per decidere su un tema ricorrente"),
        WHOLE,
        30,
        _("Scelta dell'amministrazione: la circolare non fissa un termine"),
        lowest=1,
        highest=365,
    ),
    DeclaredSetting(
        "recurrence_soft_flags",
        "recurrence",
        _("Segnala anche i temi incerti"),
        YES_NO,
        True,
        _("Scelta dell'amministrazione"),
        _("Avvisa anche quando le persone sono forse la stessa, per esempio con due caselle di posta."),
    ),
    DeclaredSetting(
        "recurrence_year_strict",
        "recurrence",
        _("Escludi il giorno anniversario dall'anno"),
        YES_NO,
        False,
        _CIRCULAR,
        _(
            "Di norma la quarta richiesta nello stesso giorno di un anno dopo conta ancora. "
            "Se lo cambi, i temi si ricontano da soli."
        ),
    ),
    DeclaredSetting(
        "hours_saved_per_avoided_request",
        "register",
        _("Ore risparmiate per ogni richiesta evitata"),
        NUMBER,
        6.0,
        _("Stima dell'amministrazione"),
        _("Serve solo alle misure mostrate in redazione."),
        lowest=0,
        highest=500,
    ),
    DeclaredSetting(
        "register_periodicity",
        "register",
        _("Ogni quanto si aggiorna il registro"),
        CHOICE,
        "quarterly",
        _("Circolare FOIA 2/2017, punto 9; linee guida ANAC 1309/2016 (semestrale)"),
        choices={
            "monthly": _("ogni mese"),
            "quarterly": _("ogni tre mesi"),
            "half_yearly": _("ogni sei mesi"),
        },
    ),
)
