from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "pasocial.office.work.handover"
    label = "office_handover"
    verbose_name = "Affidamenti"
    default_auto_field = "django.db.models.BigAutoField"
