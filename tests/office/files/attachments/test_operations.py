"""Stored files: kept outside the web root, scanned, released or blocked, given out only through the desk's policy."""

from __future__ import annotations

import io
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import Client

from pasocial.office.files.attachments import operations, queries, tasks
from pasocial.office.files.attachments.adapters.fake import EICAR, FakeScanner
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused
from tests.fixtures import NOW, signed_in_client, user_with
from tests.office.files.attachments.intake.test_looking import PDF

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


@pytest.fixture(autouse=True)
def attic(tmp_path: Path, settings: Any) -> Path:
    """Attachments of each test in a folder of its own."""
    settings.STORAGES = settings.STORAGES | {
        "attachments": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        }
    }
    StoredFile._meta.get_field("content").storage = storages["attachments"]
    return tmp_path


def stored(content: bytes = PDF, name: str = "delibera.pdf", about: str = "foia.request:1") -> StoredFile:
    return operations.store_file(
        content=io.BytesIO(content), name=name, about=about, purpose="answer", by=SYSTEM, at=NOW
    )


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """The system refuses to let any file grow beyond `size` bytes, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class TestStoring:
    def test_file_that_finds_no_room_leaves_nothing_behind(self, attic: Path) -> None:
        with room_for(4096), pytest.raises(OSError, match="large"):
            stored(content=PDF + b" " * 200_000)
        assert (files_in(attic), StoredFile.objects.count(), Entry.objects.count()) == ([], 0, 0)

    def test_file_is_kept_by_its_id_and_never_by_its_name(self, attic: Path) -> None:
        kept = stored(name="../../etc/delibera.pdf")
        assert [path.name for path in files_in(attic)] == [kept.public_id.hex]
        assert (kept.name, kept.media_type, kept.size, kept.scan) == (
            "delibera.pdf",
            "application/pdf",
            len(PDF),
            "off",
        )
        entry = Entry.objects.get(event="office.file.stored")
        assert "delibera" not in str(entry.note), "a name may be personal data: the trail does not hold it"

    def test_refused_file_leaves_nothing(self, attic: Path) -> None:
        with pytest.raises(Refused):
            stored(b"<html>", "x.txt")
        assert (files_in(attic), StoredFile.objects.count(), Entry.objects.count()) == ([], 0, 0)

    def test_content_without_a_row_is_removed_after_a_day(self, attic: Path) -> None:
        kept = stored()
        (attic / "ab").mkdir(exist_ok=True)
        for name, age in (("old", 2), ("young", 0)):
            stray = attic / "ab" / name
            stray.write_bytes(b"x")
            os.utime(stray, (time.time() - age * 86400,) * 2)
        now = datetime.now(tz=NOW.tzinfo)
        assert operations.remove_strays(at=now) == 1
        assert sorted(path.name for path in files_in(attic)) == sorted(["young", kept.public_id.hex])


class TestScanning:
    @pytest.fixture
    def scanner(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> FakeScanner:
        settings.CLAMD_ADDRESS = "127.0.0.1:3310"
        fake = FakeScanner()
        monkeypatch.setattr(queries, "ClamdScanner", lambda address: fake)
        return fake

    def refusal(self, file: StoredFile) -> str:
        file.refresh_from_db()
        found = queries.reason_against_release(file)
        return found.code if found else ""

    def test_without_a_scanner_files_may_leave(self) -> None:
        assert self.refusal(stored()) == ""
        assert tasks.sweep() == 0

    def test_clean_file_may_leave_and_infected_one_never(self, scanner: FakeScanner) -> None:
        clean, infected = stored(), stored(b"x " + EICAR, "nota.txt")
        assert (self.refusal(clean), self.refusal(infected)) == ("file_not_scanned", "file_not_scanned")
        assert tasks.sweep() == 2
        assert (self.refusal(clean), self.refusal(infected)) == ("", "file_infected")
        scans = Entry.objects.filter(event="office.file.scanned").order_by("id")
        assert [entry.note["verdict"] for entry in scans] == ["clean", "infected"]

    def test_while_the_scanner_is_away_nothing_leaves_and_then_it_does(self, scanner: FakeScanner) -> None:
        file = stored()
        scanner.away = True
        assert (tasks.sweep(), self.refusal(file)) == (0, "file_not_scanned")
        scanner.away = False
        assert (tasks.sweep(), self.refusal(file)) == (1, "")

    def test_file_stored_before_the_scanner_was_switched_on_is_scanned_too(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = stored()
        settings.CLAMD_ADDRESS = "127.0.0.1:3310"
        monkeypatch.setattr(queries, "ClamdScanner", lambda address: FakeScanner())
        assert self.refusal(file) == "file_not_scanned"
        assert (tasks.sweep(), self.refusal(file)) == (1, "")

    def test_file_judged_once_is_not_judged_again(self, scanner: FakeScanner) -> None:
        file = stored()
        operations.note_verdict(public_id=file.public_id, found="", by=SYSTEM, at=NOW)
        assert operations.note_verdict(public_id=file.public_id, found="Late", by=SYSTEM, at=NOW) == "clean"
        assert Entry.objects.filter(event="office.file.scanned").count() == 1


def only_heads(user: Any, file: StoredFile) -> bool:
    from pasocial.office.people.members.policy import roles_of

    return "foia:head" in roles_of(user)


class TestServing:
    @pytest.fixture(autouse=True)
    def desk_policy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import dataclasses

        desks = dict(registry.desks())
        desks["foia"] = dataclasses.replace(desks["foia"], file_policy=f"{__name__}.only_heads")
        monkeypatch.setattr(registry, "desks", lambda: desks)

    def address(self, file: StoredFile) -> str:
        return f"/redazione/file/{file.public_id}/"

    def test_file_is_a_download_in_a_sandbox_with_its_real_name(self) -> None:
        file = stored(name="perché città.pdf")
        answer = signed_in_client(user_with("foia", "head")).get(self.address(file))
        assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
        assert answer["Content-Disposition"] == "attachment; filename*=utf-8''perch%C3%A9%20citt%C3%A0.pdf"
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer["Cache-Control"] == "private, no-store"

    def test_file_opens_to_whom_the_desk_says_and_to_nobody_else(self, client: Client) -> None:
        file = stored()
        assert client.get(self.address(file))["Location"].startswith("/account/login/")
        assert signed_in_client(user_with("foia", "viewer")).get(self.address(file)).status_code == 403
        assert signed_in_client(user_with("newsroom", "head")).get(self.address(file)).status_code == 403

    def test_file_of_a_desk_without_a_policy_opens_to_nobody(self) -> None:
        file = stored(about="nobody.thing:1")
        assert signed_in_client(user_with("foia", "head")).get(self.address(file)).status_code == 403

    def test_unknown_and_forged_ids_are_not_found(self) -> None:
        client = signed_in_client(user_with("foia", "head"))
        assert client.get("/redazione/file/00000000-0000-4000-8000-000000000000/").status_code == 404
        assert client.get("/redazione/file/../../etc/passwd").status_code == 404

    def test_infected_file_is_given_to_nobody_in_words(self) -> None:
        file = stored()
        operations.note_verdict(public_id=file.public_id, found="Eicar", by=SYSTEM, at=NOW)
        answer = signed_in_client(user_with("foia", "head")).get(self.address(file))
        assert (answer.status_code, "software dannoso" in answer.content.decode()) == (403, True)

    def test_lost_content_is_told_and_no_crash(self, attic: Path) -> None:
        file = stored()
        for path in files_in(attic):
            path.unlink()
        answer = signed_in_client(user_with("foia", "head")).get(self.address(file))
        assert (answer.status_code, "copia di sicurezza" in answer.content.decode()) == (410, True)
