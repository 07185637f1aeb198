"""Every address that a frontend could know of a site."""

from collections.abc import Iterator
from urllib.parse import quote

from wagtail.documents.models import Document
from wagtail.models import Page

from cms.contacts.models import Contact
from cms.images.models import CustomImage

LANGUAGES = ("en", "fr", "es")


class Addresses:
    """Once known, an address stays known, also when nothing is there any more."""

    def __init__(self) -> None:
        self._known: dict[str, None] = {}

    def all(self) -> list[str]:
        self._known.update(dict.fromkeys(self._now()))
        return list(self._known)

    def _now(self) -> Iterator[str]:
        yield from _of_the_site()
        for page in Page.objects.filter(depth__gt=1).order_by("pk"):
            yield f"pages/{page.pk}/"
            yield f"resolve/?html_path={quote(_path(page))}"
            if page.locale.language_code == "en":
                yield f"pages/{page.pk}/?locale=fr&fallback=en"
        for name, model in (("contacts", Contact), ("images", CustomImage)):
            for pk in model.objects.values_list("pk", flat=True):
                yield f"{name}/{pk}/"
        for pk in Document.objects.values_list("pk", flat=True):
            yield f"documents/{pk}/"


def _of_the_site() -> Iterator[str]:
    yield from ("locales/", "pages/", "pages/?detail=true&limit=100", "contacts/", "sitemap/")
    yield from ("resolve/?html_path=/", "resolve/?html_path=/en/gone/", "/sitemap.xml")
    yield "pages/?type=news.NewsPage&locale=en&order=-date&limit=2"
    for number in (1, 2):
        yield f"pages/?tag=Name%20{number}"
    for language in LANGUAGES:
        for endpoint in ("navigation", "site", "contacts", "pages", "sitemap"):
            yield f"{endpoint}/?locale={language}"
        yield f"pages/?type=news.NewsPage&locale={language}"
        yield f"/llms.txt?locale={language}"
        yield f"/feeds/news/{language}.xml"
    for endpoint in ("navigation", "pages", "contacts"):
        yield f"{endpoint}/?locale=fr&fallback=en"
    yield "pages/?child_of=root&locale=en&in_menu=true"


def _path(page: Page) -> str:
    parts = page.url_path.strip("/").split("/")[1:]
    return "/" + "/".join([page.locale.language_code, *parts]) + "/"
