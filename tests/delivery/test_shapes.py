"""What an answer holds: blocks, images, links, contacts, each in place."""

from typing import Any

import pytest
from wagtail.documents.models import Document

from cms.contacts.models import Contact
from home.models import SectionPage
from news.models import Place, Topic
from tests import builders
from tests.delivery.conftest import Api


def body_of(api: Api, *blocks: Any) -> list[Any]:
    page = builders.content_page(body=list(blocks))
    return [block["value"] for block in api.page(page)["body"]]


class TestBlocks:
    def test_envelope(self, api: Api) -> None:
        page = builders.content_page(
            body=[("quote", {"text": "Q", "attribution": "A", "role": "R"})]
        )
        (block,) = api.page(page)["body"]
        assert block == {
            "type": "quote",
            "id": page.body[0].id,
            "value": {"text": "Q", "attribution": "A", "role": "R"},
        }

    def test_headings_have_anchors_unlike_each_other(self, api: Api) -> None:
        headings = [
            ("heading", {"text": "Safe water", "level": "2", "anchor": ""}),
            ("heading", {"text": "Safe water", "level": "3", "anchor": ""}),
            ("heading", {"text": "Long text", "level": "2", "anchor": "short"}),
            ("heading", {"text": "المياه", "level": "2", "anchor": ""}),
        ]
        values = body_of(api, *headings)
        assert [v["anchor"] for v in values] == ["safe-water", "safe-water-2", "short", "المياه"]
        assert [v["level"] for v in values] == [2, 3, 2, 2]

    def test_an_image_says_here_what_it_shows(self, api: Api) -> None:
        image = builders.picture(credit="The agency")
        values = body_of(
            api,
            ("image", {"image": image, "alt": "", "caption": "", "credit": ""}),
            ("image", {"image": image, "alt": "Here", "caption": "C", "credit": "Someone"}),
            ("image", {"image": image, "decorative": True, "alt": "ignored"}),
        )
        assert [v["alt"] for v in values] == ["A picture of River", "Here", ""]
        assert [v["image"]["alt"] for v in values] == [v["alt"] for v in values]
        assert [v["credit"] for v in values] == ["The agency", "Someone", "The agency"]

    def test_a_table_keeps_its_columns_types(self, api: Api) -> None:
        table = {
            "caption": "Wells",
            "columns": [
                {"type": "text", "heading": "Region"},
                {"type": "number", "heading": "Wells"},
            ],
            "rows": [{"values": ["North", 412.0]}, {"values": ["South", None]}],
        }
        page = builders.content_page(body=[])
        page.body = [{"type": "table", "value": table}]
        page.save()
        (block,) = api.page(page)["body"]
        assert block["value"] == table

    def test_nested_blocks(self, api: Api) -> None:
        image = builders.picture()
        accordion = {
            "heading": "Questions",
            "items": [
                {
                    "heading": "Why?",
                    "content": [("rich_text", "<p>So.</p>"), ("image", {"image": image})],
                }
            ],
        }
        (value,) = body_of(api, ("accordion", accordion))
        (item,) = value["items"]
        assert [inner["type"] for inner in item["content"]] == ["rich_text", "image"]
        assert item["content"][1]["value"]["image"]["id"] == image.pk

    def test_a_video_tells_what_is_known_of_it_without_asking(self, api: Api) -> None:
        url = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
        (value,) = body_of(api, ("embed", {"url": url, "title": "A film", "caption": ""}))
        assert value["url"] == url
        assert value["html"] is None

    def test_latest_news_of_a_topic(self, api: Api) -> None:
        index = builders.news_index()
        wells = Topic.objects.create(name="Wells", slug="wells", locale=builders.locale("en"))
        for day in range(1, 6):
            topics = [wells] if day % 2 else []
            builders.article(f"Day {day}", parent=index, date=f"2026-01-0{day}", topics=topics)
        all_news, of_wells = body_of(
            api,
            ("latest_news", {"heading": "All", "topic": None, "number": 2}),
            ("latest_news", {"heading": "Wells", "topic": wells, "number": 2}),
        )
        assert [item["title"] for item in all_news["items"]] == ["Day 5", "Day 4"]
        assert [item["title"] for item in of_wells["items"]] == ["Day 5", "Day 3"]
        assert of_wells["topic"]["name"] == "Wells"
        assert of_wells["items"][0]["tags"] == ["Wells"]


