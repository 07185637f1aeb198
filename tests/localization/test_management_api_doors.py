"""Every write of the management API, with every right in every language."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.operations import translate_object

from cms.contacts.models import Contact
from news.models import Topic
from tests import builders
from tests.localization.people import group, member, with_token
from tests.localization.tables import (
    BOTH,
    CORRECT,
    PUBLISH,
    WRITE,
    Table,
    in_french,
    let_in,
    users_limited_to_french,
)

pytestmark = pytest.mark.django_db

SNIPPETS = tuple(
    f"contacts.{action}_contact" for action in ("add", "change", "delete", "publish")
) + tuple(f"news.{action}_topic" for action in ("add", "change", "delete"))

Send = Callable[[Any, Any], Any]
Door = tuple[str, Send, set[str]]
REFUSED = frozenset({403, 404})  # it does not show what one may not change


class Api:
    """The management API as one user's program sees it."""

    def __init__(self, user: Any) -> None:
        self.client, self.headers = Client(), with_token(user)

    def ask(self, method: str, path: str, data: Any = None) -> Any:
        return getattr(self.client, method)(
            f"/api/v3-preview/{path}",
            data,
            content_type="application/json",
            headers=self.headers,
        )


def page_action(name: str, **data: Any) -> Send:
    return lambda api, page: api.ask("post", f"pages/{page.pk}/actions/{name}/", data)


def create_page(api: Api, page: Page) -> Any:
    meta = {"type": "home.ContentPage", "parent_id": page.get_parent().pk}
    return api.ask("post", "pages/", {"title": "New", "slug": "new", "body": [], "meta": meta})


def change_page(api: Api, page: Page, **meta: Any) -> Any:
    data = {"title": "Changed", "meta": {"type": "home.ContentPage", **meta}}
    return api.ask("patch", f"pages/{page.pk}/", data)


def revert_page(api: Api, page: Page) -> Any:
    return page_action("revert", revision_id=page.latest_revision_id)(api, page)


def move_page(api: Api, page: Page) -> Any:
    home = builders.home(page.locale.language_code)
    return page_action("move", destination_id=home.pk, position="last-child")(api, page)


def copy_to_french(api: Api, page: Page) -> Any:
    return page_action("copy", destination_id=builders.home("fr").pk, keep_live=False)(api, page)


PAGE_DOORS: list[Door] = [
    ("create", create_page, WRITE),
    ("change", change_page, CORRECT),
    ("change and publish", lambda api, page: change_page(api, page, action="publish"), BOTH),
    ("read", lambda api, page: api.ask("get", f"pages/{page.pk}/"), CORRECT | PUBLISH),
    (
        "revisions",
        lambda api, page: api.ask("get", f"pages/{page.pk}/revisions/"),
        CORRECT | PUBLISH,
    ),
    ("publish", page_action("publish"), PUBLISH),
    ("unpublish", page_action("unpublish"), PUBLISH),
    ("copy", page_action("copy", slug="copy", keep_live=False), WRITE),
    ("alias", page_action("create_alias", slug="alias"), BOTH),
    ("move", move_page, BOTH),
    ("revert", revert_page, CORRECT),
    ("delete", lambda api, page: api.ask("delete", f"pages/{page.pk}/"), BOTH),
    ("translate", page_action("copy_for_translation", locale="es"), set()),
]


def test_of_pages(site: Any) -> None:
    pages = {
        code: builders.content_page(parent=builders.section(code, parent=builders.home(code)))
        for code in ("fr", "en")
    }
    assert table(PAGE_DOORS, pages) == in_french(
        (name, roles) for name, _send, roles in PAGE_DOORS
    )


def test_a_copy_into_another_language_takes_rights_in_both(site: Any) -> None:
    page = {"en": builders.content_page()}
    assert table([("copy", copy_to_french, set())], page) == {"copy": set()}
    both = group("Both", rights={"en": "translate", "fr": "translate"})
    assert copy_to_french(Api(member(both)), page["en"]).status_code == 201


def contact_action(name: str, **data: Any) -> Send:
    path = "snippets/contacts.Contact/{}/actions/{}/"
    return lambda api, each: api.ask("post", path.format(each.pk, name), data)


def change_contact(api: Api, contact: Contact, **meta: Any) -> Any:
    data = {"name": "Changed", "email": "a@example.org"}
    data |= {"meta": {"type": "contacts.Contact", **meta}}
    return api.ask("patch", f"snippets/contacts.Contact/{contact.pk}/", data)


def revert_contact(api: Api, contact: Contact) -> Any:
    return contact_action("revert", revision_id=contact.latest_revision_id)(api, contact)


CONTACT_DOORS: list[Door] = [
    ("change", change_contact, CORRECT),
    ("change and publish", lambda api, each: change_contact(api, each, action="publish"), BOTH),
    ("publish", contact_action("publish"), PUBLISH),
    ("unpublish", contact_action("unpublish"), PUBLISH),
    ("revert", revert_contact, CORRECT),
    (
        "revisions",
        lambda api, each: api.ask("get", f"snippets/contacts.Contact/{each.pk}/revisions/"),
        CORRECT,
    ),
    ("delete", lambda api, each: api.ask("delete", f"snippets/contacts.Contact/{each.pk}/"), BOTH),
    ("translate", contact_action("copy_for_translation", locale="es"), set()),
]


def test_of_contacts(site: Any) -> None:
    contacts = {code: builders.contact(code=code, phone="") for code in ("fr", "en")}
    wanted = in_french((name, roles) for name, _send, roles in CONTACT_DOORS)
    assert table(CONTACT_DOORS, contacts) == wanted


def create_contact(api: Api) -> int:
    data = {"name": "New", "email": "a@example.org", "meta": {"type": "contacts.Contact"}}
    return int(api.ask("post", "snippets/contacts.Contact/", data).status_code)


def test_new_snippets_are_in_the_main_language(site: Any) -> None:
    api = Api(member(group("French", may=SNIPPETS, rights={"fr": "translate publish"})))
    assert create_contact(api) == 403
    api = Api(member(group("English", may=SNIPPETS, rights={"en": "translate publish"})))
    assert create_contact(api) == 201


def test_of_topics_which_have_no_drafts(site: Any) -> None:
    """Also where one is translated by segments, which this API passes by."""
    source = Topic.objects.create(name="Water", slug="water", locale=builders.locale("en"))
    translate_object(source, [builders.locale("fr")])
    topics = {code: Topic.objects.get(locale=builders.locale(code)) for code in ("fr", "en")}

    def change(api: Api, topic: Topic) -> Any:
        data = {"name": "Changed", "meta": {"type": "news.Topic"}}
        return api.ask("patch", f"snippets/news.Topic/{topic.pk}/", data)

    assert table([("change", change, BOTH)], topics) == in_french([("change", BOTH)])


def table(doors: list[Door], things: dict[str, Any]) -> Table:
    callers = {role: Api(user) for role, user in users_limited_to_french(SNIPPETS).items()}
    return let_in([(name, send) for name, send, _roles in doors], callers, things, REFUSED)
