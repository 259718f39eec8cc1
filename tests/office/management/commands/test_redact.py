"""`manage.py redact` makes a copy or says why not, on a machine that has no database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.office.files.attachments.redaction import hostile, papers, searching

ROOT = Path(__file__).resolve().parents[4]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "redact", *words],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        # Nothing of this process's environment: no database, no settings, no secret.
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )


def test_copy_is_written_and_vouched_for(tmp_path: Path) -> None:
    source, copy = tmp_path / "nota.pdf", tmp_path / "copia.pdf"
    original = hostile.page_with()
    source.write_bytes(original)
    done = run(
        str(source), "--remove", f"{hostile.LAST} {hostile.FIRST}", "--remove", "quattro", "--out", str(copy)
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert searching.leaks_of(copy.read_bytes(), hostile.FIRST, hostile.LAST, "quattro") == []
    assert "chiede il capitolato" in searching.read_by_engines(copy.read_bytes())[0]
    assert source.read_bytes() == original
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copia.pdf", "nota.pdf"]


def test_refusal_says_why_and_leaves_no_file(tmp_path: Path) -> None:
    source, copy = tmp_path / "scansione.pdf", tmp_path / "copia.pdf"
    source.write_bytes(papers.locked())
    copy.write_bytes(b"una copia di ieri")
    done = run(str(source), "--remove", "Mario", "--out", str(copy))
    assert (done.returncode, done.stderr.strip()) == (
        3,
        "Il PDF è protetto da una password: aprilo, salvalo senza protezione e caricalo di nuovo.",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["scansione.pdf"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_redacted_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    from pasocial.office.files.attachments.redaction.alone import redacted

    content = "nome;città;spesa\r\nLuca Perón;Forlì;100\r\n".encode(encoding)
    made = redacted(content, ["PERON Luca"]).made
    assert made.content.decode("utf-8-sig") == "nome;città;spesa\r\n█████ █████;Forlì;100\r\n"


def test_wrong_call_is_answered_plainly(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("ciao")
    missing = run(str(tmp_path / "mai.pdf"), "--remove", "x", "--out", str(tmp_path / "b"))
    assert (missing.returncode, missing.stderr) == (2, f"There is no file {tmp_path / 'mai.pdf'}.\n")
    same = run(str(source), "--remove", "ciao", "--out", str(source))
    assert (same.returncode, source.read_text()) == (2, "ciao")
    assert run(str(source), "--out", "b").returncode == 2
    nothing = run(str(source), "--remove", " -- ", "--out", str(tmp_path / "b"))
    assert (nothing.returncode, (tmp_path / "b").exists()) == (2, False)
