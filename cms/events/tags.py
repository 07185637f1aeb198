"""The names under which answers are cached, and which a change calls out.

An answer carries the tags of all that it shows; a change names those of all that it may alter.
Both sides take the names from here. All are lower case, of `[a-z0-9:._-]`, up to 64 letters.
"""

from uuid import UUID

from django.db.models import Model
from django.utils.crypto import salted_hmac
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page


def page(pk: int) -> str:
    """A page's own content."""
    return f"page:{pk}"


def link(pk: int) -> str:
    """What a link to a page shows: its title, its path, and whether it is public."""
    return f"link:{pk}"


def absent(kind: str, key: object, locale: str = "") -> str:
    """That something referred to is not shown, or not in a language of its own.

    Named when it appears. Keyed, so that nobody learns which hidden thing it is.
    """
    name = f"{kind}:{key}:{locale}".lower()
    return f"absent:{salted_hmac('cms.events.absent', name, algorithm='sha256').hexdigest()[:20]}"


def links(locale: str) -> str:
    """What links to the pages of one language show."""
    return f"links:{locale.lower()}"


def alternates(key: UUID) -> str:
    """Which languages a page is public in, and at which paths."""
    return f"alternates:{key.hex}"


def listing(type_name: str, locale: str | None = None) -> str:
    """All that are public of a type, in one language or in all."""
    name = f"list:{type_name.lower()}"
    return f"{name}:{locale.lower()}" if locale else name


def pages(locale: str | None = None) -> str:
    """All public pages, of one language or of all."""
    return f"pages:{locale.lower()}" if locale else "pages"


def navigation(locale: str) -> str:
    return f"navigation:{locale.lower()}"


def kind_of(model: type[Model]) -> str:
    """What a model is called in tags: `link` for pages, which answers refer to by links."""
    if issubclass(model, Page):
        return "link"
    if issubclass(model, AbstractImage):
        return "image"
    return "document" if issubclass(model, AbstractDocument) else str(model._meta.model_name)


def thing(model: type[Model], pk: int) -> str:
    """A snippet, picture, document or video: `contact:7`, `image:5`."""
    return f"{kind_of(model)}:{pk}"


def words(model: type[Model], pk: int, locale: str) -> str:
    """What a picture or document says in one language: `image:5:fr`."""
    return f"{thing(model, pk)}:{locale.lower()}"


def site(pk: int) -> str:
    """Host names, home pages and languages; every answer has that of its site."""
    return f"site:{pk}"


EVERYTHING = "everything"  # named by every change
PATHS = "paths"  # which paths lead to a page
REDIRECTS = "redirects"
LOCALES = "locales"  # which home pages are public
