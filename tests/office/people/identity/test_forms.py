"""The sign-in form speaks like the other forms."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_sign_in_asks_for_the_e_mail_in_the_words_of_the_house(client: Client) -> None:
    fields = client.get("/account/login/").context["form"].fields

    assert (str(fields["login"].label), fields["login"].widget.attrs.get("placeholder")) == ("E-mail", None)
