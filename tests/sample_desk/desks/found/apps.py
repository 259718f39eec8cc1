from django.apps import AppConfig


class FoundConfig(AppConfig):
    name = "desks.found"
    label = "desk_found"
    verbose_name = "Oggetti trovati"
    default_auto_field = "django.db.models.BigAutoField"
