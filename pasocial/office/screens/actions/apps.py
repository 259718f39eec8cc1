from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "pasocial.office.screens.actions"
    label = "office_actions"
    verbose_name = "Azioni"
    default_auto_field = "django.db.models.BigAutoField"
