"""Where mail goes when no SMTP server is configured: nowhere but the mail box page of the staff."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class LocalMailbox(BaseEmailBackend):
    """Accepts everything and keeps nothing: each message already lies in the outbox, where the page reads it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            message.message()  # a message that could not be built for SMTP must not look sent here
        return len(email_messages)
