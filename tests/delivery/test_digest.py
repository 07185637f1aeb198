"""`changes/digest/`: a copy that has everything comes to the same number, and no other does."""

import hashlib
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from cms.core.database import before_commit
from home.models import SectionPage
from tests import builders
from tests.delivery.conftest import Api
from tests.delivery.test_queries import queries


def own(api: Api, **parameters: Any) -> tuple[int, str]:
    """As a client computes it, from what `changes/` tells."""
    before_commit()
    things = []
    answer: dict[str, Any] = {"next": "start", "more": True}
    while answer["more"]:
        answer = api.get("changes/", since=answer["next"], limit=5, **parameters)
        things += [
            (each["object"]["type"], each["object"]["id"], each["version"])
            for each in answer["items"]
        ]
    lines = "".join(f"{kind}:{pk}:{version}\n" for kind, pk, version in sorted(things))
    return len(things), hashlib.sha256(lines.encode()).hexdigest()


def given(api: Api, **parameters: Any) -> tuple[int, str]:
    before_commit()
    answer = api.get("changes/digest/", **parameters)
    return answer["count"], answer["digest"]


@pytest.fixture
def content(api: Api) -> Any:
    """A page whose number has more digits than those before it, in two languages, and more."""
    for number in range(8):
        builders.section(f"Section {number}")
    page = builders.section("Water")
    builders.translated(page, "fr", slug="eau")
    builders.contact()
    builders.picture()
    return page


@pytest.mark.parametrize("locale", [None, "en", "fr", "es"])
def test_a_client_comes_to_the_same(api: Api, content: Any, locale: str | None) -> None:
    parameters = {"locale": locale} if locale else {}
    assert given(api, **parameters) == own(api, **parameters)


def test_it_tells_languages_apart(api: Api, content: Any) -> None:
    both = given(api)
    english, french = given(api, locale="en"), given(api, locale="fr")
    SectionPage.objects.get(slug="eau").unpublish()
    assert given(api) != both
    assert given(api, locale="en") == english
    assert given(api, locale="fr") != french


def test_any_public_change_alters_it(api: Api, content: Any) -> None:
    first = given(api)
    content.title = "Rivers"
    content.save_revision().publish()
    second = given(api)
    draft = builders.section("Draft", live=False)
    assert first != second == given(api)
    draft.save_revision().publish()
    assert given(api) not in (first, second)
    draft.delete()
    assert given(api) == second


def test_it_stands_at_the_newest_cursor(api: Api, content: Any) -> None:
    before_commit()
    assert api.get("changes/digest/")["cursor"] == api.get("changes/")["next"]


def test_of_each_site(api: Api, content: Any) -> None:
    before = given(api)
    root = Page.get_first_root_node()
    home = builders.publish(root, type(builders.home())(title="Elsewhere", slug="elsewhere"))
    Site.objects.create(hostname="other.example.org", root_page=home, site_name="Other")
    builders.section("There", parent=home)
    assert given(api, site="other.example.org") == own(api, site="other.example.org")
    assert given(api) == own(api)
    assert given(api)[0] == before[0] + 1  # the other site's name


def of_a_new_digest(api: Api) -> int:
    """The queries that it takes after something has changed."""
    builders.picture("New")
    before_commit()
    with CaptureQueriesContext(connection) as captured:
        api.get("changes/digest/")
    return len(captured)


def test_queries_do_not_grow(api: Api, content: Any) -> None:
    of_a_new_digest(api)
    few = of_a_new_digest(api)
    for number in range(30):
        builders.section(f"More {number}")
    assert of_a_new_digest(api) == few <= 8


def test_it_is_computed_once_for_each_change(api: Api, content: Any) -> None:
    first = of_a_new_digest(api)
    assert queries(lambda: api.get("changes/digest/")) < first
