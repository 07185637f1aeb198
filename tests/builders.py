"""Content for tests, made through Wagtail's own models and actions."""

import datetime
from functools import cache
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as PillowImage
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, Site

from cms.contacts.models import Contact
from cms.images.models import CustomImage
from home.models import ContentPage, HomePage, SectionPage
from news.models import NewsIndexPage, NewsPage


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def home(code: str = "en") -> HomePage:
    """The home page that `set_up_site` made in a language."""
    root = Site.objects.get(is_default_site=True).root_page
    return root.get_translation(locale(code)).specific


def publish(parent: Page, page: Page, *, live: bool = True) -> Any:
    """Add a page below another and publish it (or leave it a draft)."""
    page.live = False
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def section(title: str = "Water", *, parent: Page | None = None, **fields: Any) -> SectionPage:
    live = fields.pop("live", True)
    page = SectionPage(title=title, **{"show_in_menus": True, **fields})
    return publish(parent or home(), page, live=live)


def content_page(
    title: str = "About us", *, parent: Page | None = None, **fields: Any
) -> ContentPage:
    live = fields.pop("live", True)
    body = fields.pop("body", [("rich_text", "<p>Some text.</p>")])
    return publish(parent or home(), ContentPage(title=title, body=body, **fields), live=live)


def news_index(*, parent: Page | None = None, title: str = "News") -> NewsIndexPage:
    return publish(parent or home(), NewsIndexPage(title=title))


def article(title: str = "A new well", *, parent: Page, **fields: Any) -> NewsPage:
    """A news article; `topics`, `places` and `contacts` are lists of snippets, in order."""
    live = fields.pop("live", True)
    related = {name: fields.pop(name, []) for name in ("topics", "places", "contacts")}
    page = NewsPage(
        **{
            "title": title,
            "date": datetime.date(2026, 3, 1),
            "introduction": "What happened, in short.",
            "body": [("rich_text", "<p>What happened.</p>")],
            **fields,
        }
    )
    for name, chosen in related.items():
        rows = page._meta.get_field(name).related_model
        setattr(
            page, name, [rows(**{name[:-1]: each}, sort_order=i) for i, each in enumerate(chosen)]
        )
    return publish(parent, page, live=live)


def contact(name: str = "Press Office", *, code: str = "en", **fields: Any) -> Contact:
    live = fields.pop("live", True)
    made = Contact(
        locale=locale(code),
        **{"name": name, "email": "press@example.org", "phone": "+41225550100", **fields},
    )
    made.live = False
    made.save()
    revision = made.save_revision()
    if live:
        revision.publish()
    return Contact.objects.get(pk=made.pk)


def picture(
    title: str = "River", *, size: tuple[int, int] = (800, 500), **fields: Any
) -> CustomImage:
    file = ImageFile(BytesIO(_jpeg(size)), name=f"{title.lower()}.jpg")
    return CustomImage.objects.create(
        title=title, file=file, **{"description": f"A picture of {title}", **fields}
    )


@cache
def _jpeg(size: tuple[int, int]) -> bytes:
    out = BytesIO()
    PillowImage.effect_mandelbrot(size, (-2, -1.2, 1, 1.2), 30).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def document(title: str = "Report", **fields: Any) -> Document:
    made = Document.objects.create(
        title=title, file=ContentFile(b"Some text.", name=f"{title.lower()}.txt"), **fields
    )
    made.get_file_size()  # as the admin's upload form does
    return made


def private_collection(name: str = "Internal") -> Collection:
    collection = Collection.get_first_root_node().add_child(name=name)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def translated(page: Any, code: str, **fields: Any) -> Any:
    """A published translation of a page, with these fields changed."""
    copy = page.copy_for_translation(locale(code), copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)
