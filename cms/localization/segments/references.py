"""The objects that texts refer to, loaded with one query for each model."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail_localize.segments import RelatedObjectSegmentValue


class Needed:
    """Gathers which objects a value refers to."""

    def __init__(self) -> None:
        self.keys: dict[type[Model], set[Any]] = defaultdict(set)

    def object(self, model: type[Model], pk: Any) -> None:
        if (key := _key(model, pk)) is not None:
            self.keys[model].add(key)

    def load(self) -> "Known":
        return Known(
            {model: model._base_manager.in_bulk(keys) for model, keys in self.keys.items()}
        )


class Known:
    """The objects there are."""

    def __init__(self, objects: dict[type[Model], dict[Any, Any]]) -> None:
        self._objects = objects

    def get(self, model: type[Model], pk: Any) -> Any:
        """One of them; None if it is gone."""
        return self._objects.get(model, {}).get(_key(model, pk))


class Versions:
    """The translations of chosen snippets into one language."""

    def __init__(self, locale_id: int, segments: Iterable[Any]) -> None:
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for segment in segments:
            if isinstance(segment, RelatedObjectSegmentValue):
                wanted[segment.content_type].add(segment.translation_key)
        self._pks: dict[tuple[int, Any], Any] = {}
        for content_type, keys in wanted.items():
            found = content_type.get_all_objects_for_this_type(
                translation_key__in=keys, locale_id=locale_id
            )
            for key, pk in found.values_list("translation_key", "pk"):
                self._pks[content_type.pk, key] = pk

    def pk(self, segment: RelatedObjectSegmentValue) -> Any:
        """None if there is none."""
        return self._pks.get((segment.content_type.pk, segment.translation_key))


def _key(model: type[Model], pk: Any) -> Any:
    """A stored key as Python has it; None for what is no key."""
    if pk is None or isinstance(pk, bool | list | dict):
        return None
    try:
        return model._meta.pk.to_python(pk)
    except ValidationError:
        return None
