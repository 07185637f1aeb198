"""What is deleted in one language leaves nothing behind in the others."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from tests import builders
from tests.delivery.conftest import Api
from tests.localization.people import with_token
from tests.localization.translating import french as in_circles
from tests.localization.translating import publish, submit, translate
from tests.localization.tree.growing import commit, in_language, now, synchronise, tree

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def section() -> Page:
    """With a page below, both shown in French, and from there in Arabic."""
    synchronise("fr")
    synchronise("ar", "fr")
    section = builders.section("Water")
    builders.content_page("Wells", parent=section)
    with TestCase.captureOnCommitCallbacks(execute=True):  # search takes aliases up after it
        commit()
    assert tree(builders.home("ar")) == [("water", ["wells"])]
    return now(section)


class Doors:
    def __init__(self, client: Client, user: Any, page: Page) -> None:
        self.client, self.user, self.page = client, user, page

    def admin(self) -> None:
        url = reverse("wagtailadmin_pages:delete", args=[self.page.pk])
        assert self.client.post(url).status_code == 302

    def bulk(self) -> None:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        assert self.client.post(f"{url}?id={self.page.pk}").status_code == 302

    def api(self) -> None:
        answer = self.client.delete(
            f"/api/v3-preview/pages/{self.page.pk}/", headers=with_token(self.user)
        )
        assert answer.status_code == 204

    def own_code(self) -> None:
        self.page.delete()


DOORS = sorted(name for name in vars(Doors) if not name.startswith("_"))


@pytest.mark.parametrize("door", DOORS)
def test_through_every_door(
    door: str, section: Page, admin_client: Client, admin_user: Any, api: Api
) -> None:
    getattr(Doors(admin_client, admin_user, section), door)()
    commit()
    for code in ("en", "fr", "ar"):
        assert tree(builders.home(code)) == []
        assert api.raw("resolve/", html_path=f"/{code}/water/wells/").status_code == 404
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_translation_stays_as_a_page_of_its_own(admin_client: Client, api: Api) -> None:
    page = builders.content_page("Water")
    translation = submit(page)
    translate(translation, in_circles)
    translated = publish(translation)
    commit()
    page.delete()
    commit()
    assert api.page(translated)["title"] == "Ⓦⓐⓣⓔⓡ"
    assert not Translation.objects.exists()
    assert not TranslationSource.objects.exists()
    assert not StringSegment.objects.exists()
    edit = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    assert "wagtailadmin/pages/edit.html" in [
        template.name for template in admin_client.get(edit).templates
    ]


def test_what_stands_below_an_alias_keeps_it(
    section: Page, admin_client: Client, api: Api
) -> None:
    french = in_language("fr", section)
    own = builders.content_page("Puits", parent=french)
    commit()
    section.delete()
    commit()
    assert tree(builders.home("fr")) == [("water", ["puits"])]
    assert tree(builders.home("ar")) == [("water", ["puits"])]
    assert now(french).alias_of is None
    assert api.page(own)["meta"]["html_path"] == "/fr/water/puits/"
    edit = reverse("wagtailadmin_pages:edit", args=[french.pk])
    assert admin_client.get(edit).status_code == 200


def test_an_alias_that_is_deleted_takes_nothing_along(section: Page) -> None:
    in_language("fr", section).delete()
    commit()
    assert tree(builders.home()) == [("water", ["wells"])]
    assert tree(builders.home("ar")) == []


def test_what_was_undone_is_not_followed(section: Page) -> None:
    with transaction.atomic():
        section.delete()
        transaction.set_rollback(True)
    commit()
    assert tree(builders.home("fr")) == [("water", ["wells"])]


def test_who_deletes_a_page_is_told_before(section: Page, admin_client: Client) -> None:
    submit(section, "es")
    answer = admin_client.get(reverse("wagtailadmin_pages:delete", args=[section.pk]))
    said = " ".join(str(message) for message in answer.context["messages"])
    assert "Along with it go the aliases in French." in said
    assert "stay, as pages of their own, in Spanish" in said


def test_nothing_is_left_below_a_branch_that_was_requested_as_a_whole(
    admin_client: Client,
) -> None:
    section = builders.section("Water")
    builders.content_page("Wells", parent=builders.section("Ground", parent=section))
    url = reverse("wagtail_localize:submit_page_translation", args=[section.pk])
    form = {"locales": [str(builders.locale("fr").pk)], "include_subtree": "on"}
    admin_client.post(url, form)
    commit()
    assert tree(builders.home("fr")) == [("water", [("ground", ["wells"])])]
    assert Page.find_problems() == ([], [], [], [], [])
    in_language("fr", section).delete()
    commit()
    assert tree(builders.home("fr")) == []
    assert Page.find_problems() == ([], [], [], [], [])
