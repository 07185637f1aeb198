"""What editors, translators and programs do to the trees of languages, one step at a time."""

from random import Random
from typing import Any

from django.urls import reverse
from wagtail.models import Page

from cms.localization import instances
from home.models import ContentPage, SectionPage
from tests import builders
from tests.editing import PUBLISH, add_page, section_form
from tests.localization.people import with_token

CODES = ("en", "fr", "ar", "es")
_SLUGS = ("water", "air", "ماء", "école", "rain")  # few, so that they collide
_MOST = 30  # pages; then some have to go


class Steps:
    """Each is named by its method."""

    def __init__(self, random: Random, client: Any, user: Any) -> None:
        self.random, self.client, self.headers = random, client, with_token(user)

    def publish_in_admin(self) -> None:
        form = section_form(title="New", slug=self._slug()) | PUBLISH
        add_page(self.client, SectionPage, self._parent(), form)

    def save_in_admin(self) -> None:
        form = section_form(title="Draft", slug=self._slug())
        add_page(self.client, SectionPage, self._parent(), form)

    def create_by_api(self) -> None:
        meta = {"type": "home.ContentPage", "parent_id": self._parent().pk}
        self._ask("pages/", {"title": "Page", "slug": self._slug(), "body": [], "meta": meta})

    def create_by_code(self) -> None:
        page = ContentPage(title=self._slug(), live=self.random.random() < 0.5)
        self._parent().add_child(instance=page)

    def copy_in_admin(self) -> None:
        if page := self._page():
            form = {
                "new_title": "Copy",
                "new_slug": self._slug(),
                "new_parent_page": str(self._parent(page.locale.language_code).pk),
                **self._some({"copy_subpages": "on"}, {"publish_copies": "on"}, {"alias": "on"}),
            }
            self.client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)

    def copy_by_api(self) -> None:
        if page := self._page():
            parent = self._parent(page.locale.language_code)
            data = {"destination_id": parent.pk, "recursive": self.random.random() < 0.5}
            self._ask(f"pages/{page.pk}/actions/copy/", data)

    def move_in_admin(self) -> None:
        if (page := self._page()) and not page.alias_of_id:
            parent = self._parent(page.locale.language_code)
            url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk])
            self.client.post(url)

    def move_by_api(self) -> None:
        page, target = self._page(), self._page()
        if not page or page.alias_of_id or page == target:
            return
        if target and page.locale_id == target.locale_id:
            positions = ("first-child", "last-child", "left", "right")
            data = {"destination_id": target.pk, "position": self.random.choice(positions)}
            self._ask(f"pages/{page.pk}/actions/move/", data)

    def rename(self) -> None:
        if (page := self._page()) and not page.alias_of_id:
            page.slug = self._slug()
            siblings = Page.objects.sibling_of(page, inclusive=False)
            if not siblings.filter(slug=page.slug).exists():
                page.save_revision().publish()

    def rename_alias(self) -> None:
        if (page := self._page()) and page.alias_of_id:
            page.slug = f"own-{page.pk}"
            page.save()

    def delete_in_admin(self) -> None:
        if page := self._page():
            self.client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    def delete_by_code(self) -> None:
        if page := self._page():
            page.delete()

    def submit(self) -> None:
        if page := self._page():
            url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
            code = self.random.choice(CODES)
            form = {"locales": [str(builders.locale(code).pk)]}
            self.client.post(url, form | self._some({"include_subtree": "on"}))

    def publish_translation(self) -> None:
        page = self._page()
        if page and not page.live and instances.translation_of(page, enabled=True):
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            self.client.post(url, {"action": "publish", "untranslated": "accepted"})

    def convert_to_alias(self) -> None:
        if page := self._page():
            self.client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))

    def convert_alias(self) -> None:
        if (page := self._page()) and page.alias_of_id:
            self._ask(f"pages/{page.pk}/actions/convert_alias/", {})

    def unpublish(self) -> None:
        if (page := self._page()) and not page.alias_of_id:
            page.unpublish()

    # what they choose

    def _page(self) -> Any | None:
        pages = list(Page.objects.filter(depth__gt=2).order_by("path"))
        return self.random.choice(pages).specific if pages else None

    def _parent(self, code: str = "") -> Any:
        home = builders.home(code or self.random.choice(CODES))
        sections = SectionPage.objects.descendant_of(home).filter(alias_of=None, depth__lt=5)
        return self.random.choice([home, *sections.order_by("path")])

    def _slug(self) -> str:
        return self.random.choice(_SLUGS)

    def _some(self, *fields: dict[str, str]) -> dict[str, str]:
        return {
            name: value
            for each in fields
            for name, value in each.items()
            if self.random.random() < 0.5
        }

    def _ask(self, path: str, data: Any) -> None:
        answer = self.client.post(
            f"/api/v3-preview/{path}", data, content_type="application/json", headers=self.headers
        )
        assert answer.status_code < 500, answer.content


def is_too_large() -> bool:
    return bool(Page.objects.count() > _MOST)


NAMES = sorted(name for name in vars(Steps) if not name.startswith("_"))
