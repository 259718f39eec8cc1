from django.apps import AppConfig


class AccessLogConfig(AppConfig):
    name = "pasocial.office.people.access_log"
    label = "office_access_log"
    verbose_name = "Chi ha aperto i dati"
    default_auto_field = "django.db.models.BigAutoField"
