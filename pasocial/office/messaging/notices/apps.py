from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "pasocial.office.messaging.notices"
    label = "office_notices"
    verbose_name = "Avvisi e posta"
    default_auto_field = "django.db.models.BigAutoField"
