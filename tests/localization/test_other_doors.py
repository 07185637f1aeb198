"""Publishing by other doors than a translation's own page: whole or not at all."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.localization.models import TranslationState
from tests import builders
from tests.localization.people import with_token
from tests.localization.translating import french, publish, submit, translate

pytestmark = pytest.mark.usefixtures("site")


class Doors:
    """Of one who may do everything: a browser and a program."""

    def __init__(self, user: Any) -> None:
        self.browser, self.headers = Client(), with_token(user)
        self.browser.force_login(user)

    def in_bulk(self, page: Page, **fields: str) -> str:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = self.browser.post(f"{url}?id={page.pk}&next=/admin/", fields, follow=True)
        return said(answer)

    def by_script(self, page: Page) -> Any:
        """Of the admin itself."""
        return self.browser.post(
            reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
        )

    def action(self, thing: Any) -> Any:
        return self._ask("post", f"{path_of(thing)}actions/publish/", {})

    def change(self, thing: Any, **fields: Any) -> Any:
        meta = {"type": thing._meta.label, "action": "publish"}
        return self._ask("patch", path_of(thing), {**fields, "meta": meta})

    def _ask(self, method: str, path: str, data: Any) -> Any:
        return getattr(Client(), method)(
            f"/api/v3-preview/{path}", data, content_type="application/json", headers=self.headers
        )


def path_of(thing: Any) -> str:
    if isinstance(thing, Page):
        return f"pages/{thing.pk}/"
    return f"snippets/{thing._meta.label}/{thing.pk}/"


def said(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def doors(admin_user: Any) -> Doors:
    return Doors(admin_user)


@pytest.fixture
def translation(site: Any) -> Translation:
    return submit(builders.content_page("Water", body=[("quote", {"text": "Deep"})]))


def target(translation: Translation) -> Any:
    return translation.get_target_instance()


class TestUnfinished:
    def test_in_bulk(self, doors: Doors, translation: Translation) -> None:
        assert "“Water”: 2 texts are not translated." in doors.in_bulk(target(translation))
        assert not target(translation).live

    def test_below_a_page_that_is_published(self, doors: Doors) -> None:
        section = builders.section("Section")
        above = submit(section)
        below = submit(builders.content_page("Water", parent=section))
        translate(above, french)
        answer = doors.in_bulk(target(above), include_descendants="on")
        assert "1 page has been published" in answer
        assert "“Water”: 2 texts are not translated." in answer
        assert (target(above).live, target(below).live) == (True, False)

    def test_by_a_program(self, doors: Doors, translation: Translation) -> None:
        answer = doors.action(target(translation))
        assert answer.status_code == 422
        assert "2 texts are not translated." in answer.content.decode()
        answer = doors.change(target(translation), title="Eau")
        assert answer.status_code == 422
        assert "1 text is not translated." in answer.content.decode()
        assert not target(translation).live

    def test_by_the_admins_script(self, doors: Doors, translation: Translation) -> None:
        answer = doors.by_script(target(translation))
        assert answer.status_code == 400
        assert "2 texts are not translated." in answer.content.decode()
        assert not target(translation).live

    def test_a_contact(self, doors: Doors) -> None:
        translation = submit(builders.contact("Press Office", role="Desk"))
        assert doors.action(target(translation)).status_code == 422
        assert doors.change(target(translation), name="Presse").status_code == 422
        assert not target(translation).live

    def test_what_nobody_has_confirmed(self, doors: Doors, translation: Translation) -> None:
        translate(translation, french)
        publish(translation)
        source = translation.source.get_source_instance()
        source.title = "Waters"
        source.save_revision().publish()
        assert "1 text has changed." in doors.in_bulk(target(translation))
        assert doors.action(target(translation)).status_code == 422


class TestFinished:
    """What the last draft says may be older than the translations."""

    @pytest.fixture(autouse=True)
    def translated(self, translation: Translation) -> None:
        translate(translation, french)

    def test_in_bulk(self, doors: Doors, translation: Translation) -> None:
        assert "1 page has been published" in doors.in_bulk(target(translation))
        self.check(translation)

    def test_by_a_program(self, doors: Doors, translation: Translation) -> None:
        assert doors.action(target(translation)).json()["title"] == french("Water")
        self.check(translation)

    def test_by_the_admins_script(self, doors: Doors, translation: Translation) -> None:
        assert doors.by_script(target(translation)).json()["title"] == french("Water")
        self.check(translation)

    def test_with_a_change(self, doors: Doors, translation: Translation) -> None:
        answer = doors.change(target(translation), title="Eau")
        assert answer.status_code == 200, answer.content
        self.check(translation, title="Eau")

    def check(self, translation: Translation, title: str = "") -> None:
        page = target(translation)
        assert (page.live, page.title) == (True, title or french("Water"))
        assert page.body[0].value["text"] == french("Deep")
        state = TranslationState.objects.get(translation=translation)
        assert (state.texts, state.translated, state.outdated_since) == (2, 2, None)


def test_locked_ones_stay(doors: Doors, translation: Translation) -> None:
    translate(translation, french)
    Page.objects.filter(pk=target(translation).pk).update(locked=True)
    assert "is locked" in doors.in_bulk(target(translation))
    assert doors.action(target(translation)).status_code == 422
    assert not target(translation).live


def test_other_pages_as_ever(doors: Doors) -> None:
    page, contact = builders.content_page("Water", live=False), builders.contact(live=False)
    assert "1 page has been published" in doors.in_bulk(page)
    assert doors.action(page).status_code == 200
    assert doors.action(contact).status_code == 200
    assert Page.objects.get(pk=page.pk).live
