"""What receivers get when content changes."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from cms.core.database import before_commit
from cms.events import log
from cms.webhooks.models import Delivery, Endpoint
from tests import builders
from tests.webhooks.conftest import make_endpoint
from tests.webhooks.receiver import Receiver

Work = Callable[[], None]


def test_a_published_page(endpoint: Endpoint, receiver: Receiver, work: Work) -> None:
    page = builders.section("Water")
    work()
    (received,) = receiver.received
    body = received.verified(endpoint.secret)
    (change,) = log.after(endpoint.since)
    at = change.at.isoformat().replace("+00:00", "Z")
    assert body == {
        "type": "content.published",
        "timestamp": at,
        "data": {
            "cursor": f"{change.sequence}.{change.version}",
            "at": at,
            "action": "published",
            "object": {
                "type": "home.SectionPage",
                "id": page.pk,
                "locale": "en",
                "translation_key": str(page.translation_key),
            },
            "version": change.version,
            "html_path": "/en/water/",
            "previous_html_path": None,
            "cache_tags": change.tags,
        },
    }
    assert received.path == "/hook"
    assert received.headers["content-type"] == "application/json"
    assert received.headers["host"] == f"127.0.0.1:{receiver.port}"


def test_it_is_what_a_reader_of_changes_is_told(
    client: Client, endpoint: Endpoint, receiver: Receiver, work: Work
) -> None:
    changes = reverse("delivery:changes")
    before = client.get(changes).json()["next"]
    page = builders.section("Water")
    builders.picture()
    work()
    page.unpublish()
    work()
    items = client.get(changes, {"since": before}).json()["items"]
    assert len(items) == 3
    assert [each.data for each in receiver.received] == items


def test_a_draft_is_nobodys(endpoint: Endpoint, receiver: Receiver, work: Work) -> None:
    builders.section("Water", live=False)
    work()
    assert receiver.received == []


def test_all_that_happens_to_a_page_in_order(
    endpoint: Endpoint, receiver: Receiver, work: Work
) -> None:
    page = builders.section("Water")
    before_commit()
    page.slug = "waters"
    page.save_revision().publish()
    before_commit()
    page.refresh_from_db()
    page.unpublish()
    before_commit()
    page.delete()
    work()
    received = [each for each in receiver.received if "Page" in each.data["object"]["type"]]
    told = [(each.data["action"], each.data["html_path"]) for each in received]
    assert told == [
        ("published", "/en/water/"),
        ("moved", "/en/waters/"),
        ("unpublished", None),
    ]
    assert [each.data["previous_html_path"] for each in received] == [
        None,
        "/en/water/",
        "/en/waters/",
    ]
    assert len({each.id for each in received}) == 3


def test_nothing_is_sent_twice(endpoint: Endpoint, receiver: Receiver, work: Work) -> None:
    builders.section("Water")
    work()
    work()
    assert len(receiver.received) == 1


def test_a_new_endpoint_is_told_of_what_comes(
    endpoint: Endpoint, receiver: Receiver, work: Work
) -> None:
    builders.section("Water")
    before_commit()
    later = make_endpoint(receiver.url, "Later")
    builders.section("Soil")
    work()
    assert Delivery.objects.filter(endpoint=later).count() == 1
    assert Delivery.objects.filter(endpoint=endpoint).count() == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ["published en", "published fr", "updated en"]),
        ({"events": ["content.updated"]}, ["updated en"]),
        ({"locales": ["fr"]}, ["published fr"]),
        ({"locales": ["fr"], "events": ["content.updated"]}, []),
        ({"sites": [9999]}, []),
    ],
)
def test_it_gets_what_it_asks_for(
    site: Site, receiver: Receiver, work: Work, fields: dict[str, list[str]], told: list[str]
) -> None:
    before_commit()
    make_endpoint(receiver.url, **fields)
    page = builders.section("Water")
    before_commit()
    builders.translated(page, "fr")
    before_commit()
    page.save_revision().publish()
    work()
    data = [each.data for each in receiver.received]
    assert [f"{each['action']} {each['object']['locale']}" for each in data] == told


def test_what_belongs_to_no_site_or_language_concerns_all(
    site: Site, receiver: Receiver, work: Work
) -> None:
    before_commit()
    make_endpoint(receiver.url, locales=["fr"], sites=[site.pk])
    picture = builders.picture()
    work()
    assert receiver.received[0].data["object"] == {
        "type": "images.CustomImage",
        "id": picture.pk,
        "locale": None,
        "translation_key": None,
    }


def test_sites_are_told_apart(site: Site, receiver: Receiver, work: Work) -> None:
    other_home = builders.home().copy(update_attrs={"slug": "other"}, recursive=False)
    other = Site.objects.create(hostname="other.example.org", root_page=other_home)
    before_commit()
    ours = make_endpoint(receiver.url, "Ours", sites=[site.pk])
    theirs = make_endpoint(receiver.url, "Theirs", sites=[other.pk])
    builders.section("Water")
    builders.section("Soil", parent=other_home)
    work()
    assert titles(ours) == ["Water"]
    assert titles(theirs) == ["Soil"]

    other.delete()
    builders.section("Air")
    work()
    assert "Air" in titles(ours)
    assert "Air" not in titles(theirs)  # its only site is gone, which does not make it all sites


def titles(endpoint: Endpoint) -> list[str]:
    rows = Delivery.objects.filter(endpoint=endpoint).order_by("pk")
    return list(rows.values_list("message__title", flat=True))
