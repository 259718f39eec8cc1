"""Pages: the WSGI application."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from pasocial.config.warming import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasocial.config.settings.prod")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.exit(str(error))
warm_up()