class TestLinks:
    def test_every_kind(self, api: Api) -> None:
        target, file = builders.section("Target"), builders.document()
        links = [
            {"kind": "page", "page": target},
            {"kind": "page", "page": target, "label": "Own words"},
            {"kind": "document", "document": file},
            {"kind": "url", "url": "https://example.org/a", "label": "There", "language": "fr"},
            {"kind": "email", "email": "info@example.org"},
            {"kind": "phone", "phone": "+41 22 555 01 00", "label": "Call"},
        ]
        (value,) = body_of(api, ("link_group", {"heading": "Links", "links": links}))
        page, named, document, url, email, phone = value["links"]
        assert page["html_path"] == "/en/target/"
        assert page["type"] == "home.SectionPage"
        assert named["title"] == "Own words"
        assert document == {
            "kind": "document",
            "id": file.pk,
            "title": "Report",
            "url": f"http://cms.example.org{file.url}",
            "size": 10,
            "extension": "txt",
        }
        assert (url["title"], url["language"]) == ("There", "fr")
        assert email["url"] == "mailto:info@example.org"
        assert phone["url"] == "tel:+41225550100"

    def test_rich_text_leads_to_paths_of_the_frontend(self, api: Api) -> None:
        target, file = builders.section("Target"), builders.document()
        html = (
            f'<p><a linktype="page" id="{target.pk}">page</a> '
            f'<a linktype="document" id="{file.pk}">file</a> '
            '<a href="https://example.org/?a=1&amp;b=2">out</a></p>'
        )
        (value,) = body_of(api, ("rich_text", html))
        assert value == {
            "format": "html",
            "content": (
                f'<p><a href="/en/target/" data-page-id="{target.pk}"'
                ' data-page-type="home.SectionPage">page</a> '
                f'<a href="http://cms.example.org{file.url}"'
                f' data-document-id="{file.pk}">file</a> '
                '<a href="https://example.org/?a=1&amp;b=2">out</a></p>'
            ),
        }

    @pytest.mark.parametrize(
        ("stored", "safe"),
        [
            ('<p>a<script>alert("x")</script>b</p>', "<p>ab</p>"),
            ('<p onclick="x()">a</p>', "<p>a</p>"),
            ('<a href="javascript:x()">a</a>', "a"),
            ('<a href=" JaVaScRiPt:x()">a</a>', "a"),
            ('<a href="//evil.example">a</a>', "a"),
            ('<img src=x onerror="x()">a', "a"),
            ("<svg><b>a</b></svg>", "<b>a</b>"),
            ("1 &lt; 2 &amp; 3", "1 &lt; 2 &amp; 3"),
            ("<b>open", "<b>open</b>"),
            ('<a linktype="page" id="999999">gone</a>', "gone"),
            ('<a linktype="page" id="x">odd</a>', "odd"),
            ("<p>CO<sub>2</sub><br/>x</p>", "<p>CO<sub>2</sub><br>x</p>"),
        ],
    )
    def test_rich_text_is_safe(self, api: Api, stored: str, safe: str) -> None:
        assert body_of(api, ("rich_text", stored))[0]["content"] == safe


class TestNews:
    def test_everything_in_place(self, api: Api) -> None:
        index = builders.news_index()
        en = builders.locale("en")
        topic = Topic.objects.create(name="Wells", slug="wells", locale=en)
        place = Place.objects.create(name="Geneva", slug="geneva", locale=en)
        first, second = builders.contact("Press Office"), builders.contact("Data Office", phone="")
        page = builders.article(
            parent=index,
            kind="statement",
            dateline="Geneva",
            image=builders.picture(),
            image_alt="Alt of this article",
            image_credit="Credit of this article",
            topics=[topic],
            places=[place],
            contacts=[second, first],
            related_links=[
                (
                    "link",
                    {
                        "kind": "url",
                        "url": "https://example.org/",
                        "label": "More",
                        "language": "en",
                    },
                )
            ],
        )
        answer = api.page(page)
        assert (answer["date"], answer["kind"], answer["dateline"]) == (
            "2026-03-01",
            "statement",
            "Geneva",
        )
        assert answer["image"]["alt"] == "Alt of this article"
        assert answer["image"]["credit"] == "Credit of this article"
        assert [each["name"] for each in answer["contacts"]] == ["Data Office", "Press Office"]
        assert answer["contacts"][1]["phone"] == "+41225550100"
        assert answer["contacts"][0]["phone"] == ""
        assert (answer["topics"][0]["slug"], answer["places"][0]["name"]) == ("wells", "Geneva")
        assert answer["tags"] == ["Wells"]
        assert answer["related_links"][0]["value"]["language"] == "en"

    def test_summary_has_the_fields_of_a_card(self, api: Api) -> None:
        builders.article(parent=builders.news_index(), image=builders.picture())
        (item,) = api.get("pages/", type="news.NewsPage")["items"]
        assert set(item) == {
            "id",
            "title",
            "meta",
            "date",
            "kind",
            "dateline",
            "introduction",
            "image",
            "tags",
        }


