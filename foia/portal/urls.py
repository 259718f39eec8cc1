from django.urls import URLPattern

app_name = "foia"
urlpatterns: list[URLPattern] = []
