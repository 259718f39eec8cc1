"""The staff's common pages: who may open them, what they show, what they do."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pasocial.office.messaging.notices import operations as notices
from pasocial.office.messaging.notices.models import Mail, Notice
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.office.work.items import operations as work
from pasocial.office.work.items.models import Item
from tests.fixtures import coordinator, office_contact, rpct, signed_in_client, top, user, user_with

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SYSTEM = Actor.system("test")

PAGES = {
    "/redazione/": {"head", "viewer", "contact", "top", "rpct", "coordinator"},
    "/redazione/attivita/": {"head", "viewer", "contact", "top", "rpct", "coordinator"},
    "/redazione/avvisi/": {"head", "viewer", "contact", "top", "rpct", "coordinator"},
    "/redazione/posta/": {"coordinator"},
    "/redazione/chiavi/": {"head", "coordinator"},
}


def item(
    title: str = "Rispondere alla richiesta", *, desk: str = "foia", number: int = 1, **more: object
) -> Item:
    return work.open_item(
        desk=desk,
        kind="answer",
        about=f"foia.request:{number}",
        title=title,
        by=SYSTEM,
        at=NOW,
        **more,  # type: ignore[arg-type]
    )


def mail(
    key: str = "k", *, state: str = "sent", template: str = "office/account_notice", **more: object
) -> Mail:
    written = notices.write_mail(
        key=key,
        about="foia.request:1",
        template=template,
        to="ada@example.org",
        language="it",
        context={
            "what": "La tua password è stata cambiata.",
            "days": 3,
            "person": None,
            "action_url": "https://x.example/k",
            **more,
        },
        at=NOW,
    )
    Mail.objects.filter(pk=written.pk).update(state=state)
    written.refresh_from_db()
    return written


class TestDoors:
    @pytest.mark.parametrize("address", PAGES)
    def test_page_sends_anonymous_people_to_sign_in(self, address: str, client: Client) -> None:
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={address}")

    @pytest.mark.parametrize("address", PAGES)
    def test_page_opens_to_its_roles_and_to_nobody_else(self, address: str) -> None:
        people = {
            "nobody": user(),
            "head": user_with("foia", "head"),
            "viewer": user_with("foia", "viewer"),
            "contact": office_contact(),
            "top": top(),
            "rpct": rpct(),
            "coordinator": coordinator(),
        }
        opened = {
            name
            for name, person in people.items()
            if signed_in_client(person).get(address).status_code == 200
        }
        assert opened == PAGES[address]

    def test_page_needs_the_second_factor_in_this_session(self) -> None:
        answer = signed_in_client(coordinator(), second_factor=False).get("/redazione/?x=1")
        assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/?next=%2Fredazione%2F%3Fx%3D1")


def tell(user_id: int, key: str) -> None:
    told: dict[str, Any] = {"kind": "office.due", "about": "office.due:1", "name": "Le tue attività"}
    notices.tell(user_ids=[user_id], key=key, url="/redazione/attivita/", at=NOW, **told)


class TestDashboard:
    def test_what_is_mine_at_another_desk_is_counted_where_it_is_listed(self) -> None:
        me, other = user_with("foia", "editor"), user_with("newsroom", "head")
        given = item("Scrivi la pagina", desk="newsroom", due_on=timezone.localdate() - timedelta(days=1))
        # She worked there when it was given to her.
        Item.objects.filter(pk=given.pk).update(assignee=me)
        found = {}
        for name, person in (("me", me), ("other", other)):
            client = signed_in_client(person)
            board = client.get("/redazione/").context["board"]
            listed = [
                client.get(f"/redazione/attivita/?{asked}").context["page"].paginator.count
                for asked in ("who=mine", "state=late")
            ]
            found[name] = (
                [board.mine_count, board.late_count],
                listed,
                [row.item.title for row in board.late],
            )
        assert found == {
            "me": ([1, 1], [1, 1], ["Scrivi la pagina"]),
            "other": ([0, 1], [0, 1], ["Scrivi la pagina"]),
        }

    def test_dashboard_shows_mine_late_and_my_desks_queues(self) -> None:
        me = user_with("foia", "editor")
        mine = item("Mia di oggi", number=1, due_on=timezone.localdate())
        work.assign(item_id=mine.pk, to=me, by=SYSTEM, at=NOW)
        item("Vecchia", number=2, due_on=timezone.localdate() - timedelta(days=3))
        item(
            "Di un'altra redazione",
            desk="newsroom",
            number=3,
            due_on=timezone.localdate() - timedelta(days=3),
        )
        board = signed_in_client(me).get("/redazione/").context["board"]
        assert [row.item.title for row in board.mine] == ["Mia di oggi"]
        assert [(row.item.title, row.days_left) for row in board.late] == [("Vecchia", -3)]
        assert [(queue.code, queue.open, queue.unassigned, queue.late) for queue in board.queues] == [
            ("foia", 2, 1, 1)
        ]

    def test_dashboard_costs_the_same_with_one_row_and_with_many(self, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        me = coordinator()
        client = signed_in_client(me)

        def cost() -> int:
            client.get("/redazione/")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get("/redazione/")
            return len(queries)

        item(number=1, due_on=timezone.localdate() - timedelta(days=3))
        tell(me.pk, "a")
        one = cost()
        for number in range(2, 8):
            item(number=number, due_on=timezone.localdate() - timedelta(days=3))
            tell(me.pk, f"n{number}")
        assert cost() == one


class TestQueue:
    def titles(self, client: Client, query: str = "") -> list[str]:
        return [row.title for row in client.get(f"/redazione/attivita/?{query}").context["page"]]

    def test_queue_shows_my_desks_most_urgent_first_and_narrows(self) -> None:
        me = user_with("foia", "editor")
        client = signed_in_client(me)
        today = timezone.localdate()
        item("Senza giorno", number=1)
        item("Domani", number=2, due_on=today + timedelta(days=1))
        late = item("In ritardo", number=3, due_on=today - timedelta(days=1))
        item("Altrove", desk="newsroom", number=4)
        work.assign(item_id=late.pk, to=me, by=SYSTEM, at=NOW)
        assert self.titles(client) == ["In ritardo", "Domani", "Senza giorno"]
        assert self.titles(client, "who=mine") == ["In ritardo"]
        assert self.titles(client, "who=nobody") == ["Domani", "Senza giorno"]
        assert self.titles(client, "state=late") == ["In ritardo"]
        assert self.titles(client, "q=senza") == ["Senza giorno"]
        assert self.titles(client, "desk=newsroom") == ["In ritardo", "Domani", "Senza giorno"]

    @pytest.mark.parametrize("query", ["page=999", "page=x", "state=%00", "desk=';--", "q=%00"])
    def test_queue_survives_forged_addresses(self, query: str) -> None:
        item()
        assert (
            signed_in_client(user_with("foia", "head")).get(f"/redazione/attivita/?{query}").status_code
            == 200
        )


class TestItem:
    def test_editor_takes_gives_back_and_ends_an_item(self) -> None:
        me = user_with("foia", "editor")
        client = signed_in_client(me)
        found = item()
        client.post(f"/redazione/attivita/{found.pk}/prendi/")
        found.refresh_from_db()
        assert (found.assignee, found.state) == (me, "taken")
        client.post(f"/redazione/attivita/{found.pk}/rilascia/")
        found.refresh_from_db()
        assert (found.assignee, found.state) == (None, "open")
        client.post(f"/redazione/attivita/{found.pk}/concludi/", {"outcome": "Risposta data a voce"})
        found.refresh_from_db()
        assert (found.state, found.outcome) == ("done", "Risposta data a voce")
        events = Entry.objects.filter(about=f"office.item:{found.pk}", user_id=me.pk).order_by("id")
        assert list(events.values_list("event", flat=True)) == [
            "office.item.assigned",
            "office.item.assigned",
            "office.item.done",
        ]

    def test_head_assigns_within_the_desk_only(self) -> None:
        head, editor, outsider = user_with("foia", "head"), user_with("foia"), user_with("newsroom")
        client = signed_in_client(head)
        found = item()
        refused = client.post(f"/redazione/attivita/{found.pk}/assegna/", {"assignee": outsider.pk})
        assert (refused.status_code, list(refused.context["wrong"].errors)) == (422, ["assignee"])
        client.post(f"/redazione/attivita/{found.pk}/assegna/", {"assignee": editor.pk})
        found.refresh_from_db()
        assert found.assignee == editor

    def test_hand_over_needs_a_reason_and_keeps_what_was_typed(self) -> None:
        client = signed_in_client(user_with("foia", "editor"))
        found = item()
        address = f"/redazione/attivita/{found.pk}/passa/"
        refused = client.post(address, {"desk": "newsroom", "why": "  "})
        assert (refused.status_code, refused.context["hand_over"]["desk"].value()) == (422, "newsroom")
        client.post(address, {"desk": "newsroom", "why": "È materia da comunicato"})
        found.refresh_from_db()
        assert (found.desk, found.handed_from, found.why) == ("newsroom", "foia", "È materia da comunicato")

    @pytest.mark.parametrize("verb", ["prendi", "rilascia", "assegna", "passa", "concludi"])
    def test_viewer_sees_an_item_and_moves_nothing(self, verb: str) -> None:
        client = signed_in_client(user_with("foia", "viewer"))
        found = item()
        page = client.get(f"/redazione/attivita/{found.pk}/")
        moved = client.post(
            f"/redazione/attivita/{found.pk}/{verb}/", {"outcome": "x", "desk": "newsroom", "why": "x"}
        )
        found.refresh_from_db()
        assert (page.status_code, moved.status_code, found.state) == (200, 403, "open")
        assert [page.context.get(name) for name in ("assign", "hand_over", "finish")] == [None] * 3

    def test_item_of_another_desk_is_closed(self) -> None:
        found = item(desk="newsroom")
        assert (
            signed_in_client(user_with("foia", "head")).get(f"/redazione/attivita/{found.pk}/").status_code
            == 403
        )
        assert signed_in_client(coordinator()).get(f"/redazione/attivita/{found.pk}/").status_code == 200


class TestNotices:
    def test_notice_is_read_when_opened_and_only_by_its_owner(self) -> None:
        me, other = user_with("foia"), user_with("foia")
        tell(me.pk, "k")
        notice = Notice.objects.get()
        assert signed_in_client(other).post(f"/redazione/avvisi/{notice.pk}/").status_code == 404
        answer = signed_in_client(me).post(f"/redazione/avvisi/{notice.pk}/")
        notice.refresh_from_db()
        assert (answer["Location"], notice.read_at is not None) == ("/redazione/attivita/", True)


class TestMailbox:
    def test_mailbox_shows_each_message_and_narrows(self) -> None:
        client = signed_in_client(coordinator())
        mail("a", state="sent")
        mail("b", state="refused")
        page = client.get("/redazione/posta/?state=refused").context["page"]
        assert [row.key for row in page] == ["b"]
        assert len(client.get("/redazione/posta/?q=ada@").context["page"]) == 2
        assert len(client.get("/redazione/posta/?q=nobody").context["page"]) == 0

    def test_body_is_shown_without_power_over_our_page(self) -> None:
        client = signed_in_client(coordinator())
        written = mail(what="<script>alert(1)</script>")
        page = client.get(f"/redazione/posta/{written.pk}/")
        body = client.get(f"/redazione/posta/{written.pk}/html/")
        assert "<script>alert(1)" not in page.content.decode() + body.content.decode()
        assert f'src="/redazione/posta/{written.pk}/html/"' in page.content.decode()
        assert "frame-src 'self'" in page["Content-Security-Policy"]
        assert body["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert body["X-Frame-Options"] == "SAMEORIGIN"

    def test_link_that_opens_an_account_is_not_shown_where_mail_really_leaves(self, settings) -> None:  # type: ignore[no-untyped-def]
        client = signed_in_client(coordinator())
        written = mail(template="office/password_reset")
        secret = f"/redazione/posta/{written.pk}/"
        assert b"https://x.example/k" not in client.get(secret).content + client.get(secret + "html/").content
        settings.EMAIL_BACKEND = notices.LOCAL_MAILBOX
        assert b"https://x.example/k" in client.get(secret + "html/").content

    def test_refused_message_is_sent_again_by_a_person_and_recorded(self) -> None:
        me = coordinator()
        written = mail(state="refused")
        signed_in_client(me).post(f"/redazione/posta/{written.pk}/di-nuovo/")
        written.refresh_from_db()
        entry = Entry.objects.get(event="office.mail.sent_again")
        assert (written.state, entry.about, entry.user_id) == ("queued", "foia.request:1", me.pk)


class TestTokens:
    def test_key_is_shown_once_and_revoked(self) -> None:
        me = user_with("foia", "head")
        client = signed_in_client(me)
        made = client.post("/redazione/chiavi/", {"name": "Statistica", "scopes": ["foia.read"]})
        raw = made.context["made"]
        assert raw.startswith("pas_")
        assert raw in made.content.decode()
        assert raw not in client.get("/redazione/chiavi/").content.decode()
        token = me.machine_tokens.get()
        client.post(f"/redazione/chiavi/{token.pk}/revoca/")
        token.refresh_from_db()
        assert token.revoked_at is not None

    def test_key_cannot_hold_more_than_its_maker(self) -> None:
        client = signed_in_client(user_with("foia", "head"))
        answer = client.post(
            "/redazione/chiavi/", {"name": "Tutto", "scopes": ["foia.read", "office.coordinate"]}
        )
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["scopes"])

    def test_key_of_another_person_is_not_mine_to_revoke(self) -> None:
        owner = user_with("foia", "head")
        signed_in_client(owner).post("/redazione/chiavi/", {"name": "Mia", "scopes": ["foia.read"]})
        token = owner.machine_tokens.get()
        assert (
            signed_in_client(user_with("foia", "head"))
            .post(f"/redazione/chiavi/{token.pk}/revoca/")
            .status_code
            == 403
        )
        assert (
            signed_in_client(coordinator()).post(f"/redazione/chiavi/{token.pk}/revoca/").status_code == 302
        )
