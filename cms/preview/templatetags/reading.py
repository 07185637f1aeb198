"""Template tags of the reading view."""

from html import unescape
from typing import Any

from django import template
from django.apps import apps
from django.utils.dateparse import parse_date
from django.utils.formats import localize
from django.utils.html import linebreaks, strip_tags
from django.utils.safestring import SafeString, mark_safe
from phonenumber_field.phonenumber import to_python

from cms.contacts.fields import language_name
from cms.core.languages import direction as direction_of
from cms.core.languages import native_name
from cms.preview.renderer import render_block
from home.blocks import NETWORKS

register = template.Library()


@register.simple_tag
def block_html(answer: dict[str, Any]) -> SafeString:
    """The HTML of one block of an answer."""
    return render_block(answer)


@register.filter
def rich(text: Any) -> SafeString:
    """Rich text of an answer, whose HTML the API has made safe; or plain text as paragraphs."""
    if isinstance(text, dict):
        return mark_safe(text["content"])  # noqa: S308 - see cms.schemas.rich_text
    return mark_safe(linebreaks(text or "", autoescape=True))  # noqa: S308 - escaped just here


@register.filter
def plain(text: Any) -> str:
    """Rich or plain text without tags."""
    html = text["content"].replace("</", " </") if isinstance(text, dict) else text
    return unescape(strip_tags(html)) if isinstance(text, dict) else str(html or "")


@register.filter
def cell(value: Any) -> str:
    """A table's cell; whole numbers without the decimals that their storage gives them."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(localize(value))


@register.filter
def is_number(value: Any) -> bool:
    return isinstance(value, int | float)


@register.filter
def phone(number: str) -> str:
    """A phone number with the spaces that people read it by."""
    parsed = to_python(number)
    return str(parsed.as_international) if parsed and parsed.is_valid() else number


@register.filter
def network(name: str) -> str:
    """A social network's own spelling."""
    return dict(NETWORKS).get(name, name)


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
def direction(code: str) -> str:
    return direction_of(code)


@register.filter
def kind_label(value: str, page_type: str) -> str:
    """A choice of a page's `kind` in words."""
    choices = apps.get_model(page_type)._meta.get_field("kind").flatchoices
    return str(dict(choices).get(value, value))


@register.filter
def spoken(code: str) -> str:
    """A language's name in the language of the page."""
    return language_name(code)


@register.inclusion_tag("preview/parts/image.html")
def picture(
    image: dict[str, Any] | None, sizes: str = "100vw", eager: bool = False
) -> dict[str, Any]:
    """An `<img>` with all sizes of an answer's image; `eager` for one that shows at once."""
    srcset = ", ".join(
        f"{each['url']} {each['width']}w" for each in (image or {}).get("srcset", [])
    )
    return {"image": image, "srcset": srcset, "sizes": sizes, "eager": eager}


@register.inclusion_tag("preview/parts/link.html")
def link(link: dict[str, Any]) -> dict[str, Any]:
    """An `<a>` to what a link of an answer leads to."""
    address = link["html_path"] if link["kind"] == "page" else link["url"]
    language = link.get("language") or link.get("locale")
    return {"link": link, "address": address, "language": language}
