"""The walk through the house (office, panel, site, machines): who may use each address, what stands for each argument."""

from __future__ import annotations

from typing import Any

from tests.walks.groups import (
    ALL,
    ASKED,
    CHOOSE,
    COORDINATOR,
    FOIA_HEAD,
    FOIA_READ,
    FOIA_WORK,
    HEADS,
    MEMBERS,
    QUEUE_OF_FOIA,
    SIGNED_IN,
    TOPICS,
    TRAIL,
    Group,
    Who,
    both,
    group,
)

# Whom the roles of the registry give each permission, in plain sight: the declarations are held to it (test_table.py).
HOLDERS: dict[str, Group] = {
    "office.coordinate": COORDINATOR,
    "office.read_mail": COORDINATOR,
    "office.read_measures": group("coordinator", "rpct", "top"),
    "office.read_trail": TRAIL,
}
# Who may read (GET) and who may act (POST, PUT), by the name of the address.
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
}
# Beginnings of names whose arguments mean the same.
FAMILIES = ("office:item", "office:mail")
# The object of the walk's office behind an argument: of an address or a family (`name.argument`), or of all (`argument`).
VALUES: dict[str, Any] = {
    "design:language.code": lambda o: "en",
    "office:item.pk": lambda o: o.item.pk,
    "office:redaction.public_id": lambda o: o.files["copy"].public_id,
    "office:material.about": lambda o: o.second_topic.about,
    "office:material_letters.about": lambda o: o.second_topic.about,
    "office:material_decide.about": lambda o: o.second_topic.about,
    "office:material_decide.verb": lambda o: "libera",
    "office:mail.pk": lambda o: o.mail.pk,
    "office:notice.pk": lambda o: o.notice.pk,
    "office:token_revoke.pk": lambda o: o.token.pk,
    "coordinator_person.pk": lambda o: o.people["no role"].pk,
    "coordinator_change_person.pk": lambda o: o.people["no role"].pk,
    "coordinator_try_again.pk": lambda o: o.delivery.pk,
    "coordinator_send_again.pk": lambda o: o.mail.pk,
}
# What is read and is no page: files, pieces of a page, ways that lead elsewhere, forms that stand on another page.
NOT_PAGES = frozenset(
    [
        "healthz",
        "readyz",
        "metrics",
        "schema",
        "site_pages:robots",
        "site_pages:sitemap",
        "office:file",
        "office:changes",
        "office:notices_bell",
        "design:language",
        "office:about",
        "office:mail_html",
    ]
)
