"""A language that is synchronised from another shows each of its pages, whatever made it."""

from threading import Event
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.localization.jobs.models import Job
from cms.localization.jobs.work import work
from home.models import ContentPage, SectionPage
from tests import builders
from tests.delivery.conftest import Api
from tests.editing import PUBLISH, add_page, section_form
from tests.localization.people import with_token
from tests.localization.translating import submit
from tests.localization.tree.growing import commit, in_language, now, synchronise, tree

pytestmark = pytest.mark.usefixtures("site")


def made(title: str) -> Page:
    """The newest page of that title."""
    page: Page = Page.objects.filter(title=title).order_by("pk").first()
    return page


class Doors:
    """Each makes a page "New" below a section, which has one page already."""

    def __init__(self, client: Client, user: Any) -> None:
        self.client, self.headers = client, with_token(user)
        self.parent = builders.section("Parent")
        self.other = builders.content_page("New", parent=builders.section("Other"))

    def admin_publish(self) -> None:
        form = section_form(title="New", slug="new") | PUBLISH
        assert add_page(self.client, SectionPage, self.parent, form).status_code == 302

    def admin_draft(self) -> None:
        form = section_form(title="New", slug="new")
        assert add_page(self.client, SectionPage, self.parent, form).status_code == 302

    def admin_copy(self) -> None:
        self._copy()

    def admin_copy_as_alias(self) -> None:
        self._copy(alias="on")

    def _copy(self, **options: str) -> None:
        form = {"new_title": "New", "new_slug": "new", "new_parent_page": str(self.parent.pk)}
        url = reverse("wagtailadmin_pages:copy", args=[self.other.pk])
        assert self.client.post(url, form | options).status_code == 302

    def api_create(self) -> None:
        meta = {"type": "home.ContentPage", "parent_id": self.parent.pk}
        self._ask("pages/", {"title": "New", "slug": "new", "body": [], "meta": meta})

    def api_copy(self) -> None:
        self._ask(f"pages/{self.other.pk}/actions/copy/", {"destination_id": self.parent.pk})

    def api_create_alias(self) -> None:
        path = f"pages/{self.other.pk}/actions/create_alias/"
        self._ask(path, {"destination_id": self.parent.pk})

    def _ask(self, path: str, data: Any) -> None:
        answer = self.client.post(
            f"/api/v3-preview/{path}", data, content_type="application/json", headers=self.headers
        )
        assert answer.status_code == 201, answer.content

    def own_code(self) -> None:
        self.parent.add_child(instance=ContentPage(title="New"))

    def own_code_copying(self) -> None:
        self.other.copy(to=self.parent)


DOORS = sorted(name for name in vars(Doors) if not name.startswith("_"))


@pytest.mark.parametrize("door", DOORS)
def test_through_every_door(door: str, admin_client: Client, admin_user: Any) -> None:
    doors = Doors(admin_client, admin_user)
    synchronise("fr")
    getattr(doors, door)()
    commit()
    page = now(doors.parent).get_children().get()
    french = in_language("fr", page)
    assert (french.alias_of_id, french.slug, french.live) == (page.pk, "new", page.live)
    assert french.get_parent().specific == in_language("fr", doors.parent)
    assert tree(builders.home("fr")) == tree(builders.home("en"))


