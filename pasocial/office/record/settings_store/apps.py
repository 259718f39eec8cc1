from django.apps import AppConfig


class SettingsStoreConfig(AppConfig):
    name = "pasocial.office.record.settings_store"
    label = "office_settings_store"
    verbose_name = "Impostazioni"
    default_auto_field = "django.db.models.BigAutoField"
