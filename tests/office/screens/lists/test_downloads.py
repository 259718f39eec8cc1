"""Files of a list: any length streams, no cell is a formula, several things are told by their addresses."""

from __future__ import annotations

import csv
import json
from io import StringIO

from pasocial.office.screens.lists.downloads import Field, csv_file, json_file, metadata_file

FIELDS = (
    Field("what", "che cosa"),
    Field("state", "a che punto è", {"new": "nuova", "done": "fatta"}),
    Field("files", "i documenti"),
)
RECORDS = [
    {"what": "=1+1", "state": "new", "files": [{"name": "a", "url": "/a/"}, {"name": "b", "url": "/b/"}]},
    {"what": "Città", "state": "done", "files": []},
]


def test_a_csv_is_read_back_as_it_was() -> None:
    text = b"".join(csv_file("elenco", FIELDS, RECORDS, url="https://ente.example/elenco.csv")).decode()
    assert list(csv.reader(StringIO(text.removeprefix("\ufeff")))) == [
        ["what", "state", "files"],
        ["'=1+1", "new", "/a/ /b/"],
        ["Città", "done", ""],
    ]
    assert text.startswith("\ufeff")


def test_a_json_holds_the_rows_below_what_they_mean() -> None:
    told = json.loads(b"".join(json_file({"title": "Elenco"}, FIELDS, RECORDS)))
    assert told == {
        "title": "Elenco",
        "fields": {
            "what": "che cosa",
            "state": "a che punto è: new = nuova; done = fatta",
            "files": "i documenti",
        },
        "entries": RECORDS,
    }


def test_the_description_names_file_columns_and_licence() -> None:
    url = "https://ente.example/elenco.csv"
    told = json.loads(metadata_file("Elenco", FIELDS[:1], url=url, licence="CC BY 4.0").content)
    assert told == {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        "dc:title": "Elenco",
        "dc:license": "CC BY 4.0",
        "tableSchema": {"columns": [{"name": "what", "titles": "what", "dc:description": "che cosa"}]},
    }
