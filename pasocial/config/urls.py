"""Every address, looped over what the desks declare."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from pasocial.config import api, health
from pasocial.office.record import registry

staff = [
    path(desk.staff_prefix, include(desk.staff_urls)) for desk in registry.desks().values() if desk.staff_urls
]
public = [
    path(desk.public_prefix, include(desk.public_urls))
    for desk in registry.desks().values()
    if desk.public_urls
]

handler400 = "pasocial.config.unreadable.unreadable"
handler500 = "pasocial.config.outages.broken"

urlpatterns = [
    *health.urlpatterns,
    path("redazione/", include(staff)),
    path("account/", include("pasocial.office.people.identity.urls")),
    path("admin/login/", include("pasocial.coordinator.login_urls")),
    path("_util/login/", include("pasocial.coordinator.login_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documenti/", include(wagtaildocs_urls)),
    path("api/", include(api.urlpatterns)),
    path("", include("pasocial.design.urls")),
    # What everybody reads has an address for each language: `/` in Italian, `/en/` in English.
    *i18n_patterns(
        *public,
        path("", include("pasocial.site.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
