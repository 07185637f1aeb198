"""The shapes that every part of the API shares."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType

from cms.images import presets


class Shape(BaseModel):
    """A JSON object with exactly the declared keys."""

    model_config = ConfigDict(extra="forbid")


def described(text: str, **extra: Any) -> Any:
    return Field(description=text, **extra)


class _ToPage(Shape):
    """What all links to pages have."""

    kind: Literal["page"] = described("Always `page`.")
    id: int = described("The page's id.")
    type: str = described("The page's type, such as `news.NewsPage`.", examples=["news.NewsPage"])
    title: str = described("The page's title.")
    locale: str = described("The language of the page it leads to.", examples=["fr"])
    html_path: str = described("Path on the frontend; `resolve/` finds it.", examples=["/fr/eau/"])
    html_url: str = described("The same with scheme and host.")


class _ToDocument(Shape):
    """What all links to files have."""

    kind: Literal["document"] = described("Always `document`.")
    id: int = described("The document's id.")
    title: str = described("The document's title.")
    url: str = described("Where the file is.")
    size: int | None = described("Bytes, if known.")
    extension: str = described("File name extension in lower case, such as `pdf`.")


class PageLink(_ToPage):
    """A link to a page, in the language of the text that links."""

    title: str = described("The link's own text, else the page's title.")


class DocumentLink(_ToDocument):
    """A file to download."""

    title: str = described("The link's own text, else the document's title.")


class URLLink(Shape):
    """A link to an address outside this content."""

    kind: Literal["url"] = described("Always `url`.")
    title: str = described("The link's text.")
    url: str = described("An absolute address.")
    language: str | None = described("Language it leads to, where it is not the page's own.")


class EmailLink(Shape):
    """An e-mail address."""

    kind: Literal["email"] = described("Always `email`.")
    title: str = described("The link's text, else the address.")
    url: str = described("`mailto:` and the address.")
    email: str = described("The address.")
    language: str | None = described("Language spoken there, where it is not the page's own.")


class PhoneLink(Shape):
    """A phone number."""

    kind: Literal["phone"] = described("Always `phone`.")
    title: str = described("The link's text, else the number.")
    url: str = described("`tel:` and the number.")
    phone: str = described("The number in international form.")
    language: str | None = described("Language spoken there, where it is not the page's own.")


Link = TypeAliasType(  # so that it has a name in the API's document
    "Link",
    Annotated[
        PageLink | DocumentLink | URLLink | EmailLink | PhoneLink,
        Field(discriminator="kind", description="A link, to what its `kind` says."),
    ],
)


_WIDTHS = ", ".join(map(str, presets.WIDTHS))
_FORMATS = ", ".join(presets.FORMATS)
_RATIOS = ", ".join(presets.RATIOS)


class FocalPoint(Shape):
    """The part of a picture to keep when cropping; fractions of width and height."""

    x: float = described("0 is left, 1 is right.", ge=0, le=1)
    y: float = described("0 is top, 1 is bottom.", ge=0, le=1)


class ImageSource(Shape):
    """One size of a picture."""

    url: str = described("Where it is; what it gives never changes.")
    width: int = described("Pixels.")
    height: int = described("Pixels.")


class Image(Shape):
    """A picture, ready for `<img>`, `srcset` or an image component's loader."""

    id: int = described("The image's id.")
    title: str = described("Its name in the library; not meant for readers.")
    alt: str = described("What it shows; empty if decorative.")
    caption: str | None = described("The image's own caption, if any.")
    credit: str | None = described("Who made it or holds the rights, if known.")
    width: int = described("Pixels of the original.")
    height: int = described("Pixels of the original.")
    focal_point: FocalPoint | None = described("Where to look, if an editor has said so.")
    src: str = described("One picture of middle size that every browser shows; or the SVG.")
    srcset: list[ImageSource] = described(
        "All sizes in WebP, from small to large; empty for an SVG, which fits every size."
    )
    url_template: str = described(
        f"Address with `{{width}}` ({_WIDTHS}, or the picture's own) and `{{format}}` "
        f"({_FORMATS}). A width beyond the picture's own gives the largest there is. "
        "An SVG's address has nothing to fill in.",
    )
    crop_url_template: str | None = described(
        "The same for crops around the focal point, with `{width}`, `{format}` and `{ratio}` "
        f"({_RATIOS}). Null for an SVG.",
    )
    placeholder: str = described(
        "A blurred picture as a data URI of at most 300 characters, to show while loading; "
        "empty for an SVG."
    )


class RichTextHTML(Shape):
    """Formatted text as HTML."""

    format: Literal["html"] = described("How `content` is written.")
    content: str = described("Safe HTML; links to pages and documents are resolved.")


class RichTextMarkdown(Shape):
    """Formatted text as Markdown."""

    format: Literal["markdown"] = described("How `content` is written.")
    content: str = described("CommonMark; links to pages and documents are resolved.")


class PortableTextSpan(Shape):
    """Text that is all marked alike."""

    type: Literal["span"] = described("Always `span`.", alias="_type")
    key: str = described("Unlike any other in the block.", alias="_key")
    text: str = described("The text; a line break in it is one to show.")
    marks: list[str] = described(
        "Its decorators (`strong`, `em`, `underline`, `strike-through`, `code`, `sup`, `sub`) "
        "and the keys of its links in `markDefs`."
    )


class _PortableTextLink(Shape):
    """What all links in Portable Text have."""

    type_: Literal["link"] = described("Always `link`.", alias="_type")
    key: str = described("What the `marks` of spans name it by.", alias="_key")
    href: str = described("Where it leads, as an attribute of `<a>`.")


