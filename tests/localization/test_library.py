"""What pictures and documents say is translated once, and stands in every page of the language."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.contacts.models import Contact
from cms.core.database import before_commit
from cms.images.models import CustomImage
from cms.localization.going_live import publish_finished
from cms.localization.library.models import LibraryWords
from cms.localization.requesting import request_translation
from home.models import SectionPage
from tests import builders
from tests.asking import queries
from tests.delivery.conftest import Api
from tests.delivery.test_stand_ins import named_by, tags_of
from tests.localization.people import group, logged_in, member
from tests.localization.translating import french, texts, translate, translation_of
from tests.recipes.models import RecipePage

pytestmark = pytest.mark.usefixtures("site")


def superuser() -> Any:
    users = get_user_model().objects
    return users.filter(username="root").first() or users.create_superuser("root")


def request(thing: Any, code: str = "fr") -> None:
    request_translation(thing, [builders.locale(code)], superuser())


def translate_all(code: str = "fr") -> None:
    """All that was requested in a language, published."""
    found = Translation.objects.filter(target_locale=builders.locale(code)).order_by("-pk")
    wanted = list(found)
    for translation in wanted:
        translate(translation, french)
    for translation in wanted:
        publish_finished(translation, superuser())


def words_of(item: Any) -> dict[str, LibraryWords]:
    return {each.locale.language_code: each for each in item.words.all()}


def in_french(page: Page) -> Page:
    return page.get_translation(builders.locale("fr"))


def river(**fields: Any) -> CustomImage:
    words = {"description": "A river", "caption": "At dawn", "credit": "The agency"}
    return builders.picture(**{**words, **fields})


def every_place(image: CustomImage, document: Document) -> Page:
    """A page that shows them wherever a page can."""
    contact = builders.contact(image=image, live=True)
    picture = {"image": image, "alt": "", "caption": "", "credit": "", "decorative": False}
    text = f'<p><a linktype="document" id="{document.pk}">x</a></p>'
    text += f'<embed embedtype="image" id="{image.pk}" format="left" alt=""/>'
    links = [{"kind": "document", "document": document, "label": ""}]
    return builders.content_page(
        image=image,
        body=[
            ("image", picture),
            ("gallery", {"heading": "", "images": [picture, picture]}),
            ("downloads", {"heading": "", "documents": [document]}),
            ("link_group", {"heading": "Links", "links": links}),
            ("contacts", {"heading": "", "contacts": [contact]}),
            ("rich_text", text),
            (
                "accordion",
                {"heading": "", "items": [{"heading": "x", "content": [("image", picture)]}]},
            ),
        ],
    )


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name != "meta" and not (name == "title" and "srcset" in value):
                yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("form", ["html", "markdown", "portable_text"])
def test_wherever_they_are_shown(api: Api, form: str) -> None:
    page = every_place(river(), builders.document("The report"))
    request(page)
    translate_all()
    own = {"A river", "At dawn", "The agency", "The report"}
    english = "\n".join(strings(api.page(page, rich_text_format=form)))
    shown = "\n".join(strings(api.page(in_french(page), rich_text_format=form)))
    for text in own:
        assert text in english
        assert text not in shown
        assert french(text) in shown
        assert shown.count(french(text)) == english.count(text)


@pytest.mark.parametrize("model", [SectionPage, RecipePage])
def test_where_a_page_has_no_words_of_its_own_for_them(api: Api, model: Any) -> None:
    image = river()
    fields = {"hero_image": image} if model is SectionPage else {"steps": [("picture", image)]}
    page = builders.publish(builders.home(), model(title="Page", **fields))
    request(page)
    translate_all()
    shown = list(strings(api.page(in_french(page))))
    assert {"Ⓐ ⓡⓘⓥⓔⓡ", "Ⓐⓣ ⓓⓐⓦⓝ", "Ⓣⓗⓔ ⓐⓖⓔⓝⓒⓨ"} <= set(shown)


def test_are_offered_once_for_all_pages(site: Any) -> None:
    image = river()
    pages = [builders.content_page(title, image=image) for title in ("One", "Two")]
    for page in pages:
        request(page)
        assert "A river" not in texts(page)
    assert texts(words_of(image)["en"]) == ["A river", "At dawn", "The agency"]
    assert Translation.objects.filter(source__object_id=words_of(image)["en"].translation_key)


def test_only_what_a_picture_says(site: Any) -> None:
    silent = builders.picture(description="")
    request(builders.content_page(image=silent))
    assert words_of(silent) == {}


def test_a_page_has_the_last_word(api: Api) -> None:
    image = river()
    picture = {"image": image, "alt": "Here", "caption": "This", "credit": "Us"}
    page = builders.content_page(image=image, image_alt="Lead", body=[("image", picture)])
    request(page)
    translate_all()
    answer = api.page(in_french(page))
    assert answer["image"]["alt"] == "Ⓛⓔⓐⓓ"
    shown = answer["body"][0]["value"]
    assert (shown["alt"], shown["caption"], shown["credit"]) == ("Ⓗⓔⓡⓔ", "Ⓣⓗⓘⓢ", "Ⓤⓢ")
    assert shown["image"]["caption"] == "Ⓐⓣ ⓓⓐⓦⓝ"


def test_the_language_that_stands_in(api: Api, settings: Any) -> None:
    settings.LOCALE_FALLBACKS = {"ar": ["fr", "en"]}
    page = builders.content_page(image=river())
    request(page)
    translate_all()
    arabic = builders.translated(page, "ar")
    assert api.page(arabic)["image"]["alt"] == "Ⓐ ⓡⓘⓥⓔⓡ"
    assert api.page(builders.translated(page, "es"))["image"]["alt"] == "A river"


def test_words_are_in_the_language_of_the_first_page_translated_with_them(api: Api) -> None:
    image = builders.picture(description="Un fleuve")
    page = builders.content_page("Fleuve", parent=builders.home("fr"), image=image)
    request(page, "en")
    assert words_of(image)["fr"].is_original
    translate_all("en")
    english = page.get_translation(builders.locale("en"))
    assert api.page(english)["image"]["alt"] == french("Un fleuve")
    assert api.page(page)["image"]["alt"] == "Un fleuve"


def test_what_the_picture_says_no_longer_no_language_says(api: Api) -> None:
    image = river()
    page = builders.content_page(image=image)
    request(page)
    translate_all()
    image.caption = ""
    image.save()
    assert api.page(in_french(page))["image"]["caption"] is None
    assert api.page(in_french(page))["image"]["alt"] == "Ⓐ ⓡⓘⓥⓔⓡ"


def test_other_words_make_their_translations_outdated(api: Api) -> None:
    image = river()
    page = builders.content_page(image=image)
    request(page)
    translate_all()
    image.description = "A wide river"
    image.save()
    state = translation_of(words_of(image)["en"]).state
    assert state.outdated_since is not None
    assert api.page(in_french(page))["image"]["alt"] == "Ⓐ ⓡⓘⓥⓔⓡ"  # until somebody says so
    translate_all()
    assert api.page(in_french(page))["image"]["alt"] == "Ⓐ ⓦⓘⓓⓔ ⓡⓘⓥⓔⓡ"


def test_saving_a_picture_as_it_is_changes_nothing(site: Any) -> None:
    image = river()
    request(builders.content_page(image=image))
    translate_all()
    image.save()
    assert translation_of(words_of(image)["en"]).state.outdated_since is None


def test_a_new_caption_concerns_answers_in_its_language_alone(api: Api) -> None:
    image, document = river(), builders.document("The report")
    page = every_place(image, document)
    request(page)
    translate_all()
    for item, name in ((image, "caption"), (document, "title")):
        french_tags, english_tags = tags_of(api, in_french(page)), tags_of(api, page)
        words = words_of(item)["fr"]
        setattr(words, name, "Autre")
        changed = named_by(words.save)
        assert changed & french_tags
        assert not changed & english_tags
        assert "Autre" in str(api.page(in_french(page)))


def test_answers_change_with_the_first_translation(api: Api) -> None:
    """Also those built before anybody asked for one."""
    image = river()
    page = builders.content_page(image=image)
    spanish = builders.translated(page, "es")
    untranslated = tags_of(api, spanish)
    assert untranslated & named_by(lambda: request(builders.content_page("Other", image=image)))
    waiting, english = tags_of(api, spanish), tags_of(api, page)
    copy = words_of(image)["en"].copy_for_translation(builders.locale("es"))
    copy.description = "Un río"
    changed = named_by(copy.save)
    assert changed & waiting
    assert not changed & english
    assert api.page(spanish)["image"]["alt"] == "Un río"


def test_a_change_is_told_with_its_language(api: Api) -> None:
    image = river()
    request(builders.content_page(image=image))
    translate_all()
    before_commit()
    since = api.get("changes/")["next"]
    words = words_of(image)["fr"]
    words.caption = "À l’aube"
    words.save()
    before_commit()
    (change,) = api.get("changes/", since=since)["items"]
    assert change["object"]["type"] == "images.CustomImage"
    assert (change["object"]["id"], change["object"]["locale"]) == (image.pk, "fr")
    assert api.get("changes/", since=since, locale="en")["items"] == []


def test_nothing_is_told_of_a_private_picture(api: Api) -> None:
    image = river(collection=builders.private_collection())
    page = builders.content_page(image=image)
    request(page)
    translate_all()
    words = words_of(image)["fr"]
    words.caption = "À l’aube"
    assert named_by(words.save) == set()


def test_by_themselves(api: Api) -> None:
    image, document = river(), builders.document("The report")
    request(every_place(image, document))
    translate_all()
    assert api.get(f"images/{image.pk}/")["alt"] == "A river"
    assert api.get(f"images/{image.pk}/", locale="fr")["alt"] == "Ⓐ ⓡⓘⓥⓔⓡ"
    assert api.get(f"documents/{document.pk}/", locale="fr")["title"] == "Ⓣⓗⓔ ⓡⓔⓟⓞⓡⓣ"
    assert api.refused(f"images/{image.pk}/", locale="xx")["status"] == 422


def test_no_further_query_for_a_further_picture(api: Api) -> None:
    def page(number: int) -> Page:
        images = [{"image": river(title=f"River {i}")} for i in range(number)]
        found = builders.content_page(body=[("gallery", {"heading": "", "images": images})])
        request(found)
        translate_all()
        return in_french(found)

    few, many = page(2), page(5)
    assert len(queries(lambda: api.page(many))) == len(queries(lambda: api.page(few))) <= 12


class TestRights:
    PERMISSIONS = ("localization.change_librarywords",)

    @pytest.fixture(autouse=True)
    def requested(self, site: Any) -> None:
        self.image = river()
        request(builders.content_page(image=self.image))
        self.words = words_of(self.image)

    def edit_url(self, code: str) -> str:
        view = LibraryWords.snippet_viewset.get_url_name("edit")
        return reverse(view, args=[self.words[code].pk])

    def caller(self, rights: dict[str, str]) -> Client:
        return logged_in(member(group("Some", may=self.PERMISSIONS, rights=rights)))

    def test_translating_takes_a_right_in_the_language(self) -> None:
        french, arabic = self.caller({"fr": "translate"}), {"ar": "translate"}
        assert french.get(self.edit_url("fr")).status_code == 200
        other = logged_in(member(group("Other", may=self.PERMISSIONS, rights=arabic)))
        assert other.get(self.edit_url("fr")).status_code == 302

    def test_publishing_takes_the_right_to_publish(self) -> None:
        translate(translation_of(self.words["en"]), french)
        client = self.caller({"fr": "translate"})
        client.post(self.edit_url("fr"), {"action": "publish"})
        assert words_of(self.image)["fr"].description == "A river"
        other = logged_in(
            member(group("Publishers", may=self.PERMISSIONS, rights={"fr": "publish translate"}))
        )
        other.post(self.edit_url("fr"), {"action": "publish"})
        assert words_of(self.image)["fr"].description == "Ⓐ ⓡⓘⓥⓔⓡ"

    def test_the_original_is_changed_at_the_picture_alone(self, admin_client: Client) -> None:
        answer = admin_client.post(self.edit_url("en"), {"description": "Other"})
        assert answer.status_code == 302
        assert words_of(self.image)["en"].description == "A river"

    def test_they_are_neither_made_nor_deleted_by_hand(self, admin_client: Client) -> None:
        viewset = LibraryWords.snippet_viewset
        assert admin_client.get(reverse(viewset.get_url_name("add"))).status_code == 302
        url = reverse(viewset.get_url_name("delete"), args=[self.words["fr"].pk])
        admin_client.post(url)
        assert set(words_of(self.image)) == {"en", "fr"}

    def test_they_go_with_the_picture(self) -> None:
        self.image.delete()
        assert not LibraryWords.objects.exists()
        assert Contact.objects.count() == 0


class TestWhereTheyAreTold:
    def messages(self, client: Client, url: str) -> str:
        return client.get(url).content.decode()

    def test_the_translation_of_a_page_names_what_is_still_to_be_translated(
        self, admin_client: Client
    ) -> None:
        image, document = river(title="Mosel"), builders.document("The report")
        page = every_place(image, document)
        request(page)
        url = reverse("wagtailadmin_pages:edit", args=[in_french(page).pk])
        shown = self.messages(admin_client, url)
        for item in (image, document):
            edit = LibraryWords.snippet_viewset.get_url_name("edit")
            link = reverse(edit, args=[words_of(item)["fr"].pk])
            found = BeautifulSoup(shown, "html.parser").select_one(f".messages a[href='{link}']")
            assert found
            assert found.text.strip() == item.title
        translate_all()
        assert "still to be translated" not in self.messages(admin_client, url)

    def test_publishing_a_page_without_them_has_to_be_chosen(self, admin_client: Client) -> None:
        page = every_place(river(title="Mosel"), builders.document("The report"))
        request(page)
        translation = translation_of(page)
        translate(translation, french)
        url = reverse("wagtailadmin_pages:edit", args=[in_french(page).pk])
        asked = admin_client.post(url, {"action": "publish"})
        assert asked.status_code == 200
        shown = BeautifulSoup(asked.content, "html.parser")
        assert [each.text for each in shown.select("main li a")] == ["Mosel", "The report"]
        assert not in_french(page).live
        with pytest.raises(ValidationError, match="Mosel, The report"):
            publish_finished(translation, superuser())  # nobody is there to be asked
        admin_client.post(url, {"action": "publish", "untranslated": "accepted"})
        assert in_french(page).live

    def test_the_words_of_a_picture_show_the_picture(self, admin_client: Client) -> None:
        image, document = river(), builders.document("The report")
        request(every_place(image, document))
        for item, wanted in ((image, "<img"), (document, document.url)):
            edit = LibraryWords.snippet_viewset.get_url_name("edit")
            shown = self.messages(admin_client, reverse(edit, args=[words_of(item)["fr"].pk]))
            assert wanted in shown[shown.index('class="messages"') :].split("</ul>")[0]

    def test_a_picture_whose_file_is_gone(self, admin_client: Client) -> None:
        image = river()
        request(builders.content_page(image=image))
        image.file.storage.delete(image.file.name)
        edit = LibraryWords.snippet_viewset.get_url_name("edit")
        url = reverse(edit, args=[words_of(image)["fr"].pk])
        assert admin_client.get(url).status_code == 200

    @pytest.mark.parametrize("kind", ["images", "docs"])
    def test_the_form_leads_to_the_languages(self, admin_client: Client, kind: str) -> None:
        image, document = river(), builders.document("The report")
        item, view = (
            (image, "wagtailimages:edit") if kind == "images" else (document, "wagtaildocs:edit")
        )
        url = reverse(view, args=[item.pk])
        assert "with the first page that shows it" in self.messages(admin_client, url)
        request(every_place(image, document))
        edit = LibraryWords.snippet_viewset.get_url_name("edit")
        link = reverse(edit, args=[words_of(item)["fr"].pk])
        assert f'In English. Translations: <a href="{link}">French</a>.' in self.messages(
            admin_client, url
        )
