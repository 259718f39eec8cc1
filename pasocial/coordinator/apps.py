from django.apps import AppConfig


class CoordinatorConfig(AppConfig):
    name = "pasocial.coordinator"
    label = "coordinator"
    verbose_name = "Coordinamento"
    default_auto_field = "django.db.models.BigAutoField"
