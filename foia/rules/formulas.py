"""Formulas that most requests share, and that therefore say nothing about what is asked.

In lower case, as `pasocial.likeness.Language` searches for them.
"""

from __future__ import annotations

_ACT = (
    r"(?:d\.?\s?lgs\.?|decreto(?:\s+legislativo)?|l\.|legge|d\.?p\.?r\.?"
    r"|regolamento(?:\s*\(?ue\)?)?|gdpr|circolare|foia)"
)
# Only the laws of access itself: in "permessi della legge 104/1992" the law *is* what is asked.
_DAY = r"(?:\d{1,2}[\s./-]+\w{1,10}[\s./-]+)?"
_NUMBER = (
    "(?:"
    + "|".join(
        rf"(?:n\.?\s*[r°.]?\s*)?{number}\s*(?:/|\s+del\s+{_DAY})\s*(?:{century})?{year}|{_DAY}{century}{year}\s*,?\s*n\.?\s*[r°.]?\s*{number}"
        for number, century, year in (
            ("33", "20", "13"),
            ("97", "20", "16"),
            ("241", "19", "90"),
            ("15", "20", "05"),
            ("195", "20", "05"),
            ("184", "20", "06"),
            ("445", "20", "00"),
            ("196", "20", "03"),
            ("679", "20", "16"),
            ("82", "20", "05"),
            ("2016", "6", "79"),
            ("2", "20", "17"),
        )
    )
    + ")"
)
_ARTICLE = (
    r"(?:art(?:icol[oi]|t)?\.?\s*\d+(?:\s*-?\s*(?:bis|ter|quater|quinquies))?"
    r"(?:\s*(?:,|e(?:\s+segg\.?)?|ss\.?|seguenti|co\.?|comm[ai]|lett(?:era|\.)?|c\.|\d+|\b[a-z]\)))*)"
)

