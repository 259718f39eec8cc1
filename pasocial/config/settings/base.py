"""What holds in every environment; dev, test and prod add only what differs."""

from pathlib import Path

from pasocial.config.settings.api import *
from pasocial.config.settings.database import CACHES, DATABASES  # noqa: F401
from pasocial.config.settings.env import env
from pasocial.config.settings.files import *
from pasocial.config.settings.identity import *
from pasocial.config.settings.mail import *
from pasocial.config.settings.security import *
from pasocial.config.settings.streams import *
from pasocial.config.settings.tasks import *

BASE_DIR = Path(__file__).resolve().parents[3]

INSTALLED_APPS = [
    # composition
    "pasocial.demo",
    "pasocial.embedded",
    # slices
    "foia",
    "desks.contacts",
    "desks.newsroom",
    # shells
    "pasocial.coordinator",
    "pasocial.site",
    # the shared office, top wing first
    "pasocial.office.work.handover",
    "pasocial.office.screens.lists",
    "pasocial.office.work.approvals",
    "pasocial.office.work.items",
    "pasocial.office.messaging.conversation",
    "pasocial.office.messaging.departures",
    "pasocial.office.screens.actions",
    "pasocial.office.messaging.notices",
    "pasocial.office.files.drafts",
    "pasocial.office.files.attachments",
    "pasocial.office.people.access_log",
    "pasocial.office.people.members",
    "pasocial.office.people.offices",
    "pasocial.office.people.identity",
    "pasocial.office.record.settings_store",
    "pasocial.office.record.trail",
    "pasocial.office",
    "pasocial.design",
    "pasocial.rest",
    # Wagtail
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    # third parties
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "guardian",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "bootstrap_italia_template",
    # Django
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "pasocial.config.health.ProbeHost",
    "pasocial.config.public_address.PublicAddress",
    "pasocial.config.proxies.ReaderAddress",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "pasocial.config.panel_policy.PanelPolicy",
    "pasocial.design.middleware.CleanAddresses",
    "pasocial.page_cache.KeptPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pasocial.language.middleware.ChosenLanguage",
    "pasocial.config.doorway.refusals.RefusedBody",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pasocial.office.people.identity.activity.SessionActivity",
    "pasocial.office.people.identity.second_factor.SecondFactorMiddleware",
    "pasocial.office.people.identity.private_pages.PrivatePages",
    "django_htmx.middleware.HtmxMiddleware",
    "pasocial.config.gone.GoneContent",
]

ROOT_URLCONF = "pasocial.config.urls"
WSGI_APPLICATION = "pasocial.config.wsgi.application"
ASGI_APPLICATION = "pasocial.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pasocial.design.context.shell",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    },
]

# msgids are Italian: Italian needs no catalogue of ours, English has one beside each owner.
LANGUAGE_CODE = "it"
LANGUAGES = [("it", "Italiano"), ("en", "English")]
TIME_ZONE = "Europe/Rome"
USE_TZ = True
USE_I18N = True
# Owners that are no installed app themselves; every app's own locale/ is found by Django.
LOCALE_PATHS = [BASE_DIR / "pasocial" / "office" / "locale", BASE_DIR / "pasocial" / "locale"]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SITE_URL = env.text("SITE_URL", f"http://localhost:{env.number('PORT', 8000)}")

# The longest that a public page may lag behind a change nobody announced; recorded acts are seen at once. 0 keeps none.
PAGES_KEPT_SECONDS = env.number("PAGES_KEPT_SECONDS", 30)

FORM_RENDERER = "pasocial.design.forms.DesignRenderer"
PUBLIC_SHELL = "pasocial.site.shell.public_shell"
STAFF_SHELL = "pasocial.office.screens.shell.staff_shell"

WAGTAIL_SITE_NAME = "PAsocial"
# What an editor uploads is public at once: pictures lose their metadata, documents are read first.
WAGTAILIMAGES_IMAGE_FORM_BASE = "pasocial.site.media_forms.CleanImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "pasocial.site.media_forms.CleanDocumentForm"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
# A page is approved at the newsroom's desk; Wagtail's own moderation would be a second way, and speaks English.
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "italian"}
}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"

# Threads that make pages in each process of the web server.
WEB_THREADS = env.number("WEB_THREADS", 4)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "pasocial.multipart.MendedParts",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
