"""Gathered files get a decision each: what was published keeps the one given for its whole page, the rest waits."""

from django.db import migrations

BEFORE = "Confermato insieme a tutta la pagina, prima che i file si decidessero uno per uno."


def give_each_file_its_own(apps, schema_editor):
    commissions = apps.get_model("desk_newsroom", "Commission")
    files = apps.get_model("office_attachments", "StoredFile")
    clearances = apps.get_model("office_attachments", "Clearance")
    for one in commissions.objects.exclude(files=[]).iterator():
        published = one.state == "published" and one.published_at is not None
        for stored in files.objects.filter(public_id__in=one.files).order_by("id"):
            clearances.objects.get_or_create(
                about=one.about,
                file=stored,
                defaults={
                    "gathered_at": one.asked_at,
                    "state": "clear" if published else "open",
                    "reason": BEFORE if published else "",
                    "decided_by_id": one.approved_by_id if published else None,
                    "decided_at": one.published_at if published else None,
                    "published_at": one.published_at if published else None,
                },
            )


class Migration(migrations.Migration):
    dependencies = [
        ("desk_newsroom", "0001_commissions"),
        ("office_attachments", "0003_files_are_redacted_and_cleared"),
    ]

    operations = [migrations.RunPython(give_each_file_its_own, migrations.RunPython.noop)]
