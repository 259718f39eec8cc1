"""Pages: the application that servers run. Requests are received whole before Django's WSGI one sees them."""

from django.conf import settings

from pasocial.config.doorway.application import Doorway, arriving_folder, more_open_files
from pasocial.config.doorway.sizes import most_bytes
from pasocial.embedded.children import end_with_parent

end_with_parent()  # before what takes seconds: until then a killed master leaves us, and we hold its port
from pasocial.config.wsgi import application as wsgi_application  # noqa: E402

more_open_files()
application = Doorway(
    wsgi_application,
    threads=settings.WEB_THREADS,
    most_bytes=most_bytes,
    folder=arriving_folder(settings.STATE_DIR),
)
