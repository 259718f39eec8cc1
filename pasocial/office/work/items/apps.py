from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "pasocial.office.work.items"
    label = "office_items"
    verbose_name = "Attività"
    default_auto_field = "django.db.models.BigAutoField"
