"""/redazione/notizie/"""

from desks.newsroom.lists import Commissions
from desks.newsroom.views import CommissionPages

app_name = "newsroom"
urlpatterns = [*Commissions.urls(), *CommissionPages.urls()]
