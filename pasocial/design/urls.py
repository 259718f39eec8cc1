"""`/lingua/<code>/` and `/redazione/galleria/`."""

from django.urls import path

from pasocial.design import views

app_name = "design"
urlpatterns = [
    path("lingua/<str:code>/", views.choose_language, name="language"),
    path("redazione/galleria/", views.show_gallery, name="gallery"),
]
