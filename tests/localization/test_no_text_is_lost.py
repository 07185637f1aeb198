"""Random pages: whatever their blocks hold or lack, every text goes out once and comes back."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import CharField, TextField
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail_localize.models import Translation

from cms.contacts.models import Contact
from cms.localization.requesting import request_translation
from home.models import ContentPage, SectionPage
from news.models import NewsIndexPage, NewsPage, Place, Topic
from tests import builders
from tests.delivery.conftest import Api
from tests.localization.translating import publish, texts, translate
from tests.recipes.models import RecipePage

pytestmark = pytest.mark.usefixtures("site")

TEXT = "Ω"  # each becomes Ω1Ω, Ω2Ω …; a translation says Ж1Ж
CHOSEN = "chosen:"
GONE = 2**31 - 1
FRAGMENTS = (
    f"<p>{TEXT}</p>",
    f"<p>{TEXT} <b>CO<sub>2</sub></b> &amp; <i>{TEXT}</i><br/>{TEXT}</p>",
    f"<ul><li>{TEXT}</li><li><ul><li><b>{TEXT}</b></li></ul></li></ul>",
    f'<p><a href="https://example.org/a.b?c=\'d">{TEXT}</a> {TEXT}</p>',
    f'<p><a linktype="page" id="{GONE}">{TEXT}</a></p><hr/><p></p>',
    f'<p>A <span lang="ar">{TEXT}</span><unknown>{TEXT}</unknown></p>',
    f"{TEXT}<h2>{TEXT}</h2>",
)


def stored(block: Any) -> st.SearchStrategy[Any]:
    """Values of a block as the database may hold them, also from older versions of it."""
    if isinstance(block, blocks.BaseStreamBlock):
        items = [_item(name, child) for name, child in block.child_blocks.items()]
        return st.lists(st.one_of(items), max_size=5)
    if isinstance(block, BaseTypedTableBlock):
        return st.one_of(st.none(), _tables(block))
    if isinstance(block, blocks.BaseStructBlock):
        children = {name: stored(child) for name, child in block.child_blocks.items()}
        return st.fixed_dictionaries({}, optional=children)
    if isinstance(block, blocks.ListBlock):
        inner = stored(block.child_block)
        item = st.fixed_dictionaries({"type": st.just("item"), "value": inner, "id": st.uuids()})
        return st.one_of(st.lists(inner, max_size=3), st.lists(item, max_size=3))
    return st.one_of(st.none(), _plain(block))


def _item(name: str, child: Any) -> st.SearchStrategy[Any]:
    envelope = {"type": st.just(name), "value": stored(child)}
    return st.fixed_dictionaries(envelope, optional={"id": st.uuids()})


def _tables(block: Any) -> st.SearchStrategy[Any]:
    heading = st.sampled_from([TEXT, ""])
    columns = {"type": st.just("text"), "heading": heading}
    row = st.lists(st.sampled_from([TEXT, "", None]), min_size=2, max_size=2)
    return st.fixed_dictionaries(
        {
            "caption": st.sampled_from([TEXT, "", None]),
            "columns": st.lists(st.fixed_dictionaries(columns), min_size=2, max_size=2),
            "rows": st.lists(st.fixed_dictionaries({"values": row}), max_size=3),
        }
    )


def _plain(block: Any) -> st.SearchStrategy[Any]:
    if isinstance(block, blocks.RichTextBlock):
        return st.lists(st.sampled_from(FRAGMENTS), max_size=3).map("".join)
    if isinstance(block, blocks.URLBlock):
        return st.sampled_from(["", "https://example.org/"])
    if isinstance(block, blocks.EmailBlock):
        return st.sampled_from(["", "office@example.org"])
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return st.sampled_from(["", " ", TEXT, f"{TEXT} <b>&amp;</b>\n{TEXT}"])
    if isinstance(block, blocks.RawHTMLBlock):
        return st.sampled_from(["", f"<div class='a'>{TEXT} & <p title=\"{TEXT}\">{TEXT}</div>"])
    if isinstance(block, blocks.ChoiceBlock | blocks.RegexBlock):
        return st.just("")
    if isinstance(block, blocks.BooleanBlock):
        return st.booleans()
    if isinstance(block, blocks.ChooserBlock):
        return st.sampled_from([GONE, f"{CHOSEN}{block.model_class._meta.label}"])
    return st.none()


class Content:
    """A drawn stream, its texts numbered and its choosers filled in."""

    def __init__(self, drawn: Any, *, image: Any) -> None:
        self.chosen = {
            get_image_model()._meta.label: image.pk,
            get_document_model()._meta.label: builders.document("Ω905Ω").pk,
            Contact._meta.label: builders.contact("Ω903Ω", role="Ω904Ω", image=image).pk,
            "wagtailcore.Page": builders.home().pk,
        }
        numbers = count(1)
        text = json.dumps(self._filled(drawn), ensure_ascii=False)
        self.stream = json.loads(re.sub(TEXT, lambda _: f"Ω{next(numbers)}Ω", text))

    def _filled(self, drawn: Any) -> Any:
        """A copy without what only strategies know."""
        if isinstance(drawn, dict):
            return {name: self._filled(child) for name, child in drawn.items()}
        if isinstance(drawn, list):
            return [self._filled(child) for child in drawn]
        if isinstance(drawn, str):
            _before, chosen, label = drawn.partition(CHOSEN)
            return self.chosen.get(label, GONE) if chosen else drawn
        return str(drawn) if isinstance(drawn, UUID) else drawn


@contextmanager
def a_clean_slate() -> Iterator[None]:
    """Rolls an example back; all of them run within one test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def numbers(answer: Any, mark: str) -> list[str]:
    return sorted(re.findall(f"{mark}(\\d+){mark}", json.dumps(answer, ensure_ascii=False)))


