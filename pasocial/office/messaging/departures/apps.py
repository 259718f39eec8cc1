from django.apps import AppConfig


class DeparturesConfig(AppConfig):
    name = "pasocial.office.messaging.departures"
    label = "office_departures"
    verbose_name = "Partenze"
    default_auto_field = "django.db.models.BigAutoField"
