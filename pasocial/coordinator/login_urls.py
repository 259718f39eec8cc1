"""Wagtail's own sign-in pages are never used: they know neither the second factor nor the lock after wrong tries."""

from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="account_login", query_string=True), name="admin_login")
]
