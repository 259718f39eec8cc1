from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "pasocial.office.files.attachments"
    label = "office_attachments"
    verbose_name = "Allegati"
    default_auto_field = "django.db.models.BigAutoField"
