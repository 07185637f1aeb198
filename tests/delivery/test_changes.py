"""`changes/`: who follows it misses nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.core.database import before_commit
from cms.events.compacting import compact
from cms.events.models import Change, Head
from home.models import SectionPage
from tests import builders
from tests.delivery.conftest import Api
from tests.delivery.test_queries import queries
from tests.delivery.test_visibility import CANARY, HIDDEN


class Reader:
    """Asks for what is new since the last time."""

    def __init__(self, api: Api, **parameters: Any) -> None:
        self.api, self.parameters = api, parameters
        before_commit()
        self.cursor = api.get("changes/", **parameters)["next"]

    def new(self) -> list[dict[str, Any]]:
        before_commit()
        answer = self.api.get("changes/", since=self.cursor, **self.parameters)
        self.cursor = answer["next"]
        return list(answer["items"])


def said(items: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(each["action"], each["object"]["id"]) for each in items]


@pytest.fixture
def reader(api: Api) -> Reader:
    return Reader(api)


def test_without_a_cursor_the_newest_one_and_nothing_else(api: Api, reader: Reader) -> None:
    before = reader.cursor
    builders.section()
    before_commit()
    answer = api.get("changes/")
    assert answer["items"] == []
    assert answer["more"] is False
    assert answer["next"] != before
    assert api.get("changes/", since=answer["next"])["items"] == []


def test_what_is_said_of_a_change(reader: Reader) -> None:
    page = builders.section("Water")
    (published,) = reader.new()
    assert published["object"] == {
        "type": "home.SectionPage",
        "id": page.pk,
        "locale": "en",
        "translation_key": str(page.translation_key),
    }
    assert published["action"] == "published"
    assert (published["html_path"], published["previous_html_path"]) == ("/en/water/", None)
    assert {f"page:{page.pk}", "pages:en"} <= set(published["cache_tags"])
    assert published["cursor"] == reader.cursor

    page.slug = "rivers"
    page.save_revision().publish()
    moved, redirect = reader.new()
    assert moved["action"] == "moved"
    assert (moved["html_path"], moved["previous_html_path"]) == ("/en/rivers/", "/en/water/")
    assert moved["version"] != published["version"]
    assert redirect["object"]["type"] == "wagtailredirects.Redirect"
    assert (redirect["action"], redirect["html_path"]) == ("published", "/en/water")

    SectionPage.objects.get(pk=page.pk).unpublish()
    unpublished = reader.new()[0]
    assert unpublished["action"] == "unpublished"
    assert (unpublished["html_path"], unpublished["previous_html_path"]) == (None, "/en/rivers/")


def test_things_without_a_language_or_path(reader: Reader) -> None:
    picture = builders.picture()
    (change,) = reader.new()
    assert change["object"] == {
        "type": "images.CustomImage",
        "id": picture.pk,
        "locale": None,
        "translation_key": None,
    }
    assert (change["html_path"], change["previous_html_path"]) == (None, None)


def test_in_parts_nothing_is_missed_and_nothing_comes_twice(api: Api, reader: Reader) -> None:
    pages = [builders.section(f"Section {number}") for number in range(7)]
    before_commit()
    seen: list[tuple[str, int]] = []
    cursor, more = reader.cursor, True
    while more:
        answer = api.get("changes/", since=cursor, limit=3)
        seen += said(answer["items"])
        cursor, more = answer["next"], answer["more"]
    assert seen == [("published", page.pk) for page in pages]
    one_by_one = api.get("changes/", since=reader.cursor)["items"]
    assert said(api.get("changes/", since=one_by_one[4]["cursor"])["items"]) == seen[5:]


def test_an_initial_sync_goes_on_into_the_log(api: Api) -> None:
    kept, gone = builders.section("Kept"), builders.section("Gone")
    builders.section("Draft", live=False)
    before_commit()
    first = api.get("changes/", since="start", limit=2)
    assert (len(first["items"]), first["more"]) == (2, True)
    assert {each["at"] for each in first["items"]} == {None}

    kept.title = "Changed meanwhile"
    kept.save_revision().publish()
    gone.delete()
    late = builders.section("Meanwhile")
    before_commit()
    items, answer = list(first["items"]), first
    while answer["more"]:
        answer = api.get("changes/", since=answer["next"], limit=2)
        items += answer["items"]

    now = api.get("changes/", since="start", limit=1000)["items"]
    mirror = {}
    for each in items:
        key = (each["object"]["type"], each["object"]["id"])
        if each["action"] in ("unpublished", "deleted"):
            mirror.pop(key, None)
        else:
            mirror[key] = each["version"]
    assert mirror == {(e["object"]["type"], e["object"]["id"]): e["version"] for e in now}
    ids = {pk for type_name, pk in mirror if type_name == "home.SectionPage"}
    assert ids == {kept.pk, late.pk}


def test_by_type_and_language(api: Api, reader: Reader) -> None:
    page = builders.section("Water")
    builders.translated(page, "fr", slug="eau")
    builders.contact()
    builders.picture()
    before_commit()

    def found(**parameters: Any) -> set[tuple[str, str | None]]:
        items = api.get("changes/", since=reader.cursor, **parameters)["items"]
        return {(each["object"]["type"], each["object"]["locale"]) for each in items}

    french, picture = ("home.SectionPage", "fr"), ("images.CustomImage", None)
    assert found(locale="fr") == {french, picture}
    assert found(type=["contacts.Contact", "images.CustomImage"]) == {
        ("contacts.Contact", "en"),
        picture,
    }
    start = api.get("changes/", since="start", locale="fr", type="home.SectionPage")["items"]
    assert [each["html_path"] for each in start] == ["/fr/eau/"]
    # A reader whom little concerns still comes along.
    assert api.get("changes/", since=reader.cursor, type="news.NewsPage")["next"] > reader.cursor


@pytest.fixture
def elsewhere(site: Site) -> Page:
    """The home page of another site."""
    root = Page.get_first_root_node()
    home = builders.publish(root, type(builders.home())(title="Elsewhere", slug="elsewhere"))
    Site.objects.create(hostname="other.example.org", root_page=home, site_name="Other")
    return home


def test_each_site_hears_of_its_own(api: Api, elsewhere: Page) -> None:
    here, there = Reader(api), Reader(api, site="other.example.org")
    page = builders.section("There", parent=elsewhere)
    picture = builders.picture()
    assert said(here.new()) == [("published", picture.pk)]
    assert said(there.new()) == [("published", page.pk), ("published", picture.pk)]
    page.move(builders.home(), pos="last-child")
    assert said(here.new()) == [("published", page.pk)]
    assert said(there.new()) == [("unpublished", page.pk)]


def test_a_home_page_that_goes_takes_all_with_it(api: Api) -> None:
    page = builders.content_page(parent=builders.home("fr"))
    reader = Reader(api)
    builders.home("fr").delete()
    assert ("deleted", page.pk) in said(reader.new())


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_things_have_no_change(api: Api, reader: Reader, name: str) -> None:
    hidden = HIDDEN[name]()
    Redirect.objects.create(old_path=f"/en/{CANARY}-redirect", redirect_page=hidden)
    before = reader.cursor
    pages = {each["object"]["id"] for each in reader.new() if each["html_path"]}
    assert hidden.pk not in pages
    for since in (before, "start"):
        assert CANARY not in api.raw("changes/", since=since, limit=1000).content.decode()


def test_no_titles_and_no_names(api: Api, reader: Reader) -> None:
    page = builders.section(CANARY, slug="plain")
    page.title = f"{CANARY} again"
    page.save_revision().publish()
    builders.contact(CANARY)
    builders.document("Report", tags="x")
    before_commit()
    for since in (reader.cursor, "start"):
        assert CANARY not in api.raw("changes/", since=since, limit=1000).content.decode()


def test_what_the_clock_does_is_told_when_asked(committed_site: Site) -> None:
    page = builders.section()
    api = Api()
    cursor = api.get("changes/")["next"]
    digest = api.get("changes/digest/")
    moment = timezone.now() - timedelta(seconds=1)
    Page.objects.filter(pk=page.pk).update(expire_at=moment)
    SectionPage.objects.get(pk=page.pk).save(update_fields=["expire_at"])
    assert said(api.get("changes/", since=cursor)["items"]) == [("unpublished", page.pk)]
    assert api.get("changes/digest/")["count"] == digest["count"] - 1


def test_a_cursor_that_is_too_old(api: Api, reader: Reader) -> None:
    old = reader.cursor
    for number in range(3):
        builders.section(f"Section {number}")
    reader.new()
    sync = api.get("changes/", since="start", limit=1)["next"]
    builders.section("Newest")
    before_commit()
    Change.objects.update(at=timezone.now() - timedelta(days=40))
    compact()
    for cursor in (old, "0.", sync, reader.cursor):
        problem = api.refused("changes/", since=cursor, limit=5)
        assert problem["status"] == 410
        assert problem["type"].endswith("/cursor-gone")
        restart = problem["restart_url"]
        assert restart == "/api/delivery/v1/changes/?since=start&limit=5"
        assert api.client.get(restart).status_code == 200
    newest = api.get("changes/")["next"]
    assert api.get("changes/", since=newest)["next"] == newest


def test_a_cursor_of_another_history(api: Api, reader: Reader) -> None:
    """After a backup was put back, the same numbers are given to other changes."""
    builders.section()
    before_commit()
    number = Head.objects.get().sequence
    for cursor in (f"{number}.0123456789abcdef", f"{number + 5}.0123456789abcdef", "0.0a"):
        assert api.refused("changes/", since=cursor)["status"] == 410


def test_a_log_that_begins_anew(api: Api, reader: Reader) -> None:
    Change.objects.all().delete()
    Head.objects.update(sequence=1_700_000_000, oldest=1_700_000_000)
    assert api.refused("changes/", since=reader.cursor)["status"] == 410
    again = Reader(api)
    page = builders.section()
    assert said(again.new()) == [("published", page.pk)]


@pytest.mark.parametrize(
    "cursor", ["", "x", "1", "1.x", "-1.", "1.2.3.4", "٣.", f"{10**19}.", "\0"]
)
def test_what_is_no_cursor(api: Api, cursor: str) -> None:
    problem = api.refused("changes/", since=cursor)
    assert problem["status"] == 422
    assert problem["errors"][0]["loc"] == ["query", "since"]


@pytest.mark.parametrize("path", ["changes/", "changes/digest/"])
def test_no_cache_may_keep_it(api: Api, path: str) -> None:
    assert api.raw(path)["Cache-Control"] == "no-store"


def test_queries_do_not_grow(api: Api, reader: Reader) -> None:
    def ask() -> None:
        for since in (reader.cursor, "start"):
            api.get("changes/", since=since, limit=1000)

    builders.section()
    before_commit()
    few = queries(ask)
    for number in range(6):
        builders.translated(builders.section(f"Section {number}"), "fr", slug=f"s{number}")
        builders.picture(f"Picture {number}")
    before_commit()
    assert queries(ask) == few <= 12
