"""Template tags of the reading view."""

from typing import Any

from django import template
from django.apps import apps
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from cms.core.languages import native_name
from cms.preview.renderer import render_block

register = template.Library()


@register.simple_tag
def block_html(answer: dict[str, Any]) -> SafeString:
    """The HTML of one block of an answer."""
    return render_block(answer)


@register.filter
def html(rich_text: Any) -> str:
    """Rich text of an answer; the API has made its HTML safe. Plain text stays escaped."""
    if isinstance(rich_text, dict):
        return mark_safe(rich_text["content"])  # noqa: S308 - see cms.schemas.rich_text
    return str(rich_text or "")


@register.filter
def day(text: str) -> Any:
    return parse_date(text)


@register.filter
def get(mapping: dict[str, Any], key: str) -> Any:
    """A key that a template would take for a method, such as `items`."""
    return mapping[key]


@register.filter
def lead_image(page: dict[str, Any]) -> dict[str, Any] | None:
    """The picture at the head of a page, under whatever name its type has it."""
    return page.get("image") or page.get("hero_image")


@register.filter
def native(code: str) -> str:
    """A language's name in that language."""
    return native_name(code)


@register.filter
def kind_label(value: str, page_type: str) -> str:
    """A choice of a page's `kind` in words."""
    choices = apps.get_model(page_type)._meta.get_field("kind").flatchoices
    return str(dict(choices).get(value, value))


@register.filter
def spoken(code: str) -> str:
    """A language's name in the language of the page."""
    return str(get_language_info(code)["name_translated"])


@register.inclusion_tag("preview/parts/image.html")
def picture(image: dict[str, Any] | None, sizes: str = "100vw") -> dict[str, Any]:
    """An `<img>` with all sizes of an answer's image."""
    srcset = ", ".join(
        f"{each['url']} {each['width']}w" for each in (image or {}).get("srcset", [])
    )
    return {"image": image, "srcset": srcset, "sizes": sizes}


@register.inclusion_tag("preview/parts/link.html")
def link(link: dict[str, Any]) -> dict[str, Any]:
    """An `<a>` to what a link of an answer leads to."""
    address = link["html_path"] if link["kind"] == "page" else link["url"]
    language = link.get("language") or link.get("locale")
    return {"link": link, "address": address, "language": language}
