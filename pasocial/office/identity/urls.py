"""Sign-in, second factor and sessions of staff (django-allauth)."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
