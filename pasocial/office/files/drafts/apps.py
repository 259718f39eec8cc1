from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "pasocial.office.files.drafts"
    label = "office_drafts"
    verbose_name = "Bozze"
    default_auto_field = "django.db.models.BigAutoField"
