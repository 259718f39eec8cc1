from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "pasocial.office.work"
    label = "office_work"
    verbose_name = "Lavoro"
    default_auto_field = "django.db.models.BigAutoField"
