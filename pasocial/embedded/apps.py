from django.apps import AppConfig


class EmbeddedConfig(AppConfig):
    name = "pasocial.embedded"
    label = "embedded"
    verbose_name = "Motori incorporati"
    default_auto_field = "django.db.models.BigAutoField"
