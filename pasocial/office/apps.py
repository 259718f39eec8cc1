"""The shared office as one app: its own events and turns, its templates and its system checks."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "pasocial.office"
    label = "office"
    verbose_name = "Ufficio"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pasocial.office.record.registry import checks  # noqa: F401 - registers the checks
