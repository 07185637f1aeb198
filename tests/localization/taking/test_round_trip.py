"""Random pages: what nobody edited stays as it is, and what was edited comes back word by word."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail_localize.models import Translation

from cms.localization.taking.over import take_over
from home.models import ContentPage
from tests import builders
from tests.localization.taking.content import publish, target
from tests.localization.test_no_text_is_lost import Content, a_clean_slate, fast, stored
from tests.localization.translating import submit, translate
from tests.recipes.models import RecipePage

few = settings(fast, max_examples=5)  # each is published twice

pytestmark = pytest.mark.usefixtures("site")


def edited(page: Any, field: str) -> Any:
    """The page as somebody saved it who wrote each of its texts anew."""
    content = page.get_latest_revision_as_object()
    text = json.dumps(getattr(content, field).get_prep_value(), ensure_ascii=False)
    setattr(content, field, json.loads(text.replace("Ж", "Ф")))
    return content


def stream_of(page: Any, field: str) -> Any:
    return page._meta.get_field(field).named(getattr(page, field))


def check_round_trip(translation: Translation, field: str) -> None:
    translate(translation, lambda text: text.replace("Ω", "Ж"))
    page = publish(translation)
    taken = take_over(translation, page.get_latest_revision_as_object(), None)
    assert (taken.changes, taken.lost) == ([], [])

    content = edited(target(translation), field)
    taken = take_over(translation, content, None)
    assert taken.lost == []
    assert stream_of(publish(translation), field) == stream_of(content, field)


@few
@given(drawn=st.deferred(lambda: stored(ContentPage._meta.get_field("body").stream_block)))
def test_the_whole_vocabulary(drawn: Any) -> None:
    with a_clean_slate():
        image = builders.picture(description="Ω901Ω", credit="Ω902Ω")
        body = Content(drawn, image=image).stream
        page = builders.content_page("About", slug="about", body=body)
        check_round_trip(submit(page), "body")


@few
@given(drawn=st.deferred(lambda: stored(RecipePage._meta.get_field("steps").stream_block)))
def test_every_block_of_wagtails_nested_four_deep(drawn: Any) -> None:
    with a_clean_slate():
        steps = Content(drawn, image=builders.picture(description="")).stream
        page = RecipePage(title="Soup", slug="soup", steps=steps)
        check_round_trip(submit(builders.publish(builders.home(), page)), "steps")
