"""A PageDetail as one Markdown document: facts in front, its title, and all that it says."""

import json
import re
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import TextField
from django.utils import translation

from cms.delivery.page_markdown.blocks import Blocks
from cms.delivery.page_markdown.values import anything, bullets, join, label
from cms.schemas.rich_text import commonmark

# What YAML allows in a text only as an escape.
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def document(page: dict[str, Any]) -> str:
    """Markdown with YAML front matter; `page` has its rich text in Markdown."""
    meta = page["meta"]
    with translation.override(meta["locale"]):
        facts, parts = _sorted_fields(page)
        title = page.get("title", "")
        heading = commonmark.heading(1, commonmark.escaped(" ".join(title.split())))
        return join([_front_matter(page, facts), heading if title else "", *parts]) + "\n"


def _sorted_fields(page: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Short facts for the front, and what stands in the text, in the order of the answer."""
    facts: dict[str, Any] = {}
    parts: list[str] = []
    blocks = Blocks()
    for name, value in page.items():
        if name in ("id", "title", "meta") or value in (None, "", []):
            continue
        if _is_fact(page["meta"]["type"], name, value):
            fact = _fact(value)
            if fact not in facts.values():  # tags are the names of topics
                facts[name] = fact
        else:
            parts.append(_field(page["meta"]["type"], name, value, blocks))
    return facts, parts


def _is_fact(page_type: str, name: str, value: Any) -> bool:
    """Whether it is a date, a choice, a number, a name or several of them."""
    if isinstance(value, list):
        return all(not isinstance(each, dict | list) or "slug" in each for each in value)
    return not isinstance(value, dict) and not isinstance(_field_of(page_type, name), TextField)


def _field(page_type: str, name: str, value: Any, blocks: Blocks) -> str:
    if not isinstance(value, list):
        return anything(value)
    if all("value" in each for each in value):
        written = blocks.write(value)
        only_links = all(each["type"] == "link" for each in value)
        return join([_section(page_type, name), written]) if only_links else written
    return join([_section(page_type, name), bullets([anything(each) for each in value])])


def _section(page_type: str, name: str) -> str:
    """A heading from the field's own name, in the page's language."""
    field = _field_of(page_type, name)
    named = str(getattr(field, "verbose_name", "")) or label(name)
    return commonmark.heading(2, commonmark.escaped(named[:1].upper() + named[1:]))


def _field_of(page_type: str, name: str) -> Any:
    try:
        return apps.get_model(page_type)._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _front_matter(page: dict[str, Any], facts: dict[str, Any]) -> str:
    meta = page["meta"]
    shown = {
        "title": page.get("title"),
        "type": meta["type"],
        "id": page["id"],
        "locale": meta["locale"],
        "html_url": meta["html_url"],
        "description": meta["search_description"] or None,
        **facts,
        "translations": {each["locale"]: each["html_url"] for each in meta["translations"]},
        "first_published_at": meta["first_published_at"],
        "last_published_at": meta["last_published_at"],
    }
    lines = (f"{name}: {_yaml(value)}" for name, value in shown.items() if value)
    return "\n".join(["---", *lines, "---"])


def _fact(value: Any) -> Any:
    """Terms by their names."""
    if isinstance(value, list):
        return [each["name"] if isinstance(each, dict) else each for each in value]
    return value


def _yaml(value: Any) -> str:
    """JSON is YAML, but for some characters that YAML wants escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
