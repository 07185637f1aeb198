"""What editors, translators and the clock do to pages."""

import datetime
import time

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.contacts.models import Contact
from cms.images.models import CustomImage
from home.models import ContentPage, HomePage, SectionPage
from news.models import NewsIndexPage, NewsPage, Topic
from tests import builders
from tests.delivery.proof.desk import Desk
from tests.editing import PUBLISH, add_page, section_form

_MANY = 14  # pages; then some have to go first


class PageSteps(Desk):
    def new_section(self) -> None:
        self._make_room()
        builders.section(self.name(), show_in_menus=self.random.random() < 0.7)

    def new_section_in_the_admin(self) -> None:
        self._make_room()
        title = self.name()
        form = section_form(title=title, slug=title.lower().replace(" ", "-"))
        add_page(self.client, SectionPage, builders.home(), form | PUBLISH)

    def new_content_page(self) -> None:
        self._make_room()
        parent = self.any_page(SectionPage) or builders.home()
        live = self.random.random() < 0.7
        builders.content_page(self.name(), parent=parent, body=self.body(), live=live)

    def new_article(self) -> None:
        self._make_room()
        index = NewsIndexPage.objects.filter(locale__language_code="en").first()
        if index is None:
            return
        chosen = {
            "topics": list(Topic.objects.filter(locale__language_code="en")[:1]),
            "contacts": list(Contact.objects.order_by("?")[:1]),
        }
        builders.article(
            self.name(),
            parent=index,
            date=datetime.date(2026, 3, self.random.randint(1, 28)),
            image=self.one_of(CustomImage.objects.order_by("pk")),
            body=self.body(),
            **chosen,
        )

    def _make_room(self) -> None:
        pages = Page.objects.filter(depth__gt=2).order_by("pk")
        if len(pages) > _MANY:
            Page.objects.get(pk=self.one_of(pages).pk).specific.delete()

    def edit_and_publish(self) -> None:
        if page := self.any_page(ContentPage, NewsPage):
            page.title, page.body = self.name(), self.body()
            page.save_revision().publish()

    def edit_only(self) -> None:
        if page := self.any_page():
            page.title = self.name()
            page.save_revision()

    def change_the_body_alone(self) -> None:
        if page := self.any_page(ContentPage, NewsPage):
            page.body = self.body()
            page.save_revision().publish()

    def change_a_slug(self) -> None:
        if page := self.any_page():
            page.slug = self.name().lower().replace(" ", "-")
            page.save_revision().publish()

    def unpublish_in_the_admin(self) -> None:
        if page := self.one_of([page for page in self.pages() if page.live]):
            below = {"include_descendants": "on"} if self.random.random() < 0.5 else {}
            self.client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), below)

    def publish_again(self) -> None:
        if page := self.one_of([page for page in self.pages() if not page.live]):
            page.save_revision().publish()

    def delete_in_the_admin(self) -> None:
        if page := self.any_page(ContentPage, NewsPage):
            self.client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    def move(self) -> None:
        page = self.any_page(ContentPage)
        target = self.any_page(SectionPage, ContentPage)
        if page and target and not target.path.startswith(page.path) and _fits(page, target):
            page.move(target, pos="first-child")

    def change_the_order(self) -> None:
        if page := self.any_page(SectionPage, ContentPage):
            sibling = self.one_of(list(page.get_siblings(inclusive=False)))
            if sibling:
                page.move(sibling, pos="left")

    def put_into_the_menu_or_out(self) -> None:
        if page := self.any_page(SectionPage):
            page.show_in_menus = not page.show_in_menus
            page.save_revision().publish()

    def restrict_or_release(self) -> None:
        restrictions = list(PageViewRestriction.objects.all())
        if restrictions:
            self.one_of(restrictions).delete()
        elif page := self.any_page():
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def make_an_alias(self) -> None:
        self._make_room()
        if page := self.any_page(SectionPage):
            page.create_alias(parent=builders.home(), update_slug=self.name().replace(" ", "-"))

    def expire_soon(self) -> None:
        """And it is over when the next answer is asked for."""
        if page := self.one_of([page for page in self.pages() if page.live]):
            page.expire_at = timezone.now() + datetime.timedelta(seconds=0.4)
            page.save_revision().publish()
            time.sleep(0.5)

    def go_live_soon(self) -> None:
        """Live, but not yet shown; then the clock alone shows it."""
        if page := self.one_of([page for page in self.pages() if page.live]):
            page.go_live_at = timezone.now() + datetime.timedelta(seconds=0.4)
            page.save()
            time.sleep(0.5)

    def edit_many_in_the_admin(self) -> None:
        action = self.one_of(["publish", "unpublish"])
        chosen = self.random.sample(self.pages(), k=min(3, len(self.pages())))
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        query = "&".join(f"id={page.pk}" for page in chosen)
        self.client.post(f"{url}?{query}", {"include_descendants": ""})

    # languages

    def translate(self) -> None:
        self._make_room()
        page = self.one_of([p for p in self.pages() if p.locale.language_code == "en"])
        if page and not page.has_translation(builders.locale("fr")):
            copy = page.copy_for_translation(builders.locale("fr"), copy_parents=True)
            copy.title = f"{self.name()} in French"
            if self.random.random() < 0.7:
                copy.save_revision().publish()
            else:
                copy.save_revision()

    def hide_or_show_a_language(self) -> None:
        home = HomePage.objects.get(locale__language_code="es")
        if home.live:
            home.unpublish()
        else:
            home.save_revision().publish()


def _fits(page: Page, target: Page) -> bool:
    slugs = target.get_children().values_list("slug", flat=True)
    return page.slug not in slugs and page.can_move_to(target)
