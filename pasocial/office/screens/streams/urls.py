"""The staff's stream, under /streams/ of the ASGI process."""

from django.urls import path

from pasocial.office.screens.streams import views

app_name = "office_streams"
urlpatterns = [path("office/", views.office, name="office")]
