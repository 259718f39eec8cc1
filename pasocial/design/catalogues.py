"""The English catalogues: one beside each owner, brought up to date, checked and compiled.

msgids are Italian, so Italian needs no catalogue (docs/decisions/0004). Whatever an update cannot keep is
proposed again as fuzzy, never silently lost and never silently believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib
from rapidfuzz import fuzz, process

from pasocial.design.msgids import Msgid

LANGUAGE = "en"
METADATA = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
GAP = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")
ALIKE_ENOUGH = 80  # per cent; below this an old translation misleads more than it helps


def catalogue_path(project: Path, owner: str) -> Path:
    return project / owner / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def msgid_of(entry: polib.POEntry) -> Msgid:
    return Msgid(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


@dataclass
class Report:
    """What is wrong in one owner's catalogue; every list holds sentences for people."""

    missing: list[str] = field(default_factory=list)
    fuzzy: list[str] = field(default_factory=list)
    obsolete: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.fuzzy or self.obsolete or self.gaps)


def read_catalogue(path: Path) -> polib.POFile:
    return polib.pofile(str(path), encoding="utf-8", wrapwidth=100) if path.exists() else polib.POFile()


def is_translated(entry: polib.POEntry) -> bool:
    if entry.fuzzy:
        return False
    if entry.msgid_plural:
        return bool(entry.msgstr_plural) and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


def translations_in(catalogue: polib.POFile) -> dict[Msgid, polib.POEntry]:
    return {msgid_of(entry): entry for entry in catalogue if is_translated(entry) and not entry.obsolete}


def updated(
    found: Mapping[Msgid, set[str]],
    catalogue: polib.POFile,
    elsewhere: Mapping[Msgid, polib.POEntry],
) -> polib.POFile:
    """The catalogue with exactly the sentences `found`; translations kept, borrowed or proposed as fuzzy."""
    known = {msgid_of(entry): entry for entry in catalogue}
    gone = {
        msgid.text: entry
        for msgid, entry in known.items()
        if msgid not in found and (entry.msgstr or entry.msgstr_plural)
    }
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = METADATA
    for msgid, paths in sorted(found.items(), key=lambda row: (min(row[1]), row[0])):
        entry = polib.POEntry(
            msgid=msgid.text,
            msgid_plural=msgid.plural,
            msgctxt=msgid.context or None,
            occurrences=[(path, "") for path in sorted(paths)],
        )
        former = known.get(msgid)
        if former is None or not (former.msgstr or any(former.msgstr_plural.values())):
            former = elsewhere.get(msgid, former)
        if former is not None:
            entry.tcomment = former.tcomment
            entry.flags = [flag for flag in former.flags if flag == "fuzzy"]
            _take_words(entry, former)
        elif gone:
            near = process.extractOne(msgid.text, gone.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE_ENOUGH)
            if near is not None:
                _take_words(entry, gone[near[0]])
                entry.flags = ["fuzzy"]
        if msgid.plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        fresh.append(entry)
    return fresh


def _take_words(entry: polib.POEntry, former: polib.POEntry) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = dict(former.msgstr_plural) or {0: former.msgstr, 1: ""}
    else:
        entry.msgstr = former.msgstr or former.msgstr_plural.get(0, "")


def report(found: Mapping[Msgid, set[str]], catalogue: polib.POFile) -> Report:
    """What keeps the catalogue from being complete and exact."""
    result = Report()
    known = {msgid_of(entry): entry for entry in catalogue if not entry.obsolete}
    for msgid in sorted(found):
        entry = known.get(msgid)
        where = min(found[msgid])
        if entry is not None and entry.fuzzy:
            result.fuzzy.append(f"{where}: {msgid.text!r}")
        elif entry is None or not is_translated(entry):
            result.missing.append(f"{where}: {msgid.text!r}")
        elif gaps_differ(entry):
            result.gaps.append(f"{where}: {msgid.text!r}")
    result.obsolete = [
        repr(entry.msgid) for entry in catalogue if entry.obsolete or msgid_of(entry) not in found
    ]
    return result


def gaps_differ(entry: polib.POEntry) -> bool:
    """Whether a translation fills other gaps than its sentence: it would break the page that shows it."""
    wanted = set(GAP.findall(entry.msgid)) | set(GAP.findall(entry.msgid_plural or ""))
    if not entry.msgid_plural:
        return set(GAP.findall(entry.msgstr)) != wanted
    # One of the two forms may leave the number out ("a request"); neither may invent a gap.
    return any(not set(GAP.findall(text)) <= wanted for text in entry.msgstr_plural.values())


def disagreements(catalogues: Mapping[str, polib.POFile]) -> list[str]:
    """The same Italian sentence with two English ones: at run time one of them would win by chance."""
    seen: dict[Msgid, dict[str, str]] = {}
    for owner, catalogue in catalogues.items():
        for msgid, entry in translations_in(catalogue).items():
            words = entry.msgstr or " / ".join(entry.msgstr_plural.values())
            seen.setdefault(msgid, {}).setdefault(words, owner)
    return [
        f"{msgid.text!r}: " + ", ".join(f"{words!r} in {owner}" for words, owner in sorted(versions.items()))
        for msgid, versions in sorted(seen.items())
        if len(versions) > 1
    ]


def compile_catalogue(path: Path) -> bool:
    """Write the .mo beside a .po unless it is already newer; True when it was written."""
    compiled = path.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
        return False
    draft = path.with_suffix(".mo.new")
    read_catalogue(path).save_as_mofile(str(draft))
    draft.replace(compiled)
    return True
