"""The staff's common pages, under /redazione/."""

from django.urls import path

from pasocial.office.files.attachments import views as attachments
from pasocial.office.messaging.departures import views as departures
from pasocial.office.messaging.notices import views as notices
from pasocial.office.people.members import absence_views as absences
from pasocial.office.people.members import views as members
from pasocial.office.screens import access_log, changes, dashboard
from pasocial.office.work.approvals import views as approvals
from pasocial.office.work.handover import views as handover
from pasocial.office.work.items import views as work
from pasocial.office.work.measures import views as measures

app_name = "office"
urlpatterns = [
    path("", dashboard.today, name="dashboard"),
    path("attivita/", work.queue, name="queue"),
    path("attivita/caso/<str:reference>/", work.about, name="about"),
    path("attivita/caso/<str:reference>/novita/", changes.changes, name="changes"),
    path("attivita/<int:pk>/", work.item, name="item"),
    path("attivita/<int:pk>/prendi/", work.take, name="item_take"),
    path("attivita/<int:pk>/rilascia/", work.give_back, name="item_give_back"),
    path("attivita/<int:pk>/assegna/", work.assign, name="item_assign"),
    path("attivita/<int:pk>/gruppo/", work.assign_to_group, name="item_assign_group"),
    path("attivita/<int:pk>/passa/", work.hand_over, name="item_hand_over"),
    path("attivita/<int:pk>/affida/<slug:kind>/", handover.hand_over_as, name="item_hand_over_as"),
    path("attivita/<int:pk>/concludi/", work.finish, name="item_finish"),
    path("misure/", measures.measures, name="measures"),
    path("approvazioni/", approvals.approvals, name="approvals"),
    path("approvazioni/catene/", approvals.chains, name="approval_chains"),
    path("approvazioni/link/<str:token>/", approvals.link, name="approval_link"),
    path("approvazioni/<int:pk>/", approvals.approval, name="approval"),
    path("approvazioni/<int:pk>/approva/", approvals.approve, name="approval_approve"),
    path("approvazioni/<int:pk>/rimanda/", approvals.send_back, name="approval_send_back"),
    path("partenze/", departures.departures, name="departures"),
    path("partenze/ferma/", departures.freeze, name="departures_freeze"),
    path("partenze/ferma/<str:about>/", departures.freeze_thing, name="departures_freeze_thing"),
    path("partenze/fermi/<int:pk>/riprendi/", departures.lift, name="departures_lift"),
    path("partenze/<int:pk>/annulla/", departures.call_back, name="departure_call_back"),
    path("partenze/<int:pk>/momento/", departures.move, name="departure_move"),
    path("avvisi/", notices.notices, name="notices"),
    path("avvisi/campanella/", notices.bell, name="notices_bell"),
    path("avvisi/letti/", notices.mark_read, name="notices_read"),
    path("avvisi/preferenze/", notices.preferences, name="notice_preferences"),
    path("avvisi/<int:pk>/", notices.open_notice, name="notice"),
    path("posta/", notices.mailbox, name="mailbox"),
    path("posta/<int:pk>/", notices.mail, name="mail"),
    path("posta/<int:pk>/html/", notices.mail_html, name="mail_html"),
    path("posta/<int:pk>/di-nuovo/", notices.send_again, name="mail_again"),
    path("file/<uuid:public_id>/", attachments.open_file, name="file"),
    path("file/<uuid:public_id>/oscura/", attachments.redact, name="redact"),
    path("file/<uuid:public_id>/oscuramento/", attachments.show_redaction, name="redaction"),
    path("file/<uuid:public_id>/controllo/", attachments.show_inspection, name="inspection"),
    path("file/<uuid:public_id>/controllo/conferma/", attachments.confirm, name="confirm_findings"),
    path("file/<uuid:public_id>/controllo/rileggi/", attachments.read_again, name="read_again"),
    path("materiale/<str:about>/", attachments.show_material, name="material"),
    path("materiale/<str:about>/lettere/", attachments.leave_letters_out, name="material_letters"),
    path("materiale/<str:about>/<uuid:public_id>/<slug:verb>/", attachments.decide, name="material_decide"),
    path("accessi/", access_log.access_log, name="access_log"),
    path("accessi/accessi.csv", access_log.access_log_csv, name="access_log_csv"),
    path("assenze/", absences.absences, name="absences"),
    path("assenze/<int:pk>/concludi/", absences.end_absence, name="absence_end"),
    path("chiavi/", members.tokens, name="tokens"),
    path("chiavi/<int:pk>/revoca/", members.revoke_token, name="token_revoke"),
]
