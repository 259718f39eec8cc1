"""Wagtail's own sign-in page is never used: it would bypass the second factor."""

from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="account_login", query_string=True), name="admin_login")
]
