"""/redazione/notizie/"""

from django.urls import path

from desks.newsroom import views
from desks.newsroom.actions import ACTIONS

app_name = "newsroom"
urlpatterns = [
    path("", views.show_commissions, name="commissions"),
    path("<int:pk>/", views.show_commission, name="commission"),
    *(path(f"<int:pk>/{one.name}/", views.do, {"action": one.name}, name=one.code) for one in ACTIONS),
]
