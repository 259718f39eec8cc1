from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "pasocial.office.record.trail"
    label = "office_trail"
    verbose_name = "Traccia"
    default_auto_field = "django.db.models.BigAutoField"
