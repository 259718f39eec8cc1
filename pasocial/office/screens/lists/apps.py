from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "pasocial.office.screens.lists"
    label = "office_lists"
    verbose_name = "Elenchi"
    default_auto_field = "django.db.models.BigAutoField"
