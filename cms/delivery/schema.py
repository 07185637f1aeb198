"""The types of answers for OpenAPI, put together from all page and snippet types."""

import datetime
from typing import Annotated, Any, Literal, Union

from django.apps import apps
from pydantic import Discriminator, Field, Tag, create_model
from typing_extensions import TypeAliasType

from cms.schemas.blocks import ListType, LiteralType
from cms.schemas.models import delivered_pages, page_detail, page_summary, snippet
from cms.schemas.shapes import Link, PageLink, RichText, Shape, described


def _meta_type(value: Any) -> str:
    meta = value["meta"] if isinstance(value, dict) else value.meta
    return str(meta["type"] if isinstance(meta, dict) else meta.type)


def _union(name: str, nodes: list[Any]) -> Any:
    """A named union. OpenAPI's own discriminator cannot look into `meta`; clients can."""
    members = tuple(Annotated[node.annotation, Tag(node.model._meta.label)] for node in nodes)
    union: Any = Annotated[
        Union[members],  # noqa: UP007
        Discriminator(_meta_type),
        Field(description="One of the page types, told apart by `meta.type`."),
    ]
    return TypeAliasType(name, union)


PageType = LiteralType[tuple(model._meta.label for model in delivered_pages())]
PageDetail = _union("PageDetail", [page_detail(model) for model in delivered_pages()])
PageSummary = _union("PageSummary", [page_summary(model) for model in delivered_pages()])


def listing(name: str, item: Any) -> Any:
    """`{count, items}` of some type."""
    return create_model(
        name,
        __base__=Shape,
        __doc__="All there are.",
        count=(int, Field(description="How many there are in all.")),
        items=(ListType[item], Field(description="All of them.")),
    )


def paged(name: str, items: Any) -> Any:
    """`{count, items, next}` of some type of items."""
    return create_model(
        name,
        __base__=Shape,
        __doc__="A part of them, and where the next part begins.",
        count=(int, Field(description="How many there are in all.")),
        items=(items, Field(description="This part of them.")),
        next=(
            str | None,
            Field(description="The `cursor` of the part after this one; null at the end."),
        ),
    )


PageList = paged("PageList", ListType[PageSummary] | ListType[PageDetail])


class Alternate(Shape):
    """A page's address in one language."""

    locale: str = described("The language.")
    html_url: str = described("Its address there.")


class SitemapEntry(Shape):
    """One public page."""

    html_path: str = described("Path on the frontend; `resolve/` finds it.")
    html_url: str = described("The same with scheme and host.")
    lastmod: datetime.datetime | None = described("When it was last published.")
    alternates: list[Alternate] = described(
        "All languages that it is public in, its own too, as `hreflang` links want them."
    )


Sitemap = paged("Sitemap", list[SitemapEntry])


class ResolvedPage(Shape):
    """The path is a page's."""

    kind: Literal["page"] = described("Always `page`.")
    page: PageDetail = described("The page, whole.")  # type: ignore[valid-type]


class ResolvedRedirect(Shape):
    """The path has moved."""

    kind: Literal["redirect"] = described("Always `redirect`.")
    status: Literal[301, 302] = described("301 for ever, 302 for now.")
    location: str = described("Where to go: a path of this site, or an address.")


Resolved = Annotated[ResolvedPage | ResolvedRedirect, Field(discriminator="kind")]


class NavigationGroup(Shape):
    """A column of the menu."""

    title: str = described("Its heading.")
    links: list[Link] = described("Its links, in order.")


class NavigationItem(Shape):
    """A section in the menu."""

    page: PageLink = described("The section's page.")
    introduction: RichText | None = described("The section's introduction, if it has one.")
    groups: list[NavigationGroup] = described("The section's groups of links.")
    children: list["NavigationItem"] = described("Pages below it that menus show.")


class Navigation(Shape):
    """The menu of one language."""

    locale: str = described("The language.")
    items: list[NavigationItem] = described("The sections, in the order of the tree.")


class Locale(Shape):
    """A language of the site."""

    code: str = described("Its code.", examples=["ar"])
    name: str = described("Its name in the language itself.", examples=["العربيّة"])
    direction: Literal["ltr", "rtl"] = described("How it is written.")
    is_default: bool = described("Whether it is the site's first language.")
    fallback: list[str] = described("Where to look for what it does not have, in order.")
    html_path: str = described("Its home page on the frontend.")


Contact = snippet(apps.get_model("contacts.Contact")).annotation


class ChangedObject(Shape):
    """What a change happened to."""

    type: str = described(
        "Its type: of a page or snippet, or a file, redirect, video, site or language.",
        examples=["news.NewsPage"],
    )
    id: int = described("Its id, among things of this type.")
    locale: str | None = described("Its language; null if it has none.", examples=["fr"])
    translation_key: str | None = described("The same for all its translations.")


class Change(Shape):
    """One public change of one thing; in an initial sync, a thing that is public."""

    cursor: str = described("Where to go on after this change.")
    at: datetime.datetime | None = described("When; null in an initial sync.")
    action: Literal["published", "updated", "unpublished", "moved", "deleted"] = described(
        "What the public sees of it: `published` is now there, `updated` is another now, `moved` "
        "is at another path, `unpublished` and `deleted` are gone."
    )
    object: ChangedObject = described("What has changed.")
    version: str = described("Names its state after the change; a digest is made of these.")
    html_path: str | None = described(
        "A page's path on the frontend, or the one that a redirect leads away from; null for what "
        "has none, or is gone.",
        examples=["/fr/eau/"],
    )
    previous_html_path: str | None = described("Its path before, if it had one.")
    cache_tags: list[str] = described(
        "All answers that may be others now have one of these among their own "
        "(`Surrogate-Key`). Empty in an initial sync."
    )


class Changes(Shape):
    """Changes, oldest first, and where to go on."""

    items: list[Change] = described("This part of them.")
    next: str = described("The `since` of the next request, whether at once or later.")
    more: bool = described("Whether there is more already.")


class Digest(Shape):
    """One number for all that is public."""

    cursor: str = described("The newest change that it takes in.")
    locale: str | None = described("The language that was asked for.")
    count: int = described("How many things.")
    digest: str = described("The SHA-256 of all their versions, in hexadecimal.")
