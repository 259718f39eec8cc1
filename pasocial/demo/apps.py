from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "pasocial.demo"
    label = "demo"
    verbose_name = "Dimostrazione"
    default_auto_field = "django.db.models.BigAutoField"
