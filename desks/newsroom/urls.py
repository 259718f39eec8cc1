"""/redazione/notizie/"""

from django.urls import path

from desks.newsroom import views
from desks.newsroom.actions import ACTIONS
from desks.newsroom.lists import Commissions

app_name = "newsroom"
urlpatterns = [
    *Commissions.urls(),
    path("<int:pk>/", views.show_commission, name="commission"),
    *(path(f"<int:pk>/{one.name}/", views.do, {"action": one.name}, name=one.code) for one in ACTIONS),
]
