from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "pasocial.office.people.identity"
    label = "office_identity"
    verbose_name = "Identità"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from pasocial.office.people.identity import checks, second_factor

        assert checks  # registered by being imported

        authenticator_added.connect(second_factor.remember_new_factor)
        authenticator_removed.connect(second_factor.forget_removed_factor)
