from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "pasocial.office.trail"
    label = "office_trail"
    verbose_name = "Traccia"
    default_auto_field = "django.db.models.BigAutoField"
