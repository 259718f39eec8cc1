"""The addresses of citizens, under /contatti/."""

from django.urls import path

from desks.contacts.models import PublicContact
from desks.contacts.portal import views

app_name = "contacts"
urlpatterns = [
    path("", views.home, name="home"),
    path("scrivi/", views.write, name="write"),
    path("assistenza/", views.write, {"kind": PublicContact.Kind.ASSISTANCE}, name="assistance"),
    path("disservizio/", views.write, {"kind": PublicContact.Kind.DISSERVICE}, name="disservice"),
    path("accessibilita/", views.write, {"kind": PublicContact.Kind.ACCESSIBILITY}, name="accessibility"),
    path("segui/", views.find, name="find"),
    path("link/<str:token>/", views.signed_link, name="signed_link"),
    path("<str:code>/", views.follow, name="follow"),
    path("<str:code>/scrivi/", views.write_again, name="write_again"),
]
