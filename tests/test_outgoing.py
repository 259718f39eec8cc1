"""Whatever lies in the database, each file we write is opened by a strict reader and says the same text."""

import csv
import io
import json
from email import policy
from email.header import decode_header, make_header
from email.parser import BytesParser
from xml.etree import ElementTree
from xml.sax.saxutils import XMLGenerator

import pytest
from django.core.mail import EmailMultiAlternatives
from django.http import FileResponse
from hypothesis import given, settings
from hypothesis import strategies as st

from pasocial.outgoing import (
    LONGEST_FILE_NAME,
    csv_cell,
    csv_lines,
    csv_text,
    file_name,
    json_text,
    one_plain_line,
    plain,
    write_csv,
    xml_text,
)

# All of Unicode, halves of characters included, with what breaks formats made frequent.
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60) | st.text(
    st.sampled_from(
        "=+-@\t\r\n\"',;<&>]\\\x00\x0b\x1b\x85\x9f\u2028\u202e\ufeff\ufffe\uffff\ud800\udc00a 9é王"
    ),
    max_size=30,
)
few = settings(max_examples=300)


@given(ANY_TEXT)
@few
def test_xml_is_read_back(text: str) -> None:
    out = io.StringIO()
    xml = XMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("a", {"b": xml_text(text)})
    xml.characters(xml_text(text))
    xml.endElement("a")
    read = ElementTree.fromstring(out.getvalue().encode())
    ends = xml_text(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (read.text or "").replace("\r\n", "\n").replace("\r", "\n") == ends
    assert xml_text(xml_text(text)) == xml_text(text)


@given(st.lists(st.lists(ANY_TEXT, min_size=2, max_size=2), max_size=4))
@few
def test_csv_is_read_back_and_no_cell_is_a_formula(rows: list[list[str]]) -> None:
    written = "".join(csv_lines(["a", "b"], rows)).encode("utf-8")
    read = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), strict=True))
    assert read[0] == ["a", "b"]
    assert [[csv_text(cell) for cell in row] for row in read[1:]] == [[plain(c) for c in row] for row in rows]
    assert [cell for row in read for cell in row if cell.lstrip()[:1] in set("=+-@＝＋－＠")] == []
    assert [cell for row in read for cell in row if cell[:1] in set("\t\r\n")] == []


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("+39 0131", "'+39 0131"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'900", "'900"),
        ("a=b", "a=b"),
        (-5, -5),
        (None, ""),
        (True, "true"),
    ],
)
def test_a_formula_gets_one_apostrophe_and_nothing_else_does(value: object, cell: object) -> None:
    assert csv_cell(value) == cell


def test_a_file_of_csv_holds_what_no_encoding_does(tmp_path) -> None:
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        write_csv(file, ["a"], [["x\ud800\x00y"], ["=1"]])
    assert (tmp_path / "a.csv").read_text() == "a\nxy\n'=1\n"


@given(
    st.recursive(
        ANY_TEXT | st.integers() | st.none(), lambda inner: st.lists(inner, max_size=3), max_leaves=5
    )
)
@few
def test_json_is_read_back(value: object) -> None:
    written = json_text({"a": value}).encode("utf-8")
    expected = json.loads(json.dumps({"a": value}))

    def whole(inner: object) -> object:
        if isinstance(inner, str):
            return "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in inner)
        return [whole(one) for one in inner] if isinstance(inner, list) else inner

    assert json.loads(written)["a"] == whole(json.loads(json.dumps({"a": value}, ensure_ascii=False))["a"])
    assert set(json.loads(written)) == set(expected)


@given(ANY_TEXT)
@few
def test_a_mail_is_read_back(text: str) -> None:
    message = EmailMultiAlternatives(
        one_plain_line(text)[:250] or "x", plain(text), "a@example.it", ["b@example.it"]
    )
    message.attach_alternative(f"<p>{plain(text)}</p>", "text/html")
    read = BytesParser(policy=policy.compat32).parsebytes(message.message().as_bytes())
    assert (
        str(make_header(decode_header(read["Subject"]))).split()
        == (one_plain_line(text)[:250] or "x").split()
    )
    assert {name.lower() for name in read} == {
        "content-type",
        "mime-version",
        "subject",
        "from",
        "to",
        "date",
        "message-id",
    }


@given(ANY_TEXT)
@few
def test_a_file_name_is_a_name_on_every_system_and_fits_a_header(text: str) -> None:
    name = file_name(text)
    assert name
    assert len(name.encode()) <= LONGEST_FILE_NAME
    assert not set(name) & set('\\/:*?"<>|\r\n\x00')
    answer = FileResponse(io.BytesIO(b""), as_attachment=True, filename=name)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "\n" not in answer["Content-Disposition"]
    assert file_name(name) == name


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("Nota dott. Rossi.pdf", "Nota dott. Rossi.pdf"),
        ("12.03.2025", "12.03.2025"),
        ("a/b\\c.pdf", "a_b_c.pdf"),
        ("fattura\u202efdp.exe", "fatturafdp.exe"),
        ("..", "file"),
        ("x" * 400 + ".pdf", "x" * 176 + ".pdf"),
        ("王" * 200 + ".docx", "王" * 58 + ".docx"),
    ],
)
def test_file_names_keep_their_ending(name: str, saved: str) -> None:
    assert file_name(name) == saved


@given(ANY_TEXT)
@few
def test_a_line_is_one_line(text: str) -> None:
    line = one_plain_line(text)
    assert len(line.splitlines()) <= 1
    line.encode("utf-8")