class PortableTextPageLink(_ToPage, _PortableTextLink):
    """A link to a page in running text."""


class PortableTextDocumentLink(_ToDocument, _PortableTextLink):
    """A link to a file in running text."""


class PortableTextAddressLink(_PortableTextLink):
    """Any other link in running text."""

    kind: Literal["url", "email", "phone", "anchor"] = described("What `href` is.")


PortableTextLink = TypeAliasType(
    "PortableTextLink",
    Annotated[
        PortableTextPageLink | PortableTextDocumentLink | PortableTextAddressLink,
        Field(discriminator="kind", description="A link, to what its `kind` says."),
    ],
)


class PortableTextBlock(Shape):
    """A paragraph, a heading, a quote or an item of a list."""

    type: Literal["block"] = described("Always `block`.", alias="_type")
    key: str = described("Unlike any other in this text.", alias="_key")
    style: Literal["normal", "h2", "h3", "h4", "h5", "h6", "blockquote"] = described(
        "What it is; `normal` for paragraphs and items."
    )
    children: list[PortableTextSpan] = described("The text, in at least one part.")
    markDefs: list[PortableTextLink] = described("The links that spans refer to.")
    listItem: Literal["bullet", "number"] = described(
        "The kind of list it is an item of; left out if of none.", default=None
    )
    level: int = described(
        "How deep the list is nested, from 1; left out if in none.", default=None
    )
    anchor: str = described(
        "For links to a heading; left out where an editor gave none.", default=None
    )


class PortableTextImage(Shape):
    """A picture between paragraphs."""

    type: Literal["image"] = described("Always `image`.", alias="_type")
    key: str = described("Unlike any other in this text.", alias="_key")
    image: Image = described("The picture.")
    alt: str = described("What it shows here; empty if decorative.")


class PortableTextEmbed(Shape):
    """A video between paragraphs. What its provider says of it is null until it was asked."""

    type: Literal["embed"] = described("Always `embed`.", alias="_type")
    key: str = described("Unlike any other in this text.", alias="_key")
    url: str = described("The video's address at its provider.")
    title: str | None = described("The provider's title for it.")
    provider: str | None = described("The provider's name.")
    html: str | None = described("The provider's own player.")
    thumbnail_url: str | None = described("A still picture.")
    width: int | None = described("Pixels of the player.")
    height: int | None = described("Pixels of the player.")


class PortableTextBreak(Shape):
    """A line between paragraphs, `<hr>` in HTML."""

    type: Literal["break"] = described("Always `break`.", alias="_type")
    key: str = described("Unlike any other in this text.", alias="_key")


class RichTextPortableText(Shape):
    """Formatted text as Portable Text."""

    format: Literal["portable_text"] = described("How `content` is written.")
    content: list[
        Annotated[
            PortableTextBlock | PortableTextImage | PortableTextEmbed | PortableTextBreak,
            Field(discriminator="type"),
        ]
    ] = described("Portable Text, as its renderers take it.")


RichText = TypeAliasType(
    "RichText",
    Annotated[
        RichTextHTML | RichTextMarkdown | RichTextPortableText,
        Field(discriminator="format", description="Formatted text, in the format asked for."),
    ],
)


class Translation(Shape):
    """The same page in another language."""

    locale: str = described("Its language.")
    html_path: str = described("Path on the frontend.")
    html_url: str = described("The same with scheme and host.")


class TranslationMeta(Shape):
    """Where the words of a page come from, and whether they are still true."""

    state: Literal["original", "translated", "outdated", "fallback", "alias"] = described(
        "`original`: written in this language. `translated`: from `source_locale`. `outdated`: "
        "the source has been published again since, with other content. `fallback`: not in the "
        "language that was asked for, but in one that stands in. `alias`: a copy of the page in "
        "`source_locale`, in its language."
    )
    source_locale: str = described(
        "The language that it was translated from; of an original, its own."
    )
    progress: float = described(
        "How much of its text is in its language, of 1; the rest is in the source's.",
        ge=0,
        le=1,
        examples=[1.0],
    )
    machine: bool = described("Whether some of it was translated by a machine and read by nobody.")
    outdated_since: datetime.datetime | None = described(
        "When its source was first published with other content than it was made from."
    )


class PageSummaryMeta(Shape):
    """What is true of every page in a list."""

    type: str = described("The page's type.")
    locale: str = described("The language of this answer.")
    translation_key: str = described("The same for all translations of the page.")
    slug: str = described("The last part of its path.")
    html_path: str = described("Path on the frontend; `resolve/` finds it.")
    html_url: str = described("The same with scheme and host.")
    detail_url: str = described("Where this API tells all about it.")
    first_published_at: datetime.datetime | None = described("When it first went live.")
    last_published_at: datetime.datetime | None = described("When it was last published.")
    show_in_menus: bool = described("Whether menus show it.")
    translation: TranslationMeta = described("Where its words come from.")


class PageDetailMeta(PageSummaryMeta):
    """What is true of every page."""

    seo_title: str = described("Title for browsers and search engines; empty: use the title.")
    search_description: str = described("Description for search engines.")
    parent: PageLink | None = described("The page above, if it is public.")
    ancestors: list[PageLink] = described("Breadcrumbs, from the site's home page down.")
    translations: list[Translation] = described("The other languages it is live in.")
    alias_of: int | None = described("The id of the page that this one mirrors, if any.")


class SnippetMeta(Shape):
    """What is true of every snippet."""

    type: str = described("The snippet's type.")
    locale: str = described("The language of this answer.")
    translation_key: str = described("The same for all translations of it.")
