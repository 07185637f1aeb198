"""Fields whose texts are translated, for use in place of Wagtail's.

They are wagtail-localize's extension point: a field with these two methods says itself what is
translated. In migrations and the database they are Wagtail's own.
"""

from typing import Any

from django.db.models import Model
from django.utils.functional import cached_property
from wagtail import fields
from wagtail.blocks import StreamValue
from wagtail_localize.fields import TranslatableField

from cms.localization.segments import images, structures, tables  # noqa: F401 - register kinds
from cms.localization.segments.kinds import Kind, kind_of
from cms.localization.segments.references import Known, Needed, Versions
from cms.localization.segments.rich_text import RichText

_NOTHING = Known({})


class _Restored:
    """A stream with its translations, before it is known into which language."""

    def __init__(self, kind: Kind, stored: list[Any], segments: list[Any]) -> None:
        self.kind, self.stored, self.segments = kind, stored, segments

    def in_language(self, locale_id: int) -> list[Any]:
        versions = Versions(locale_id, self.segments)
        restored: list[Any] = self.kind.restore(self.stored, self.segments, versions)
        return restored


class _Setter:
    """Sets a stream. Fields are not told a language, so that of their owner is taken here."""

    def __init__(self, wagtails: Any) -> None:
        self.wagtails = wagtails

    def __get__(self, owner: Any, owner_type: Any = None) -> Any:
        return self if owner is None else self.wagtails.__get__(owner, owner_type)

    def __set__(self, owner: Any, value: Any) -> None:
        if isinstance(value, _Restored):
            value = value.in_language(owner.locale_id)
        self.wagtails.__set__(owner, value)


class StreamField(fields.StreamField):
    """A stream of which every text is translated."""

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.stream_block)

    def contribute_to_class(self, cls: type[Model], name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.name, _Setter(cls.__dict__[self.name]))

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", args, kwargs

    def get_translatable_segments(self, value: StreamValue) -> list[Any]:
        stored, needed = self.named(value), Needed()
        self.kind.collect(stored, needed)
        return list(self.kind.extract(stored, needed.load()))

    def restore_translated_segments(self, value: StreamValue, segments: list[Any]) -> _Restored:
        return _Restored(self.kind, self.named(value), segments)

    def named(self, value: StreamValue) -> list[Any]:
        """The stream as it is stored, every item with an id."""
        stored: list[Any] = value.get_prep_value()
        self.kind.name(stored, self.name)
        return stored


class RichTextField(fields.RichTextField):
    """Rich text in whole sentences."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.RichTextField", args, kwargs

    def get_translatable_segments(self, value: str) -> list[Any]:
        return list(RichText().extract(value, _NOTHING))

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        restored: str = RichText().restore(value, segments, Versions(0, []))
        return restored


class ChosenField(TranslatableField):
    """A foreign key to a snippet. Translations have that of their language, else the source's:
    without this they would keep one that the source has no longer."""

    def is_synchronized(self, source: Any) -> bool:
        return True
