"""Fills in and sends the admin's forms as a browser does, for tests over HTTP."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.blocks.text import RICH_TEXT_FEATURES

PUBLISH = {"action-publish": "action-publish"}

__all__ = ["PUBLISH", "inline_formset", "nested_form_data", "rich_text", "streamfield"]


def link(kind: str = "url", **fields: str) -> dict[str, str]:
    """A LinkBlock's fields as the form sends them: those of other kinds too, hidden."""
    blank = dict.fromkeys(("page", "document", "url", "email", "phone", "label", "language"), "")
    return {"kind": kind, **blank, **fields}


def list_of(*items: Any) -> dict[str, Any]:
    """A ListBlock's form data."""
    return streamfield([("item", item) for item in items])


def prose(html: str = "<p>Some text.</p>") -> tuple[str, str]:
    """A rich text block."""
    return ("rich_text", rich_text(html, features=RICH_TEXT_FEATURES))


def heading(text: str, level: str = "2", anchor: str = "") -> tuple[str, dict[str, str]]:
    return ("heading", {"text": text, "level": level, "anchor": anchor})


def image(picture: Any, **fields: str) -> dict[str, Any]:
    """An image block's fields."""
    return {
        "image": str(picture.pk) if picture else "",
        "alt": "",
        "caption": "",
        "credit": "",
    } | (fields)


def article_form(**fields: Any) -> dict[str, Any]:
    """A news article that may be published as it is."""
    return nested_form_data(
        {
            "title": "Rain came early",
            "slug": "rain-came-early",
            "date": "2026-03-01",
            "kind": "press_release",
            "dateline": "Dakar",
            "introduction": "What happened, in short.",
            "image": "",
            "image_alt": "",
            "image_credit": "",
            "body": streamfield([prose()]),
            "topics": inline_formset([]),
            "places": inline_formset([]),
            "contacts": inline_formset([]),
            "related_links": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


def section_form(**fields: Any) -> dict[str, Any]:
    """A section that may be published as it is."""
    return nested_form_data(
        {
            "title": "Water",
            "slug": "water",
            "introduction": rich_text("<p>What we do.</p>", features=RICH_TEXT_FEATURES),
            "hero_image": "",
            "hero_image_alt": "",
            "link_groups": streamfield([]),
            "body": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


def add_page_url(model: type[Page], parent: Page) -> str:
    names = (model._meta.app_label, model._meta.model_name, parent.pk)
    return reverse("wagtailadmin_pages:add", args=names)


def add_page(client: Client, model: type[Page], parent: Page, data: dict[str, Any]) -> Any:
    """Send the form of a new page; 302 when it was accepted."""
    return client.post(add_page_url(model, parent), data)


def form_errors(response: Any) -> dict[str, list[str]]:
    """The messages of a form that came back, by field; those inside streams are left out."""
    form = response.context["form"]
    return {
        name: [message for message in messages if "Validation error in" not in message]
        for name, messages in form.errors.items()
    }


def stream_errors(response: Any, field: str) -> Any:
    """What the editor's page is told of a stream's errors, as `{block: {child: [messages]}}`."""
    error = response.context["form"].errors.as_data()[field][0]
    return _messages(json.loads(json.dumps(error.as_json_data(), default=str)))


def _messages(error: dict[str, Any]) -> Any:
    if "blockErrors" not in error:
        return error["messages"]
    inner = error["blockErrors"]
    pairs = enumerate(inner) if isinstance(inner, list) else inner.items()
    return {str(place): _messages(each) for place, each in pairs if each}
