"""The addresses of the FOIA portal, under /accesso-civico/."""

from django.urls import path

from foia.portal.views import (
    drafts,
    figures,
    files,
    filing,
    following,
    home,
    identity,
    receipt,
    reckoning,
    register,
    suggestions,
)

app_name = "foia"
urlpatterns = [
    path("", home.home, name="home"),
    path("quando/", reckoning.when, name="when"),
    path("nuova/", filing.new, name="new"),
    path("nuova/<str:token>/collegamento/", drafts.mail_link, name="new_link"),
    path("nuova/<str:token>/cancella/", drafts.discard, name="new_discard"),
    path("nuova/<str:token>/<slug:step>/", filing.step, name="new_step"),
    path("suggerimenti/", suggestions.suggest, name="suggest"),
    path("suggerimenti/<slug:kind>/<int:pk>/", suggestions.chosen, name="chosen"),
    path("ricevuta/<str:code>/", receipt.receipt, name="receipt"),
    path("ricevuta/<str:code>/ricevuta.pdf", receipt.receipt_pdf, name="receipt_pdf"),
    path("entra/", identity.enter, name="enter"),
    path("entra/vai/", identity.go, name="enter_go"),
    path("entra/fatto/", identity.entered, name="entered"),
    path("le-mie-richieste/", identity.mine, name="mine"),
    path("richieste/", following.find, name="find"),
    path("richieste/esci/", following.leave, name="leave"),
    path("richieste/<str:code>/", following.follow, name="follow"),
    path("richieste/<str:code>/messaggi/", following.write, name="write"),
    path("richieste/<str:code>/identita/", following.identify, name="identify"),
    path("richieste/<str:code>/ritira/", following.withdraw, name="withdraw"),
    path("richieste/<str:code>/valuta/", following.rate, name="rate"),
    path("richieste/<str:code>/riesame/", following.ask_review, name="ask_review"),
    path("richieste/<str:code>/file/<uuid:public_id>/", files.file, name="file"),
    path("link/<str:token>/", following.signed_link, name="signed_link"),
    path("file/<uuid:public_id>/", files.public_file, name="public_file"),
    path("registro/", register.entries, name="register"),
    path("registro/registro.csv", register.FILES["csv"], name="register_csv"),
    path("registro/registro.json", register.FILES["json"], name="register_json"),
    path("registro/registro.csv-metadata.json", register.FILES["csv-metadata.json"], name="register_fields"),
    path("registro/feed/", register.RegisterFeed(), name="register_feed"),
    path("registro/<slug:slug>/", register.entry, name="register_entry"),
    path("statistiche/", figures.statistics, name="statistics"),
]
