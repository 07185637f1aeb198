"""What the API's document says of a block or a field: its label, its help, and the facts.

Editors' words come untranslated, so that the document is the same whoever makes it.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import translation
from wagtail import blocks


def of_block(block: Any, facts: str = "") -> str:
    """`Said by. Plain text of at most 120 characters; may be empty.`"""
    with translation.override(None):
        if text := str(getattr(block.meta, "description", "") or "").strip():
            return text
        label = str(block.label or block.name).strip()
        help_text = str(getattr(block.meta, "help_text", "") or "").strip()
    return " ".join(sentence(part) for part in (label, help_text, facts) if part)


def of_field(field: models.Field, facts: str = "") -> str:
    """The same of a model's field."""
    with translation.override(None):
        label, help_text = str(field.verbose_name).strip(), str(field.help_text).strip()
    return " ".join(sentence(part) for part in (label, help_text, facts) if part)


def of_model(model: Any) -> str:
    """What a page type says of itself to editors, else its name."""
    with translation.override(None):
        text = getattr(model, "page_description", "") or f"The {model._meta.verbose_name}"
        return sentence(str(text))


def singular(model: Any) -> str:
    with translation.override(None):
        return str(model._meta.verbose_name)


def plural(model: Any) -> str:
    with translation.override(None):
        return str(model._meta.verbose_name_plural)


def sentence(text: str) -> str:
    """With a capital at its start and a full stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ":", "”")) else f"{text}."


def text_facts(kind: str, limit: int | None, may_be_empty: bool) -> str:
    """`Plain text of at most 120 characters; may be empty`"""
    length = f" of at most {limit} characters" if limit else ""
    return f"{kind}{length}" + ("; may be empty" if may_be_empty else "")


def number_facts(kind: str, low: Any, high: Any) -> str:
    """`A whole number from 1 to 12`"""
    if low is not None and high is not None:
        return f"{kind} from {low} to {high}"
    if low is not None:
        return f"{kind}, {low} or more"
    return f"{kind}, {high} or less" if high is not None else kind


def choice_facts(labels: Iterable[tuple[str, Any]], many: bool = False) -> str:
    """`One of: info (Information), warning (Warning)`"""
    with translation.override(None):
        spelled = ", ".join(f"`{value}` ({label})" for value, label in labels)
    return f"{'Any' if many else 'One'} of: {spelled}" if spelled else ""


def limits(block: blocks.Block) -> tuple[Any, Any]:
    """The least and the greatest number that a block's form takes."""
    field = getattr(block, "field", None)
    return getattr(field, "min_value", None), getattr(field, "max_value", None)
