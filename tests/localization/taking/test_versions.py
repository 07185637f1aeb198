"""Earlier versions of a translation: shown, compared, and gone back to."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry, Revision
from wagtail_localize.models import Translation

from tests import builders
from tests.localization.people import group, logged_in, member
from tests.localization.taking.content import publish, target, translated, words
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(site: Any) -> Translation:
    return translated()


@pytest.fixture
def first(translation: Any) -> Revision:
    """The version before the one that is published now."""
    revision: Revision = target(translation).get_latest_revision()
    translate(translation, lambda text: french(text) + "!")
    publish(translation)
    return revision


def revert_url(translation: Translation, revision: Revision) -> str:
    page = target(translation)
    return reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk])


def test_the_history_offers_them(translation: Any, first: Any, admin_client: Any) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[target(translation).pk])
    translate(translation, lambda text: french(text) + "?")
    admin_client.post(url, {"action": "publish"})
    edits = PageLogEntry.objects.filter(page=target(translation), action="wagtail.edit")
    assert edits.latest("id").user.username == "admin"
    url = reverse("wagtailadmin_pages:history", args=[target(translation).pk])
    history = admin_client.get(url).content.decode()
    assert revert_url(translation, first) in history
    assert "/revisions/compare/" in history


def test_a_version_is_shown(translation: Any, first: Any, admin_client: Any) -> None:
    shown = admin_client.get(revert_url(translation, first)).content.decode()
    assert french("A river") + "!" in shown
    assert "Replace current draft" in shown
    assert words(translation, "title") == [french("A river") + "!"]


def test_its_texts_become_the_translations(
    translation: Any, first: Any, admin_client: Any
) -> None:
    answer = admin_client.post(revert_url(translation, first))
    page = target(translation)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert words(translation, "title") == [french("A river")]
    assert page.title == french("A river") + "!"
    draft = page.get_latest_revision()
    assert draft.as_object().title == french("A river")
    log = PageLogEntry.objects.get(action="wagtail.revert")
    assert (log.user.username, log.revision) == ("admin", draft)
    assert log.data["revision"]["id"] == first.pk
    assert french("A river") in admin_client.get(answer.url).content.decode()
    assert publish(translation).title == french("A river")


def test_what_the_source_does_not_have_any_more_is_named(
    translation: Any, first: Any, admin_client: Any
) -> None:
    source = translation.source.get_source_instance()
    del source.body[1]
    source.save_revision().publish()
    shown = admin_client.get(revert_url(translation, first)).content.decode()
    assert "“Body / Quote” is in this language alone." in shown
    admin_client.post(revert_url(translation, first))
    assert words(translation, "title") == [french("A river")]


def test_it_takes_the_right_to_translate(translation: Any, first: Any) -> None:
    rights = {"en": "translate", "fr": "publish"}
    other = logged_in(member(group("Others", rights=rights)))
    assert other.post(revert_url(translation, first)).status_code == 302
    assert words(translation, "title") == [french("A river") + "!"]
    translator = logged_in(member(group("French", rights={"fr": "translate"})))
    translator.post(revert_url(translation, first))
    assert words(translation, "title") == [french("A river")]


def test_a_lock_holds(translation: Any, first: Any) -> None:
    page = target(translation)
    page.locked = True
    page.save()
    translator = logged_in(member(group("French", pages=("change",), rights={"fr": "translate"})))
    translator.post(revert_url(translation, first))
    assert words(translation, "title") == [french("A river") + "!"]


def test_versions_are_compared(translation: Any, first: Any, admin_client: Any) -> None:
    page = target(translation)
    last = page.get_latest_revision()
    names = [page.pk, first.pk, last.pk]
    shown = admin_client.get(reverse("wagtailadmin_pages:revisions_compare", args=names))
    assert shown.context["comparison"]
    assert '<span class="addition">' in shown.content.decode()


def test_contacts_too(site: Any, admin_client: Any) -> None:
    translation = submit(builders.contact(role="Desk"))
    translate(translation, french)
    made = publish(translation)
    first = made.get_latest_revision()
    translate(translation, lambda text: french(text) + "!")
    publish(translation)
    url = made.snippet_viewset.get_url_name("revisions_revert")
    url = reverse(url, args=[made.pk, first.pk])
    assert french("Desk") in admin_client.get(url).content.decode()
    admin_client.post(url)
    assert words(translation, "role") == [french("Desk")]
    made.refresh_from_db()
    assert (made.live, made.role) == (True, french("Desk") + "!")
    assert ModelLogEntry.objects.filter(action="wagtail.revert", user__username="admin").exists()


def test_each_version_is_logged_once(translation: Any, first: Any, admin_client: Any) -> None:
    admin_client.post(revert_url(translation, first))
    logged = PageLogEntry.objects.filter(revision=target(translation).latest_revision_id)
    assert list(logged.values_list("action", flat=True)) == ["wagtail.revert"]
