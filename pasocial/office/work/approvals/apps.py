from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "pasocial.office.work.approvals"
    label = "office_approvals"
    verbose_name = "Approvazioni"
    default_auto_field = "django.db.models.BigAutoField"
