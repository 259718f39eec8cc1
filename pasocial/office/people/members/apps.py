from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "pasocial.office.people.members"
    label = "office_members"
    verbose_name = "Membri e ruoli"
    default_auto_field = "django.db.models.BigAutoField"
