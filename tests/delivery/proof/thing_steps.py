"""What editors do to snippets, files and the site itself."""

from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import Collection, CollectionViewRestriction, Site

from cms.contacts.models import Contact
from cms.images.models import CustomImage
from cms.localization.library.originals import originals_of
from home.models import SiteSettings
from news.models import Topic
from tests import builders
from tests.delivery.proof.desk import VIDEO, Desk


class ThingSteps(Desk):
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

    def describe_a_file_in_french(self) -> None:
        model: Any = self.one_of([CustomImage, Document])
        if file := self.one_of(model.objects.order_by("pk")):
            for words in originals_of(model, [file.pk], builders.locale("en")):
                french = words.get_translation_or_none(builders.locale("fr"))
                french = french or words.copy_for_translation(builders.locale("fr"))
                french.title = french.description = self.name()
                french.save()

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
            hash=get_embed_hash(VIDEO), defaults={"url": VIDEO, "type": "video"}
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
