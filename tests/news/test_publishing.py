"""An article over the admin's HTTP views: complete when published, lenient before."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Site

from news.models import NewsIndexPage, NewsPage, Place, Topic
from tests import builders
from tests.editing import (
    PUBLISH,
    add_page,
    add_page_url,
    article_form,
    form_errors,
    heading,
    image,
    inline_formset,
    link,
    list_of,
    prose,
    stream_errors,
    streamfield,
)


@pytest.fixture
def index(site: Site) -> NewsIndexPage:
    return builders.news_index()


def send(client: Client, index: NewsIndexPage, **fields: Any) -> Any:
    action = fields.pop("action", PUBLISH)
    return add_page(client, NewsPage, index, article_form(**fields) | action)


def test_the_form_speaks_of_headlines(admin_client: Client, index: NewsIndexPage) -> None:
    html = admin_client.get(add_page_url(NewsPage, index)).content.decode()
    title = BeautifulSoup(html, "html.parser").select_one("[name=title]")
    assert title is not None
    assert title["placeholder"] == "Headline*"
    assert title["data-w-sync-target-value"] == "#id_slug"  # typing it fills the address in


def test_everything_at_once(admin_client: Client, index: NewsIndexPage) -> None:
    english = Locale.objects.get(language_code="en")
    topics = [Topic.objects.create(name=name, locale=english) for name in ("Water", "Health")]
    place = Place.objects.create(name="Senegal", locale=english)
    press, office = builders.contact(), builders.contact("Dakar Office")
    river = builders.picture()
    response = send(
        admin_client,
        index,
        image=river.pk,
        image_alt="The river at dawn",
        image_credit="The agency",
        topics=inline_formset([{"topic": each.pk} for each in reversed(topics)]),
        places=inline_formset([{"place": place.pk}]),
        contacts=inline_formset([{"contact": office.pk}, {"contact": press.pk}]),
        related_links=streamfield(
            [("link", link(url="https://example.org/ar", label="تقرير", language="ar"))]
        ),
        body=streamfield(
            [
                heading("Part one"),
                prose(),
                ("quote", {"text": "Water first.", "attribution": "A. Diallo", "role": ""}),
                ("image", image(river, decorative="on")),
                ("contacts", {"heading": "Press", "contacts": list_of(str(press.pk))}),
            ]
        ),
    )
    assert response.status_code == 302
    answer = admin_client.get(
        reverse("delivery:resolve"), {"html_path": "/en/news/rain-came-early/"}
    ).json()["page"]
    assert answer["image"]["alt"] == "The river at dawn"
    assert answer["image"]["credit"] == "The agency"
    assert [topic["name"] for topic in answer["topics"]] == ["Health", "Water"]
    assert [contact["name"] for contact in answer["contacts"]] == ["Dakar Office", "Press Office"]
    assert answer["related_links"][0]["value"]["language"] == "ar"
    assert [block["type"] for block in answer["body"]] == [
        "heading",
        "rich_text",
        "quote",
        "image",
        "contacts",
    ]
    assert answer["body"][3]["value"]["alt"] == ""


def test_what_is_missing_is_told_at_its_field(admin_client: Client, index: NewsIndexPage) -> None:
    body = streamfield([heading("Part", "4"), ("quote", {"text": "", "attribution": ""})])
    response = send(admin_client, index, title="", slug="", introduction="", body=body)
    errors = form_errors(response)
    assert {name for name, messages in errors.items() if messages} == {
        "title",
        "slug",
        "introduction",
    }
    assert errors["title"] == ["This field is required."]
    assert stream_errors(response, "body") == {
        "0": {"level": ["Heading 4 comes right after heading 1: use heading 2."]},
        "1": {"text": ["This field is required."]},
    }


def test_a_body_is_needed(admin_client: Client, index: NewsIndexPage) -> None:
    response = send(admin_client, index, body=streamfield([]))
    assert list(form_errors(response)) == ["body"]


def test_a_draft_needs_a_headline_only(admin_client: Client, index: NewsIndexPage) -> None:
    river = builders.picture(description="")
    body = streamfield(
        [heading("", "4"), ("image", image(None)), ("call_to_action", _call(link("phone")))]
    )
    fields = {"introduction": "", "body": body, "image": river.pk}
    assert send(admin_client, index, action={}, **fields).status_code == 302
    draft = NewsPage.objects.get()
    assert not draft.live
    assert form_errors(send(admin_client, index, action={}, title="", slug="")).keys() == {
        "title",
        "slug",
    }


def _call(*links: Any) -> dict[str, Any]:
    return {"heading": "Act", "text": "", "links": list_of(*links)}


def test_a_draft_is_checked_when_it_is_published(
    admin_client: Client, index: NewsIndexPage
) -> None:
    river = builders.picture(description="")
    form = article_form(image=river.pk, body=streamfield([heading("Part", "3")]))
    assert add_page(admin_client, NewsPage, index, form).status_code == 302
    url = reverse("wagtailadmin_pages:edit", args=[NewsPage.objects.get().pk])
    response = admin_client.post(url, form | PUBLISH)
    assert set(form_errors(response)) == {"image_alt", "body"}
    assert not NewsPage.objects.get().live


def test_images_in_the_body_are_described(admin_client: Client, index: NewsIndexPage) -> None:
    river = builders.picture(description="")
    gallery = {"heading": "", "images": list_of(image(river, alt="A river"), image(river))}
    body = streamfield([("image", image(river)), ("gallery", gallery)])
    response = send(admin_client, index, body=body)
    message = ["Say what the picture shows, or mark it as decorative."]
    assert stream_errors(response, "body") == {
        "0": {"alt": message},
        "1": {"images": {"1": {"alt": message}}},
    }


def test_the_revisions_can_be_compared(admin_client: Client, index: NewsIndexPage) -> None:
    press = builders.contact()
    assert send(admin_client, index).status_code == 302
    page = NewsPage.objects.get()
    form = article_form(
        title="Rain came late",
        body=streamfield([prose("<p>Other text.</p>")]),
        contacts=inline_formset([{"contact": press.pk}]),
    )
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin_client.post(url, form | PUBLISH).status_code == 302
    first, last = page.revisions.order_by("pk").values_list("pk", flat=True)
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, last])
    soup = BeautifulSoup(admin_client.get(compare).content, "html.parser")
    text = " ".join(soup.get_text().split())
    for seen in ("Rain came earlylate", "Other text.", "Some text.", "Press Office"):
        assert seen in text


@pytest.mark.parametrize("live", [False, True])
def test_an_autosave_on_its_way_doubles_nothing(
    admin_client: Client, index: NewsIndexPage, live: bool
) -> None:
    """Two saves of one form: the second does not know the ids that the first has given."""
    press, office = builders.contact(), builders.contact("Dakar Office")
    first = article_form(contacts=inline_formset([{"contact": press.pk}]))
    assert add_page(admin_client, NewsPage, index, first | (PUBLISH if live else {}))
    page = NewsPage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    both = inline_formset([{"contact": press.pk}, {"contact": office.pk}])
    for _time in range(2):
        assert admin_client.post(url, article_form(contacts=both)).status_code == 302
    assert admin_client.post(url, article_form(contacts=both) | PUBLISH).status_code == 302
    page.refresh_from_db()
    assert [row.contact for row in page.contacts.all()] == [press, office]


def test_rows_are_kept_moved_and_removed(admin_client: Client, index: NewsIndexPage) -> None:
    chosen = [builders.contact(name) for name in ("A", "B", "C")]
    page = builders.article("Rain came early", parent=index, contacts=chosen)
    ids = [row.pk for row in page.contacts.all()]
    rows = inline_formset(
        [
            {"id": ids[0], "contact": chosen[0].pk, "ORDER": "3"},
            {"id": ids[1], "contact": chosen[1].pk, "ORDER": "2", "DELETE": "1"},
            {"id": ids[2], "contact": chosen[2].pk, "ORDER": "1"},
        ],
        initial=3,
    )
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin_client.post(url, article_form(contacts=rows) | PUBLISH).status_code == 302
    page = NewsPage.objects.get()
    assert [row.contact.name for row in page.contacts.all()] == ["C", "A"]
    assert {row.pk for row in page.contacts.all()} == {ids[0], ids[2]}


@pytest.mark.parametrize("path", ["topics", "places"])
def test_terms_have_their_lists(admin_client: Client, site: Site, path: str) -> None:
    model = {"topics": Topic, "places": Place}[path]
    name = f"wagtailsnippets_news_{model._meta.model_name}"
    assert admin_client.get(reverse(f"{name}:list")).status_code == 200
    response = admin_client.post(reverse(f"{name}:add"), {"name": "Clean Water", "slug": ""})
    assert response.status_code == 302
    assert model.objects.get().slug == "clean-water"
    again = admin_client.post(reverse(f"{name}:add"), {"name": "Clean water", "slug": ""})
    assert form_errors(again) == {"slug": ["Another one has this slug."]}
    assert model.objects.count() == 1


def test_a_term_in_another_script_asks_for_its_slug(admin_client: Client, site: Site) -> None:
    response = admin_client.post(reverse("wagtailsnippets_news_topic:add"), {"name": "ماء"})
    assert form_errors(response) == {"slug": ["Enter a slug in Latin letters."]}
