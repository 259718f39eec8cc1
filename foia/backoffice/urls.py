from django.urls import URLPattern

app_name = "foia_staff"
urlpatterns: list[URLPattern] = []
