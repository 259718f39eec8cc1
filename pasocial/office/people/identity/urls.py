"""Sign-in, second factor and sessions of staff (django-allauth), without the parts that are not for staff."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    # An address is changed by the coordinator, and nobody makes her own account.
    path("email/", RedirectView.as_view(pattern_name="mfa_index"), name="account_email"),
    path("signup/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("", include("allauth.urls")),
]
