from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "pasocial.site"
    label = "site_pages"
    verbose_name = "Sito"
    default_auto_field = "django.db.models.BigAutoField"
