"""Small invented papers, made as real PDF files, for the demonstration's releases."""

from __future__ import annotations

import json
from datetime import date

import typst

PAPER = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title, author: "Comune di Borgo Sereno")
#set text(lang: "it", size: 11pt)
#set page(margin: 2.5cm, numbering: "1")
= #told.title
#told.about

Documento di esempio della città dimostrativa, del #told.day. Ogni dato è inventato.

#table(columns: (2fr, 1fr), [*Voce*], [*Euro*],
  [Affidamento del servizio], [12.400,00], [Materiali], [3.150,00], [Verifiche e collaudo], [980,00],
  [*Totale*], [*16.530,00*])
"""


def a_paper(title: str, about: str, day: date) -> bytes:
    """One page with a title and a table of invented figures."""
    told = json.dumps({"title": title, "about": about, "day": day.strftime("%d/%m/%Y")})
    made: bytes = typst.compile(PAPER.encode(), sys_inputs={"told": told})
    return made
