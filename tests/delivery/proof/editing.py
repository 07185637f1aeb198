"""What editors, translators and the clock do to a site, one step at a time, at random."""

import datetime
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)

from cms.contacts.models import Contact
from cms.images.models import CustomImage
from home.models import ContentPage, HomePage, SectionPage, SiteSettings
from news.models import NewsIndexPage, NewsPage, Topic
from tests import builders
from tests.editing import PUBLISH, add_page, section_form

_VIDEO = "https://video.example.org/1"
_MANY = 14  # pages; then some have to go first


class Newsroom:
    """A small site, and everything that can happen to it. Each step is named by its method."""

    def __init__(self) -> None:
        self.random = Random()  # noqa: S311
        self.number = 0
        self.client = Client()
        editor, _made = get_user_model().objects.get_or_create(
            username="editor", defaults={"is_superuser": True}
        )
        self.client.force_login(editor)
        _clear()
        builders.news_index()
        self.new_topic()
        self.new_contact()
        self.new_picture()
        self.new_document()
        self.new_section()
        self.new_article()

    # what there is

    def pages(self, *models: type[Page]) -> list[Any]:
        """Those that can be edited: an alias follows its source."""
        found = Page.objects.filter(depth__gt=2, alias_of=None).order_by("pk").specific()
        return [page for page in found if not models or isinstance(page, models)]

    def one_of(self, things: Sequence[Any]) -> Any | None:
        return self.random.choice(things) if things else None

    def any_page(self, *models: type[Page]) -> Any | None:
        return self.one_of(self.pages(*models))

    def name(self) -> str:
        self.number += 1
        return f"Name {self.number}"

    def body(self) -> list[tuple[str, Any]]:
        """Blocks that refer to whatever there is."""
        page = self.any_page()
        document = self.one_of(Document.objects.order_by("pk"))
        picture = self.one_of(CustomImage.objects.order_by("pk"))
        contact = self.one_of(Contact.objects.order_by("pk"))
        blocks: list[tuple[str, Any]] = [
            ("rich_text", f'<p>{self.name()} <a linktype="page" id="{page.pk}">page</a></p>')
            if page
            else ("rich_text", f"<p>{self.name()}</p>")
        ]
        if document:
            link = f'<a linktype="document" id="{document.pk}">file</a>'
            blocks.append(("rich_text", f"<p>{link}</p>"))
        if picture:
            blocks.append(("image", {"image": picture, "alt": "", "caption": "", "credit": ""}))
        if contact:
            blocks.append(("contacts", {"heading": "", "contacts": [contact]}))
        topic = self.one_of([None, *Topic.objects.filter(locale__language_code="en")])
        blocks.append(("latest_news", {"heading": "", "topic": topic, "number": 3}))
        blocks.append(("embed", {"url": _VIDEO, "title": "A video", "caption": ""}))
        return self.random.sample(blocks, k=self.random.randint(1, len(blocks)))

    # pages

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

    # snippets and files

    def new_contact(self) -> None:
        builders.contact(self.name(), live=self.random.random() < 0.7)

    def edit_a_contact(self) -> None:
        if contact := self.one_of(Contact.objects.order_by("pk")):
            contact.role = self.name()
            revision = contact.save_revision()
            if self.random.random() < 0.7:
                revision.publish()

    def hide_or_show_a_contact(self) -> None:
        if contact := self.one_of(Contact.objects.order_by("pk")):
            if contact.live:
                contact.unpublish()
            else:
                contact.save_revision().publish()

    def translate_a_contact(self) -> None:
        contact = self.one_of(Contact.objects.filter(locale__language_code="en"))
        french = builders.locale("fr")
        if contact and not contact.has_translation(french):
            copy = contact.copy_for_translation(french)
            copy.name, copy.live = f"{self.name()} in French", False
            copy.save()
            copy.save_revision().publish()

    def delete_a_contact(self) -> None:
        if Contact.objects.count() > 2:
            self.one_of(Contact.objects.order_by("pk")).delete()

    def new_topic(self) -> None:
        name = self.name()
        Topic.objects.create(
            name=name, slug=name.lower().replace(" ", "-"), locale=builders.locale("en")
        )

    def rename_a_topic(self) -> None:
        if topic := self.one_of(Topic.objects.order_by("pk")):
            topic.name = self.name()
            topic.save()

    def delete_a_topic(self) -> None:
        if Topic.objects.count() > 1:
            self.one_of(Topic.objects.order_by("pk")).delete()

    def new_picture(self) -> None:
        builders.picture(self.name(), size=(60, 40))

    def edit_a_picture(self) -> None:
        if picture := self.one_of(CustomImage.objects.order_by("pk")):
            if self.random.random() < 0.5:
                picture.description = self.name()
            else:
                picture.focal_point_x, picture.focal_point_y = self.random.randint(1, 50), 10
                picture.focal_point_width = picture.focal_point_height = 5
            picture.save()

    def delete_a_picture(self) -> None:
        if CustomImage.objects.count() > 1:
            self.one_of(CustomImage.objects.order_by("pk")).delete()

    def new_document(self) -> None:
        builders.document(self.name())

    def rename_a_document(self) -> None:
        if document := self.one_of(Document.objects.order_by("pk")):
            document.title = self.name()
            document.save()

    def move_a_file(self) -> None:
        """Between the open collection and one that may be private."""
        model: Any = self.one_of([CustomImage, Document])
        if file := self.one_of(model.objects.order_by("pk")):
            root = Collection.get_first_root_node()
            inner = root.get_children().first() or root.add_child(name="Inner")
            file.collection = inner if file.collection_id == root.pk else root
            file.save()

    def close_or_open_a_collection(self) -> None:
        root = Collection.get_first_root_node()
        inner = root.get_children().first() or root.add_child(name="Inner")
        closed = CollectionViewRestriction.objects.filter(collection=inner)
        if closed.exists():
            closed.get().delete()
        else:
            CollectionViewRestriction.objects.create(collection=inner, restriction_type="login")

    def hear_of_a_video(self) -> None:
        embed, _made = Embed.objects.get_or_create(
            hash=get_embed_hash(_VIDEO), defaults={"url": _VIDEO, "type": "video"}
        )
        embed.title, embed.html = self.name(), "<iframe></iframe>"
        embed.save()

    # the site

    def redirect_or_not(self) -> None:
        if self.random.random() < 0.6:
            Redirect.objects.update_or_create(
                old_path="/en/gone", site=None, defaults={"redirect_page": self.any_page()}
            )
        else:
            for redirect in Redirect.objects.all():
                redirect.delete()

    def change_the_settings(self) -> None:
        site = Site.objects.get(is_default_site=True)
        locale = builders.locale(self.random.choice(["en", "fr"]))
        settings = SiteSettings.objects.filter(site=site, locale=locale).first()
        settings = settings or SiteSettings(site=site, locale=locale, live=False)
        settings.tagline = self.name()
        settings.default_contact = self.one_of(Contact.objects.order_by("pk"))
        settings.save()
        settings.save_revision().publish()

    def rename_the_site(self) -> None:
        site = Site.objects.get(is_default_site=True)
        site.hostname = f"www-{self.random.randint(1, 3)}.example.org"
        site.site_name = self.name()
        site.save()


def _clear() -> None:
    """Take away what an earlier newsroom has left."""
    for home in HomePage.objects.all():
        for child in home.get_children().specific():
            child.delete()
        if not home.live:
            home.save_revision().publish()
    for model in (Contact, CustomImage, Document, Topic, Redirect, Embed, SiteSettings):
        model.objects.all().delete()
    PageViewRestriction.objects.all().delete()
    for collection in Collection.get_first_root_node().get_children():
        collection.delete()


def _fits(page: Page, target: Page) -> bool:
    slugs = target.get_children().values_list("slug", flat=True)
    return page.slug not in slugs and page.can_move_to(target)


def steps() -> list[str]:
    """The names of all that can happen."""
    helpers = {"pages", "one_of", "any_page", "name", "body"}
    return sorted(
        name
        for name, value in vars(Newsroom).items()
        if isinstance(value, Callable) and not name.startswith("_") and name not in helpers  # type: ignore[arg-type]
    )
