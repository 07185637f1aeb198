"""References follow the language of the page in which they stand, whoever asks and how."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from cms.contacts.models import Contact
from home.models import SiteSettings
from news.models import Topic
from tests import builders
from tests.delivery.conftest import Api
from tests.delivery.test_stand_ins import named_by, tags_of


@pytest.fixture(autouse=True)
def chain(settings: Any) -> None:
    """What is not French is read in Spanish, else in English."""
    settings.LOCALE_FALLBACKS = {"fr": ["es", "en"]}


# The kinds of references: what is stored, and the languages of what is delivered.

Stored = Callable[[Any], dict[str, Any]]  # of a page's fields
Found = Callable[[Any], list[str]]  # in an answer


def link(target: Any, **more: Any) -> dict[str, Any]:
    return {"kind": "page", "page": target, "label": "There", **more}


def rich_text(target: Any) -> str:
    return f'<p><a linktype="page" id="{target.pk}">x</a></p>'


def body(kind: str, value: Callable[[Any], Any]) -> Stored:
    return lambda target: {"body": [(kind, value(target))]}


def in_value(*path: Any) -> Found:
    def found(answer: Any) -> list[str]:
        value = answer["body"][0]["value"]
        for part in path:
            value = value[part]
        return [each["locale"] for each in value if each]

    return found


def _in_html(text: Any) -> list[str]:
    return re.findall('href="/(..)/', text["content"])


def _item(target: Any) -> dict[str, Any]:
    return {"heading": "x", "content": [("rich_text", rich_text(target))]}


PAGES: dict[str, tuple[Stored, Found]] = {
    "link": (
        body("link_group", lambda to: {"heading": "x", "links": [link(to)]}),
        in_value("links"),
    ),
    "button": (
        body("call_to_action", lambda to: {"heading": "x", "text": "", "links": [link(to)]}),
        in_value("links"),
    ),
    "related pages": (
        body("related_pages", lambda to: {"heading": "", "pages": [to]}),
        in_value("pages"),
    ),
    "text": (
        body("rich_text", rich_text),
        lambda answer: _in_html(answer["body"][0]["value"]),
    ),
    "text in an accordion": (
        body("accordion", lambda to: {"items": [_item(to)]}),
        lambda answer: _in_html(answer["body"][0]["value"]["items"][0]["content"][0]["value"]),
    ),
}


def page_in(states: dict[str, str]) -> Any:
    """A page with versions in some languages: `{"fr": "draft", "en": "live"}`."""
    original = builders.section("Water", live=states.get("en") != "draft")
    for code, state in states.items():
        if code == "en":
            made = original
        elif state == "alias":
            made = original.copy_for_translation(builders.locale(code), alias=True)
        elif state == "draft":
            made = original.copy_for_translation(builders.locale(code))
        else:
            made = builders.translated(original, code)
        if state == "private":
            PageViewRestriction.objects.create(page=made, restriction_type="login")
    return original


CASES = [  # the versions that there are, and the one that a French page gets
    ({"en": "live", "es": "live", "fr": "live"}, "fr"),
    ({"en": "live", "es": "live", "fr": "draft"}, "es"),
    ({"en": "live", "es": "live", "fr": "private"}, "es"),
    ({"en": "live", "es": "live", "fr": "alias"}, "fr"),
    ({"en": "live", "es": "live"}, "es"),
    ({"en": "live", "es": "draft", "fr": "draft"}, "en"),
    ({"en": "live"}, "en"),
    ({"en": "draft", "es": "draft", "fr": "draft"}, ""),
    ({"en": "draft", "fr": "live"}, "fr"),
    ({"en": "draft", "es": "private", "ar": "live"}, ""),  # which does not stand in for French
]


def asked_in_every_way(api: Api, french: Any, english: Any) -> list[Any]:
    """The French page, by requests that are in other languages."""
    path = french.get_url_parts()[2]
    ask = api.client.get
    return [
        api.page(french),
        api.page(french, locale="fr"),
        api.page(english, locale="fr"),
        api.page(english, locale="ar", fallback="fr"),
        api.get("resolve/", html_path=path)["page"],
        ask(f"/api/delivery/v1/pages/{french.pk}/", headers={"accept-language": "ar"}).json(),
    ]


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize(("states", "wanted"), CASES, ids=str)
def test_pages(api: Api, kind: str, states: dict[str, str], wanted: str) -> None:
    stored, found = PAGES[kind]
    target = page_in(states)
    english = builders.content_page("Shown", **stored(target))
    french = builders.translated(english, "fr")
    for answer in asked_in_every_way(api, french, english):
        assert answer["meta"]["locale"] == "fr"
        assert found(answer) == ([wanted] if wanted else [])


def contact_in(states: dict[str, str]) -> Contact:
    original = builders.contact(live=states["en"] == "live")
    for code, state in states.items():
        if code != "en":
            copy = original.copy_for_translation(builders.locale(code))
            copy.live = False
            copy.save()
            if state == "live":
                copy.save_revision().publish()
    return original


CONTACT_CASES = [case for case in CASES if not {"alias", "private"} & set(case[0].values())]


@pytest.mark.parametrize("chosen", ["en", "fr"])
@pytest.mark.parametrize(("states", "wanted"), CONTACT_CASES, ids=str)
def test_contacts(api: Api, chosen: str, states: dict[str, str], wanted: str) -> None:
    """Chosen in the source, or the version that translation has put in its place."""
    contact = contact_in(states).get_translations(inclusive=True)
    contact = contact.filter(locale__language_code=chosen).first()
    if contact is None:
        return
    index = builders.news_index()
    english = builders.article(
        parent=index,
        contacts=[contact],
        body=[("contacts", {"heading": "", "contacts": [contact]})],
    )
    french = builders.translated(english, "fr")
    expected = [wanted] if wanted else []
    for answer in asked_in_every_way(api, french, english):
        in_block = answer["body"][0]["value"]["contacts"]
        assert [each["meta"]["locale"] for each in in_block] == expected
        assert [each["meta"]["locale"] for each in answer["contacts"]] == expected


@pytest.mark.parametrize(("states", "wanted"), CONTACT_CASES, ids=str)
def test_the_sites_settings(api: Api, states: dict[str, str], wanted: str) -> None:
    """Of their own language: English ones that stand in for French ones stay English."""
    contact, page = contact_in(states), page_in(states)
    footer = [("link_group", {"heading": "x", "links": [link(page)]})]
    for code in ("en", "fr"):
        settings = SiteSettings(
            site=builders.home().get_site(),
            locale=builders.locale(code),
            footer=footer,
            default_contact=contact,
            live=False,
        )
        settings.save()
        settings.save_revision().publish()
        if code == "en":
            answer = api.get("site/", locale="fr")
            assert {each["locale"] for each in _links(answer)} <= {"en"}
    answer = api.get("site/", locale="fr")
    assert [each["locale"] for each in _links(answer)] == ([wanted] if wanted else [])
    assert (answer["default_contact"] or {"meta": {"locale": ""}})["meta"]["locale"] == wanted


def _links(site: Any) -> list[Any]:
    return list(site["footer"][0]["value"]["links"])


@pytest.mark.parametrize(("states", "wanted"), CASES, ids=str)
def test_the_menu(api: Api, states: dict[str, str], wanted: str) -> None:
    groups = [("link_group", {"heading": "x", "links": [link(page_in(states))]})]
    section = builders.section("Menu", link_groups=groups)
    builders.translated(section, "fr", slug="menu-fr")
    items = api.get("navigation/", locale="fr")["items"]
    (item,) = [each for each in items if each["page"]["title"] == "Menu"]
    found = [each["locale"] for each in item["groups"][0]["links"]]
    assert found == ([wanted] if wanted else [])


def test_a_link_for_which_an_editor_named_a_language_goes_there(api: Api) -> None:
    target = page_in({"en": "live", "es": "live", "fr": "live"})
    links = [link(target, language="es"), link(target, language="ar")]
    page = builders.content_page(
        parent=builders.home("fr"), body=[("link_group", {"heading": "x", "links": links})]
    )
    assert in_value("links")(api.page(page)) == ["es", "en"]  # English stands in for Arabic


def test_the_latest_news_are_those_of_the_pages_language(api: Api) -> None:
    """They are what is new there, not a choice that would have to be kept."""
    topic = Topic.objects.create(name="Water", slug="water", locale=builders.locale("en"))
    index = builders.news_index()
    both = builders.article("Both", parent=index, topics=[topic])
    builders.article("English alone", parent=index, topics=[topic])
    builders.translated(both, "fr", title="Les deux")
    block = [("latest_news", {"heading": "", "topic": topic, "number": 3})]
    french = builders.translated(builders.content_page("Shown", body=block), "fr")
    shown = api.page(french)["body"][0]["value"]["items"]
    assert [each["title"] for each in shown] == ["Les deux"]


def test_documents_are_the_same_in_all_languages(api: Api) -> None:
    document = builders.document()
    english = builders.content_page(body=[("downloads", {"heading": "", "documents": [document]})])
    french = builders.translated(english, "fr")
    (shown,) = api.page(french)["body"][0]["value"]["documents"]
    assert shown["id"] == document.pk


def test_answers_change_when_a_better_version_appears(api: Api) -> None:
    contact, target = contact_in({"en": "live"}), page_in({"en": "live"})
    page = builders.content_page(
        parent=builders.home("fr"),
        body=[
            ("related_pages", {"heading": "", "pages": [target]}),
            ("contacts", {"heading": "", "contacts": [contact]}),
        ],
    )
    for code in ("es", "fr"):
        kept = tags_of(api, page)
        assert kept & named_by(lambda code=code: builders.translated(target, code))
        kept = tags_of(api, page)
        copy = contact.copy_for_translation(builders.locale(code))
        assert kept & named_by(lambda copy=copy: (copy.save(), copy.save_revision().publish()))
        answer = api.page(page)
        assert in_value("pages")(answer) == [code]
        assert answer["body"][1]["value"]["contacts"][0]["meta"]["locale"] == code


def test_a_page_tells_nothing_of_languages_that_do_not_stand_in(api: Api) -> None:
    page = builders.content_page(
        parent=builders.home("fr"),
        body=[
            ("related_pages", {"heading": "", "pages": [page_in({"en": "live", "es": "live"})]})
        ],
    )
    target = page.body[0].value["pages"][0]
    kept = tags_of(api, page)
    assert not kept & named_by(lambda: builders.translated(target, "ar"))