class TestLanguages:
    def test_references_follow_the_page_and_not_the_request(self, api: Api) -> None:
        contact = builders.contact("Press Office")
        french = contact.copy_for_translation(builders.locale("fr"))
        french.name = "Bureau de presse"
        french.save()
        target = builders.section("Water")
        builders.translated(target, "fr", title="Eau", slug="eau")
        page = builders.content_page(
            body=[
                ("contacts", {"heading": "", "contacts": [contact]}),
                ("related_pages", {"heading": "", "pages": [target]}),
                ("rich_text", f'<a linktype="page" id="{target.pk}">here</a>'),
                (
                    "link_group",
                    {
                        "heading": "H",
                        "links": [{"kind": "page", "page": target, "language": "en"}],
                    },
                ),
            ]
        )
        translation = builders.translated(page, "fr", title="À propos", slug="a-propos")
        contacts, related, text, group = (b["value"] for b in api.page(translation)["body"])
        assert contacts["contacts"][0]["name"] == "Bureau de presse"
        assert related["pages"][0]["html_path"] == "/fr/eau/"
        assert 'href="/fr/eau/"' in text["content"]
        assert group["links"][0]["html_path"] == "/en/water/"  # the editor named the language

    def test_without_a_translation_the_original_is_given(self, api: Api) -> None:
        target = builders.section("Water")
        page = builders.content_page(body=[("related_pages", {"heading": "", "pages": [target]})])
        translation = builders.translated(page, "fr", slug="a-propos")
        link = api.page(translation)["body"][0]["value"]["pages"][0]
        assert (link["locale"], link["html_path"]) == ("en", "/en/water/")

    def test_a_page_in_another_language(self, api: Api) -> None:
        page = builders.section("Water")
        french = builders.translated(page, "fr", title="Eau", slug="eau")
        assert api.page(page, locale="fr")["id"] == french.pk
        assert api.page(french, locale="en")["id"] == page.pk
        assert api.refused(f"pages/{page.pk}/", locale="es")["status"] == 404
        assert api.refused(f"pages/{page.pk}/", locale="de")["status"] == 422


class TestNavigation:
    def test_sections_groups_and_children_in_the_order_of_the_tree(self, api: Api) -> None:
        target = builders.document()
        group = {"heading": "Data", "links": [{"kind": "document", "document": target}]}
        water = builders.section(
            "Water", introduction="<p>Hello</p>", link_groups=[("link_group", group)]
        )
        builders.section("Hidden", show_in_menus=False)
        builders.section("Energy")
        builders.content_page(
            "Rivers", parent=water, show_in_menus=True, introduction="Wide & long"
        )
        answer = api.get("navigation/")
        assert [item["page"]["title"] for item in answer["items"]] == ["Water", "Energy"]
        first = answer["items"][0]
        assert first["introduction"] == {"format": "html", "content": "<p>Hello</p>"}
        assert first["groups"][0]["title"] == "Data"
        assert first["groups"][0]["links"][0]["id"] == target.pk
        assert first["children"][0]["page"]["title"] == "Rivers"
        assert first["children"][0]["introduction"]["content"] == "<p>Wide &amp; long</p>"

    def test_each_language_has_its_own(self, api: Api) -> None:
        builders.translated(builders.section("Water"), "ar", title="الماء", slug="الماء")
        assert api.get("navigation/", locale="ar")["items"][0]["page"]["title"] == "الماء"
        assert api.get("navigation/", locale="fr")["items"] == []
        assert api.refused("navigation/", locale="de")["errors"][0]["loc"] == ["query", "locale"]


