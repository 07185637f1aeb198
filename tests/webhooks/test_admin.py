"""Endpoints and deliveries in the admin."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError
from wagtail.log_actions import registry
from wagtail.models import Site

from cms.core.database import before_commit
from cms.webhooks.models import Delivery, Endpoint, Message
from tests import builders
from tests.editing import form_errors
from tests.webhooks.conftest import make_endpoint
from tests.webhooks.receiver import Receiver

Work = Callable[[], None]
pytestmark = pytest.mark.usefixtures("site")


def url(view: str, endpoint: Endpoint | None = None) -> str:
    return reverse(f"webhook_endpoints:{view}", args=[endpoint.pk] if endpoint else [])


def url_of(delivery: Delivery) -> str:
    return reverse("webhook_deliveries:inspect", args=[delivery.pk])


def form(**fields: Any) -> dict[str, Any]:
    return {
        "name": "Frontend",
        "url": "https://www.example.org/hook",
        "events": ["content.published", "content.updated"],
        "sites": [],
        "locales": ["fr"],
        **fields,
    }


def text(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def secret_on(response: Any) -> str:
    code = BeautifulSoup(response.content, "html.parser").select_one("main code")
    assert code is not None
    return code.get_text()


def test_an_endpoint_is_made(admin_client: Client) -> None:
    response = admin_client.post(url("add"), form(), follow=True)
    endpoint = Endpoint.objects.get()
    assert (endpoint.events, endpoint.sites, endpoint.locales) == (
        ["content.published", "content.updated"],
        [],
        ["fr"],
    )
    assert response.redirect_chain[-1][0] == url("inspect", endpoint)
    page = text(response)
    assert "https://www.example.org/hook" in page
    assert "Nobody has seen it yet" in page
    assert "Frontend" in text(admin_client.get(url("index")))


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"url": "http://www.example.org/"}, {"url": "Must start with https://"}),
        ({"url": "https://10.0.0.1/"}, {"url": "not a public address"}),
        ({"events": []}, {"events": "required"}),
        ({"events": ["content.eaten"]}, {"events": "not one of the available"}),
        ({"sites": ["999"]}, {"sites": "not one of the available"}),
        ({"locales": ["xx"]}, {"locales": "not one of the available"}),
        ({"name": ""}, {"name": "required"}),
    ],
)
def test_what_is_wrong_is_told(
    admin_client: Client, fields: dict[str, Any], errors: dict[str, str]
) -> None:
    found = form_errors(admin_client.post(url("add"), form(**fields)))
    assert list(found) == list(errors)
    for name, words in errors.items():
        assert words in found[name][0]
    assert not Endpoint.objects.exists()


def test_an_endpoint_is_changed(admin_client: Client, site: Site) -> None:
    endpoint = make_endpoint("https://www.example.org/hook", sites=[site.pk])
    page = BeautifulSoup(admin_client.get(url("edit", endpoint)).content, "html.parser")
    assert [each["value"] for each in page.select("[name=sites][checked]")] == [str(site.pk)]
    admin_client.post(url("edit", endpoint), form(name="Other", locales=[]))
    before, after = endpoint, Endpoint.objects.get()
    assert (after.name, after.sites, after.locales) == ("Other", [], [])
    assert (after.secret, after.since) == (before.secret, before.since)


def test_a_site_that_is_gone_stays_chosen(admin_client: Client, site: Site) -> None:
    """Else nothing would be chosen, which means all."""
    endpoint = make_endpoint("https://www.example.org/hook", sites=[999])
    page = admin_client.get(url("edit", endpoint))
    assert "999 (deleted)" in text(page)
    admin_client.post(url("edit", endpoint), form(sites=["999"]))
    assert Endpoint.objects.get().sites == [999]
    assert "999 (deleted)" in text(admin_client.get(url("inspect", endpoint)))


def test_the_secret_is_shown_once(admin_client: Client) -> None:
    endpoint = make_endpoint("https://www.example.org/hook")
    shown = admin_client.post(url("show_secret", endpoint))
    assert secret_on(shown) == endpoint.secret
    assert "no-store" in shown.headers["Cache-Control"]
    again = admin_client.post(url("show_secret", endpoint), follow=True)
    assert "has been shown already" in text(again)
    for view in ("inspect", "edit", "history", "delete", "index"):
        page = admin_client.get(url(view, endpoint if view != "index" else None))
        assert page.status_code == 200
        assert endpoint.secret not in page.content.decode()
    logged = registry.get_logs_for_instance(endpoint)
    assert endpoint.secret not in repr(list(logged.values_list("data", "action")))
    assert "webhooks.show_secret" in logged.values_list("action", flat=True)


def test_secrets_take_turns(
    admin_client: Client, endpoint: Endpoint, receiver: Receiver, work: Work
) -> None:
    old = endpoint.secret
    admin_client.post(url("rotate_secret", endpoint))
    new = secret_on(admin_client.post(url("show_secret", endpoint)))
    builders.section("Water")
    work()
    received = receiver.received[-1]
    assert received.verified(old) == received.verified(new)

    assert "Two are valid" in text(admin_client.get(url("inspect", endpoint)))
    admin_client.post(url("retire_secret", endpoint))
    builders.section("Soil")
    work()
    received = receiver.received[-1]
    assert received.verified(new)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(received.body, received.headers)


def test_an_old_secret_ends_by_itself(endpoint: Endpoint, receiver: Receiver, work: Work) -> None:
    endpoint.previous_secret = endpoint.secret
    endpoint.previous_secret_until = timezone.now() - timedelta(seconds=1)
    endpoint.save()
    builders.section("Water")
    work()
    assert len(receiver.received[0].headers["webhook-signature"].split()) == 1


def test_a_test(admin_client: Client, endpoint: Endpoint, receiver: Receiver, work: Work) -> None:
    """Also while it is paused, to see whether it can be resumed."""
    admin_client.post(url("pause", endpoint))
    page = admin_client.post(url("test", endpoint), follow=True)
    assert page.headers["Refresh"] == "2"
    builders.section("Water")
    work()
    (received,) = receiver.received
    body = received.verified(endpoint.secret)
    assert (body["type"], body["data"]) == ("webhooks.test", {"endpoint": "Frontend"})
    page = admin_client.get(page.redirect_chain[-1][0])
    assert "204 No Content" in text(page)
    assert "Refresh" not in page.headers


def test_a_test_that_fails_is_not_tried_again(
    admin_client: Client, endpoint: Endpoint, receiver: Receiver, work: Work
) -> None:
    receiver.answers(500, b"<b>Oh</b>")
    page = admin_client.post(url("test", endpoint), follow=True)
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == ("failed", 1)
    page = admin_client.get(page.redirect_chain[-1][0])
    assert "500 Internal Server Error" in text(page)
    assert b"<b>Oh</b>" not in page.content
    endpoint.refresh_from_db()
    assert endpoint.failures == 0


def test_pause_and_resume(
    admin_client: Client, endpoint: Endpoint, receiver: Receiver, work: Work
) -> None:
    admin_client.post(url("pause", endpoint))
    builders.section("Water")
    work()
    assert receiver.received == []
    assert "1 waiting" in text(admin_client.get(url("inspect", endpoint)))
    admin_client.post(url("resume", endpoint))
    work()
    assert len(receiver.received) == 1

    admin_client.post(url("pause", endpoint))
    builders.section("Soil")
    work()
    admin_client.post(url("resume", endpoint), {"drop": "1"})
    builders.section("Air")
    work()
    paths = [each.data["html_path"] for each in receiver.received]
    assert paths == ["/en/water/", "/en/air/"]
    assert Delivery.objects.get(message__title="Soil").state == "dropped"


@pytest.mark.parametrize("reason", ["", "The receiver answered 410 Gone"])
def test_trouble_is_on_the_dashboard(admin_client: Client, reason: str) -> None:
    make_endpoint("https://www.example.org/hook", "Healthy")
    assert "in trouble" not in text(admin_client.get("/admin/"))
    sick = make_endpoint("https://www.example.org/sick", "Sick", failures=5)
    Endpoint.objects.filter(pk=sick.pk).update(
        failing_since=timezone.now(),
        pause_reason=reason,
        paused_at=timezone.now() if reason else None,
    )
    page = text(admin_client.get("/admin/"))
    assert "Webhooks in trouble" in page
    assert "Sick" in page
    assert reason in page
    assert "Healthy" not in page
    overview = text(admin_client.get(url("inspect", sick)))
    assert ("Paused since" if reason else "Failing since") in overview


class TestDeliveries:
    @pytest.fixture(autouse=True)
    def content(self, endpoint: Endpoint, receiver: Receiver, work: Work) -> None:
        """Delivered to one, failed at the other."""
        broken = make_endpoint(receiver.url + "/broken", "Broken")
        receiver.reply = lambda received: (
            (410, {}, b"no more") if received.path.endswith("broken") else (200, {}, b"")
        )
        builders.section("Water")
        before_commit()
        builders.section("Soil")
        work()
        self.broken = broken

    def listed(self, client: Client, **query: Any) -> list[str]:
        response = client.get(reverse("webhook_deliveries:index"), query)
        assert response.status_code == 200
        found = response.context["object_list"]
        return [f"{each.endpoint.name}: {each.message.title}" for each in found]

    def test_are_listed_and_filtered(self, admin_client: Client, endpoint: Endpoint) -> None:
        assert self.listed(admin_client) == [
            "Frontend: Soil",
            "Broken: Soil",
            "Frontend: Water",
            "Broken: Water",
        ]
        assert self.listed(admin_client, endpoint=endpoint.pk, q="wat") == ["Frontend: Water"]
        assert self.listed(admin_client, q="/en/soil", state="waiting") == ["Broken: Soil"]
        assert self.listed(admin_client, event="content.moved") == []
        assert self.listed(admin_client, time_from="2020-01-01", time_to="2020-01-02") == []
        assert len(self.listed(admin_client, time_from="2020-01-01")) == 4

    def test_the_list_costs_the_same(
        self, admin_client: Client, django_assert_num_queries: Any, work: Work
    ) -> None:
        index = reverse("webhook_deliveries:index")
        admin_client.get(index)
        with CaptureQueriesContext(connection) as few:
            admin_client.get(index)
        for name in ("One", "Two", "Three"):
            builders.section(name)
        work()
        with django_assert_num_queries(len(few)):
            admin_client.get(index)

    def test_one_is_shown_with_its_attempts(self, admin_client: Client) -> None:
        delivery = Delivery.objects.get(message__title="Water", endpoint=self.broken)
        page = text(admin_client.get(url_of(delivery)))
        for words in (
            "content.published",
            "Broken",
            "410 Gone",
            "no more",
            delivery.message_id,
            '"cache_tags"',
        ):
            assert words in page

    def test_says_what_one_waits_for(
        self, admin_client: Client, endpoint: Endpoint, receiver: Receiver, work: Work
    ) -> None:
        receiver.answers(500)
        page = builders.section("Air")
        work()
        page.save_revision().publish()
        work()
        later, first = Delivery.objects.filter(endpoint=endpoint, state="waiting").order_by("-pk")

        def shown(delivery: Delivery) -> str:
            return text(admin_client.get(url_of(delivery)))

        assert "waiting: until" in shown(first)
        assert "waiting: what happened earlier to the same thing" in shown(later)
        admin_client.post(reverse("webhook_deliveries:send_one_again", args=[first.pk]))
        assert "waiting: the worker sends it" in shown(first)
        admin_client.post(url("pause", endpoint))
        assert "waiting: the endpoint is paused" in shown(first)

    def test_not_everything_is_sent_again_with_one_click(self, admin_client: Client) -> None:
        index = reverse("webhook_deliveries:index")
        assert "messages again" not in text(admin_client.get(index))
        assert "Send these 4 messages again" in text(
            admin_client.get(index, {"time_from": "2020-01-01"})
        )

    def test_one_is_sent_again(
        self, admin_client: Client, endpoint: Endpoint, receiver: Receiver, work: Work
    ) -> None:
        delivery = Delivery.objects.get(message__title="Water", endpoint=endpoint)
        first = next(each for each in receiver.received if each.path == "/hook")
        receiver.received.clear()
        admin_client.post(reverse("webhook_deliveries:send_one_again", args=[delivery.pk]))
        work()
        (again,) = receiver.received
        assert (again.id, again.body) == (first.id, first.body)
        assert delivery.attempts.count() == 2

    def test_all_that_is_listed_is_sent_again(
        self, admin_client: Client, endpoint: Endpoint, receiver: Receiver, work: Work
    ) -> None:
        receiver.received.clear()
        page = BeautifulSoup(
            admin_client.get(
                reverse("webhook_deliveries:index"), {"endpoint": endpoint.pk, "q": "so"}
            ).content,
            "html.parser",
        )
        button = page.find("button", string="Send this 1 message again")
        assert button is not None
        assert button.parent is not None
        response = admin_client.post(button.parent["action"], follow=True)
        assert "1 message is on the way once more" in text(response)
        work()
        assert [each.data["html_path"] for each in receiver.received] == ["/en/soil/"]


class TestRights:
    """Who has the model's permission, and nobody else, at every door."""

    VIEWS = ("inspect", "edit", "delete", "history", "usage")
    ACTIONS = ("test", "pause", "resume", "show_secret", "rotate_secret", "retire_secret")

    @pytest.fixture
    def somebody(self, client: Client) -> Client:
        group = Group.objects.create(name="Group")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        user = User.objects.create_user("somebody")
        user.groups.add(group)
        client.force_login(user)
        return client

    def allow(self, *names: str) -> None:
        for name in names:
            permission = Permission.objects.get(codename=f"{name}_endpoint")
            Group.objects.get(name="Group").permissions.add(permission)

    def doors(self, endpoint: Endpoint) -> dict[str, tuple[str, str]]:
        delivery = Delivery.objects.create(
            endpoint=endpoint,
            thing="",
            message=Message.objects.create(id="msg_1", event="webhooks.test", body="{}"),
        )
        return {
            **{view: ("get", url(view, endpoint)) for view in self.VIEWS},
            **{view: ("post", url(view, endpoint)) for view in self.ACTIONS},
            "index": ("get", url("index")),
            "add": ("get", url("add")),
            "log": ("get", reverse("webhook_deliveries:index")),
            "delivery": ("get", reverse("webhook_deliveries:inspect", args=[delivery.pk])),
            "again": ("post", reverse("webhook_deliveries:send_one_again", args=[delivery.pk])),
            "all again": ("post", reverse("webhook_deliveries:send_again")),
        }

    def open_doors(self, client: Client, doors: dict[str, tuple[str, str]]) -> set[str]:
        refused = reverse("wagtailadmin_home")
        found = set()
        for name, (method, address) in doors.items():
            response = getattr(client, method)(address)
            assert response.status_code < 500
            if response.status_code == 200 or response.headers.get("Location") != refused:
                found.add(name)
        return found

    def test_nobody_without(self, somebody: Client) -> None:
        endpoint = make_endpoint("https://www.example.org/hook")
        assert self.open_doors(somebody, self.doors(endpoint)) == set()
        home = somebody.get("/admin/").content.decode()
        assert url("index") not in home
        assert reverse("webhook_deliveries:index") not in home
        endpoint.refresh_from_db()
        assert endpoint.paused_at is None

    def test_who_may_look(self, somebody: Client) -> None:
        self.allow("view")
        endpoint = make_endpoint("https://www.example.org/hook")
        seen = self.open_doors(somebody, self.doors(endpoint))
        assert seen == {"inspect", "index", "log", "delivery"}
        for page in (url("inspect", endpoint), reverse("webhook_deliveries:index")):
            assert b'method="post"' not in somebody.get(page).content

    def test_who_may_change(self, somebody: Client) -> None:
        self.allow("change")
        endpoint = make_endpoint("https://www.example.org/hook")
        shut = set(doors := self.doors(endpoint)) - self.open_doors(somebody, doors)
        assert shut == {"add", "delete"}


def test_an_edit_does_not_undo_what_the_courier_wrote(
    admin_client: Client, endpoint: Endpoint
) -> None:
    Endpoint.objects.update(failures=7, lease="somebody", leased_until=timezone.now())
    admin_client.post(url("edit", endpoint), form())
    after = Endpoint.objects.get()
    assert (after.failures, after.lease) == (7, "somebody")


def test_a_deleted_endpoint_takes_its_deliveries_along(
    admin_client: Client, endpoint: Endpoint, work: Work
) -> None:
    builders.section("Water")
    work()
    admin_client.post(url("delete", endpoint))
    assert not Endpoint.objects.exists()
    assert not Delivery.objects.exists()
