from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "pasocial.rest"
    label = "rest_api"
    verbose_name = "API"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pasocial.rest import schema  # noqa: F401  the schema learns how a key is shown
