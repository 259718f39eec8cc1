"""/redazione/contatti/"""

from django.urls import path

from desks.contacts import views
from desks.contacts.lists import Contacts
from desks.contacts.views import ContactPages

app_name = "contacts_staff"
urlpatterns = [*Contacts.urls(), path("nuovo/", views.new, name="new"), *ContactPages.urls()]