def test_with_all_below_when_a_branch_is_copied(admin_client: Client) -> None:
    section = builders.section("Water")
    builders.content_page("Wells", parent=builders.section("Ground", parent=section))
    synchronise("fr")
    form = {
        "new_title": "Air",
        "new_slug": "air",
        "new_parent_page": str(builders.home().pk),
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    admin_client.post(reverse("wagtailadmin_pages:copy", args=[section.pk]), form)
    commit()
    assert ("air", [("ground", ["wells"])]) in tree(builders.home("fr"))
    assert tree(builders.home("fr")) == tree(builders.home("en"))
    assert Page.find_problems() == ([], [], [], [], [])


def test_along_a_chain_and_round_a_loop(admin_client: Client, api: Api) -> None:
    synchronise("fr", "en")
    synchronise("ar", "fr")
    synchronise("en", "ar")
    add_page(admin_client, SectionPage, builders.home(), section_form() | PUBLISH)
    add_page(
        admin_client,
        SectionPage,
        builders.home("fr"),
        section_form(title="Eau", slug="eau") | PUBLISH,
    )
    commit()
    for title in ("Water", "Eau"):
        page = made(title)
        others = [in_language(code, page) for code in ("en", "fr", "ar")]
        assert [other.alias_of_id is None for other in others].count(True) == 1
        assert [api.page(other)["title"] for other in others] == [title] * 3
    assert in_language("es", made("Water")) is None


def test_what_is_translated_in_the_same_breath_is_not_shown_twice() -> None:
    synchronise("fr")
    page = builders.content_page("Water")
    submit(page)
    commit()
    french = in_language("fr", page)
    assert french.alias_of is None
    assert Page.objects.filter(translation_key=page.translation_key).count() == 2


def test_a_page_that_cannot_be_shown_keeps_none_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = ContentPage.copy_for_translation

    def breaks(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.title == "Broken":
            raise RuntimeError("no such thing")
        return whole(self, *args, **kwargs)

    monkeypatch.setattr(ContentPage, "copy_for_translation", breaks)
    caplog.set_level("ERROR")
    synchronise("fr")
    broken = builders.content_page("Broken")
    page = builders.content_page("Whole")
    commit()
    assert in_language("fr", broken) is None
    assert in_language("fr", page) is not None
    assert "could not be shown" in caplog.text


class TestSwitchingItOn:
    """Settings → Locales → French: synchronise content from English."""

    def switch_on(self, client: Client) -> Any:
        french, english = builders.locale("fr"), builders.locale("en")
        name = "wagtail_localize_localesynchronization"
        form = {
            "language_code": "fr",
            f"component-{name}-enabled": "on",
            f"component-{name}-sync_from": str(english.pk),
        }
        url = reverse("wagtaillocales:edit", args=[french.pk])
        assert client.post(url, form).status_code == 302
        commit()

    def test_brings_what_there_is(self, admin_client: Client) -> None:
        builders.content_page("Wells", parent=builders.section("Ground"))
        draft = builders.content_page("Draft", live=False)
        submit(builders.content_page("Translated"))
        synchronise("ar", "fr")
        self.switch_on(admin_client)
        for code in ("fr", "ar"):
            assert tree(builders.home(code)) == tree(builders.home())
        assert not in_language("fr", draft).live

    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> Page:
        whole = SectionPage.copy_for_translation

        def breaks(self: Any, *args: Any, **kwargs: Any) -> Any:
            if self.title == "Broken":
                raise RuntimeError("no such thing")
            return whole(self, *args, **kwargs)

        monkeypatch.setattr(SectionPage, "copy_for_translation", breaks)
        return builders.section("Broken")

    def test_one_page_that_fails_keeps_none_out(self, broken: Page, admin_client: Client) -> None:
        page = builders.content_page("Whole")
        self.switch_on(admin_client)
        assert in_language("fr", page) is not None
        assert in_language("fr", broken) is None

    def test_many_pages_are_left_to_the_worker(self, broken: Page, admin_client: Client) -> None:
        below = builders.content_page("Below", parent=broken)
        pages = [builders.content_page(f"Well {number}") for number in range(6)]
        commit()
        self.switch_on(admin_client)
        assert [in_language("fr", page) for page in pages] == [None] * 6
        work(Event())
        assert all(in_language("fr", page).alias_of_id == page.pk for page in pages)
        job = Job.objects.get()
        failures = admin_client.get(reverse("translation_jobs:job", args=[job.pk])).content
        assert b"Broken" in failures
        assert in_language("fr", below) is None
        assert Page.find_problems() == ([], [], [], [], [])


class TestWhileItIsTyped:
    """Autosave makes the page while its title is being typed."""

    def save(self, client: Client, url: str, title: str, slug: str, **more: Any) -> Any:
        form = section_form(title=title, slug=slug) | more
        return client.post(url, form, headers={"accept": "application/json"})

    def test_its_alias_is_called_as_it_is(self, admin_client: Client, api: Api) -> None:
        synchronise("fr")
        add = reverse("wagtailadmin_pages:add", args=["home", "sectionpage", builders.home().pk])
        answer = self.save(admin_client, add, "Wat", "wat").json()
        assert answer["success"]
        commit()
        page = made("Wat")
        french = in_language("fr", page)
        assert (french.slug, french.title, french.live) == ("wat", "Wat", False)
        for title, slug in (("Water an", "water-an"), ("Water and wells", "water-and-wells")):
            assert self.save(admin_client, answer["url"], title, slug).json()["success"]
            commit()
        french = now(french)
        assert (french.slug, french.title) == ("water-and-wells", "Water and wells")
        form = section_form(title="Water and wells", slug="water-and-wells") | PUBLISH
        assert admin_client.post(answer["url"], form).status_code == 302
        commit()
        assert api.page(french)["meta"]["html_path"] == "/fr/water-and-wells/"
        assert api.page(french)["title"] == "Water and wells"
