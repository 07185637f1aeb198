"""Every text that readers see is offered for translation once, and comes back in its place."""

import json
from typing import Any

import pytest
from wagtail_localize.models import SegmentOverride

from cms.contacts.models import Contact
from home.models import ContentPage, SiteSettings
from tests import builders
from tests.delivery.conftest import Api
from tests.localization.translating import (
    french,
    publish,
    submit,
    texts,
    translate,
    translation_of,
)
from tests.recipes.models import RecipePage

pytestmark = pytest.mark.usefixtures("site")


def page_with(*body: Any, **fields: Any) -> ContentPage:
    return builders.content_page(body=list(body), **fields)


def recipe(*steps: Any) -> RecipePage:
    return builders.publish(builders.home(), RecipePage(title="Soup", slug="soup", steps=steps))


def in_french(page: Any) -> Any:
    translation = submit(page)
    translate(translation, french)
    return publish(translation)


def offered(page: Any) -> list[str]:
    """The texts of a page beyond its title and slug."""
    submit(page)
    return [text for text in texts(page) if text not in {page.title, page.slug}]


def test_inline_markup_stays_in_its_sentence(api: Api) -> None:
    html = "<p>Less CO<sub>2</sub>, more <b>H<sub>2</sub>O</b>.</p><p>10<sup>3</sup></p>"
    page = page_with(("rich_text", html))
    assert offered(page) == [
        "Less CO<sub>2</sub>, more <b>H<sub>2</sub>O</b>.",
        "10<sup>3</sup>",
    ]
    (block,) = api.page(in_french(page))["body"]
    assert block["value"]["content"] == (
        "<p>Ⓛⓔⓢⓢ ⒸⓄ<sub>2</sub>, ⓜⓞⓡⓔ <b>Ⓗ<sub>2</sub>Ⓞ</b>.</p><p>10<sup>3</sup></p>"
    )


def test_tags_that_nobody_expects_come_back_whole() -> None:
    html = (
        '<p>See <span dir="rtl" lang="ar">ماء</span> and <b class="x">this <text>1</text></b></p>'
        "<p><u></u></p>"
        '<p data-x="1">A<br/>B</p><!-- c -->'
    )
    page = page_with(("rich_text", html))
    translation = submit(page)
    translate(translation, lambda text: text)
    assert publish(translation).body[0].value.source == html


def test_alt_texts_of_images_inside_rich_text() -> None:
    html = (
        '<p>Before</p><embed alt="A dam &amp; a lake" embedtype="image" format="left" id="1"/>'
        '<embed alt="" embedtype="image" format="left" id="2"/><p>After</p>'
    )
    page = page_with(("rich_text", html))
    assert offered(page) == ["Before", "A dam &amp; a lake", "After"]
    restored = in_french(page).body[0].value.source
    assert restored.count("<embed") == 2
    assert 'alt="Ⓐ ⓓⓐⓜ &amp; ⓐ ⓛⓐⓚⓔ"' in restored
    assert "<p>Ⓑⓔⓕⓞⓡⓔ</p><embed" in restored


def test_a_table_cell_by_cell(api: Api) -> None:
    table = {
        "caption": "Wells",
        "columns": [{"type": "text", "heading": "Region"}, {"type": "number", "heading": "Wells"}],
        "rows": [{"values": ["North", 412]}, {"values": ["South", 828]}, {"values": ["", None]}],
    }
    page = page_with(("table", table))
    assert offered(page) == ["Wells", "Region", "Wells", "North", "South"]
    (block,) = api.page(in_french(page))["body"]
    assert block["value"]["caption"] == "Ⓦⓔⓛⓛⓢ"
    assert [column["heading"] for column in block["value"]["columns"]] == ["Ⓡⓔⓖⓘⓞⓝ", "Ⓦⓔⓛⓛⓢ"]
    assert [row["values"] for row in block["value"]["rows"]] == [
        ["Ⓝⓞⓡⓣⓗ", 412],
        ["Ⓢⓞⓤⓣⓗ", 828],
        ["", None],
    ]


def test_moved_rows_keep_their_translations() -> None:
    def table(*names: str) -> dict[str, Any]:
        return {
            "caption": "",
            "columns": [{"type": "text", "heading": "Region"}],
            "rows": [{"values": [name]} for name in names],
        }

    page = page_with(("table", table("North", "South")))
    in_french(page)
    page.body = [
        {"type": "table", "value": table("West", "South", "North"), "id": page.body[0].id}
    ]
    page.save_revision().publish()
    translation = translation_of(page)
    translation.source.update_from_db()
    total, done = translation.get_progress()
    assert (total - done) == 2  # the new row, and the slug


def test_lists_in_structs_in_structs_and_old_content_without_ids() -> None:
    page = recipe()
    page.steps = [
        {"type": "step", "value": {"text": "<p>Stir</p>", "needs": [{"what": "Salt"}]}},
        {
            "type": "course",
            "value": [
                {"type": "steps", "value": [{"text": "<p>Boil</p>", "needs": [{"what": "Peas"}]}]},
                {"type": "note", "value": "Hot", "id": "same"},
                {"type": "note", "value": "Cold", "id": "same"},
            ],
        },
    ]
    page.save_revision().publish()
    page = RecipePage.objects.get(pk=page.pk)
    assert offered(page) == ["Stir", "Salt", "Boil", "Peas", "Hot", "Cold"]
    steps = in_french(page).steps
    assert steps[0].value["needs"][0]["what"] == "Ⓢⓐⓛⓣ"
    inner = steps[1].value
    assert inner[0].value[0]["needs"][0]["what"] == "Ⓟⓔⓐⓢ"
    assert [child.value for child in inner][1:] == ["Ⓗⓞⓣ", "Ⓒⓞⓛⓓ"]


