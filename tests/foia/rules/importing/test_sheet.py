"""The file of another register: what it is written in, and which of its columns is which."""

import pytest

from foia.rules.importing import read_lines
from pasocial.tables import TableFault

TEXT = "Chiedo le determine di spesa per il verde pubblico del 2025."


@pytest.mark.parametrize(
    ("written", "maps", "words"),
    [
        (b"", {}, "vuoto"),
        (b"a,b\n1,2\n", {}, "request_id"),
        (b"id,date\n1,2\n", {}, "testo"),
        (b"id,date,text\n1,2,3\n", {"text": "corpo"}, "corpo"),
        (b"id,date,text\n1,2,3\n", {"colore": "text"}, "colore"),
    ],
)
def test_file_that_cannot_be_read_says_what_to_do(written: bytes, maps: dict[str, str], words: str) -> None:
    with pytest.raises(TableFault, match=words):
        list(read_lines(written, maps))


def test_letters_of_windows_and_separators_are_understood() -> None:
    (line,) = read_lines(f"id;data;testo\n1;2019-03-05;Qualità dell'aria, {TEXT}\n".encode("cp1252"), {})
    assert line.cells["text"].startswith("Qualità dell'aria, Chiedo")
