from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "desks.contacts"
    label = "desk_contacts"
    verbose_name = "Contatti con il pubblico"
    default_auto_field = "django.db.models.BigAutoField"