class TestPictures:
    """Those of this place; what readers see of the image itself is translated in the library."""

    def test_in_the_text(self, api: Api) -> None:
        image = builders.picture(description="A river", credit="The agency")
        page = page_with(
            ("image", {"image": image}),
            ("image", {"image": image, "alt": "At dawn", "caption": "Dawn", "credit": "Us"}),
            ("image", {"image": image, "alt": "Hidden", "decorative": True, "credit": "Them"}),
        )
        assert offered(page) == ["At dawn", "Dawn", "Us", "Them"]
        shown = [block["value"] for block in api.page(in_french(page))["body"]]
        assert [(value["alt"], value["caption"], value["credit"]) for value in shown] == [
            ("A river", "", "The agency"),
            ("Ⓐⓣ ⓓⓐⓦⓝ", "Ⓓⓐⓦⓝ", "Ⓤⓢ"),
            ("", "", "Ⓣⓗⓔⓜ"),
        ]

    def test_beside_a_page(self, api: Api) -> None:
        page = builders.content_page(image=builders.picture(), image_alt="Dawn", body=[])
        assert offered(page) == ["Dawn"]
        assert api.page(in_french(page))["image"]["alt"] == "Ⓓⓐⓦⓝ"

    def test_wagtails_own_block(self) -> None:
        image = builders.picture(description="A pot")
        page = recipe(("described", {"image": image, "alt_text": "Pot", "decorative": False}))
        assert offered(page) == ["Pot"]
        assert in_french(page).steps[0].value.contextual_alt_text == "Ⓟⓞⓣ"


class TestReferences:
    def test_a_chosen_snippet_becomes_that_of_the_language(self) -> None:
        contact = builders.contact("Press Office")
        page = page_with(("contacts", {"heading": "", "contacts": [contact]}))
        in_french(page)
        chosen = translation_of(page).get_target_instance().body[0].value["contacts"][0]
        assert chosen == Contact.objects.get(
            translation_key=contact.translation_key, locale=builders.locale("fr")
        )

    def test_what_is_gone_is_passed_over(self, api: Api) -> None:
        image, contact = builders.picture(), builders.contact()
        file, other = builders.document(), builders.content_page("Other")
        page = page_with(
            (
                "gallery",
                {"heading": "In pictures", "images": [{"image": image}, {"image": image}]},
            ),
            ("contacts", {"heading": "Write", "contacts": [contact]}),
            ("downloads", {"heading": "Files", "documents": [file]}),
            ("related_pages", {"heading": "Read", "pages": [other]}),
        )
        for thing in (image, contact, file, other):
            thing.delete()
        assert offered(page) == ["In pictures", "Write", "Files", "Read"]
        shown = api.page(in_french(page))["body"]
        assert [block["value"]["heading"] for block in shown] == [
            french(heading) for heading in ("In pictures", "Write", "Files", "Read")
        ]

    @pytest.mark.parametrize("wrong", ["nothing", None, [], 2**70])
    def test_an_override_that_cannot_be(self, wrong: Any) -> None:
        page = page_with(("related_pages", {"heading": "", "pages": [builders.home()]}))
        translation = submit(page)
        segment = translation.source.overridablesegment_set.get(context__path__startswith="body")
        SegmentOverride.objects.create(
            context=segment.context, locale=translation.target_locale, data_json=json.dumps(wrong)
        )
        assert publish(translation).live


def test_texts_are_found_with_the_same_queries_for_one_block_and_for_many(
    django_assert_num_queries: Any,
) -> None:
    image, contact, other = builders.picture(), builders.contact(), builders.content_page("Other")
    blocks = [
        ("image", {"image": image}),
        ("contacts", {"heading": "Write", "contacts": [contact]}),
        ("related_pages", {"heading": "Read", "pages": [other]}),
    ]
    for times in (1, 20):
        page = page_with(*blocks * times, slug=f"times-{times}")
        page = ContentPage.objects.get(pk=page.pk)
        with django_assert_num_queries(3):  # images, contacts, pages
            found = ContentPage._meta.get_field("body").get_translatable_segments(page.body)
        assert len(found) == 5 * times


def test_the_site_settings() -> None:
    link = {"kind": "url", "url": "https://a.example/", "label": "Jobs"}
    settings = SiteSettings(
        site=builders.home().get_site(),
        locale=builders.locale("en"),
        tagline="Water for all",
        footer=[("link_group", {"heading": "About", "links": [link]})],
        social_links=[("social_link", {"network": "x", "url": "https://x.example/"})],
    )
    settings.save()
    settings.save_revision().publish()
    submit(settings)
    assert texts(settings) == ["Water for all", "About", "Jobs"]
    other = in_french(settings)
    assert other.site == settings.site
    assert other.footer[0].value["links"][0]["label"] == "Ⓙⓞⓑⓢ"
    assert other.social_links[0].value["url"] == "https://x.example/"
