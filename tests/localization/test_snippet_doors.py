"""Every door of Wagtail's to a translatable snippet, with every right in every language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail_localize.operations import translate_object

from cms.contacts.models import Contact
from news.models import Topic
from tests import builders
from tests.editing import PUBLISH as PUBLISH_BUTTON
from tests.localization.people import group, logged_in, member
from tests.localization.tables import (
    BOTH,
    CORRECT,
    PUBLISH,
    WORK,
    WRITE,
    browsers_of,
    in_french,
    let_in,
    users_limited_to_french,
)
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.django_db

CONTACTS = tuple(
    f"contacts.{action}_contact"
    for action in ("add", "change", "delete", "publish", "lock", "unlock")
)
TOPICS = tuple(f"news.{action}_topic" for action in ("add", "change", "delete"))
FORM = {"name": "Press", "role": "", "office": "", "email": "a@example.org", "phone": ""}
FORM |= {"languages": [], "image": ""}


@dataclass
class Door:
    name: str
    roles: set[str]
    method: str = "get"
    live: bool = True
    data: dict[str, Any] | None = None
    args: Callable[[Contact], list[Any]] = lambda contact: [contact.pk]

    def __str__(self) -> str:
        return f"{self.name} {self.method} {'live' if self.live else 'draft'}"

    def knock(self, client: Client, contact: Contact) -> Any:
        url = reverse(f"wagtailsnippets_contacts_contact:{self.name}", args=self.args(contact))
        if self.name == "add":
            url += f"?locale={contact.locale.language_code}"
        send = getattr(client, self.method)
        return send(url, self.data or {}, headers={"x-requested-with": "XMLHttpRequest"})


def knock(client: Client, method: str, url: str, data: dict[str, Any] | None = None) -> int:
    send = getattr(client, method)
    response = send(url, data or {}, headers={"x-requested-with": "XMLHttpRequest"})
    return int(response.status_code)


def revision(contact: Contact) -> list[Any]:
    return [contact.pk, contact.latest_revision_id]


def two_revisions(contact: Contact) -> list[Any]:
    return [contact.pk, "earliest", contact.latest_revision_id]


DOORS = [
    Door("add", WRITE, args=lambda contact: []),
    Door("add", WRITE, "post", data=FORM, args=lambda contact: []),
    Door("copy", WRITE),
    Door("copy", WRITE, "post", data=FORM),
    Door("edit", CORRECT),
    Door("edit", CORRECT, "post", data=FORM),
    Door("delete", WRITE, live=False),
    Door("delete", WRITE, "post", live=False),
    Door("delete", BOTH),
    Door("delete", BOTH, "post"),
    Door("usage", CORRECT),
    Door("history", CORRECT),
    Door("history_results", CORRECT),
    Door("preview_on_edit", CORRECT),
    Door("preview_on_edit", CORRECT, "post", data=FORM),
    Door("revisions_view", CORRECT, args=revision),
    Door("revisions_revert", CORRECT, args=revision),
    Door("revisions_revert", CORRECT, "post", data=FORM, args=revision),
    Door("revisions_compare", CORRECT, args=two_revisions),
    Door("revisions_unschedule", PUBLISH, args=revision),
    Door("revisions_unschedule", PUBLISH, "post", args=revision),
    Door("unpublish", PUBLISH),
    Door("unpublish", PUBLISH, "post"),
    Door("lock", WORK, "post"),
    Door("unlock", WORK, "post"),
]


@pytest.mark.parametrize("live", [True, False], ids=["published", "drafts"])
def test_open_to_those_with_the_right_in_the_language_of_the_snippet(
    site: Any, live: bool
) -> None:
    doors = [door for door in DOORS if door.live == live]
    knocks = [(str(door), door.knock) for door in doors]
    contacts = {code: builders.contact(code=code, live=live) for code in ("fr", "en")}
    callers = browsers_of(users_limited_to_french(CONTACTS))
    assert let_in(knocks, callers, contacts) == in_french(
        (str(each), each.roles) for each in doors
    )


def test_open_without_a_limit_and_closed_without_permissions_on_contacts(site: Any) -> None:
    knocks = [(str(door), door.knock) for door in DOORS]
    rights = dict.fromkeys(("fr", "en"), "request translate review publish")
    users = {
        "everywhere": member(group("Everywhere", may=CONTACTS)),
        "no contacts": member(group("No contacts", rights=rights)),
    }
    table = let_in(knocks, browsers_of(users), {"fr": builders.contact(code="fr")})
    assert table == {str(door): {("everywhere", "fr")} for door in DOORS}


def test_every_door_of_contacts_is_tried() -> None:
    from cms.contacts.viewsets import ContactViewSet

    names = {pattern.name for pattern in ContactViewSet().get_urlpatterns()}
    # lists show every language; the preview of a new contact shows what one typed oneself
    assert names - {door.name for door in DOORS} == {"list", "list_results", "preview_on_add"}


def edit(snippet: Any, name: str = "edit") -> str:
    namespace = f"wagtailsnippets_{snippet._meta.app_label}_{snippet._meta.model_name}"
    return reverse(f"{namespace}:{name}", args=[snippet.pk])


def test_saving_does_not_publish_without_the_right(site: Any) -> None:
    contact = builders.contact(code="fr", live=False)
    client = logged_in(member(group("French", may=CONTACTS, rights={"fr": "translate"})))
    client.post(edit(contact), FORM | PUBLISH_BUTTON)
    assert not Contact.objects.get(pk=contact.pk).live
    publisher = group("Publishers", may=CONTACTS, rights={"fr": "translate publish"})
    logged_in(member(publisher)).post(edit(contact), FORM | PUBLISH_BUTTON)
    assert Contact.objects.get(pk=contact.pk).live


def test_several_are_deleted_at_once_where_one_may(site: Any) -> None:
    french, english = builders.contact(code="fr"), builders.contact()
    rights = {"fr": "translate publish"}
    client = logged_in(member(group("French", may=CONTACTS, rights=rights)))
    url = reverse("wagtail_bulk_action", args=["contacts", "contact", "delete"])
    client.post(f"{url}?id={french.pk}&id={english.pk}")
    assert list(Contact.objects.all()) == [english]


def test_lists_link_to_what_one_may_do(site: Any) -> None:
    french, english = builders.contact(code="fr"), builders.contact()
    client = logged_in(member(group("French", may=CONTACTS, rights={"fr": "translate publish"})))
    page = client.get(reverse("wagtailsnippets_contacts_contact:list"))
    links = {link["href"] for link in BeautifulSoup(page.content, "html.parser").select("a[href]")}
    for name in ("edit", "delete", "copy"):
        assert edit(french, name) in links
        assert edit(english, name) not in links
    add = reverse("wagtailsnippets_contacts_contact:add")
    assert not any(link.startswith(add) for link in links)  # this list adds in English


class TestWithoutDrafts:
    """A topic is seen as soon as it is saved, so that takes the right to publish as well."""

    def topic(self, code: str = "fr") -> Topic:
        return Topic.objects.create(name="Eau", slug="eau", locale=builders.locale(code))

    def client(self, rights: str) -> Client:
        return logged_in(member(group("French", may=TOPICS, rights={"fr": rights})))

    @pytest.mark.parametrize("name", ["edit", "delete"])
    def test_changes_take_the_right_to_publish(self, site: Any, name: str) -> None:
        url = edit(self.topic(), name)
        assert knock(self.client("translate"), "get", url) == 403

    @pytest.mark.parametrize("name", ["edit", "delete"])
    def test_and_the_right_to_write(self, site: Any, name: str) -> None:
        url = edit(self.topic(), name)
        assert knock(self.client("publish"), "get", url) == 403

    @pytest.mark.parametrize("name", ["edit", "delete"])
    def test_both_will_do(self, site: Any, name: str) -> None:
        assert knock(self.client("translate publish"), "get", edit(self.topic(), name)) == 200

    def test_translators_work_on_the_segments_and_others_publish_them(self, site: Any) -> None:
        source = self.topic("en")
        translate_object(source, [builders.locale("fr")])
        url = edit(source.get_translation(builders.locale("fr")))
        client = self.client("translate")
        assert knock(client, "get", url) == 200
        assert knock(client, "post", url, {"action": "publish"}) == 403

    def test_publishers_publish_them(self, site: Any) -> None:
        source = self.topic("en")
        translate(submit(source), french)
        url = edit(source.get_translation(builders.locale("fr")))
        assert knock(self.client("review publish"), "post", url, {"action": "publish"}) == 302


def test_the_list_is_open_to_those_who_may_only_request(site: Any) -> None:
    contact = builders.contact("Press Office")
    client = logged_in(member(group("Requests", may=CONTACTS, rights={"fr": "request"})))
    shown = client.get(reverse("wagtailsnippets_contacts_contact:list")).content.decode()
    assert contact.name in shown
    assert edit(contact) not in shown
    assert (
        reverse("wagtailsnippets_contacts_contact:list") in client.get("/admin/").content.decode()
    )


def test_groups_add_up_each_with_its_own_languages(site: Any) -> None:
    """What a group that one is not in may do counts for nothing."""
    group("Everywhere", may=CONTACTS)
    contacts = {code: builders.contact(code=code) for code in ("fr", "ar", "en")}
    french = group("French", may=CONTACTS, rights={"fr": "translate"})
    arabic = group("Arabic, no contacts", rights={"ar": "translate"})
    client = logged_in(member(french, arabic))
    statuses = {code: knock(client, "get", edit(each)) for code, each in contacts.items()}
    assert statuses == {"fr": 200, "ar": 403, "en": 403}


def test_a_permission_of_ones_own_counts_in_every_language(site: Any) -> None:
    user = member(group("French", may=CONTACTS, rights={"fr": "translate"}))
    user.user_permissions.add(Permission.objects.get(codename="change_contact"))
    assert knock(logged_in(user), "get", edit(builders.contact())) == 200
