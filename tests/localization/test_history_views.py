"""The history of texts in the admin, and taking one of them again."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from tests import builders
from tests.localization.people import group, logged_in, member
from tests.localization.test_history import past, put
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(site: Any) -> Translation:
    image = builders.picture("River")
    page = builders.content_page("A river", body=[("image", {"image": image, "alt": "A bend"})])
    return submit(page)


def listing(client: Any, translation: Translation, **asked: Any) -> Any:
    return client.get(reverse("history_of_texts", args=[translation.pk]), asked)


def shown(answer: Any) -> list[tuple[str, bool]]:
    """The texts, and whether they can be used again."""
    return [(line.text, line.is_usable) for line in answer.context_data["lines"]]


def use(client: Any, translation: Translation, text: str) -> Any:
    lines = listing(client, translation).context_data["lines"]
    (line,) = [each for each in lines if each.text == text]
    return client.post(reverse("use_past_text", args=[translation.pk, line.past.pk]))


def test_all_that_a_text_was(translation: Any, admin_client: Any) -> None:
    translate(translation, french)
    put(admin_client, translation, "Une rivière")
    put(admin_client, translation, "Un fleuve")
    place = translation.source.stringsegment_set.get(context__path="title").context_id
    answer = listing(admin_client, translation, place=place)
    assert shown(answer) == [
        ("Un fleuve", False),
        ("Une rivière", True),
        (french("A river"), True),
    ]
    page = answer.content.decode()
    assert 'lang="fr" dir="auto">Un fleuve' in page
    assert "by hand, admin" in page
    assert shown(listing(admin_client, translation, q="rivière")) == [("Une rivière", True)]
    assert ("Un fleuve", False) in shown(listing(admin_client, translation, q="A river"))


def test_one_is_used_again(translation: Any, admin_client: Any) -> None:
    put(admin_client, translation, "Une rivière")
    put(admin_client, translation, "Un fleuve")
    use(admin_client, translation, "Une rivière")
    assert past(translation)[0] == ("Une rivière", "hand")
    assert StringTranslation.objects.get(context__path="title").data == "Une rivière"


def test_what_was_deleted_comes_back(translation: Any, admin_client: Any) -> None:
    put(admin_client, translation, "Une rivière")
    StringTranslation.objects.get(context__path="title").delete()
    use(admin_client, translation, "Une rivière")
    assert StringTranslation.objects.get(context__path="title").data == "Une rivière"


def test_a_choice_comes_back(translation: Any, admin_client: Any) -> None:
    segment = translation.source.overridablesegment_set.get()
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    for title in ("Soir", "Matin"):
        picture = builders.picture(title)
        admin_client.put(url, {"value": picture.pk}, content_type="application/json")
    assert shown(listing(admin_client, translation)) == [("Matin", False), ("Soir", True)]
    use(admin_client, translation, "Soir")
    assert shown(listing(admin_client, translation))[0] == ("Soir", False)


def test_a_text_whose_source_has_changed(translation: Any, admin_client: Any) -> None:
    put(admin_client, translation, "Une rivière")
    put(admin_client, translation, "Un fleuve")
    source = translation.source.get_source_instance()
    source.title = "A long river"
    source.save_revision().publish()
    use(admin_client, translation, "Une rivière")
    now = StringTranslation.objects.get(translation_of__data="A long river")
    assert now.data == "Une rivière"


def test_what_the_source_does_not_have_any_more(translation: Any, admin_client: Any) -> None:
    segment = translation.source.stringsegment_set.exclude(context__path__in=["title", "slug"])
    place = segment.first().context.path
    translate(translation, french)
    source = translation.source.get_source_instance()
    source.body = []
    source.save_revision().publish()
    (text,) = {data for data, _how in past(translation, place)}
    use(admin_client, translation, text)
    assert past(translation, place)[0][1] == "hand"
    assert len(past(translation, place)) == 1


def test_it_honours_locks_and_rights(translation: Any, admin_client: Any) -> None:
    put(admin_client, translation, "Une rivière")
    put(admin_client, translation, "Un fleuve")
    translator = logged_in(member(group("French", pages=("change",), rights={"fr": "translate"})))
    page = translation.get_target_instance()
    page.locked = True
    page.save()
    use(translator, translation, "Une rivière")
    assert past(translation)[0] == ("Un fleuve", "hand")
    page.locked = False
    page.save()
    use(translator, translation, "Une rivière")
    assert past(translation)[0] == ("Une rivière", "hand")
    others = logged_in(member(group("Others", rights={"en": "translate", "fr": "publish"})))
    assert listing(others, translation).status_code == 302


def test_it_is_shown_by_pages_in_few_queries(translation: Any, admin_client: Any) -> None:
    put(admin_client, translation, "Un fleuve")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            listing(admin_client, translation)
        return len(found)

    listing(admin_client, translation)
    few = queries()
    for number in range(60):
        put(admin_client, translation, f"Fleuve {number}")
    assert queries() <= few + 1
    answer = listing(admin_client, translation)
    assert len(answer.context_data["lines"]) == 50
    assert "Page 1 of 2" in answer.content.decode()


def test_the_admin_leads_there(translation: Any, admin_client: Any) -> None:
    url = reverse("history_of_texts", args=[translation.pk])
    page = translation.get_target_instance()
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert url in editor.content.decode()
    contact = submit(builders.contact())
    names = reverse(contact.get_target_instance().snippet_viewset.get_url_name("list"))
    listing = admin_client.get(names, {"locale": "fr"}).content.decode()
    assert reverse("history_of_texts", args=[contact.pk]) in listing
