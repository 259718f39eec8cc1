"""Search, sitemap and robots; pages themselves are Wagtail's."""

from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from pasocial.site import views

app_name = "site_pages"
urlpatterns = [
    path("cerca/", views.search, name="search"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
