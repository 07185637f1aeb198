"""An administrator says in the group form what a group may do in which language."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from cms.localization.models import LanguageRight, LimitedGroup
from tests import builders
from tests.editing import inline_formset, nested_form_data
from tests.localization.people import group, logged_in, member

pytestmark = pytest.mark.django_db


def form(name: str, *, limited: bool = False, **rights: list[str]) -> dict[str, Any]:
    """As a browser sends it: what is not ticked is not there."""
    boxes: dict[str, Any] = {
        f"languages-locale_{builders.locale(code).pk}": ticked for code, ticked in rights.items()
    }
    if limited:
        boxes["languages-limited"] = "on"
    nothing = {
        prefix: inline_formset([])
        for prefix in (
            "page_permissions",
            "collection_permissions",
            "image_permissions",
            "document_permissions",
        )
    }
    return nested_form_data({"name": name, "languages-shown": "True", **nothing}) | boxes


def save(client: Client, instance: Group, data: dict[str, Any]) -> Any:
    return client.post(reverse("wagtailusers_groups:edit", args=[instance.pk]), data)


def rights(instance: Group) -> set[tuple[str, str]]:
    stored = LanguageRight.objects.filter(limit__group=instance)
    return set(stored.values_list("locale__language_code", "right"))


def test_a_new_group_works_in_every_language(admin_client: Client, site: Any) -> None:
    response = admin_client.post(reverse("wagtailusers_groups:add"), form("Writers"))
    assert response.status_code == 302
    assert not LimitedGroup.objects.exists()


def test_a_new_group_may_be_limited_at_once(admin_client: Client, site: Any) -> None:
    data = form("French", limited=True, fr=["translate", "publish"])
    assert admin_client.post(reverse("wagtailusers_groups:add"), data).status_code == 302
    made = Group.objects.get(name="French")
    assert rights(made) == {("fr", "translate"), ("fr", "publish")}


def test_what_is_stored_is_ticked_when_the_form_opens_again(
    admin_client: Client, site: Any
) -> None:
    made = group("French", rights={"fr": "review"})
    page = admin_client.get(reverse("wagtailusers_groups:edit", args=[made.pk]))
    soup = BeautifulSoup(page.content, "html.parser")
    ticked = soup.select("#panel-languages-content [checked], [id*=languages] [checked]")
    names = {box["name"] for box in ticked}
    assert names == {"languages-limited", f"languages-locale_{builders.locale('fr').pk}"}


def test_rights_are_changed_and_taken_away(admin_client: Client, site: Any) -> None:
    made = group("French", rights={"fr": "review", "ar": "translate"})
    save(admin_client, made, form("French", limited=True, fr=["review", "publish"]))
    assert rights(made) == {("fr", "review"), ("fr", "publish")}
    save(admin_client, made, form("French"))
    assert not LimitedGroup.objects.exists()


def test_rights_without_the_limit_are_a_mistake(admin_client: Client, site: Any) -> None:
    made = group("French")
    response = save(admin_client, made, form("French", fr=["translate"]))
    assert "Tick this as well" in response.content.decode()
    assert not LimitedGroup.objects.exists()


def test_a_form_that_does_not_show_languages_leaves_the_limit(
    admin_client: Client, site: Any
) -> None:
    made = group("French", rights={"fr": "translate"})
    data = form("Translators")
    del data["languages-shown"]
    assert save(admin_client, made, data).status_code == 302
    assert rights(made) == {("fr", "translate")}


def test_a_group_that_lost_its_language_has_no_other(site: Any) -> None:
    german = Locale.objects.create(language_code="de")
    limited = group("German", rights={"de": "translate"})
    client = logged_in(member(limited))
    german.delete()
    edit = reverse("wagtailadmin_pages:edit", args=[builders.home().pk])
    assert client.get(edit).status_code == 302
