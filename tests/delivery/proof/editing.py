"""A site and everything that can happen to it, one step at a time, at random."""

from django.contrib.auth import get_user_model
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.embeds.models import Embed
from wagtail.models import Collection, PageViewRestriction

from cms.contacts.models import Contact
from cms.images.models import CustomImage
from home.models import HomePage, SiteSettings
from news.models import Topic
from tests import builders
from tests.delivery.proof.page_steps import PageSteps
from tests.delivery.proof.thing_steps import ThingSteps


class Newsroom(PageSteps, ThingSteps):
    """Each step is named by its method."""

    def __init__(self) -> None:
        super().__init__()
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


def steps() -> list[str]:
    """The names of all that can happen."""
    return sorted(
        name for each in (PageSteps, ThingSteps) for name in vars(each) if not name.startswith("_")
    )
