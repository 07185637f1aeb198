"""Snippets, redirects, sites and languages, in the admin."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.embeds.models import Embed
from wagtail.models import Page, Site

from home.models import HomePage, SiteSettings
from news.models import Topic
from tests import builders
from tests.editing import PUBLISH, nested_form_data, streamfield
from tests.events.public.cases import Case, Editor, compare

CONTACT = "wagtailsnippets_contacts_contact"
TOPIC = "wagtailsnippets_news_topic"
SETTINGS = "wagtailsnippets_home_sitesettings"


def contact_form(**fields: Any) -> dict[str, Any]:
    return {"name": "Press Office", "email": "press@example.org", "image": "", **fields}


def publish_a_contact(editor: Editor) -> Iterator[Any]:
    yield
    editor.send(f"{CONTACT}:add", **contact_form(), **PUBLISH)
    yield ["published Contact: Press Office [absent]"]


def edit_a_contact(editor: Editor) -> Iterator[Any]:
    contact = builders.contact()
    yield
    editor.send(f"{CONTACT}:edit", contact.pk, **contact_form(phone="+41225550101"), **PUBLISH)
    yield ["updated Contact: Press Office []"]


def draft_a_contact(editor: Editor) -> Iterator[Any]:
    contact = builders.contact()
    yield
    editor.send(f"{CONTACT}:add", **contact_form(name="Secret Office"))
    editor.send(f"{CONTACT}:edit", contact.pk, **contact_form(name="Secret Office"))
    yield []


def unpublish_a_contact(editor: Editor) -> Iterator[Any]:
    contact = builders.contact()
    yield
    editor.send(f"{CONTACT}:unpublish", contact.pk)
    yield ["unpublished Contact: Press Office []"]


def delete_a_contact(editor: Editor) -> Iterator[Any]:
    contact = builders.contact()
    yield
    editor.send(f"{CONTACT}:delete", contact.pk)
    yield ["deleted Contact: Press Office []"]


def delete_contacts_in_bulk(editor: Editor) -> Iterator[Any]:
    contacts = [builders.contact(), builders.contact("Library"), builders.contact("x", live=False)]
    yield
    editor.in_bulk(type(contacts[0]), "delete", contacts)
    yield ["deleted Contact: Press Office []", "deleted Contact: Library []"]


def add_a_topic(editor: Editor) -> Iterator[Any]:
    yield
    editor.send(f"{TOPIC}:add", name="Wells", slug="wells")
    yield ["published Topic: Wells [absent]"]


def rename_a_topic(editor: Editor) -> Iterator[Any]:
    topic = Topic.objects.create(name="Wells", slug="wells", locale=builders.locale("en"))
    yield
    editor.send(f"{TOPIC}:edit", topic.pk, name="Deep wells", slug="wells")
    yield ["updated Topic: Deep wells []"]


def delete_a_topic(editor: Editor) -> Iterator[Any]:
    topic = Topic.objects.create(name="Wells", slug="wells", locale=builders.locale("en"))
    yield
    editor.send(f"{TOPIC}:delete", topic.pk)
    yield ["deleted Topic: Wells []"]


def settings_form(**fields: Any) -> dict[str, Any]:
    site = Site.objects.get(is_default_site=True)
    lists = {"footer": streamfield([]), "social_links": streamfield([])}
    return nested_form_data({"site": site.pk, "default_contact": "", **lists, **fields})


def publish_the_settings(editor: Editor) -> Iterator[Any]:
    yield
    editor.send(f"{SETTINGS}:add", query="?locale=en", **settings_form(tagline="x"), **PUBLISH)
    yield [f"published SiteSettings: {Site.objects.get()} [absent]"]


def edit_the_settings(editor: Editor) -> Iterator[Any]:
    editor.send(f"{SETTINGS}:add", query="?locale=en", **settings_form(tagline="x"), **PUBLISH)
    settings = SiteSettings.objects.get()
    yield
    editor.send(f"{SETTINGS}:edit", settings.pk, **settings_form(tagline="draft"))
    editor.send(f"{SETTINGS}:edit", settings.pk, **settings_form(tagline="y"), **PUBLISH)
    editor.send(f"{SETTINGS}:unpublish", settings.pk)
    yield [f"unpublished SiteSettings: {Site.objects.get()} []"]


def redirect_form(**fields: Any) -> dict[str, Any]:
    blank = {"site": "", "redirect_page": "", "redirect_link": "", "is_permanent": "on"}
    return {"old_path": "/old", **blank, **fields}


def add_a_redirect(editor: Editor) -> Iterator[Any]:
    yield
    editor.send("wagtailredirects:add", **redirect_form(redirect_link="https://example.org/"))
    yield ["published Redirect: /old [absent redirects]"]


def change_a_redirect(editor: Editor) -> Iterator[Any]:
    rule = Redirect.objects.create(old_path="/old", redirect_link="https://example.org/")
    yield
    editor.send(
        "wagtailredirects:edit", rule.pk, **redirect_form(redirect_link="https://example.net/")
    )
    yield ["updated Redirect: /old [redirects]"]


def delete_a_redirect(editor: Editor) -> Iterator[Any]:
    rule = Redirect.objects.create(old_path="/old", redirect_link="https://example.org/")
    yield
    editor.send("wagtailredirects:delete", rule.pk)
    yield ["deleted Redirect: /old [redirects]"]


def redirect_to_a_draft(editor: Editor) -> Iterator[Any]:
    draft = builders.section("Secret plan", live=False)
    yield
    editor.send("wagtailredirects:add", **redirect_form(redirect_page=draft.pk))
    yield []


def see_a_video(editor: Editor) -> Iterator[Any]:
    """Perhaps a draft alone shows it, so nobody learns which it is."""
    yield
    video = Embed.objects.create(url="https://video.example.org/secret", type="video", html="x")
    assert "secret" not in str(video.pk)
    yield ["published Embed:  [absent]"]


def site_form(site: Site, **fields: Any) -> dict[str, Any]:
    return {
        "hostname": site.hostname,
        "port": site.port,
        "site_name": site.site_name,
        "root_page": site.root_page_id,
        "is_default_site": "on",
        **fields,
    }


def rename_a_site(editor: Editor) -> Iterator[Any]:
    site = Site.objects.get()
    builders.section()
    yield
    editor.send("wagtailsites:edit", site.pk, **site_form(site, site_name="Other"))
    site.refresh_from_db()
    yield [f"updated Site: {site} [locales site]"]


def _elsewhere(**fields: Any) -> tuple[HomePage, Site]:
    home = builders.publish(
        Page.get_first_root_node(), HomePage(title="Elsewhere", slug="elsewhere")
    )
    builders.section(parent=home)
    made = Site.objects.create(hostname="other.example.org", root_page=home, **fields)
    return home, made


def add_a_site(editor: Editor) -> Iterator[Any]:
    home, site = _elsewhere()
    site.delete()
    yield
    form = site_form(site, root_page=home.pk)
    del form["is_default_site"]
    editor.send("wagtailsites:add", **form)
    yield [
        "published HomePage: /en/ [absent alternates link locales paths]",
        "published SectionPage: /en/water/ [absent alternates link navigation paths]",
        "published Site: other.example.org [absent locales site]",
    ]


def delete_a_site(editor: Editor) -> Iterator[Any]:
    """Its pages are there still, but nobody's."""
    _home, site = _elsewhere()
    yield
    editor.send("wagtailsites:delete", site.pk)
    yield [
        "unpublished HomePage: /en/ [alternates link locales paths]",
        "unpublished SectionPage: /en/water/ [alternates link navigation paths]",
        "deleted Site: other.example.org [locales site]",
    ]


def remove_a_language(editor: Editor) -> Iterator[Any]:
    builders.home("fr").delete()
    locale = builders.locale("fr")
    yield
    editor.send("wagtaillocales:delete", locale.pk)
    yield [f"deleted Locale: {locale} [locales site]"]


def add_a_language(editor: Editor) -> Iterator[Any]:
    builders.home("fr").delete()
    locale = builders.locale("fr")
    locale.delete()
    yield
    editor.send("wagtaillocales:add", language_code="fr")
    yield [f"published Locale: {locale} [absent locales site]"]


CASES = [
    publish_a_contact,
    edit_a_contact,
    draft_a_contact,
    unpublish_a_contact,
    delete_a_contact,
    delete_contacts_in_bulk,
    add_a_topic,
    rename_a_topic,
    delete_a_topic,
    publish_the_settings,
    edit_the_settings,
    add_a_redirect,
    change_a_redirect,
    delete_a_redirect,
    redirect_to_a_draft,
    see_a_video,
    rename_a_site,
    add_a_site,
    delete_a_site,
    remove_a_language,
    add_a_language,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_things(case: Case, editor: Editor, told: Callable[[], list[Any]]) -> None:
    compare(case, editor, told)
