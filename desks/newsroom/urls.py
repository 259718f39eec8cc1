"""/redazione/notizie/"""

from django.urls import path

from desks.newsroom import views

app_name = "newsroom"
urlpatterns = [
    path("", views.show_commissions, name="commissions"),
    path("<int:pk>/", views.show_commission, name="commission"),
    path("<int:pk>/prendi/", views.take, name="take"),
    path("<int:pk>/approvazione/", views.submit, name="submit"),
    path("<int:pk>/pubblica/", views.publish, name="publish"),
    path("<int:pk>/rimanda/", views.send_back, name="return"),
    path("<int:pk>/lascia/", views.drop, name="drop"),
]
