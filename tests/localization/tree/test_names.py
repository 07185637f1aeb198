"""An alias is called as its source, until it is given a slug of its own."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests import builders
from tests.delivery.conftest import Api
from tests.editing import PUBLISH, section_form
from tests.localization.people import with_token
from tests.localization.tree.growing import commit, in_language, now, synchronise

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def page() -> Page:
    """A section "water" with "water/wells" below, shown in French and from there in Arabic."""
    synchronise("fr")
    synchronise("ar", "fr")
    section = builders.section("Water")
    builders.content_page("Wells", parent=section)
    commit()
    return now(section)


def rename(page: Page, slug: str) -> None:
    fresh = now(page)
    fresh.slug = slug
    fresh.save_revision().publish()
    commit()


def paths(page: Page) -> list[str]:
    """Of a page in French and Arabic, and of the first one below it."""
    found = []
    for code in ("fr", "ar"):
        other = in_language(code, page)
        found += [other.url_path, other.get_children().get().url_path]
    return [each.partition("/")[2].partition("/")[2] for each in found]


def test_its_slug_follows(page: Page, admin_client: Client, api: Api) -> None:
    form = section_form(title="Water", slug="all-water") | PUBLISH
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    commit()
    assert paths(page) == ["all-water/", "all-water/wells/"] * 2
    answer = api.get("resolve/", html_path="/fr/water/wells/")
    assert (answer["kind"], answer["location"]) == ("redirect", "/fr/all-water/wells/")
    assert api.get("resolve/", html_path="/ar/all-water/")["page"]["title"] == "Water"


def test_also_when_it_is_changed_through_the_api(page: Page, admin_user: Any) -> None:
    meta = {"type": "home.SectionPage", "action": "publish"}
    answer = Client().patch(
        f"/api/v3-preview/pages/{page.pk}/",
        {"slug": "all-water", "meta": meta},
        content_type="application/json",
        headers=with_token(admin_user),
    )
    assert answer.status_code == 200, answer.content
    commit()
    assert paths(page) == ["all-water/", "all-water/wells/"] * 2


def test_in_any_script(page: Page) -> None:
    rename(page, "مياه-نظيفة")
    assert in_language("fr", page).slug == in_language("ar", page).slug == "مياه-نظيفة"


def test_never_to_one_that_is_taken(page: Page) -> None:
    builders.content_page("Eau", slug="all-water", parent=builders.home("fr"))
    commit()
    rename(page, "all-water")
    assert in_language("fr", page).slug == in_language("ar", page).slug == "all-water-1"
    rename(page, "water-for-all")  # it goes on following
    assert paths(page) == ["water-for-all/", "water-for-all/wells/"] * 2


def test_until_it_has_one_of_its_own(page: Page) -> None:
    french = in_language("fr", page)
    french.slug = "eau"
    french.save()
    commit()
    assert paths(page) == ["eau/", "eau/wells/"] * 2  # Arabic follows French
    rename(page, "all-water")
    assert paths(page) == ["eau/", "eau/wells/"] * 2


def test_a_translation_keeps_its_own(page: Page) -> None:
    translated = builders.translated(builders.content_page("Rain"), "es", slug="lluvia")
    source = in_language("en", translated)
    commit()
    rename(source, "rainfall")
    assert now(translated).slug == "lluvia"
    assert in_language("fr", source).slug == "rainfall"


def test_what_is_saved_as_a_draft_of_a_live_page_changes_nothing(page: Page) -> None:
    fresh = now(page)
    fresh.title, fresh.slug = "Air", "air"
    fresh.save_revision()
    commit()
    assert (in_language("fr", page).slug, in_language("fr", page).title) == ("water", "Water")
