"""Staff accounts are made by the coordinator: nobody signs up by herself."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/redazione/"

    def get_user_search_fields(self) -> list[str]:
        return ["email", "full_name"]

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Users have no user name: the e-mail address is the name."""
