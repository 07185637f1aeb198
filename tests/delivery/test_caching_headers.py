"""What answers tell caches: validators, tags, and what they depend on."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection

from cms.core.database import before_commit
from cms.events import log
from tests import builders

API = "/api/delivery/v1/"

pytestmark = pytest.mark.usefixtures("site")


def tags(response: Any) -> set[str]:
    found = set(response["Surrogate-Key"].split())
    assert found == set(response["Cache-Tag"].split(","))
    return found


def test_an_answer_is_asked_for_again_and_found_unchanged(client: Client) -> None:
    page = builders.section()
    first = client.get(f"{API}pages/{page.pk}/")
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(f"{API}pages/{page.pk}/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert tags(again) == tags(first)
    page.title = "Rivers"
    page.save_revision().publish()
    changed = client.get(f"{API}pages/{page.pk}/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_new_title_concerns_no_answer_in_another_language(client: Client) -> None:
    page = builders.section()
    translation = builders.translated(page, "fr")
    answer = client.get(f"{API}pages/{translation.pk}/")
    before_commit()
    read = log.newest()
    page.title = "Rivers"
    page.save_revision().publish()
    before_commit()
    named = {tag for change in log.after(read) for tag in change.tags}
    assert not named & tags(answer)


def test_other_tags_make_another_answer(client: Client) -> None:
    """Some caches keep the tags that they had when they are told that nothing has changed."""
    collection = builders.private_collection()
    contact, told = builders.contact(), []
    for title in ("One", "Two"):  # pictures that nobody is shown
        contact.image = builders.picture(title, collection=collection)
        contact.save_revision().publish()
        told.append(client.get(f"{API}contacts/{contact.pk}/"))
    assert told[0].content == told[1].content
    assert tags(told[0]) != tags(told[1])
    assert told[0]["ETag"] != told[1]["ETag"]


def test_an_answer_has_the_tags_of_all_that_it_shows(client: Client) -> None:
    linked = builders.content_page("Linked")
    picture, contact = builders.picture(), builders.contact()
    index = builders.news_index()
    article = builders.article(
        parent=index,
        image=picture,
        contacts=[contact],
        body=[("rich_text", f'<p><a linktype="page" id="{linked.pk}">there</a></p>')],
    )
    found = tags(client.get(f"{API}pages/{article.pk}/"))
    assert found >= {
        f"page:{article.pk}",
        f"alternates:{article.translation_key.hex}",
        f"link:{linked.pk}",
        f"link:{index.pk}",
        f"image:{picture.pk}",
        f"contact:{contact.pk}",
    }


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("pages/?type=news.NewsPage&locale=fr", "list:news.newspage:fr"),
        ("pages/?type=news.NewsPage", "list:news.newspage"),
        ("pages/?locale=fr", "pages:fr"),
        ("pages/", "pages"),
        ("navigation/?locale=fr", "navigation:fr"),
        ("site/?locale=fr", "list:home.sitesettings:fr"),
        ("locales/", "locales"),
        ("contacts/?locale=fr", "list:contacts.contact:fr"),
        ("sitemap/?locale=fr", "pages:fr"),
        ("search/?q=water&locale=fr", "pages:fr"),
    ],
)
def test_lists_have_the_tags_of_their_kind_and_language(
    client: Client, path: str, expected: str
) -> None:
    found = tags(client.get(API + path))
    assert expected in found
    assert not {tag for tag in found if tag.endswith(":en")} - {"list:home.sitesettings:en"}


def test_tags_tell_nothing_of_what_is_hidden(client: Client) -> None:
    """Neither ids nor whether something is there at all."""
    draft = builders.content_page("Draft", live=False)
    private = builders.picture(collection=builders.private_collection())
    page = builders.content_page(
        body=[
            ("rich_text", f'<p><a linktype="page" id="{draft.pk}">there</a></p>'),
            ("image", {"image": private, "alt": "x", "caption": "", "credit": ""}),
        ]
    )
    found = tags(client.get(f"{API}pages/{page.pk}/"))
    assert not {f"link:{draft.pk}", f"page:{draft.pk}", f"image:{private.pk}"} & found
    assert any(tag.startswith("absent:") for tag in found)
    private.collection = Collection.get_first_root_node()
    private.save()
    assert f"image:{private.pk}" in tags(client.get(f"{API}pages/{page.pk}/"))


def test_many_tags_fold_into_coarser_ones(client: Client) -> None:
    linked = [builders.content_page(f"Page {number}") for number in range(52)]
    links = "".join(f'<a linktype="page" id="{page.pk}">x</a> ' for page in linked)
    page = builders.content_page("Links", body=[("rich_text", f"<p>{links}</p>")])
    found = tags(client.get(f"{API}pages/{page.pk}/"))
    assert len(found) < 10
    assert {"links:en", "pages:en"} <= found


def test_tags_fit_every_cdn(client: Client) -> None:
    page = builders.translated(builders.section(), "fr")
    for path in (f"pages/{page.pk}/", "navigation/?locale=fr", "resolve/?html_path=/fr/"):
        for tag in tags(client.get(API + path)):
            assert len(tag) <= 64
            assert set(tag) <= set("abcdefghijklmnopqrstuvwxyz0123456789:._-")


def test_a_page_says_its_language_and_its_other_ones(client: Client) -> None:
    page = builders.section()
    french = builders.translated(page, "fr", slug="eau")
    response = client.get(f"{API}pages/{french.pk}/")
    assert response["Content-Language"] == "fr"
    urls = {link["locale"]: link["html_url"] for link in response.json()["meta"]["translations"]}
    assert f'<{urls["en"]}>; rel="alternate"; hreflang="en"' in response["Link"]
    assert 'hreflang="fr"' in response["Link"]


@pytest.mark.parametrize(
    ("path", "varies"),
    [
        ("resolve/?html_path=/en/", True),
        ("resolve/?html_path=/en/&format=json", False),
        ("pages/", False),
        ("navigation/", False),
    ],
)
def test_answers_vary_only_by_what_decides(client: Client, path: str, varies: bool) -> None:
    response = client.get(API + path, headers={"Origin": "https://www.example.org"})
    assert response.get("Vary", "") == ("Accept" if varies else "")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_errors_are_not_kept(client: Client) -> None:
    response = client.get(f"{API}pages/999/")
    assert response["Cache-Control"] == "no-store"
    assert "Surrogate-Key" not in response
