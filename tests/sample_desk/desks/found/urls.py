"""/redazione/oggetti/"""

from desks.found.lists import FoundObjects
from desks.found.views import ObjectPages

app_name = "found"
urlpatterns = [*FoundObjects.urls(), *ObjectPages.urls()]
