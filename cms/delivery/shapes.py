"""Loaded pages, snippets and files as JSON, in the shapes of `schemas.shapes`."""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import get_script_prefix, reverse
from wagtail.models import Page

from cms.delivery.library import Words, said
from cms.delivery.presentation import WHOLE, Presentation
from cms.delivery.scope import Scope
from cms.images import urls as image_urls
from cms.schemas import models
from cms.schemas.nodes import iso

if TYPE_CHECKING:
    from cms.delivery.content import Content


def page_type(page: Page) -> str:
    return str(page.specific_class._meta.label)


def page_link(scope: Scope, page: Page) -> dict[str, Any] | None:
    place = _place(scope, page)
    if place is None:
        return None
    scope.tags.link(page, place["locale"])
    return {
        "kind": "page",
        "id": page.pk,
        "type": page_type(page),
        "title": page.title,
        **place,
    }


def _place(scope: Scope, page: Page) -> dict[str, str] | None:
    """Where a page is."""
    tree = scope.tree_of(page.path)
    if tree is None:
        return None
    html_path = tree.html_path(page)
    return {
        "locale": tree.language,
        "html_path": html_path,
        "html_url": tree.site.root_url + html_path,
    }


def page_summary(
    content: "Content", page: Page, presentation: Presentation = WHOLE
) -> dict[str, Any]:
    """A page as lists show it; `page` is specific if its type has card fields."""
    node = models.page_summary(type(page)).only(presentation.fields)
    content.scope.tags.page(page, content.scope.language_of(page))
    return {
        "id": page.pk,
        **_title(page, presentation),
        "meta": _summary_meta(content, page),
        **node.build(page, content.source(page)),
    }


def page_detail(
    content: "Content", page: Page, presentation: Presentation = WHOLE
) -> dict[str, Any]:
    """All of a page; it may hold unsaved edits."""
    node = models.page_detail(type(page)).only(presentation.fields)
    if page.pk:
        content.scope.tags.page(page, content.scope.language_of(page))
    links = [page_link(content.scope, above) for above in content.ancestors(page)]
    shown = [
        link
        for link, above in zip(links, content.ancestors(page), strict=True)
        if link and content.scope.shows(above)
    ]
    parent = shown[-1] if shown and links and shown[-1] == links[-1] else None
    return {
        "id": page.pk or 0,
        **_title(page, presentation),
        "meta": {
            **_summary_meta(content, page),
            "seo_title": page.seo_title,
            "search_description": page.search_description,
            "parent": parent,
            "ancestors": shown,
            "translations": _translations(content, page),
            "alias_of": _alias_of(content, page),
        },
        **node.build(page, content.source(page)),
    }


def _title(page: Page, presentation: Presentation) -> dict[str, Any]:
    return {"title": page.title} if presentation.keeps("title") else {}


def _alias_of(content: "Content", page: Page) -> int | None:
    if page.alias_of_id is None:
        return None
    original = content.pages.get(page.alias_of_id)
    if original is None or not content.scope.shows(original):
        content.scope.tags.no_link(page.alias_of_id)
        return None
    content.scope.tags.link(original, content.scope.language_of(original))
    return original.pk


def _summary_meta(content: "Content", page: Page) -> dict[str, Any]:
    scope = content.scope
    tree = scope.tree_of(page.path)
    html_path = tree.html_path(page) if tree else ""
    return {
        "type": page_type(page),
        "locale": scope.language_of(page),
        "translation_key": str(page.translation_key),
        "slug": page.slug,
        "html_path": html_path,
        "html_url": tree.site.root_url + html_path if tree else "",
        "detail_url": absolute(f"{_before_id(get_script_prefix())}{page.pk or 0}/"),
        "first_published_at": iso(page.first_published_at),
        "last_published_at": iso(page.last_published_at),
        "show_in_menus": page.show_in_menus,
        "translation": content.provenance.of(page),
    }


@cache
def _before_id(script_prefix: str) -> str:
    """Of all details' addresses: to ask for each took a twentieth of a list's time."""
    return reverse("delivery:page", args=[0]).removesuffix("0/")


def _translations(content: "Content", page: Page) -> list[dict[str, str]]:
    """Their titles are not shown: `alternates` is tag enough."""
    places = (_place(content.scope, other) for other in content.translations(page))
    return sorted((each for each in places if each), key=lambda place: place["locale"])


def snippet(
    content: "Content", instance: Any, presentation: Presentation = WHOLE
) -> dict[str, Any]:
    node = models.snippet(type(instance)).only(presentation.fields)
    if instance.pk:
        content.scope.tags.thing(instance)
    return {
        "id": instance.pk,
        "meta": {
            "type": type(instance)._meta.label,
            "locale": content.scope.language_of(instance),
            "translation_key": str(instance.translation_key),
        },
        **node.build(instance, content.source(instance)),
    }


def image(
    image: Any,
    words: Words | None,
    *,
    alt: str | None = None,
    credit: str | None = None,
) -> dict[str, Any]:
    """A picture; `alt` and `credit`, if given, win over its own (an empty alt: decorative)."""
    focus = image.get_focal_point()
    return {
        "id": image.pk,
        "title": image.title,
        "alt": said(image, words, "description") if alt is None else alt,
        "caption": said(image, words, "caption") or None,
        "credit": credit or said(image, words, "credit") or None,
        "width": image.width,
        "height": image.height,
        "focal_point": focus
        and {
            "x": round(min(1, max(0, focus.centroid_x / image.width)), 4),
            "y": round(min(1, max(0, focus.centroid_y / image.height)), 4),
        },
        **image_urls.addresses(image),
        "placeholder": image.placeholder,
    }


def document_link(document: Any, words: Words | None) -> dict[str, Any]:
    return {
        "kind": "document",
        "id": document.pk,
        "title": said(document, words, "title"),
        "url": absolute(document.url),
        "size": document.file_size,
        "extension": document.file_extension.lower(),
    }


def embed(embed: Any) -> dict[str, Any]:
    return {
        "title": embed.title or None,
        "provider": embed.provider_name or None,
        "html": embed.html or None,
        "thumbnail_url": embed.thumbnail_url or None,
        "width": embed.width,
        "height": embed.height,
    }


def absolute(path: str) -> str:
    """With this backend's own scheme and host, whatever Host header the request has."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
