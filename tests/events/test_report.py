"""What people in the admin see of public changes."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

from cms.events import receivers
from cms.events.models import Change
from cms.events.receivers import Told
from home.models import SectionPage
from tests import builders
from tests.editing import PUBLISH, add_page, section_form

Tell = Callable[[], list[Change]]


def editor(*pages: Page, rights: tuple[str, ...] = ("add_page", "change_page")) -> Client:
    """Somebody who may work below these pages."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page in pages:
        for right in rights:
            permission = Permission.objects.get(codename=right)
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = User.objects.create_user("editor")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def titles(client: Client, **filters: Any) -> list[str]:
    """As the report shows them, newest first."""
    response = client.get(reverse("public_changes"), filters)
    assert response.status_code == 200
    return [change.title for change in response.context["object_list"]]


def without_breaks(response: Any) -> str:
    """The page as one reads it: a path may be broken between its parts."""
    html: str = response.content.decode()
    return html.replace("<wbr>", "")


def test_what_it_says(admin_client: Client, told: Tell) -> None:
    add_page(admin_client, SectionPage, builders.home(), section_form() | PUBLISH)
    told()
    page = SectionPage.objects.get()
    shown = without_breaks(admin_client.get(reverse("public_changes")))
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown
    for words in ("Water", "published", "Section", "/en/water/", "admin"):
        assert words in shown, words
    assert reverse("public_changes") in admin_client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("language", "heading", "happened"),
    [
        ("fr", "Changements publics récents", "publié"),
        ("es", "Cambios públicos recientes", "publicado"),
        ("ar", "أحدث التغييرات المنشورة", "نُشر"),
    ],
)
def test_it_speaks_the_language_of_who_reads_it(
    admin_client: Client, told: Tell, language: str, heading: str, happened: str
) -> None:
    builders.section("Water")
    told()
    user = User.objects.get(is_superuser=True)
    UserProfile.objects.create(user=user, preferred_language=language)
    shown = admin_client.get(reverse("public_changes")).content.decode()
    assert heading in shown
    assert happened in shown


def test_what_is_gone_is_told_without_a_link(admin_client: Client, told: Tell) -> None:
    page = builders.section("Water")
    told()
    page.delete()
    told()
    assert titles(admin_client, action="deleted", type="home.SectionPage") == ["Water"]


def test_filters(admin_client: Client, told: Tell) -> None:
    told()
    page = builders.section("Water")
    builders.translated(page, "fr", title="Eau", slug="eau")
    builders.contact("Office")
    told()
    page.title = "Rivers"
    page.save_revision().publish()
    told()
    someone = User.objects.create_user("someone")
    Change.objects.filter(title="Office").update(user=someone)

    assert titles(admin_client, locale="fr")[0] == "Eau"
    assert titles(admin_client, action="updated", type="home.SectionPage") == ["Rivers"]
    assert titles(admin_client, type=["contacts.Contact", "home.SectionPage"]) == [
        "Rivers", "Office", "Eau", "Water",
    ]  # fmt: skip
    assert titles(admin_client, user=someone.pk) == ["Office"]
    assert titles(admin_client, at_to="2001-01-01") == []
    assert "Rivers" in titles(admin_client, at_from=f"{timezone.now():%Y-%m-%d}")


def test_as_a_table_for_other_programs(admin_client: Client, told: Tell) -> None:
    builders.section("Water")
    told()
    parameters = {"export": "csv", "type": "home.SectionPage"}
    sheet = admin_client.get(reverse("public_changes"), parameters).getvalue().decode()
    (row,) = csv.DictReader(StringIO(sheet))
    assert row["Title"] == "Water"
    assert row["Path"] == "/en/water/"
    assert row["What happened"] == "published"

    book = admin_client.get(reverse("public_changes"), {**parameters, "export": "xlsx"})
    cells = [cell.value for cell in load_workbook(BytesIO(book.getvalue())).active[2]]
    assert "/en/water/" in cells


def test_an_editor_sees_what_they_may_work_with(told: Tell) -> None:
    mine = builders.section("Mine")
    other = builders.section("Other")
    builders.content_page("Below mine", parent=mine)
    builders.content_page("Below other", parent=other)
    builders.contact("Office")
    told()
    seen = titles(editor(mine))
    assert {"Mine", "Below mine"} <= set(seen)
    assert not {"Other", "Below other", "Office"} & set(seen)


def test_what_is_gone_is_seen_by_those_of_its_home_page(told: Tell) -> None:
    section = builders.section("Water")
    page = builders.content_page("Gone", parent=section)
    told()
    page.delete()
    told()
    assert "Gone" in titles(editor(builders.home()))
    User.objects.all().delete()
    Group.objects.filter(name="Writers").delete()
    assert "Gone" not in titles(editor(section))


def test_it_is_not_for_everybody(told: Tell) -> None:
    nobody = editor()
    assert nobody.get(reverse("public_changes")).status_code == 302
    assert reverse("public_changes") not in nobody.get("/admin/").content.decode()
    page = builders.section()
    assert nobody.get(reverse("who_was_told", args=[page.pk])).status_code == 302


def test_queries_do_not_grow(
    admin_client: Client, told: Tell, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        builders.section(f"Section {number}")
    told()
    titles(admin_client)
    with django_assert_max_num_queries(30):
        titles(admin_client)


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that passes changes of sections on."""

    def told_of(type_name: str, object_id: int) -> Any:
        if type_name == "home.SectionPage":
            yield Told(timezone.now(), "Cache at the edge", "cleared", "/admin/reports/edge/")

    monkeypatch.setattr(receivers, "_sources", [told_of])


def test_a_page_says_who_was_told(admin_client: Client, told: Tell, source: None) -> None:
    page = builders.section("Water")
    told()
    page.slug = "rivers"
    page.save_revision().publish()
    told()
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    url = reverse("who_was_told", args=[page.pk])
    assert url in edit
    shown = without_breaks(admin_client.get(url))
    for words in ("moved", "/en/rivers/", "/en/water/", "Cache at the edge", "cleared"):
        assert words in shown, words
    assert 'href="/admin/reports/edge/"' in shown


def test_only_who_may_follow_a_link_gets_one(told: Tell, source: None) -> None:
    page = builders.section("Water")
    told()
    shown = editor(page).get(reverse("who_was_told", args=[page.pk])).content.decode()
    assert "Cache at the edge" in shown
    assert "/admin/reports/edge/" not in shown


def test_a_page_that_nobody_was_told_of(admin_client: Client, site: Any, source: None) -> None:
    page = builders.content_page(live=False)
    url = reverse("who_was_told", args=[page.pk])
    shown = admin_client.get(url).content.decode()
    assert "The public has seen nothing of this page lately." in shown
    assert "Nobody else was told" in shown
    assert admin_client.get(reverse("who_was_told", args=[999_999])).status_code == 404
