"""The grounds on which something may be withheld, and those on which nothing ever may.

A regulation of the administration cannot add to them (C2 §2.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from foia.rules.kinds import AccessKind
from pasocial.refusal import mark as _

G = AccessKind.GENERALISED
S = AccessKind.SIMPLE_CIVIC
D = AccessKind.DOCUMENTARY
E = AccessKind.ENVIRONMENTAL


class Interest(StrEnum):
    """What a ground protects."""

    PUBLIC = "public"  # 5-bis(1) and its like: concrete prejudice must be shown
    PRIVATE = "private"  # 5-bis(2) and its like
    ABSOLUTE = "absolute"  # 5-bis(3): the law itself decides, nothing is weighed
    PRACTICAL = "practical"  # nothing to protect: not held, unreasonable, already given


@dataclass(frozen=True)
class Ground:
    """One ground: code, Italian wording for the letter, article, what it protects, where it applies."""

    code: str
    wording: str
    article: str
    interest: Interest
    kinds: frozenset[AccessKind]
    may_defer: bool = False

    @property
    def absolute(self) -> bool:
        """Whether the law leaves nothing to weigh."""
        return self.interest is Interest.ABSOLUTE


def _grounds(
    interest: Interest,
    kinds: Iterable[AccessKind],
    rows: Iterable[tuple[str, str, str]],
    *,
    may_defer: bool = False,
) -> list[Ground]:
    return [
        Ground(code, wording, article, interest, frozenset(kinds), may_defer)
        for code, article, wording in rows
    ]


_ALL = [
    # D.Lgs. 33/2013 art. 5-bis(1): public interests. Deferral allowed if transient (C2 §7b).
    *_grounds(
        Interest.PUBLIC,
        (G,),
        (
            ("public_security", "D.Lgs. 33/2013 art. 5-bis(1)(a)", _("Sicurezza pubblica e ordine pubblico")),
            ("national_security", "D.Lgs. 33/2013 art. 5-bis(1)(b)", _("Sicurezza nazionale")),
            ("defence", "D.Lgs. 33/2013 art. 5-bis(1)(c)", _("Difesa e questioni militari")),
            ("international_relations", "D.Lgs. 33/2013 art. 5-bis(1)(d)", _("Relazioni internazionali")),
            (
                "economic_policy",
                "D.Lgs. 33/2013 art. 5-bis(1)(e)",
                _("Politica e stabilità finanziaria ed economica dello Stato"),
            ),
            (
                "criminal_investigations",
                "D.Lgs. 33/2013 art. 5-bis(1)(f)",
                _("Indagini su reati e loro perseguimento"),
            ),
            (
                "inspections",
                "D.Lgs. 33/2013 art. 5-bis(1)(g)",
                _("Regolare svolgimento di attività ispettive"),
            ),
        ),
        may_defer=True,
    ),
    # D.Lgs. 33/2013 art. 5-bis(2): private interests.
    *_grounds(
        Interest.PRIVATE,
        (G,),
        (
            ("personal_data", "D.Lgs. 33/2013 art. 5-bis(2)(a)", _("Protezione dei dati personali")),
            (
                "correspondence",
                "D.Lgs. 33/2013 art. 5-bis(2)(b)",
                _("Libertà e segretezza della corrispondenza"),
            ),
            (
                "economic_interests",
                "D.Lgs. 33/2013 art. 5-bis(2)(c)",
                _("Interessi economici e commerciali, comprese proprietà intellettuale e segreti"),
            ),
        ),
        may_defer=True,
    ),
    # D.Lgs. 33/2013 art. 5-bis(3): absolute exclusions; for documentary access L. 241/1990 art. 24(1).
    *_grounds(
        Interest.ABSOLUTE,
        (G,),
        (
            ("state_secret", "D.Lgs. 33/2013 art. 5-bis(3)", _("Segreto di Stato")),
            (
                "statutory_ban",
                "D.Lgs. 33/2013 art. 5-bis(3)",
                _("Divieto di accesso o di divulgazione previsto dalla legge"),
            ),
            (
                "conditional_access",
                "D.Lgs. 33/2013 art. 5-bis(3)",
                _("Accesso che la legge subordina a specifiche condizioni, modalità o limiti"),
            ),
            (
                "documentary_exclusion",
                "D.Lgs. 33/2013 art. 5-bis(3); L. 241/1990 art. 24(1)",
                _("Atti esclusi dall'accesso dall'articolo 24, comma 1, della legge 241/1990"),
            ),
        ),
    ),
    *_grounds(
        Interest.ABSOLUTE,
        (D,),
        (
            ("l241_excluded", "L. 241/1990 art. 24(1)", _("Atti esclusi dall'accesso per legge")),
            (
                "l241_general_control",
                "L. 241/1990 art. 24(3)",
                _("Controllo generalizzato sull'amministrazione"),
            ),
        ),
    ),
    *_grounds(
        Interest.PUBLIC,
        (D,),
        (
            (
                "l241_regulation",
                "L. 241/1990 art. 24(2) e (6)",
                _("Atti sottratti all'accesso dal regolamento"),
            ),
        ),
        may_defer=True,
    ),
    *_grounds(
        Interest.PRIVATE,
        (D,),
        (
            (
                "l241_privacy",
                "L. 241/1990 art. 24(6)(d) e (7)",
                _("Riservatezza di terzi, senza necessità di difendere un proprio interesse giuridico"),
            ),
        ),
        may_defer=True,
    ),
    *_grounds(
        Interest.PRACTICAL,
        (D,),
        (
            (
                "l241_no_interest",
                "L. 241/1990 art. 22(1)(b)",
                _("Manca un interesse diretto, concreto e attuale collegato al documento"),
            ),
        ),
    ),
    # D.Lgs. 195/2005 art. 5(1) and 5(2).
    *_grounds(
        Interest.PRACTICAL,
        (E,),
        (
            (
                "env_not_held",
                "D.Lgs. 195/2005 art. 5(1)(a)",
                _("Informazione non detenuta dall'amministrazione"),
            ),
            ("env_unreasonable", "D.Lgs. 195/2005 art. 5(1)(b)", _("Richiesta manifestamente irragionevole")),
            ("env_vague", "D.Lgs. 195/2005 art. 5(1)(c)", _("Richiesta espressa in termini troppo generici")),
            (
                "env_internal",
                "D.Lgs. 195/2005 art. 5(1)(e)",
                _("Comunicazioni interne, tenuto conto dell'interesse pubblico a conoscerle"),
            ),
        ),
    ),
    *_grounds(
        Interest.PRACTICAL,
        (E,),
        (
            (
                "env_unfinished",
                "D.Lgs. 195/2005 art. 5(1)(d)",
                _("Materiali, documenti o dati incompleti o in corso di completamento"),
            ),
        ),
        may_defer=True,
    ),
    *_grounds(
        Interest.PUBLIC,
        (E,),
        (
            (
                "env_deliberations",
                "D.Lgs. 195/2005 art. 5(2)(a)",
                _("Riservatezza delle deliberazioni interne"),
            ),
            (
                "env_security",
                "D.Lgs. 195/2005 art. 5(2)(b)",
                _("Relazioni internazionali, ordine e sicurezza pubblica, difesa nazionale"),
            ),
            ("env_justice", "D.Lgs. 195/2005 art. 5(2)(c)", _("Procedimenti giudiziari e indagini")),
            (
                "env_protected_sites",
                "D.Lgs. 195/2005 art. 5(2)(h)",
                _("Tutela dell'ambiente a cui si riferisce"),
            ),
        ),
        may_defer=True,
    ),
    *_grounds(
        Interest.PRIVATE,
        (E,),
        (
            ("env_commercial", "D.Lgs. 195/2005 art. 5(2)(d)", _("Riservatezza commerciale o industriale")),
            ("env_intellectual", "D.Lgs. 195/2005 art. 5(2)(e)", _("Diritti di proprietà intellettuale")),
            ("env_personal_data", "D.Lgs. 195/2005 art. 5(2)(f)", _("Riservatezza dei dati personali")),
            (
                "env_volunteered",
                "D.Lgs. 195/2005 art. 5(2)(g)",
                _("Tutela di chi ha fornito volontariamente le informazioni"),
            ),
        ),
        may_defer=True,
    ),
    # Practical grounds of the circular; each asks for something to have happened first.
    *_grounds(
        Interest.PRACTICAL,
        (G, D),
        (
            (
                "not_held",
                "D.Lgs. 33/2013 art. 5(2); L. 241/1990 art. 25(2)",
                _("Dati o documenti non detenuti"),
            ),
        ),
    ),
    *_grounds(
        Interest.PRACTICAL,
        (G,),
        (
            (
                "unreasonable",
                "Circolare FOIA 2/2017 §7(d)",
                _("Richiesta massiva o manifestamente irragionevole, dopo il dialogo con il richiedente"),
            ),
            (
                "already_satisfied",
                "Circolare FOIA 2/2017 §7(d)",
                _("Richiesta identica della stessa persona, già soddisfatta per intero"),
            ),
        ),
    ),
    *_grounds(
        Interest.PRACTICAL,
        (S,),
        (
            (
                "no_duty_to_publish",
                "D.Lgs. 33/2013 art. 5(1)",
                _("La legge non prevede la pubblicazione di quanto richiesto"),
            ),
            ("not_held_simple", "D.Lgs. 33/2013 art. 5(1)", _("Dati o documenti non detenuti")),
        ),
    ),
    # Receivability and admissibility.
    *_grounds(
        Interest.PRACTICAL,
        (G, S, D, E),
        (
            ("vague", "Circolare FOIA 2/2017 §3.1", _("Richiesta generica, non precisata dopo l'invito")),
            (
                "unidentified",
                "Circolare FOIA 2/2017 §3.2",
                _("Richiedente non identificato, anche dopo l'invito a farlo"),
            ),
        ),
    ),
]

GROUNDS: Mapping[str, Ground] = {ground.code: ground for ground in _ALL}

# Never a reason to withhold, whatever the rest says: code -> what to tell the official who picks it.
FORBIDDEN_GROUNDS: Mapping[str, str] = {
    # C2 §6.3
    "no_consent": _(
        "La mancanza di consenso di un terzo non basta mai: valuta tu il danno concreto al suo interesse."
    ),
    # C2 §3.3-3.4
    "other_form": _("Un modulo o un canale diverso non è mai un motivo di rifiuto."),
    # D.Lgs. 33/2013 art. 5(3)
    "no_motive": _("L'accesso civico non richiede motivazione: non può mancare."),
    # C2 §7
    "document_age": _("L'età del documento non è un motivo di rifiuto."),
    "embarrassment": _("Il timore di critiche o di imbarazzo non è un motivo di rifiuto."),
    "political_opportunity": _("L'opportunità politica non è un motivo di rifiuto."),
    # C2 §2.2
    "own_regulation": _("Un regolamento interno non può aggiungere eccezioni a quelle di legge."),
    # C2 §8.1
    "journalist": _("Chi chiede per la stampa o per un'associazione va trattato come tutti."),
    # D.Lgs. 33/2013 art. 5(4)
    "staff_cost": _("Il tempo del personale non si addebita e da solo non è un motivo di rifiuto."),
    # D.Lgs. 33/2013 art. 5(5): the ten days are the only pause.
    "late": _("Il ritardo dell'ufficio non è un motivo di rifiuto né di rinvio."),
}


def grounds_for(kind: AccessKind) -> tuple[Ground, ...]:
    """The grounds that exist for a kind of access, in the order of the law."""
    return tuple(ground for ground in _ALL if kind in ground.kinds)
