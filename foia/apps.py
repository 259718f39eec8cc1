from django.apps import AppConfig


class FoiaConfig(AppConfig):
    name = "foia"
    label = "foia"
    verbose_name = "Accesso civico"
    default_auto_field = "django.db.models.BigAutoField"