class TestSite:
    def test_settings_and_languages(self, api: Api) -> None:
        from home.models import SiteSettings

        contact = builders.contact()
        settings = SiteSettings.objects.create(
            site_id=builders.home().get_site().pk,
            locale=builders.locale("en"),
            tagline="Water for all",
            default_contact=contact,
            social_links=[
                ("social_link", {"network": "mastodon", "url": "https://social.example.org/@a"})
            ],
        )
        french = settings.copy_for_translation(builders.locale("fr"))
        french.tagline = "De l’eau pour tous"
        french.save()
        answer = api.get("site/")
        assert (answer["name"], answer["tagline"]) == ("The agency", "Water for all")
        assert answer["default_contact"]["name"] == "Press Office"
        assert answer["social_links"][0]["value"]["network"] == "mastodon"
        assert api.get("site/", locale="fr")["tagline"] == "De l’eau pour tous"
        assert api.get("site/", locale="ar")["tagline"] == "Water for all"

    def test_locales(self, api: Api) -> None:
        answer = api.get("locales/")
        assert answer["items"][0] == {
            "code": "en",
            "name": "English",
            "direction": "ltr",
            "is_default": True,
            "fallback": [],
            "html_path": "/en/",
        }
        arabic = next(item for item in answer["items"] if item["code"] == "ar")
        assert (arabic["direction"], arabic["fallback"]) == ("rtl", ["en"])


class TestContactsAndImages:
    def test_contacts_by_language(self, api: Api) -> None:
        made = builders.contact("Press Office", languages=["en", "fr"], image=builders.picture())
        french = made.copy_for_translation(builders.locale("fr"))
        french.save()
        assert api.get("contacts/")["count"] == 2
        (item,) = api.get("contacts/", locale="en")["items"]
        assert item["languages"] == ["en", "fr"]
        assert item["image"]["alt"] == "A picture of River"
        assert api.get(f"contacts/{made.pk}/") == item
        assert api.get(f"contacts/{made.pk}/", locale="fr")["id"] == french.pk
        assert Contact.objects.get(pk=made.pk).phone.as_e164 == item["phone"]

    def test_an_image_for_an_image_component(self, api: Api) -> None:
        image = builders.picture(
            size=(1000, 500),
            focal_point_x=250,
            focal_point_y=250,
            focal_point_width=100,
            focal_point_height=100,
        )
        answer = api.get(f"images/{image.pk}/")
        assert (answer["width"], answer["height"]) == (1000, 500)
        assert answer["focal_point"] == {"x": 0.25, "y": 0.5}
        assert [each["width"] for each in answer["srcset"]] == [160, 320, 480, 640, 960, 1000]
        assert answer["placeholder"].startswith("data:image/webp;base64,")
        assert len(answer["placeholder"]) < 400
        for url in (answer["src"], answer["srcset"][0]["url"]):
            assert api.client.get(url).status_code == 200

    def test_documents_are_served(self, api: Api) -> None:
        file: Document = builders.document()
        assert api.client.get(file.url).status_code == 200


class TestLists:
    def test_filters_and_order(self, api: Api) -> None:
        water = builders.section("Water")
        builders.section("Energy", show_in_menus=False)
        index = builders.news_index()
        for day in (3, 1, 2):
            builders.article(f"Day {day}", parent=index, date=f"2026-01-0{day}")
        builders.translated(water, "fr", title="Eau", slug="eau")

        def titles(**parameters: Any) -> list[str]:
            return [item["title"] for item in api.get("pages/", **parameters)["items"]]

        assert titles(type="news.NewsPage", order="date") == ["Day 1", "Day 2", "Day 3"]
        assert titles(type="news.NewsPage", order="-date", limit=1, offset=1) == ["Day 2"]
        assert titles(
            type=["home.SectionPage", "news.NewsIndexPage"], locale="en", order="title"
        ) == [
            "Energy",
            "News",
            "Water",
        ]
        assert titles(child_of="root", locale="fr") == ["Eau"]
        assert titles(child_of="root", order="title", in_menu="true") == ["Water"]
        assert titles(child_of=index.pk, order="-title") == ["Day 3", "Day 2", "Day 1"]
        assert titles(descendant_of="root", slug="day-1") == ["Day 1"]
        assert titles(translation_of=water.pk) == ["Eau"]
        assert api.get("pages/", type="news.NewsPage", limit=1)["count"] == 3


def test_a_new_page_type_needs_no_api_code() -> None:
    """Everything in these answers comes from `api_fields` and blocks."""
    from cms.schemas.models import page_detail

    assert set(page_detail(SectionPage).fields) == {
        "introduction",
        "hero_image",
        "link_groups",
        "body",
    }
