"""A translation that stands in for what was chosen goes with it; caches are told."""

from collections.abc import Callable
from typing import Any

import pytest

from cms.core.database import before_commit
from cms.events import log
from tests import builders
from tests.delivery.conftest import Api


def named_by(act: Callable[[], Any]) -> set[str]:
    before_commit()
    seen = log.newest()
    act()
    before_commit()
    return {tag for _number, tags in log.tags_after(seen) for tag in tags}


def tags_of(api: Api, page: Any) -> set[str]:
    return set(api.raw(f"pages/{page.pk}/")["Surrogate-Key"].split())


def contact_in_two_languages() -> Any:
    chosen = builders.contact()
    french = chosen.copy_for_translation(builders.locale("fr"))
    french.name = "Bureau"
    french.save()
    french.save_revision().publish()
    return chosen


@pytest.mark.parametrize("is_public", [True, False])
def test_a_contact_whose_original_is_deleted(api: Api, is_public: bool) -> None:
    chosen = contact_in_two_languages()
    if not is_public:
        chosen.unpublish()
    shown = builders.content_page(
        parent=builders.home("fr"),
        body=[("contacts", {"heading": "", "contacts": [chosen]})],
    )
    assert "Bureau" in str(api.page(shown)["body"])
    kept = tags_of(api, shown)
    assert kept & named_by(chosen.delete)
    assert "Bureau" not in str(api.page(shown)["body"])


@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("kind", ["text", "block"])
def test_a_page_whose_original_is_deleted(api: Api, kind: str, is_public: bool) -> None:
    target = builders.section("Water")
    builders.translated(target, "fr", title="Eau", slug="eau")
    if not is_public:
        target.unpublish()
    text = ("rich_text", f'<p><a linktype="page" id="{target.pk}">x</a></p>')
    block = ("related_pages", {"heading": "", "pages": [target]})
    shown = builders.content_page(
        parent=builders.home("fr"), body=[text if kind == "text" else block]
    )
    assert "/fr/eau/" in str(api.page(shown)["body"])
    kept = tags_of(api, shown)
    assert kept & named_by(target.delete)
    assert "/fr/eau/" not in str(api.page(shown)["body"])
