"""What tests of language trees do again and again."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization

from cms.core.database import before_commit
from tests.builders import locale


def synchronise(code: str, source: str = "en") -> None:
    """As under Settings → Locales."""
    LocaleSynchronization.objects.create(locale=locale(code), sync_from=locale(source))


def commit() -> None:
    """Ends what has been done so far, as a commit would."""
    before_commit()


def in_language(code: str, page: Any) -> Any:
    """The page in another language, as it is now; None if there is none."""
    found = Page.objects.filter(translation_key=page.translation_key, locale=locale(code))
    return first.specific if (first := found.first()) else None


def now(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def tree(page: Page) -> list[Any]:
    """The slugs below a page, as they stand."""
    return [
        (child.slug, below) if (below := tree(child)) else child.slug
        for child in now(page).get_children()
    ]
