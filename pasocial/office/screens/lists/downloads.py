"""The rows of a list as files for programs: CSV (RFC 4180), JSON, and what their columns mean (CSV on the Web).

The description is where the W3C's "Model for Tabular Data" looks for it: at the file's own address followed by
`-metadata.json`, and named by the file's `Link` header.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse

from pasocial.outgoing import csv_lines, json_text

METADATA = "-metadata.json"
CSVW = "http://www.w3.org/ns/csvw"


@dataclass(frozen=True)
class Field:
    """One column of the files: its name for programs, what it means, and the words of each code it may hold."""

    name: str
    means: object
    codes: Mapping[str, object] = field(default_factory=dict)


def csv_file(
    name: str, fields: Sequence[Field], records: Iterable[Mapping[str, Any]], *, url: str
) -> StreamingHttpResponse:
    """Every row, with the mark of UTF-8 first so that spreadsheets read the accents."""
    heading = [one.name for one in fields]
    rows = ([_flat(record[one]) for one in heading] for record in records)
    response = StreamingHttpResponse(csv_lines(heading, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Link"] = f'<{url}{METADATA}>; rel="describedby"; type="application/csvm+json"'
    return response


def _flat(value: Any) -> Any:
    """One cell: of several things with an address, their addresses."""
    if isinstance(value, list):
        return " ".join(str(one["url"]) if isinstance(one, Mapping) else str(one) for one in value)
    return value


def json_file(
    about: Mapping[str, Any], fields: Sequence[Field], records: Iterable[Mapping[str, Any]]
) -> StreamingHttpResponse:
    """The same rows below what they are about and what each of their names means."""

    def lines() -> Iterator[str]:
        yield json_text({**about, "fields": {one.name: _meaning(one) for one in fields}})[:-1]
        yield ', "entries": ['
        for number, record in enumerate(records):
            yield (",\n" if number else "\n") + json_text({one.name: record[one.name] for one in fields})
        yield "\n]}\n"

    return StreamingHttpResponse(lines(), content_type="application/json; charset=utf-8")


def metadata_file(title: str, fields: Sequence[Field], *, url: str, licence: str = "") -> HttpResponse:
    """What the columns of the CSV mean, as CSV on the Web says it."""
    about: dict[str, Any] = {"@context": CSVW, "url": url, "dc:title": title}
    if licence:
        about["dc:license"] = licence
    about["tableSchema"] = {
        "columns": [{"name": one.name, "titles": one.name, "dc:description": _meaning(one)} for one in fields]
    }
    return HttpResponse(json_text(about) + "\n", content_type="application/csvm+json; charset=utf-8")


def _meaning(one: Field) -> str:
    """What a column holds, its codes in words after it."""
    if not one.codes:
        return str(one.means)
    return f"{one.means}: " + "; ".join(f"{code} = {words}" for code, words in one.codes.items())
