from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "pasocial.office.people.offices"
    label = "office_offices"
    verbose_name = "Uffici dell'amministrazione"
    default_auto_field = "django.db.models.BigAutoField"
