"""Whatever is done, in whatever order: the trees stay whole and beside each other."""

from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.db.models import F
from django.test import Client, TestCase
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.core.trees import Forest
from cms.core.visibility import Visibility
from cms.localization.tree.names import is_made_from
from tests.delivery.conftest import Api
from tests.localization.tree.growing import commit, synchronise
from tests.localization.tree.steps import NAMES, Steps, is_too_large

pytestmark = pytest.mark.usefixtures("site")

_STEPS = 25


@pytest.mark.parametrize("seed", range(4))
def test_after_any_steps(
    seed: int, admin_client: Client, admin_user: Any, api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("ERROR", "cms.localization.tree")
    random = Random(seed)  # noqa: S311
    steps = Steps(random, admin_client, admin_user)
    synchronise("fr")
    synchronise("ar", "fr")
    if seed % 2:
        synchronise("en", "ar")
    done: list[str] = []
    unlike: set[tuple[int, str]] = set()
    for _number in range(_STEPS):
        name = "delete_in_admin" if is_too_large() else random.choice(NAMES)
        done.append(name)
        with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
            getattr(steps, name)()
            commit()
        commit()  # what came after it, as in a transaction of its own
        if name == "convert_to_alias":  # it was where, and called what, somebody chose
            unlike |= _unlike()
        problems = [*_broken(), *(_unlike() - unlike), *_unfounded(), *_lost(api)]
        assert problems == [], f"{seed}: {' '.join(done)}"
    assert caplog.text == ""


def _broken() -> list[str]:
    """In the tree itself."""
    found = [f"fixtree: {Page.find_problems()}"] if any(Page.find_problems()) else []
    pages = {page.path: page for page in Page.objects.all()}
    for page in pages.values():
        if parent := pages.get(page.path[:-4]):
            if page.url_path != f"{parent.url_path}{page.slug}/":
                found.append(f"{page!r} at {page.url_path}")
            if page.depth > 2 and page.locale_id != parent.locale_id:
                found.append(f"{page!r} in another language than {parent!r}")
    seen = set()
    for page in pages.values():
        if (place := (page.path[:-4], page.slug)) in seen:
            found.append(f"{page!r} has the slug of another")
        seen.add(place)
    return found


def _unlike() -> set[tuple[int, str]]:
    """Aliases that are not where, or not called as, their source is."""
    aliases = Page.objects.filter(
        alias_of__isnull=False, translation_key=F("alias_of__translation_key"), depth__gt=2
    )
    found = set()
    for alias in aliases.select_related("alias_of"):
        source = alias.alias_of
        if alias.get_parent().translation_key != source.get_parent().translation_key:
            found.add((alias.pk, "stands elsewhere"))
        if not (is_made_from(source.slug, alias) or alias.slug.startswith("own-")):
            found.add((alias.pk, "is called otherwise"))
        if alias.live != source.live:
            found.add((alias.pk, "is seen otherwise"))
    return found


def _unfounded() -> list[str]:
    """Records of translations that are gone."""
    return [
        f"nothing is translated by {translation}"
        for translation in Translation.objects.select_related("source")
        if not Page.objects.filter(
            translation_key=translation.source.object_id, locale=translation.target_locale_id
        ).exists()
    ]


def _lost(api: Api) -> list[str]:
    """Pages that are not found by the path that is printed of them."""
    found, forest, visibility = [], Forest.load(), Visibility(timezone.now())
    for page in Page.objects.filter(depth__gt=1):
        tree = forest.tree_of(page.path)
        if tree and visibility.is_published(page):
            path = tree.html_path(page)
            answer = api.get("resolve/", html_path=path)
            if answer.get("page", {}).get("id") != page.pk:
                found.append(f"{page!r} is not at {path}")
            if answer["page"]["meta"]["html_path"] != path:
                found.append(f"{page!r} says another path than {quote(path)}")
    return found
