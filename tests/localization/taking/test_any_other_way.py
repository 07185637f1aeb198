"""What is saved by any other way, as in a shell, is taken over too."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from cms.core.database import before_commit
from cms.localization.models import TranslationState
from cms.localization.taking import noted
from tests import builders
from tests.localization.taking.content import body_of, publish, target, translated, words
from tests.localization.translating import french, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(site: Any) -> Translation:
    made = translated()
    before_commit()
    return made


def save(translation: Translation, user: Any = None, **fields: Any) -> Any:
    page = target(translation).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision(user=user)
    before_commit()
    return revision


def test_texts_become_translations(translation: Any, admin_user: Any) -> None:
    save(translation, admin_user, title="Une rivière").publish()
    assert words(translation, "title") == ["Une rivière"]
    title = StringTranslation.objects.get(context__path="title")
    assert title.last_translated_by == admin_user
    assert PageLogEntry.objects.get(action="localization.take_over").user == admin_user
    assert publish(translation).title == "Une rivière"


def test_what_cannot_be_kept_is_named(translation: Any, admin_client: Any) -> None:
    body = body_of(target(translation))
    save(translation, title="Une rivière", body=[body[0], *body[2:]])
    assert words(translation, "title") == ["Une rivière"]
    page = target(translation)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    history = reverse("wagtailadmin_pages:history", args=[page.pk])
    for url in (editor, history):
        assert "“Body / Quote” is missing" in admin_client.get(url).content.decode()
    publish(translation)
    assert "is missing" not in admin_client.get(editor).content.decode()


def test_what_translations_make_is_not_looked_at(translation: Any) -> None:
    publish(translation)
    assert not noted.here()
    with CaptureQueriesContext(connection) as queries:
        before_commit()
    assert not any("wagtail_localize" in each["sql"] for each in queries)


def test_a_source_costs_one_query(translation: Any, django_assert_num_queries: Any) -> None:
    builders.content_page("Another").save_revision()
    assert len(noted.here()) == 1
    with CaptureQueriesContext(connection) as queries:
        before_commit()
    asked = [each["sql"] for each in queries if "wagtail_localize_translation" in each["sql"]]
    assert len(asked) <= 1


def test_a_stopped_translation_is_left_alone(translation: Any) -> None:
    Translation.objects.update(enabled=False)
    save(translation, title="Une rivière")
    assert words(translation, "title") == [french("A river")]


def test_readers_are_told_how_much_is_translated(site: Any) -> None:
    translation = submit(builders.content_page("A river"))
    before_commit()
    page = target(translation)
    page.title = "Une rivière"
    page.save_revision().publish()
    before_commit()
    assert words(translation, "title") == ["Une rivière"]
    assert TranslationState.objects.get(translation=translation).translated == 1