# Each is a whole formula: one that swallowed a telling word would hide what is asked.
FORMULAS = (
    # References to the law: "ai sensi dell'art. 5, comma 2, del d.lgs. 33/2013 e s.m.i."
    rf"(?:ai\s+sensi|in\s+base|a\s+norma|secondo|visto|visti|vista|ex|di\s+cui)\s*(?:e\s+per\s+gli\s+effetti\s*)?"
    rf"(?:di\s+quanto\s+previsto\s+)?(?:dell?[aeo']?|degli|dall?[ao']?|agli|all?['ao]?|il|la|gli|l['’])?[\s'’]*(?:{_ARTICLE}[\s,]*(?:del|della|dello|dell['’])?\s*)?{_ACT}\s*{_NUMBER}",
    rf"{_ARTICLE}[\s,]*(?:del|della|dello|dell['’])?\s*{_ACT}\s*{_NUMBER}",
    rf"(?:del(?:la)?\s+)?{_ACT}\s*{_NUMBER}",
    r"(?:e\s+)?s(?:uccessive)?\.?\s*m(?:odifiche)?\.?\s*(?:ed?\s+)?i(?:ntegrazioni)?\.?(?=\W|$)(?<=[.i])",
    r"successive\s+modific(?:he|azioni)(?:\s+ed?\s+integrazioni)?",
    r"cosiddett[oa]\s+foia|freedom\s+of\s+information\s+act",
    r"(?:istanza|richiesta|domanda)\s+di\s+(?:accesso\s+)?(?:civico|documentale|agli\s+atti)(?:\s+(?:semplice|generalizzato))?",
    r"(?:diritto\s+di\s+)?accesso\s+(?:civico(?:\s+(?:semplice|generalizzato))?|generalizzato|documentale|agli\s+atti(?:\s+amministrativi)?)",
    # Who writes: "il/la sottoscritto/a … nato/a a … il … residente in …"
    r"(?:il|la|lo|i)?\s*/?\s*(?:la)?\s*sottoscritt[oaie](?:\s*/\s*[ao])?",
    r"nat[oa](?:\s*/\s*[ao])?\s+a\s+[^,;.\n]{1,40}(?:,?\s*(?:il|in\s+data)\s+[\d\s./-]{6,12})?",
    r"(?:residente|domiciliat[oa])\s+(?:in|a)\s+[^,;.\n]{1,60}(?:,\s*(?:n\.?\s*)?\d+)?",
    r"c(?:odice|\.)\s*f(?:iscale|\.)\s*:?\s*[A-Za-z]{6}[\dA-Za-z]{10}",
    r"in\s+qualit[aà]\s+di\s+(?:privato\s+)?cittadin[oa]",
    # Contacts
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?:https?://|www\.)\S+",
    r"(?:tel(?:efono)?|cell(?:ulare)?|fax)\.?\s*:?\s*\+?[\d\s./-]{6,18}",
    # Address and courtesy
    r"(?:spett(?:abile|\.le|\.mo|\.)?|gent(?:ile|ilissim[aoie]|\.m[aoie]|\.mi|\.)?|egr(?:egi[oa]?|\.)?|preg(?:iatissim[oa]|\.m[oa])?|ill(?:ustrissim[oa]|\.m[oa]))"
    r"\s+(?:sig(?:nor[aei]?|\.r?[ai]?)?\.?|dott(?:\.ssa|oressa|\.)?|dirigente|responsabile|direttore|direttrice|sindac[oa]|president[ei]|amministrazione|comune|ente|ufficio|redazione)",
    r"buon\s*giorno|buona\s*sera|salve|cordiali(?:ssimi)?\s+saluti|distinti\s+saluti|cordialmente|saluti|grazie(?:\s+(?:mille|in\s+anticipo))?|in\s+attesa\s+di\s+(?:un\s+)?(?:vostro|suo|cortese|gentile)?\s*(?:cortese\s+|gentile\s+)?(?:riscontro|risposta)|resto\s+in\s+attesa|si\s+ringrazia(?:\s+per\s+la\s+(?:cortese\s+)?(?:attenzione|collaborazione))?|ringrazi(?:o|ando)(?:\s+anticipatamente)?",
    # The asking itself: "con la presente chiedo di poter ricevere copia di"
    r"(?:con\s+la\s+presente|con\s+questa\s+(?:e-?mail|istanza)|premesso\s+(?:che|quanto\s+sopra)|tutto\s+ci[oò]\s+premesso|considerato\s+che|tanto\s+premesso)",
    r"(?:chied(?:o|e|ono|iamo|ere)|richied(?:o|e|ono|iamo|ere)|vorrei|vorremmo|desidero|si\s+chiede|si\s+richiede|fa\s+istanza|presenta\s+istanza|formula\s+istanza)"
    r"(?:\s+(?:cortesemente|gentilmente|formalmente|di|a|poter(?:e)?|avere|ricevere|ottenere|sapere|conoscere|visionare|prendere\s+visione|l['’]accesso|accesso|copia|l['’]ostensione|la\s+trasmissione|l['’]invio|il\s+rilascio|che\s+(?:mi\s+)?(?:venga(?:no)?|sia(?:no)?)\s+(?:fornit[aoie]|trasmess[aoie]|inviat[aoie])|e|ed|della|del|dei|delle|degli|dell['’]))*",
    r"in\s+formato\s+(?:aperto|digitale|elettronico|csv|pdf|excel|editabile)(?:\s+e\s+(?:rielaborabile|riutilizzabile))?",
    r"(?:dati|documenti|informazioni|atti)(?:\s*(?:,|e|ed|o|e/o)\s*(?:dati|documenti|informazioni|atti))*\s+(?:in\s+(?:vostro\s+)?possesso|detenut[ie]|relativ[ie])",
    r"entro\s+(?:i\s+termini\s+di\s+legge|(?:il\s+termine\s+di\s+)?(?:30|trenta)\s+giorni)",
    r"si\s+allega(?:no)?\s+(?:copia\s+(?:del|di)\s+)?(?:documento\s+(?:di\s+identit[aà]|d['’]identit[aà]))?",
    r"(?:copia\s+(?:del|di)\s+)?documento\s+d(?:i\s+|['’])identit[aà]",
    r"trattamento\s+dei\s+dati\s+personali|informativa\s+(?:sulla\s+)?privacy|luogo\s+e\s+data|in\s+fede",
)
