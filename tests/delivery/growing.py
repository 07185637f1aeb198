"""A site that grows: so many of everything, and a page that refers to all of it."""

from datetime import date
from typing import Any

from wagtail.documents.models import Document
from wagtail.models import Page, Site

from benchmarks.generate import insert_pages
from cms.contacts.models import Contact
from cms.images.models import CustomImage
from home.models import ContentPage, SectionPage, SiteSettings
from news.models import NewsPage, NewsPageContact, NewsPageTopic, Topic
from tests import builders

DEEPEST = 50  # what treebeard's paths have room for


class Growing:
    """Rows are inserted many at once, past Wagtail's own ways, which would take minutes."""

    def __init__(self) -> None:
        self.home, self.french_home = builders.home(), builders.home("fr")
        self.index = builders.news_index()
        self._news_elsewhere()
        self.deepest: Page = builders.content_page("Deep 1")
        self.image = builders.picture(size=(200, 100))
        self.document = builders.document()
        self.images: list[CustomImage] = []
        self.documents: list[Any] = []
        self.contacts: list[Contact] = []
        self.topics: list[Topic] = []
        self.targets: list[ContentPage] = []
        self.rich: Page = self.home

    def _news_elsewhere(self) -> None:
        """The newest article, with a topic that no other one has."""
        topic = Topic.objects.create(locale=builders.locale("en"), name="Fire", slug="fire")
        elsewhere = builders.news_index(parent=builders.section("Elsewhere"))
        builders.article("Newest", parent=elsewhere, date=date(2030, 1, 1), topics=[topic])

    def to(self, number: int) -> None:
        """So many of everything."""
        numbers = range(len(self.images), number)
        self._assets(numbers)
        self._snippets(numbers)
        self._pages(numbers)
        self._articles(numbers)
        for depth in range(self.deepest.depth - self.home.depth, min(number, DEEPEST)):
            page = ContentPage(title=f"Deep {depth + 1}", slug="deep", body=[])
            (self.deepest,) = inserted(self.deepest, [page])
        self._rich_article(number)
        self._settings()

    def _assets(self, numbers: range) -> None:
        self.images += CustomImage.objects.bulk_create(
            _copy(self.image, title=f"Picture {number}") for number in numbers
        )
        self.documents += Document.objects.bulk_create(
            _copy(self.document, title=f"File {number}") for number in numbers
        )

    def _snippets(self, numbers: range) -> None:
        english = builders.locale("en")
        self.contacts += Contact.objects.bulk_create(
            Contact(locale=english, name=f"Office {n}", phone="+41225550100", image=self.images[n])
            for n in numbers
        )
        self.topics += Topic.objects.bulk_create(
            Topic(locale=english, name=f"Topic {n}", slug=f"topic-{n}") for n in numbers
        )

    def _pages(self, numbers: range) -> None:
        """Pages to link to in two languages, and sections with a page below each."""
        for home in (self.french_home, self.home):
            targets = inserted(
                home,
                [
                    ContentPage(
                        title=f"Target {n}", slug=f"target-{n}", image=self.images[n], body=[]
                    )
                    for n in numbers
                ],
            )
        self.targets += targets
        sections = [
            SectionPage(
                title=f"Section {n}",
                slug=f"section-{n}",
                show_in_menus=True,
                hero_image=self.images[n],
                link_groups=[self._links([self.targets[n], self.documents[n]])],
            )
            for n in numbers
        ]
        for section in inserted(self.home, sections):
            below = ContentPage(title="Below", slug="below", body=[], show_in_menus=True)
            inserted(section, [below])

    def _articles(self, numbers: range) -> None:
        link = f'<p><a linktype="page" id="{self.targets[0].pk}">x</a></p>'
        articles = inserted(
            self.index,
            [
                NewsPage(
                    title=f"Article {n}",
                    slug=f"article-{n}",
                    introduction="What happened.",
                    image=self.images[n],
                    body=[("rich_text", link), ("image", {"image": self.images[n]})],
                )
                for n in numbers
            ],
        )
        for article, n in zip(articles, numbers, strict=True):
            choose(article, [self.topics[n]], [self.contacts[n]])

    def _rich_article(self, number: int) -> None:
        """An article in which everything that can refer to something does."""
        body: list[Any] = []
        for n in range(number):
            picture = {"image": self.images[n], "alt": "", "caption": "", "credit": ""}
            to_file = f'<p><a linktype="document" id="{self.documents[n].pk}">x</a></p>'
            to_page = f'<p><a linktype="page" id="{self.targets[n].pk}">x</a></p>'
            items = [{"heading": "Q", "content": [("rich_text", to_file)]}]
            body += [
                ("heading", {"text": f"Part {n}", "level": "2"}),
                ("rich_text", to_page),
                ("image", picture),
                ("accordion", {"heading": "", "items": items}),
                ("embed", {"url": f"https://vimeo.com/{1000 + n}", "title": "V"}),
                ("latest_news", {"heading": "", "topic": self.topics[n], "number": 3}),
            ]
        body += [
            ("gallery", {"heading": "", "images": [{"image": each} for each in self.images]}),
            ("contacts", {"heading": "", "contacts": self.contacts}),
            ("downloads", {"heading": "", "documents": self.documents}),
            ("related_pages", {"heading": "", "pages": self.targets}),
            ("latest_news", {"heading": "", "topic": None, "number": 3}),
            self._links([*self.targets, *self.documents]),
        ]
        rich = NewsPage(
            title=f"Rich {number}",
            slug=f"rich-{number}",
            introduction="All of it.",
            image=self.images[0],
            body=body,
        )
        (self.rich,) = inserted(self.index, [rich])
        choose(rich, self.topics, self.contacts)

    def _links(self, things: list[Any]) -> tuple[str, dict[str, Any]]:
        links = [
            {"kind": "page", "page": each}
            if isinstance(each, Page)
            else {"kind": "document", "document": each}
            for each in things
        ]
        return ("link_group", {"heading": "Links", "links": links})

    def _settings(self) -> None:
        site = Site.objects.get(is_default_site=True)
        settings = SiteSettings.objects.filter(site=site).first() or SiteSettings(
            site=site, locale=builders.locale("en")
        )
        settings.footer = [self._links([*self.targets, *self.documents])]
        settings.default_contact = self.contacts[-1]
        settings.save()


def inserted(parent: Page, pages: list[Any]) -> list[Any]:
    """New children, whatever else has come below their parent in between."""
    parent.refresh_from_db(fields=["numchild"])
    return insert_pages(parent, pages)


def choose(article: NewsPage, topics: list[Topic], contacts: list[Contact]) -> None:
    NewsPageTopic.objects.bulk_create(
        NewsPageTopic(page=article, topic=each, sort_order=n) for n, each in enumerate(topics)
    )
    NewsPageContact.objects.bulk_create(
        NewsPageContact(page=article, contact=each, sort_order=n)
        for n, each in enumerate(contacts)
    )


def _copy(thing: Any, **fields: Any) -> Any:
    """A new row with the same values, but for these."""
    own = {
        field.attname: getattr(thing, field.attname)
        for field in thing._meta.concrete_fields
        if not field.primary_key
    }
    return type(thing)(**own | fields)
