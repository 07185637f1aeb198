"""Reading a source's segments in bulk: the same rows as wagtail-localize's, with few queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    TemplateSegment,
    TranslationSource,
)

from cms.localization.sources import content_of, read
from tests import builders

pytestmark = pytest.mark.django_db

CONTENT = {
    StringSegment: ("string__data", "attrs"),
    TemplateSegment: ("template__template", "template__string_count"),
    RelatedObjectSegment: ("object__content_type", "object_id"),
    OverridableSegment: ("data_json",),
}


def stored(source: TranslationSource) -> list[Any]:
    names = ("context__path", "context__path_id", "context__field_path", "order")
    return [
        sorted(model.objects.filter(source=source).values_list(*names, *content))
        for model, content in CONTENT.items()
    ]


def body(blocks: int, contact: Any = None, picture: Any = None) -> list[Any]:
    each = [
        ("heading", {"text": "Where {} is", "level": "h2", "anchor": ""}),
        ("rich_text", "<p>The <b>well {}</b>, <a href='https://example.org/{}'>here</a>.</p>"),
        ("quote", {"text": "We dug well {}.", "attribution": "Water office", "role": ""}),
    ]
    found = [(name, _filled(value, number)) for number in range(blocks) for name, value in each]
    if picture:
        found.append(("image", {"image": picture, "alt": "A well", "caption": "", "credit": ""}))
    if contact:
        found.append(("contacts", {"heading": "Write to us", "contacts": [contact]}))
    return found[:blocks] + found[blocks * 3 :]


def _filled(value: Any, number: int) -> Any:
    if isinstance(value, str):
        return value.replace("{}", str(number))
    return {name: _filled(part, number) for name, part in value.items()}


def test_the_rows_are_those_that_wagtail_localize_writes(site: Any) -> None:
    page = builders.content_page(
        "Wells", body=body(12, builders.contact(), builders.picture()), image=builders.picture()
    )
    source = content_of(page).source
    ours = stored(source)
    assert all(ours)
    source.refresh_segments()
    assert stored(source) == ours
    TranslationSource.objects.all().delete()
    theirs, _created = TranslationSource.get_or_create_from_instance(page)
    assert stored(theirs) == ours


def queries_to_read(page: Any) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as first:
        source = content_of(page).source
    with CaptureQueriesContext(connection) as again:
        read(source)
    return len(first), len(again)


def test_it_takes_as_many_queries_for_sixty_blocks_as_for_six(site: Any) -> None:
    few, many = (builders.content_page(f"{n} blocks", body=body(n)) for n in (6, 60))
    queries_to_read(few)  # fills Django's caches
    TranslationSource.objects.all().delete()
    (_first, of_few), (first, of_many) = queries_to_read(few), queries_to_read(many)
    assert of_few == of_many <= 25
    assert first <= 40  # rows are written by the hundred


def test_segments_that_stay_keep_their_ids(site: Any) -> None:
    page = builders.content_page("Wells", body=body(6))
    source = content_of(page).source
    before = set(StringSegment.objects.values_list("pk", "string__data"))
    page.body.insert(0, ("heading", {"text": "Wells", "level": "h2", "anchor": ""}))
    page.save_revision().publish()
    read(source)
    assert before < set(StringSegment.objects.values_list("pk", "string__data"))
    again = stored(source)
    source.refresh_segments()
    assert stored(source) == again
