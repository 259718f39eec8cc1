"""Why two requests look alike, in the reader's language: the rules keep codes and values, the page makes sentences
and marks the shared words in both texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# Enough of a long letter to judge by; the rest is one click away on the case.
SHOWN_CHARACTERS = 1500


def sentences(why: Mapping[str, Any]) -> list[str]:
    """Every reason, then every warning. A code this page does not know shows its values rather than nothing."""
    coded = [*why.get("parts", ()), *why.get("warnings", ())]
    found = [_sentence(code, [str(value) for value in values]) for code, values in coded]
    return [sentence for sentence in found if sentence.strip()]


def _sentence(code: str, values: Sequence[str]) -> str:
    one, other = (*values, "", "")[:2]
    match code:
        case "same_words":
            return _("Usano le stesse parole.")
        case "shared_terms":
            return _("Hanno in comune: %(words)s.") % {"words": _quoted(values)}
        case "other_words":
            return _("Usano parole vicine: %(words)s.") % {"words": _near(values)}
        case "same_kinds":
            return _("Chiedono lo stesso tipo di documento: %(kinds)s.") % {"kinds": ", ".join(values)}
        case "same_offices":
            return _("Nominano lo stesso ufficio: %(offices)s.") % {"offices": ", ".join(values)}
        case "same_places":
            return _("Nominano lo stesso luogo: %(places)s.") % {"places": ", ".join(values)}
        case "same_period":
            return _("Riguardano lo stesso periodo: %(period)s.") % {"period": one}
        case "overlapping_period":
            return _("I periodi si sovrappongono: %(period)s.") % {"period": one}
        case "different_kinds":
            return _("Attenzione, documenti diversi: %(one)s e %(other)s.") % {"one": one, "other": other}
        case "different_offices":
            return _("Attenzione, uffici diversi: %(one)s e %(other)s.") % {"one": one, "other": other}
        case "different_places":
            return _("Attenzione, luoghi diversi: %(one)s e %(other)s.") % {"one": one, "other": other}
        case "different_period":
            return _("Attenzione, periodi diversi: %(one)s e %(other)s.") % {"one": one, "other": other}
        case "one_period":
            return _("Attenzione, solo una delle due indica il periodo: %(period)s.") % {"period": one}
    return ", ".join(values)


def _quoted(values: Iterable[str]) -> str:
    return ", ".join(f"«{value}»" for value in values)


def _near(values: Iterable[str]) -> str:
    """`bolletta / fattura`, as the rules keep a pair, becomes «bolletta» e «fattura»."""
    pairs = [value.partition(" / ")[::2] for value in values]
    return ", ".join(_("«%(one)s» e «%(other)s»") % {"one": one, "other": other} for one, other in pairs)


def spans_of(why: Mapping[str, Any], side: int) -> list[tuple[int, int]]:
    """Where the shared words stand in the request (`side` 0) or in the earlier one (1)."""
    return sorted({(span[0], span[1]) for term in why.get("terms", ()) for span in term[1 + side]})


def marked(subject: str, body: str, spans: Iterable[tuple[int, int]]) -> tuple[SafeString, SafeString]:
    """Subject and body with the spans marked; offsets are those of `subject`, a new line, `body`, as compared.

    Screen readers do not announce <mark>: each marked word also stands between square brackets only they read.
    """
    text = f"{subject}\n{body}"
    start = len(subject) + 1
    end = min(len(text), start + SHOWN_CHARACTERS)
    inside = list(spans)
    head = _marked(text, 0, len(subject), inside)
    rest = _marked(text, start, end, inside)
    return head, format_html("{}{}", rest, "…" if end < len(text) else "")


def _marked(text: str, first: int, last: int, spans: Iterable[tuple[int, int]]) -> SafeString:
    pieces: list[SafeString] = []
    place = first
    for start, end in spans:
        if start < place or end > last or end <= start:
            continue
        pieces.append(format_html("{}", text[place:start]))
        pieces.append(
            format_html(
                '<mark><span class="visually-hidden">[</span>{}<span class="visually-hidden">]</span></mark>',
                text[start:end],
            )
        )
        place = end
    pieces.append(format_html("{}", text[place:last]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
