"""Addresses of the access desk, under /redazione/foia/."""

from django.urls import path

from foia.backoffice.views import (
    case,
    correcting,
    deciding,
    decision,
    doing,
    files,
    inbox,
    intake,
    measures,
    party_notice,
    proposals,
    register,
    shared,
    tabs,
    topic_persons,
    topic_trend,
    topics,
)

app_name = "foia_staff"

# The functions of `tabs` register themselves when they are imported.
assert tabs

urlpatterns = [
    path("", inbox.Inbox.show_view(), name="inbox"),
    path("nuova/", intake.new, name="new"),
    path("insieme/", inbox.Inbox.bulk_view(), name="bulk"),
    path("filtri/", inbox.Inbox.save_view(), name="save_filter"),
    path("filtri/<int:pk>/elimina/", inbox.Inbox.forget_view(), name="forget_filter"),
    path("richieste/<int:pk>/", case.show, name="case"),
    path("richieste/<int:pk>/presenze/", case.who_is_here, name="presence"),
    path("richieste/<int:pk>/ricevuta.pdf", intake.receipt, name="receipt"),
    path("richieste/<int:pk>/lettera.pdf", decision.letter, name="letter"),
    path("richieste/<int:pk>/decisione/prepara/", deciding.decide, name="decide"),
    path("richieste/<int:pk>/file/<uuid:public_id>/", files.file, name="file"),
    path("richieste/<int:pk>/parti/<int:party>/avviso/", party_notice.preview, name="party_notice"),
    path("richieste/<int:pk>/parti/<int:party>/avviso.pdf", party_notice.letter, name="party_letter"),
    path("richieste/<int:pk>/fai/<slug:action>/", doing.do, name="action"),
    path("richieste/<int:pk>/invio/<int:call>/", doing.leaving, name="leaving"),
    path("richieste/<int:pk>/fatti/<int:fact>/correggi/", correcting.correct, name="correct_fact"),
    path("richieste/<int:pk>/non-inviato/<slug:action>/", doing.keep_unsent, name="unsent"),
    path("richieste/<int:pk>/<slug:tab>/", case.show, name="case_tab"),
    path("condivise/", shared.inbox, name="shared"),
    path("condivise/<int:pk>/", shared.show, name="shared_case"),
    path("condivise/<int:pk>/domande/<int:consultation>/", shared.reply, name="reply_shared"),
    path(
        "condivise/<int:pk>/domande/<int:consultation>/non-inviato/", shared.keep_unsent, name="unsent_shared"
    ),
    path("condivise/<int:pk>/file/<uuid:public_id>/", shared.file, name="shared_file"),
    *topics.Board.urls("temi/"),
    path("temi/apri/", topics.start, name="start_topic"),
    path("temi/andamento/", topic_trend.show, name="topics_trend"),
    path("temi/proposte/", proposals.show, name="topic_proposals"),
    path("temi/bonta/", topics.quality, name="topics_quality"),
    path("temi/bonta/soglia/", topics.adopt, name="adopt_threshold"),
    path("temi/proposte/valuta/", proposals.judge, name="judge_proposal"),
    *topics.TopicPages.urls("temi/<int:pk>/"),
    path("temi/<int:pk>/risposte/<int:page>/aggiorna/", topics.keep_fresh, name="keep_answer_fresh"),
    path("temi/<int:pk>/persone/", topic_persons.PersonPages.show_view(), name="topic_persons"),
    *topic_persons.PersonPages.action_urls("temi/<int:pk>/"),
    *register.RegisterQueue.urls("registro/"),
    path("misure/", measures.show, name="measures"),
]
