"""The two people who open the measured pages: a citizen without cookies and the head of the desk, signed in."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from pasocial.office.people.members.operations import give_desk_role
from pasocial.office.record.trail.actor import Actor

EMAIL = "misure@bench.example"


def staff_cookie() -> str:
    """The Cookie header of the head of the FOIA desk with both factors shown."""
    users = get_user_model()
    person = users.objects.filter(email=EMAIL).first()
    if person is None:
        person = users.objects.create_user(EMAIL, None, full_name="Chi misura")
        give_desk_role(user=person, desk="foia", role="head", by=Actor.system("bench"), at=timezone.now())
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": time.time()} for method in ("password", "mfa")
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
