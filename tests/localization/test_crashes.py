"""Submitting, opening, updating, publishing: never an error page, whatever the content holds."""

import json
from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from home.models import SiteSettings
from tests import builders
from tests.localization.translating import french, submit, translate, translate_all, translation_of
from tests.recipes.models import RecipePage

pytestmark = pytest.mark.usefixtures("site")
GONE = 2**31 - 1


def step(kind: str, value: Any) -> dict[str, Any]:
    """A block as the database has it."""
    return {"type": kind, "value": value, "id": f"id-of-{kind}"}


def photo(**fields: Any) -> dict[str, Any]:
    return step("plate", {"inside": {"photo": fields}})


CONTENT = {
    "an image two structs deep": lambda: photo(
        image=builders.picture().pk, alt_text="Steam", decorative=False
    ),
    "an empty image two structs deep": lambda: photo(image=None, alt_text=None, decorative=None),
    "a struct that gained an image": lambda: step("plate", {"inside": {}}),
    "a struct that is nothing": lambda: step("plate", None),
    "an image that was deleted": lambda: step("described", {"image": GONE, "alt_text": "Steam"}),
    "an image without alt text": lambda: step("described", {"image": builders.picture().pk}),
    "an empty video": lambda: step("film", ""),
    "a video that is null": lambda: step("film", None),
    "an empty video in a struct": lambda: step("plate", {"inside": {"film": ""}}),
    "a text that is null": lambda: step("plate", {"inside": {"words": None}}),
    "a list that is empty": lambda: step("plate", {"inside": {"lines": []}}),
    "a list of old": lambda: step("plate", {"inside": {"lines": ["One", "Two"]}}),
    "a snippet that was deleted": lambda: step("page", GONE),
    "a block that is gone": lambda: step("no-such-block", "Text"),
    "rich text with odd tags": lambda: step(
        "step", {"text": '<p><b class="x">A</b> <text>B</text></p>', "minutes": None}
    ),
    "raw HTML": lambda: step("html", "<div class='a'><text>B</text> & <p>C</div>"),
}


@pytest.mark.parametrize("content", CONTENT.values(), ids=CONTENT.keys())
def test_a_page_with(content: Any, admin_client: Client) -> None:
    page = builders.publish(
        builders.home(), RecipePage(title="Soup", slug="soup", steps=json.dumps([content()]))
    )
    Journey(admin_client, page).travel()


class Journey:
    """Every step of a translation, over HTTP."""

    def __init__(self, client: Client, page: Page) -> None:
        self.client, self.page = client, page

    def travel(self) -> None:
        locale = builders.locale("fr").pk
        submit_url = reverse("wagtail_localize:submit_page_translation", args=[self.page.pk])
        self.follow(submit_url, {"locales": [locale], "next": "/admin/"})
        translation = translation_of(self.page)
        edit_url = translation.get_target_instance_edit_url()
        assert self.client.get(edit_url).status_code == 200
        translate(translation, french)
        update_url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
        assert self.client.get(update_url).status_code == 200
        self.page.title = "Stew"
        self.page.save_revision().publish()
        self.follow(update_url, {"publish_translations": "on"})
        translate_all(french)
        with TestCase.captureOnCommitCallbacks(execute=True):
            self.follow(edit_url, {"action": "publish"})
        preview = reverse("wagtail_localize:preview_translation", args=[translation.pk])
        assert self.client.get(preview).status_code == 200
        download = reverse("wagtail_localize:download_pofile", args=[translation.pk])
        assert self.client.get(download).status_code == 200
        target = translation.get_target_instance()
        assert (target.live, target.title) == (True, french("Stew"))

    def follow(self, url: str, data: dict[str, Any]) -> None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            assert self.client.post(url, data, follow=True).status_code == 200


