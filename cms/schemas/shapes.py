"""The shapes that every part of the API shares."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A JSON object with exactly the declared keys."""

    model_config = ConfigDict(extra="forbid")


def described(text: str, **extra: Any) -> Any:
    return Field(description=text, **extra)


class PageLink(Shape):
    """A link to a page, in the language of the text that links."""

    kind: Literal["page"] = described("Always `page`.")
    id: int = described("The page's id.")
    type: str = described("The page's type, such as `news.NewsPage`.", examples=["news.NewsPage"])
    title: str = described("The link's own text, else the page's title.")
    locale: str = described("The language of the page it leads to.", examples=["fr"])
    html_path: str = described("Path on the frontend; `resolve/` finds it.", examples=["/fr/eau/"])
    html_url: str = described("The same with scheme and host.")


class DocumentLink(Shape):
    """A file to download."""

    kind: Literal["document"] = described("Always `document`.")
    id: int = described("The document's id.")
    title: str = described("The link's own text, else the document's title.")
    url: str = described("Where the file is.")
    size: int | None = described("Bytes, if known.")
    extension: str = described("File name extension in lower case, such as `pdf`.")


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


Link = Annotated[
    PageLink | DocumentLink | URLLink | EmailLink | PhoneLink, Field(discriminator="kind")
]


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
    src: str = described("One picture of middle size that every browser shows.")
    srcset: list[ImageSource] = described("All sizes in WebP, from small to large.")
    url_template: str = described(
        "Address with `{width}` (one of the sizes) and `{format}` (avif, webp, jpeg, png)."
    )
    placeholder: str = described("A blurred picture as a data URI, to show while loading.")


class RichText(Shape):
    """Formatted text."""

    format: Literal["html"] = described("How `content` is written.")
    content: str = described("Safe HTML; links to pages and documents are resolved.")


class Translation(Shape):
    """The same page in another language."""

    locale: str = described("Its language.")
    html_path: str = described("Path on the frontend.")
    html_url: str = described("The same with scheme and host.")


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
