"""Event streams: the ASGI application, never used for ordinary pages."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasocial.config.settings.prod")
application = get_asgi_application()
