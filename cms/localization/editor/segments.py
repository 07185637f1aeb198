"""What the editor's script shows for a translation: its texts, choices and objects, in bulk."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail_localize.models import (
    BaseSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.views.edit_translation import (
    FieldHasNoEditPanelError,
    SegmentOverrideSerializer,
    StringTranslationSerializer,
    TabHelper,
    get_segment_location_info,
)

from cms.localization.editor.related import related_objects

Props = dict[str, Any]


class Segments:
    """Those of a translation's source, each where it stands in the form of the source."""

    def __init__(self, translation: Translation, content: Any) -> None:
        self.translation = translation
        self.content = content  # of the source, as it was submitted
        self.tabs = TabHelper(content)
        source = translation.source
        self.texts = list(source.stringsegment_set.select_related("context", "string"))
        self.shared = list(source.overridablesegment_set.select_related("context"))
        self.objects = list(source.relatedobjectsegment_set.select_related("context", "object"))

    @property
    def title(self) -> int | None:
        """The text that is the page's title."""
        found = (each.pk for each in self.texts if each.context.path == "title")
        return next(found, None)

    def all(self) -> list[Props]:
        """In the order of the form, and in a field in that of the text."""
        found = [*self._texts(), *self._shared(), *self._objects()]
        found.sort(key=lambda segment: (segment["location"]["order"], segment["order"]))
        return found

    def _texts(self) -> Iterator[Props]:
        for segment in self.texts:
            if common := self._common(segment):
                yield common | {
                    "type": "string",
                    "source": segment.string.data,
                    "editUrl": self._url("edit_string_translation", segment),
                }

    def _shared(self) -> Iterator[Props]:
        for segment in self.shared:
            if common := self._common(segment, widget=True):
                yield common | {
                    "type": "synchronised_value",
                    "value": segment.data,
                    "editUrl": self._url("edit_override", segment),
                }

    def _objects(self) -> Iterator[Props]:
        found = related_objects(self.translation, self.objects)
        for segment in self.objects:
            thing = found.get(segment.object_id)
            if thing and (common := self._common(segment)):
                yield common | {"type": "related_object"} | thing

    def _common(self, segment: BaseSegment, *, widget: bool = False) -> Props | None:
        """None for what has no place in the form."""
        context = segment.context
        field_path = context.get_field_path(self.content)
        try:
            location = get_segment_location_info(
                self.content, self.tabs, context.path, field_path, widget=widget
            )
        except FieldHasNoEditPanelError:
            return None
        return {
            "id": segment.pk,
            "contentPath": context.path,
            "location": location,
            "order": segment.order,
        }

    def _url(self, name: str, segment: BaseSegment) -> str:
        return reverse(f"wagtail_localize:{name}", args=[self.translation.pk, segment.pk])

    def translations(self) -> list[Props]:
        """What the texts are in the other language, also where that has a mistake."""
        rows = StringTranslation.objects.filter(
            locale=self.translation.target_locale_id,
            context__in={each.context_id for each in self.texts},
        ).select_related("translation_of", "context", "last_translated_by__wagtail_userprofile")
        found = {(row.translation_of_id, row.context_id): row for row in rows}
        return [
            StringTranslationSerializer(row).data | {"segment_id": segment.pk}
            for segment in self.texts
            if (row := found.get(_place(segment)))
        ]

    def overrides(self) -> list[Props]:
        """Other choices for what the languages share."""
        rows = SegmentOverride.objects.filter(
            locale=self.translation.target_locale_id,
            context__in={each.context_id for each in self.shared},
        ).select_related("context")
        found = {row.context_id: row for row in rows}
        return [
            SegmentOverrideSerializer(row).data | {"segment_id": segment.pk}
            for segment in self.shared
            if (row := found.get(segment.context_id))
        ]


def _place(segment: StringSegment) -> tuple[int, int]:
    return segment.string_id, segment.context_id
