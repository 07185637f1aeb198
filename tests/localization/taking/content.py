"""A page with a bit of everything, translated into French and published."""

import json
from typing import Any

from wagtail_localize.models import Translation

from home.models import ContentPage
from tests import builders
from tests.localization.translating import french, submit, translate_all

TEXT = '<p>A <b>river</b></p><p>See <a href="https://example.org/en">the list</a></p>'
TABLE = {
    "caption": "Flows",
    "columns": [{"type": "text", "heading": "Place"}, {"type": "text", "heading": "Flow"}],
    "rows": [{"values": ["North", "much"]}, {"values": ["South", "little"]}],
}


def page(**fields: Any) -> ContentPage:
    made = builders.content_page("A river", body=[], introduction="In short.", live=False)
    made.body = [
        {"type": "rich_text", "value": TEXT, "id": "text"},
        {"type": "quote", "value": {"text": "Water!", "attribution": "An office"}, "id": "quote"},
        {"type": "image", "value": {"image": builders.picture().pk, "alt": "Dawn"}, "id": "dawn"},
        {"type": "table", "value": TABLE, "id": "table"},
    ]
    for name, value in fields.items():
        setattr(made, name, value)
    made.save_revision().publish()
    return ContentPage.objects.get(pk=made.pk)


def translated(source: Any = None) -> Translation:
    """Published in French."""
    translation = submit(source or page())
    translate_all(french)
    publish(translation)
    return translation


def publish(translation: Translation) -> Any:
    from cms.localization.going_live import publish_translation

    publish_translation(translation, None)
    return translation.get_target_instance()


def words(translation: Translation, path: str) -> list[str]:
    """The translations in one place, in order."""
    segments = translation.source.stringsegment_set.filter(context__path=path)
    segments = segments.annotate_translation(translation.target_locale)
    return list(segments.order_by("order").values_list("translation", flat=True))


def target(translation: Translation) -> ContentPage:
    page: ContentPage = translation.get_target_instance()
    return page


def body_of(thing: Any) -> list[Any]:
    """Its blocks as they are stored."""
    found: list[Any] = json.loads(json.dumps(thing.body.get_prep_value()))
    return found
