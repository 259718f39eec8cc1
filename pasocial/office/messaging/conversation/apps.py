from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "pasocial.office.messaging.conversation"
    label = "office_conversation"
    verbose_name = "Conversazioni"
    default_auto_field = "django.db.models.BigAutoField"
