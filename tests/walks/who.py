"""Who may use what: one line for each address of ours, by the name of its URL, for reading (GET) and acting (POST, PUT).

An address without a line here fails the walk: state who may use it. A group that is empty means the method is not
offered there. Wagtail's own pages have a walk of their own (test_panel.py); the sign-in pages are django-allauth's.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.walks.office import PERSONS, STAFF

Group = frozenset[str]


def group(*names: str) -> Group:
    assert set(names) <= set(PERSONS), names
    return frozenset(names)


NOBODY = group()
ALL = group(*PERSONS)
SIGNED_IN = group(*STAFF)
MEMBERS = SIGNED_IN - {"no role"}
HEADS = group("foia head", "newsroom head", "coordinator")
OWNER = group("citizen")

FOIA_STAFF = group("foia head", "foia editor", "foia viewer")
FOIA_READ = FOIA_STAFF | {"rpct", "coordinator"}
FOIA_WORK = group("foia head", "foia editor")
FOIA_HEAD = group("foia head")
RPCT = group("rpct")
WORK_OR_REVIEW = FOIA_WORK | RPCT
PUBLISH_REGISTER = FOIA_HEAD | RPCT
TOPICS = FOIA_READ | {"top"}
CHOOSE = FOIA_HEAD | {"coordinator"}
ASKED = group("asked contact")
PUBLIC_FILE = MEMBERS
QUEUE_OF_FOIA = FOIA_STAFF | {"coordinator"}

NEWSROOM_READ = group("newsroom head", "newsroom editor", "newsroom viewer", "coordinator")
NEWSROOM_WRITE = group("newsroom head", "newsroom editor")
NEWSROOM_APPROVE = group("newsroom head", "coordinator")
PANEL = NEWSROOM_APPROVE | NEWSROOM_WRITE
COORDINATOR = group("coordinator")
TRAIL = COORDINATOR | RPCT

# Whom the roles of the registry give each permission, in plain sight: the declarations are held to it (test_table.py).
HOLDERS: dict[str, Group] = {
    "office.coordinate": COORDINATOR,
    "office.read_mail": COORDINATOR,
    "office.read_measures": group("coordinator", "rpct", "top"),
    "office.read_trail": TRAIL,
    "foia.read": FOIA_READ,
    "foia.work": FOIA_WORK,
    "foia.correct": WORK_OR_REVIEW,
    "foia.approve": FOIA_HEAD,
    "foia.review": RPCT,
    "foia.reopen": PUBLISH_REGISTER,
    "foia.publish_register": PUBLISH_REGISTER,
    "foia.choose_topic": CHOOSE,
    "foia.read_topics": TOPICS,
    "foia.reply_shared": FOIA_WORK,
    "foia.see_shared": group("asked contact", "other contact"),
    "foia.read_measures": TOPICS,
    "newsroom.read": NEWSROOM_READ,
    "newsroom.write": NEWSROOM_WRITE,
    "newsroom.approve": NEWSROOM_APPROVE,
}

# Keys of the head of access: everything she may, or reading only.
FULL, READING = group("full key"), group("full key", "reading key")


@dataclass(frozen=True)
class Who:
    get: Group = NOBODY
    act: Group = NOBODY


def both(who: Group) -> Who:
    return Who(get=who, act=who)


WHO: dict[str, Who] = {
    # machines; /metrics answers this machine only, which is what a test is
    "healthz": Who(ALL),
    "readyz": Who(ALL),
    "metrics": Who(ALL),
    # the public site
    "design:language": Who(ALL),
    "site_pages:search": Who(ALL),
    "site_pages:robots": Who(ALL),
    "site_pages:sitemap": Who(ALL),
    "wagtail_serve": Who(ALL),
    # the portal: what everybody may read
    "foia:home": Who(ALL),
    "foia:when": Who(ALL),
    "foia:suggest": Who(ALL),
    "foia:chosen": Who(ALL),
    "foia:register": Who(ALL),
    "foia:register_csv": Who(ALL),
    "foia:register_json": Who(ALL),
    "foia:register_feed": Who(ALL),
    "foia:register_entry": Who(ALL),
    "foia:statistics": Who(ALL),
    "foia:public_file": Who(ALL),
    # filing; a draft opens to whoever knows its address
    "foia:new": both(ALL),
    "foia:new_step": both(ALL),
    "foia:new_link": both(ALL),
    "foia:new_discard": both(ALL),
    # a case, opened in this browser with its code or link
    "foia:find": both(ALL),
    "foia:leave": Who(act=ALL),
    "foia:signed_link": Who(ALL),
    # national identity: no provider is configured in the walk, and nobody has proven who she is (test_identity.py)
    "foia:enter": Who(),
    "foia:enter_go": Who(),
    "foia:entered": Who(),
    "foia:mine": Who(),
    "foia:receipt": Who(OWNER),
    "foia:receipt_pdf": Who(OWNER),
    "foia:follow": Who(OWNER),
    "foia:write": Who(act=OWNER),
    "foia:identify": Who(act=OWNER),
    "foia:withdraw": both(OWNER),
    "foia:rate": Who(act=OWNER),
    "foia:ask_review": both(OWNER),
    "foia:file": Who(OWNER),
    # the access desk
    "foia_staff:inbox": Who(FOIA_READ),
    "foia_staff:bulk": both(FOIA_WORK),
    "foia_staff:save_filter": both(FOIA_READ),
    "foia_staff:forget_filter": Who(act=group("foia editor")),
    "foia_staff:case": Who(FOIA_READ),
    "foia_staff:case_tab": Who(FOIA_READ),
    "foia_staff:presence": Who(FOIA_READ),
    "foia_staff:letter": Who(FOIA_READ),
    "foia_staff:receipt": Who(FOIA_READ),
    "foia_staff:file": Who(FOIA_READ),
    "foia_staff:new": both(FOIA_WORK),
    "foia_staff:decide": both(FOIA_WORK),
    "foia_staff:unsent": Who(act=WORK_OR_REVIEW),
    "foia_staff:deed/prendi": both(FOIA_WORK),
    "foia_staff:deed/assegna": both(FOIA_WORK),
    "foia_staff:deed/tipo": both(FOIA_WORK),
    "foia_staff:deed/ufficio": both(FOIA_WORK),
    "foia_staff:deed/priorita": both(FOIA_WORK),
    "foia_staff:deed/chiedi-identita": both(FOIA_WORK),
    "foia_staff:deed/identifica": both(FOIA_WORK),
    "foia_staff:deed/trasferisci": both(FOIA_WORK),
    "foia_staff:deed/proroga": both(FOIA_WORK),
    "foia_staff:deed/prova": both(FOIA_WORK),
    "foia_staff:deed/rispondi": both(FOIA_WORK),
    "foia_staff:deed/annota": both(FOIA_WORK),
    "foia_staff:deed/consulta": both(FOIA_WORK),
    "foia_staff:deed/ritira-consultazione": both(FOIA_WORK),
    "foia_staff:deed/rispedisci": both(FOIA_WORK),
    "foia_staff:deed/correggi-recapiti": both(FOIA_WORK),
    "foia_staff:deed/carica": both(FOIA_WORK),
    "foia_staff:deed/aggiungi-parte": both(FOIA_WORK),
    "foia_staff:deed/parte": both(FOIA_WORK),
    "foia_staff:deed/proponi": both(FOIA_WORK),
    "foia_staff:deed/giudica": both(FOIA_WORK),
    "foia_staff:deed/proponi-voce": both(FOIA_WORK),
    "foia_staff:deed/rimanda": both(FOIA_HEAD),
    "foia_staff:deed/usa-copia": both(FOIA_WORK),
    "foia_staff:deed/approva": both(FOIA_HEAD),
    "foia_staff:deed/annulla-approvazione": both(FOIA_HEAD),
    "foia_staff:deed/pubblica-voce": both(PUBLISH_REGISTER),
    "foia_staff:party_notice": Who(FOIA_WORK),
    "foia_staff:party_letter": Who(FOIA_WORK),
    "foia_staff:deed/invia-avviso": both(FOIA_WORK),
    "foia_staff:deed/annulla-avviso": both(FOIA_WORK),
    "foia_staff:deed/avviso-inviato": both(FOIA_WORK),
    "foia_staff:deed/accoglimento-comunicato": both(FOIA_WORK),
    "foia_staff:deed/rimedio": both(FOIA_WORK),
    "foia_staff:deed/rimedio-concluso": both(FOIA_WORK),
    "foia_staff:deed/correggi-voce": both(PUBLISH_REGISTER),
    "foia_staff:deed/togli-voce": both(PUBLISH_REGISTER),
    "foia_staff:deed/decidi-riesame": both(RPCT),
    "foia_staff:deed/riapri": both(PUBLISH_REGISTER),
    "foia_staff:deed/ricorso-respinto": both(PUBLISH_REGISTER),
    "foia_staff:deed/affida-riesame": both(RPCT),
    "foia_staff:deed/arrivo": both(FOIA_WORK),
    "foia_staff:deed/segnala-mancanza": both(FOIA_WORK),
    "foia_staff:deed/mancanza-sanata": both(FOIA_WORK),
    "foia_staff:deed/difensore-civico": both(PUBLISH_REGISTER),
    "foia_staff:deed/pronuncia-difensore": both(PUBLISH_REGISTER),
    "foia_staff:deed/conferma-rifiuto": both(PUBLISH_REGISTER),
    "foia_staff:deed/ricorso-notificato": both(PUBLISH_REGISTER),
    "foia_staff:correct_fact": both(WORK_OR_REVIEW),
    "foia_staff:deed/chiedi-garante": both(RPCT),
    "foia_staff:deed/parere-garante": both(RPCT),
    "foia_staff:register_queue": Who(FOIA_READ),
    "foia_staff:measures": Who(TOPICS),
    # topics
    "foia_staff:topics": Who(TOPICS),
    "foia_staff:topic": Who(TOPICS),
    "foia_staff:start_topic": both(FOIA_WORK),
    "foia_staff:join_topic": Who(act=FOIA_WORK),
    "foia_staff:split_topic": Who(act=FOIA_WORK),
    "foia_staff:merge_topic": Who(act=FOIA_WORK),
    "foia_staff:undo_topic": Who(act=FOIA_WORK),
    "foia_staff:choose_topic": Who(act=CHOOSE),
    "foia_staff:keep_answer_fresh": Who(act=CHOOSE),
    "foia_staff:topics_trend": Who(TOPICS),
    "foia_staff:topic_proposals": Who(FOIA_WORK),
    "foia_staff:topics_quality": Who(TOPICS),
    "foia_staff:adopt_threshold": Who(act=CHOOSE),
    "foia_staff:judge_proposal": Who(act=FOIA_WORK),
    # who asked, by name: only those who work the cases
    "foia_staff:topic_persons": Who(FOIA_WORK),
    "foia_staff:merge_topic_persons": Who(act=FOIA_WORK),
    "foia_staff:split_topic_persons": Who(act=FOIA_WORK),
    "foia_staff:confirm_topic_organisation": Who(act=FOIA_WORK),
    # what another office was asked: only the person who was asked
    "foia_staff:shared": Who(MEMBERS),
    "foia_staff:shared_case": Who(ASKED),
    "foia_staff:reply_shared": both(ASKED),
    "foia_staff:unsent_shared": Who(act=ASKED),
    "foia_staff:shared_file": Who(ASKED),
    # the newsroom
    "newsroom:commissions": Who(NEWSROOM_READ),
    "newsroom:commission": Who(NEWSROOM_READ),
    "newsroom:take": Who(act=NEWSROOM_WRITE),
    "newsroom:submit": Who(act=NEWSROOM_WRITE),
    "newsroom:drop": Who(act=NEWSROOM_WRITE),
    "newsroom:publish": Who(act=NEWSROOM_APPROVE),
    "newsroom:return": Who(act=NEWSROOM_APPROVE),
    # the office that all desks share
    "office:dashboard": Who(MEMBERS),
    "office:queue": Who(MEMBERS),
    "office:about": Who(FOIA_READ | ASKED),
    "office:item": Who(QUEUE_OF_FOIA),
    "office:item_take": Who(act=FOIA_WORK),
    "office:item_give_back": Who(act=FOIA_WORK | COORDINATOR),
    "office:item_assign": Who(act=CHOOSE),
    "office:item_hand_over": Who(act=FOIA_WORK | COORDINATOR),
    "office:item_finish": Who(act=FOIA_WORK),
    "office:changes": Who(FOIA_READ),
    "office:notices": Who(MEMBERS),
    "office:notices_bell": Who(MEMBERS),
    "office:notices_read": Who(act=MEMBERS),
    "office:notice_preferences": Who(act=MEMBERS),
    "office:notice": Who(act=group("foia editor")),
    "office:mailbox": Who(COORDINATOR),
    "office:mail": Who(COORDINATOR),
    "office:mail_html": Who(COORDINATOR),
    "office:mail_again": Who(act=COORDINATOR),
    "office:file": Who(FOIA_READ),
    "office:redact": both(FOIA_WORK),
    "office:inspection": Who(FOIA_READ),
    "office:confirm_findings": Who(act=FOIA_WORK),
    "office:read_again": Who(act=FOIA_WORK),
    "office:redaction": Who(FOIA_READ),
    "office:material": Who(TOPICS),
    "office:material_decide": Who(act=FOIA_WORK),
    "office:material_letters": Who(act=FOIA_WORK),
    "office:tokens": both(HEADS),
    "office:token_revoke": Who(act=FOIA_HEAD | COORDINATOR),
    "design:gallery": Who(SIGNED_IN),
    # the coordinator's panel
    "coordinator_overview": Who(COORDINATOR),
    "coordinator_persons": Who(COORDINATOR),
    "coordinator_new_person": both(COORDINATOR),
    "coordinator_person": Who(COORDINATOR),
    "coordinator_change_person": Who(act=COORDINATOR),
    "coordinator_settings_first": both(COORDINATOR),
    "coordinator_settings": both(COORDINATOR),
    "coordinator_trail": Who(TRAIL),
    "coordinator_verify": Who(act=TRAIL),
    "coordinator_troubles": Who(COORDINATOR),
    "coordinator_try_again": Who(act=COORDINATOR),
    "coordinator_send_again": Who(act=COORDINATOR),
    # the API: what everybody may read, filing, and the applicant's own case by code and e-mail
    "schema": Who(ALL),
    "api-docs": Who(ALL),
    "api-docs-part": Who(ALL),
    "api:foia_kinds": Who(ALL),
    "api:foia_register": Who(ALL),
    "api:foia_register_entry": Who(ALL),
    "api:foia_answers": Who(ALL),
    "api:foia_answers_like": Who(ALL),
    "api:foia_answer": Who(ALL),
    "api:foia_open": Who(act=ALL),
    "api:foia_own_case": Who(OWNER),
    "api:foia_own_file": Who(OWNER),
    "api:foia_own_write": Who(act=OWNER),
    "api:foia_own_identify": Who(act=OWNER),
    "api:foia_own_withdraw": Who(act=OWNER),
    "api:foia_own_rate": Who(act=OWNER),
    "api:foia_own_review": Who(act=OWNER),
    # the API: the desk's cases
    "api:foia_requests": Who(FOIA_READ | READING, ALL),
    "api:foia_case": Who(FOIA_READ | READING),
    "api:foia_suggestions": Who(FOIA_READ | READING),
    "api:foia_case_file": Who(FOIA_READ | READING),
    "api:foia_assign": Who(act=FOIA_WORK | FULL),
    "api:foia_case_take": Who(act=FOIA_WORK | FULL),
    "api:foia_case_kind": Who(act=FOIA_WORK | FULL),
    "api:foia_case_holder": Who(act=FOIA_WORK | FULL),
    "api:foia_case_priority": Who(act=FOIA_WORK | FULL),
    "api:foia_case_ask_identification": Who(act=FOIA_WORK | FULL),
    "api:foia_case_identify": Who(act=FOIA_WORK | FULL),
    "api:foia_case_transfer": Who(act=FOIA_WORK | FULL),
    "api:foia_case_extend": Who(act=FOIA_WORK | FULL),
    "api:foia_case_mark_test": Who(act=FOIA_WORK | FULL),
    "api:foia_case_messages": Who(act=FOIA_WORK | FULL),
    "api:foia_case_notes": Who(act=FOIA_WORK | FULL),
    "api:foia_case_files": Who(act=FOIA_WORK | FULL),
    "api:foia_case_consultations": Who(act=FOIA_WORK | FULL),
    "api:foia_case_consultations_withdraw": Who(act=FOIA_WORK | FULL),
    "api:foia_case_decision": Who(act=FOIA_WORK | FULL),
    "api:foia_case_decision_confirm": Who(act=FOIA_WORK | FULL),
    "api:foia_case_decision_use_copy": Who(act=FOIA_WORK | FULL),
    "api:foia_case_decision_submit": Who(act=FOIA_WORK | FULL),
    "api:foia_case_decision_return": Who(act=FOIA_HEAD | FULL),
    "api:foia_case_decision_approve": Who(act=FOIA_HEAD | FULL),
    "api:foia_case_decision_undo": Who(act=FOIA_HEAD | FULL),
    "api:foia_case_parties": Who(act=FOIA_WORK | FULL),
    "api:foia_case_parties_notice": Who(act=FOIA_WORK | FULL),
    "api:foia_case_parties_notice_preview": Who(FOIA_WORK | FULL),
    "api:foia_case_parties_notice_undo": Who(act=FOIA_WORK | FULL),
    "api:foia_case_parties_grant_told": Who(act=FOIA_WORK | FULL),
    "api:foia_case_parties_notified": Who(act=FOIA_WORK | FULL),
    "api:foia_case_parties_received": Who(act=FOIA_WORK | FULL),
    "api:foia_case_parties_opposed": Who(act=FOIA_WORK | FULL),
    "api:foia_case_parties_consented": Who(act=FOIA_WORK | FULL),
    "api:foia_case_parties_grant_received": Who(act=FOIA_WORK | FULL),
    "api:foia_case_parties_remedy": Who(act=FOIA_WORK | FULL),
    "api:foia_case_review_garante_asked": Who(act=RPCT),
    "api:foia_case_review_garante_answered": Who(act=RPCT),
    "api:foia_case_review_entrust": Who(act=RPCT),
    "api:foia_case_review_decide": Who(act=RPCT),
    "api:foia_case_reopen": Who(act=PUBLISH_REGISTER | FULL),
    "api:foia_case_appeal_rejected": Who(act=PUBLISH_REGISTER | FULL),
    "api:foia_case_facts_correct": Who(act=WORK_OR_REVIEW | FULL),
    "api:foia_case_received_from_other_body": Who(act=FOIA_WORK | FULL),
    "api:foia_case_gap": Who(act=FOIA_WORK | FULL),
    "api:foia_case_gap_completed": Who(act=FOIA_WORK | FULL),
    "api:foia_case_ombudsman": Who(act=PUBLISH_REGISTER | FULL),
    "api:foia_case_ombudsman_found": Who(act=PUBLISH_REGISTER | FULL),
    "api:foia_case_ombudsman_confirm": Who(act=PUBLISH_REGISTER | FULL),
    "api:foia_case_court": Who(act=PUBLISH_REGISTER | FULL),
    "api:foia_case_register_entry": Who(act=FOIA_WORK | FULL),
    "api:foia_shared": Who(SIGNED_IN | FULL),
    "api:foia_shared_case": Who(ASKED),
    "api:foia_shared_reply": Who(act=ASKED),
    "api:foia_judge": Who(act=FOIA_WORK | FULL),
    "api:foia_entries": Who(PUBLISH_REGISTER | FULL),
    "api:foia_entry": Who(PUBLISH_REGISTER | FULL),
    "api:foia_entry_approve": Who(act=PUBLISH_REGISTER | FULL),
    "api:foia_entry_correct": Who(act=PUBLISH_REGISTER | FULL),
    "api:foia_entry_hide": Who(act=PUBLISH_REGISTER | FULL),
    # the API: topics
    "api:foia_topics": Who(TOPICS | FULL, FOIA_WORK | FULL),
    "api:foia_topic": Who(TOPICS | FULL),
    "api:foia_topic_requests": Who(FOIA_READ | READING),
    "api:foia_topic_persons": Who(FOIA_WORK | FULL),
    "api:foia_topic_organisations": Who(FOIA_WORK | FULL),
    "api:foia_topic_persons_same": Who(act=FOIA_WORK | FULL),
    "api:foia_topic_persons_different": Who(act=FOIA_WORK | FULL),
    "api:foia_topic_organisation_confirm": Who(act=FOIA_WORK | FULL),
    "api:foia_topic_answer_fresh": Who(act=CHOOSE | FULL),
    "api:foia_proposals": both(FOIA_WORK | FULL),
    "api:foia_proposals_quality": Who(TOPICS | FULL),
    "api:foia_proposals_threshold": Who(act=CHOOSE | FULL),
    "api:foia_topic_join": Who(act=FOIA_WORK | FULL),
    "api:foia_topic_leave": Who(act=FOIA_WORK | FULL),
    "api:foia_topic_split": Who(act=FOIA_WORK | FULL),
    "api:foia_topic_merge": Who(act=FOIA_WORK | FULL),
    "api:foia_topic_undo": Who(act=FOIA_WORK | FULL),
    "api:foia_topic_rename": Who(act=FOIA_WORK | FULL),
    "api:foia_topic_choose": Who(act=CHOOSE | FULL),
    # the API: the newsroom; the keys of this walk belong to somebody who has no role there
    "api:newsroom_commissions": Who(NEWSROOM_READ),
    "api:newsroom_commission": Who(NEWSROOM_READ),
    "api:newsroom_commission_take": Who(act=NEWSROOM_WRITE),
    "api:newsroom_commission_submit": Who(act=NEWSROOM_WRITE),
    "api:newsroom_commission_drop": Who(act=NEWSROOM_WRITE),
    "api:newsroom_commission_return": Who(act=NEWSROOM_APPROVE),
    "api:newsroom_commission_publish": Who(act=NEWSROOM_APPROVE),
}

# The sign-in pages are django-allauth's: no object of ours is behind them, and everybody may try to sign in.
SIGN_IN = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_")
