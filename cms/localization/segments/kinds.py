"""Kinds of blocks as translation sees them, and the registry in which a block finds its own."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
)

from cms.localization.segments.references import Known, Needed, Versions

Segments = Iterator[Any]
KindFactory = Callable[[Any], "Kind"]
_factories: dict[type[blocks.Block], KindFactory] = {}


class UnknownBlockError(TypeError):
    """A block of which nobody said what is translated."""


def register(*block_classes: type[blocks.Block]) -> Callable[[KindFactory], KindFactory]:
    """Decorator: the factory makes the kind of blocks of these classes and their subclasses."""

    def keep(factory: KindFactory) -> KindFactory:
        for block_class in block_classes:
            if block_class in _factories:
                raise ValueError(f"{block_class.__name__} has a kind already.")
            _factories[block_class] = factory
        return factory

    return keep


def kind_of(block: Any) -> "Kind":
    """What translation does with a block; UnknownBlockError if nobody said.

    First comes what the block says of itself: `translatable=False`, or wagtail-localize's own
    protocol of two methods.
    """
    if getattr(block.meta, "translatable", True) is False:
        return Kind()
    if hasattr(block, "get_translatable_segments"):
        return OwnProtocol(block)
    for block_class in type(block).__mro__:
        if block_class in _factories:
            return _factories[block_class](block)
    raise UnknownBlockError(
        f"Translation does not know blocks of the class {type(block).__qualname__}."
    )


class Kind:
    """A block without texts; also what the other kinds share."""

    def name(self, stored: Any, seed: str) -> None:
        """Give ids to items that have none of their own, the same ones each time."""

    def collect(self, stored: Any, into: Needed) -> None:
        """Say which objects `extract` will ask for."""

    def extract(self, stored: Any, known: Known) -> Segments:
        """The block's segments, with paths that begin in it."""
        return iter(())

    def restore(self, stored: Any, segments: list[Any], versions: Versions) -> Any:
        """The stored value with these segments in their places; never called without any."""
        return stored


@register(
    blocks.BooleanBlock,
    blocks.ChoiceBlock,
    blocks.DateBlock,
    blocks.DateTimeBlock,
    blocks.DecimalBlock,
    blocks.FloatBlock,
    blocks.IntegerBlock,
    blocks.MultipleChoiceBlock,
    blocks.RegexBlock,  # codes and numbers
    blocks.StaticBlock,
    blocks.TimeBlock,
)
def no_text(block: Any) -> Kind:
    return Kind()


class Text(Kind):
    """Plain text: one segment."""

    def extract(self, stored: Any, known: Known) -> Segments:
        if isinstance(stored, str) and stored.strip():
            yield StringSegmentValue("", stored)

    def restore(self, stored: Any, segments: list[Any], versions: Versions) -> Any:
        return segments[0].render_text()


@register(blocks.CharBlock, blocks.TextBlock, blocks.RawHTMLBlock)
def text(block: Any) -> Kind:
    return Text()


class Address(Kind):
    """What all languages share unless a translator gives another."""

    def extract(self, stored: Any, known: Known) -> Segments:
        if stored:
            yield OverridableSegmentValue("", stored)

    def restore(self, stored: Any, segments: list[Any], versions: Versions) -> Any:
        return str(segments[0].data)


@register(blocks.URLBlock, blocks.EmailBlock)
def address(block: Any) -> Kind:
    return Address()


class Choice(Kind):
    """A chosen object; those that are gone are passed over.

    Snippets are translated themselves. Pages, images and documents stay, unless a translator
    chooses others.
    """

    def __init__(self, block: Any) -> None:
        self.block = block

    def collect(self, stored: Any, into: Needed) -> None:
        into.object(self.block.model_class, stored)

    def extract(self, stored: Any, known: Known) -> Segments:
        chosen = known.get(self.block.model_class, stored)
        if isinstance(chosen, TranslatableMixin) and not isinstance(chosen, Page):
            yield RelatedObjectSegmentValue.from_instance("", chosen)
        elif chosen is not None:
            yield OverridableSegmentValue("", chosen.pk)

    def restore(self, stored: Any, segments: list[Any], versions: Versions) -> Any:
        segment = segments[0]
        if isinstance(segment, RelatedObjectSegmentValue):
            return versions.pk(segment) or stored
        try:
            return self.block.model_class._meta.pk.to_python(segment.data)
        except ValidationError:
            return stored


@register(blocks.ChooserBlock)
def choice(block: Any) -> Kind:
    return Choice(block)


class OwnProtocol(Kind):
    """A block with wagtail-localize's own methods, which take a value that is loaded."""

    def __init__(self, block: Any) -> None:
        self.block = block

    def extract(self, stored: Any, known: Known) -> Segments:
        yield from self.block.get_translatable_segments(self.block.to_python(stored))

    def restore(self, stored: Any, segments: list[Any], versions: Versions) -> Any:
        value = self.block.restore_translated_segments(self.block.to_python(stored), segments)
        return self.block.get_prep_value(value)