def check_nothing_is_lost(page: Any, api: Api) -> None:
    shown = numbers(api.page(page), "Ω")
    request_translation(
        page, [builders.locale("fr")], get_user_model().objects.create_superuser("root")
    )
    requested = list(Translation.objects.order_by("pk"))  # what is chosen comes first
    sources = [each.source.get_source_instance() for each in requested]
    offered = numbers([texts(each) for each in sources], "Ω")
    assert set(shown) <= set(offered)
    assert len(set(offered)) == len(offered)

    for translation in requested:
        translate(translation, lambda text: text.replace("Ω", "Ж"))
        publish(translation)
    answer = api.page(page, locale="fr")
    assert numbers(answer, "Ω") == []
    assert numbers(answer, "Ж") == shown


fast = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@fast
@given(drawn=st.deferred(lambda: stored(ContentPage._meta.get_field("body").stream_block)))
def test_the_whole_vocabulary(drawn: Any, api: Api) -> None:
    with a_clean_slate():
        image = builders.picture(description="Ω901Ω", credit="Ω902Ω", caption="Ω906Ω")
        body = Content(drawn, image=image).stream
        lead = builders.picture(description="Ω907Ω", credit="Ω908Ω")
        page = builders.content_page("About", slug="about", body=body, image=lead)
        check_nothing_is_lost(page, api)


@fast
@given(drawn=st.deferred(lambda: stored(RecipePage._meta.get_field("steps").stream_block)))
def test_every_block_of_wagtails_nested_four_deep(drawn: Any, api: Api) -> None:
    with a_clean_slate():
        image = builders.picture(description="Ω901Ω", credit="Ω902Ω", caption="Ω906Ω")
        steps = Content(drawn, image=image).stream
        page = builders.publish(
            builders.home(), RecipePage(title="Soup", slug="soup", steps=steps)
        )
        check_nothing_is_lost(page, api)


def filled(model: Any) -> dict[str, str]:
    """A text for each field of a page type that editors write into."""
    kept = {"path", "draft_title", "slug", "url_path"}
    texts = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and not (field.choices or field.name in kept)
        and not isinstance(field, StreamField)
    ]
    return {name: f"Ω{number}Ω" for number, name in enumerate(texts, start=1)}


@pytest.mark.parametrize("model", [SectionPage, ContentPage, NewsIndexPage, NewsPage])
def test_every_field_of_every_page_type(model: Any, api: Api) -> None:
    fields = filled(model)
    assert {"title", "seo_title", "search_description", "introduction"} <= fields.keys()
    pictures = [each.name for each in model._meta.concrete_fields if "image" in each.name]
    image = builders.picture(description="Ω901Ω", credit="Ω902Ω", caption="Ω906Ω")
    chosen = {name: image for name in pictures if name not in fields}
    if model is NewsPage:
        topic = Topic.objects.create(name="Ω910Ω", locale=builders.locale("en"))
        place = Place.objects.create(name="Ω911Ω", locale=builders.locale("en"))
        contact = builders.contact("Ω903Ω", role="Ω904Ω")
        rows = {"topics": [topic], "places": [place], "contacts": [contact]}
        page = builders.article(parent=builders.news_index(), **fields, **chosen, **rows)
    else:
        page = builders.publish(builders.home(), model(**fields, **chosen))
    check_nothing_is_lost(page, api)
