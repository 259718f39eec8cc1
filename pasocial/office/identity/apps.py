from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "pasocial.office.identity"
    label = "office_identity"
    verbose_name = "Identità"
    default_auto_field = "django.db.models.BigAutoField"
