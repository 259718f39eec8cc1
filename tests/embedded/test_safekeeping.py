"""A copy brings back exactly what was there, and a damaged copy changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from pasocial.embedded.safekeeping import insist_on_whole, read_copy, stored_files, write_copy
from pasocial.embedded.trouble import Trouble

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def stores(tmp_path: Path, settings: object) -> None:
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "media")},
        },
        "attachments": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "attachments")},
        },
    }


def test_copy_brings_back_rows_and_files(stores: None, tmp_path: Path) -> None:
    Group.objects.create(name="Perché no? «sì»")
    storages["attachments"].save("2026/03/delibera.pdf", ContentFile(b"%PDF-1.7 delibera"))
    write_copy(tmp_path / "copy", at=AT, say=lambda words: None)
    Group.objects.all().delete()
    Group.objects.create(name="written after the copy")
    storages["attachments"].delete("2026/03/delibera.pdf")
    storages["attachments"].save("2026/04/later.pdf", ContentFile(b"later"))

    read_copy(tmp_path / "copy", say=lambda words: None)

    assert "Perché no? «sì»" in set(Group.objects.values_list("name", flat=True))
    assert not Group.objects.filter(name="written after the copy").exists()
    assert list(stored_files(storages["attachments"])) == ["2026/03/delibera.pdf"]
    with storages["attachments"].open("2026/03/delibera.pdf") as file:
        assert file.read() == b"%PDF-1.7 delibera"


def test_copy_leaves_no_table_newer_than_itself(stores: None, tmp_path: Path) -> None:
    from django.db import connection

    write_copy(tmp_path / "copy", at=AT, say=lambda words: None)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE newer_than_the_copy (id int)")
    read_copy(tmp_path / "copy", say=lambda words: None)
    assert "newer_than_the_copy" not in connection.introspection.table_names()


def test_trail_still_refuses_changes_after_restoring(stores: None, tmp_path: Path) -> None:
    from django.db import DatabaseError, connection

    write_copy(tmp_path / "copy", at=AT, say=lambda words: None)
    read_copy(tmp_path / "copy", say=lambda words: None)
    with connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("TRUNCATE office_trail_entry CASCADE")


def test_damaged_copy_is_refused_before_anything_changes(stores: None, tmp_path: Path) -> None:
    write_copy(tmp_path / "copy", at=AT, say=lambda words: None)
    Group.objects.create(name="still here")
    with (tmp_path / "copy" / "database.dump").open("ab") as dump:
        dump.write(b"x")
    with pytest.raises(Trouble, match="missing or damaged"):
        read_copy(tmp_path / "copy", say=lambda words: None)
    assert Group.objects.filter(name="still here").exists()


def test_half_made_copy_is_refused(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "database.dump").write_bytes(b"half")
    with pytest.raises(Trouble, match="no whole copy"):
        insist_on_whole(tmp_path / "copy")


def test_copy_is_never_mixed_with_an_older_one(stores: None, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "older").write_text("x")
    with pytest.raises(Trouble, match="not empty"):
        write_copy(tmp_path / "copy", at=AT, say=lambda words: None)