def said(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("enabled", [True, False], ids=["open", "start again"])
def test_a_source_that_was_deleted(enabled: bool, settings: Any, admin_client: Client) -> None:
    settings.WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
    page = builders.content_page("Water")
    translation = submit(page)
    edit_url = translation.get_target_instance_edit_url()
    update_url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    page.delete()
    Translation.objects.update(enabled=enabled)
    if enabled:
        response = admin_client.get(edit_url)
    else:
        response = admin_client.post(edit_url, {"localize-restart-translation": "1"}, follow=True)
    assert "“Water”, of which this was a translation, is gone" in said(response)
    assert not Translation.objects.get().enabled
    assert admin_client.get(edit_url).status_code == 200
    assert admin_client.get(update_url).status_code == 404


def test_a_block_that_was_renamed_since(admin_client: Client) -> None:
    translation = submit(builders.content_page(body=[("quote", {"text": "Water"})]))
    segment = translation.source.stringsegment_set.get(string__data="Water")
    segment.context.field_path = "body.saying.words"
    segment.context.save()
    assert admin_client.get(translation.get_target_instance_edit_url()).status_code == 200


def test_settings_that_somebody_made_by_hand_in_the_other_language(admin_client: Client) -> None:
    for code in ("en", "fr"):
        SiteSettings.objects.create(
            site=builders.home().get_site(), locale=builders.locale(code), tagline=code
        )
    source = SiteSettings.objects.get(tagline="en")
    args = ["home", "sitesettings", source.pk]
    url = reverse("wagtail_localize:submit_snippet_translation", args=args)
    response = admin_client.post(url, {"locales": [builders.locale("fr").pk]}, follow=True)
    assert "has settings in this language already" in said(response)
    assert not Translation.objects.exists()


class TestSaving:
    """What the editor's script, or any other client, may send."""

    @pytest.fixture
    def translation(self) -> Translation:
        return submit(
            builders.content_page(
                body=[
                    ("rich_text", "<p><a href='https://a.example/'>Water</a></p>"),
                    ("related_pages", {"heading": "", "pages": [builders.home()]}),
                    ("embed", {"url": "https://www.youtube.com/watch?v=a", "title": "T"}),
                ]
            )
        )

    def put(self, client: Client, segment: Any, translation: Translation, body: Any) -> Any:
        names = {"StringSegment": "edit_string_translation", "OverridableSegment": "edit_override"}
        name = names[type(segment).__name__]
        url = reverse(f"wagtail_localize:{name}", args=[translation.pk, segment.pk])
        kind = "application/json" if isinstance(body, str) else None
        data = body if isinstance(body, str) else f"value={body['value']}"
        return client.put(url, data, content_type=kind or "application/x-www-form-urlencoded")

    def test_a_text_as_json_or_form(self, translation: Translation, admin_client: Client) -> None:
        segment = translation.source.stringsegment_set.get(context__path="title")
        for body, status in (
            ('{"value": "Eau"}', 201),
            ('{"value": "L\\u0000eau"}', 200),
            ('{"value": "L\\ud800eau"}', 200),
            ({"value": "Des+eaux"}, 200),
            ('{"value": 1}', 400),
            ('{"valu', 400),
            ("[]", 400),
            ("null", 400),
            ("{}", 400),
        ):
            assert self.put(admin_client, segment, translation, body).status_code == status
        assert StringTranslation.objects.get().data == "Des eaux"

    def test_a_text_with_a_mistake_comes_back_with_the_reason(
        self, translation: Translation, admin_client: Client
    ) -> None:
        segment = translation.source.stringsegment_set.get(string__data__contains="a1")
        response = self.put(admin_client, segment, translation, '{"value": "Eau"}')
        assert "link of the source is missing" in response.json()["error"]

    @pytest.mark.parametrize(
        ("path", "good", "bad"),
        [
            ("pages", None, (GONE, "x", True, None, [1], 2**70, -1)),
            ("'https", "/fr/eau", ("javascript:alert(1)", "x", 5, "/\ud800")),
            ("url", "https://vimeo.com/1", ("javascript:alert(1)", "no address")),
        ],
    )
    def test_a_choice(
        self, translation: Translation, admin_client: Client, path: str, good: Any, bad: Any
    ) -> None:
        segment = translation.source.overridablesegment_set.get(context__path__contains=path)
        for value in bad:
            body = json.dumps({"value": value})
            assert self.put(admin_client, segment, translation, body).status_code == 400, value
        assert not SegmentOverride.objects.exists()
        good = good or builders.home().pk
        body = json.dumps({"value": good})
        assert self.put(admin_client, segment, translation, body).status_code == 201
        assert SegmentOverride.objects.get().data == good
        assert self.put(admin_client, segment, translation, {"value": good}).status_code == 200
        assert SegmentOverride.objects.get().data == good

    def test_a_segment_of_another_page(
        self, translation: Translation, admin_client: Client
    ) -> None:
        other = submit(builders.content_page("Other")).source.stringsegment_set.first()
        answer = self.put(admin_client, other, translation, '{"value": "Eau"}')
        assert answer.status_code == 404
