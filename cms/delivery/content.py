"""Loads everything that some content refers to, each kind in one query, and gives it as JSON."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

from django.apps import apps
from django.db.models import F, Model, Window
from django.db.models.functions import RowNumber
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.models import Page, TranslatableMixin

from cms.core import plain_sql
from cms.core.languages import stand_ins
from cms.core.visibility import branch_paths
from cms.delivery import shapes
from cms.delivery.provenance import Provenance
from cms.delivery.scope import Scope
from cms.events import tags
from cms.schemas import choices
from cms.schemas.models import FieldSet, page_summary, snippet
from cms.schemas.nodes import Collector, Listing, References, RichTextFormat, as_id

# What links to pages show, and what decides whether they are shown.
_OF_LINKS = (
    *("id", "path", "content_type", "title", "url_path", "translation_key", "locale"),
    *("live", "go_live_at", "expire_at"),
)


class Content:
    """What has been loaded for one answer, and what is still to be.

    Add everything that the answer starts from, call `load()`, then build from sources.
    """

    def __init__(self, scope: Scope, rich_text_format: RichTextFormat = "html") -> None:
        self.scope, self.rich_text_format = scope, rich_text_format
        self.absolute_links = False  # in rich text
        self.wanted = References()
        self.provenance = Provenance(scope)
        self.branches: set[str] = set()  # tree paths of ancestors to load
        self.pages: dict[int, Page] = {}
        self.pages_by_path: dict[str, Page] = {}
        self.versions: dict[tuple[Any, int], Page] = {}  # by translation key and locale
        self.images: dict[int, Any] = {}
        self.documents: dict[int, Any] = {}
        self.embeds: dict[str, Embed] = {}
        self.snippets: dict[type[Model], dict[int, Any]] = {}
        self.snippet_versions: dict[tuple[type[Model], Any, int], Any] = {}
        self.listings: dict[Listing, list[Any]] = {}

    # what the answer starts from

    def add(self, node: FieldSet, instances: Iterable[Any]) -> None:
        """Note what pages or snippets of one type refer to."""
        instances = list(instances)
        choices.load(instances, node.choices)
        self.provenance.add(each for each in instances if isinstance(each, Page))
        for instance in instances:
            node.collect(instance, Collector(self.wanted, self.scope.language_of(instance)))

    def add_relatives(self, page: Page) -> None:
        """Note a page's ancestors and translations."""
        self.branches.update(branch_paths(page.path))
        if page.pk:
            self.wanted.pages.add((page.pk, self.scope.language_of(page)))
        if page.alias_of_id:
            self.wanted.pages.add((page.alias_of_id, self.scope.language_of(page)))

    # loading

    def load(self) -> None:
        """Load what is wanted. Snippets and listed pages can want more; all else is a leaf."""
        while self._load_snippets() or self._load_listings():
            pass
        self._load_pages()
        self._load_assets()

    def _load_snippets(self) -> bool:
        found_any = False
        for model, wanted in list(self.wanted.snippets.items()):
            ids = {pk for pk, _language in wanted} - self.snippets.get(model, {}).keys()
            if ids:
                found_any = True
                self._load_snippets_of(model, ids)
        return found_any

    def _load_snippets_of(self, model: Any, ids: set[int]) -> None:
        wanted = plain_sql.one_of(model, model._meta.pk.name, ids)
        if issubclass(model, TranslatableMixin):
            loaded = plain_sql.load(model, plain_sql.versions_of(model, wanted), list(ids))
            for instance in loaded:
                key = (model, instance.translation_key, instance.locale_id)
                self.snippet_versions[key] = instance
        else:
            loaded = plain_sql.load(model, wanted, list(ids))
        known = self.snippets.setdefault(model, dict.fromkeys(ids))
        known.update(dict.fromkeys(ids - known.keys()))
        known.update({instance.pk: instance for instance in loaded})
        self.add(snippet(model), loaded)

    def _load_listings(self) -> bool:
        missing = self.wanted.listings - self.listings.keys()
        groups: dict[tuple[str, str, str, str], list[Listing]] = defaultdict(list)
        for listing in missing:
            kind = (listing.type, listing.newest_first_by, listing.topic_path, listing.language)
            groups[kind].append(listing)
        for (type_name, order, topic_path, language), listings in groups.items():
            model = apps.get_model(type_name)
            trees = [tree for tree in self.scope.trees if tree.language == language]
            pages = self.scope.pages(model._default_manager.all(), trees)
            newest = self._newest(pages, f"-{order}", topic_path, listings)
            shared = {page.pk: page for chosen in newest.values() for page in chosen}
            self.add(page_summary(model), shared.values())
            for listing, chosen in newest.items():
                self.listings[listing] = [shared[page.pk] for page in chosen]
        return bool(missing)

    def _newest(
        self, pages: Any, order: str, topic_path: str, listings: list[Listing]
    ) -> dict[Listing, list[Any]]:
        """The pages of each listing: one query for those of all topics, one for all others."""
        most = max(listing.number for listing in listings)
        of_all: list[Any] = []
        if any(listing.topic is None for listing in listings):
            of_all = list(pages.order_by(order, "-pk")[:most])
        by_topic: dict[Any, list[Any]] = defaultdict(list)
        topics = {listing.topic for listing in listings} - {None}
        if topics:
            key = f"{topic_path}__translation_key"
            rank = Window(RowNumber(), partition_by=F(key), order_by=[F(order[1:]).desc(), "-pk"])
            topic_model = _related_model(pages.model, topic_path)
            keys = dict(
                topic_model.objects.filter(pk__in=topics).values_list("pk", "translation_key")
            )
            ranked = pages.filter(**{f"{key}__in": keys.values()}).annotate(
                listed_under=F(key), listed_as=rank
            )
            for page in ranked.filter(listed_as__lte=most).order_by("listed_as"):
                by_topic[page.listed_under].append(page)
            by_topic = defaultdict(list, {pk: by_topic[key] for pk, key in keys.items()})
        return {
            listing: (of_all if listing.topic is None else by_topic[listing.topic])[
                : listing.number
            ]
            for listing in listings
        }

    def _load_pages(self) -> None:
        ids = {pk for pk, _language in self.wanted.pages}
        if not ids and not self.branches:
            return
        versions = plain_sql.versions_of(Page, plain_sql.one_of(Page, "id", ids))
        above = plain_sql.one_of(Page, "path", self.branches)
        parameters = [*ids, *self.branches]
        for page in plain_sql.load(Page, f"({versions} OR {above})", parameters, _OF_LINKS):
            self.pages[page.pk] = self.pages_by_path[page.path] = page
            self.versions[(page.translation_key, page.locale_id)] = page

    def _load_assets(self) -> None:
        self.images = self._public_media(get_image_model(), self.wanted.images)
        self.documents = self._public_media(get_document_model(), self.wanted.documents)
        if self.wanted.embeds:
            hashes = {get_embed_hash(url): url for url in self.wanted.embeds}
            found = Embed.objects.filter(hash__in=hashes)
            self.embeds = {hashes[embed.hash]: embed for embed in found}

    def _public_media(self, model: Any, ids: set[int]) -> dict[int, Any]:
        if not ids:
            return {}
        found = plain_sql.load(model, plain_sql.one_of(model, "id", ids), list(ids))
        return {thing.pk: thing for thing in found if self.scope.visibility.shows_media(thing)}

    # building

    def source(self, instance: Any) -> "ContentSource":
        """What the nodes of one page or snippet build from."""
        return ContentSource(self, self.scope.language_of(instance))

    def version(self, page: Page, language: str) -> Page | None:
        """The first public one of a page's versions in a language and in those that stand in for
        it, else itself; None if the public sees none of them."""
        locales = map(self.scope.locale_ids.get, stand_ins(language))
        versions = [self.versions.get((page.translation_key, locale or 0)) for locale in locales]
        shown = (each for each in (*versions, page) if each and self.scope.shows(each))
        return next(shown, None)

    def ancestors(self, page: Page) -> list[Page]:
        """The pages above, from the site's home down."""
        tree = self.scope.tree_of(page.path)
        above = [self.pages_by_path.get(path) for path in list(branch_paths(page.path))[:-1]]
        return [
            ancestor
            for ancestor in above
            if ancestor and tree and ancestor.path.startswith(tree.root_path)
        ]

    def translations(self, page: Page) -> list[Page]:
        """Its public translations, itself left out."""
        return [
            other
            for (key, _locale), other in self.versions.items()
            if key == page.translation_key and other.pk != page.pk and self.scope.shows(other)
        ]


class ContentSource:
    """Gives loaded things as JSON, for content of one language; see `schemas.nodes.Source`."""

    def __init__(self, content: Content, language: str) -> None:
        self.content, self.language = content, language
        self.rich_text_format = content.rich_text_format
        self.tags = content.scope.tags
        self.anchors: set[str] = set()

    def page(self, pk: Any, language: str | None = None) -> dict[str, Any] | None:
        number, language = as_id(pk) or 0, language or self.language
        page = self.content.pages.get(number)
        chosen = page and self.content.version(page, language)
        for missing in self._missed(chosen, language):
            self.tags.no_link(number, missing)
        if not chosen:
            self.tags.no_link(number)
            return None
        return shapes.page_link(self.content.scope, chosen)

    def _missed(self, chosen: Any, language: str) -> list[str]:
        """The languages in which it would have been better; once it is there, it is shown."""
        found = self.content.scope.language_of(chosen) if chosen else ""
        return list(takewhile(lambda each: each != found, stand_ins(language)))

    def address(self, page_link: dict[str, Any]) -> str:
        """Where a link in running text leads: a path, or with the host of another site."""
        here = page_link["html_url"].startswith(f"{self.content.scope.site.root_url}/")
        here = here and not self.content.absolute_links
        return str(page_link["html_path" if here else "html_url"])

    def image(
        self, pk: Any, *, alt: str | None = None, credit: str | None = None
    ) -> dict[str, Any] | None:
        image = self._noted(get_image_model(), as_id(pk) or 0, self.content.images)
        return shapes.image(image, alt=alt, credit=credit) if image else None

    def document(self, pk: Any) -> dict[str, Any] | None:
        document = self._noted(get_document_model(), as_id(pk) or 0, self.content.documents)
        return shapes.document_link(document) if document else None

    def embed(self, url: str) -> dict[str, Any] | None:
        embed = self._noted(Embed, url, self.content.embeds)
        return shapes.embed(embed) if embed else None

    def _noted(self, model: type[Model], key: Any, loaded: dict[Any, Any]) -> Any | None:
        """What has been loaded under this key; either way the answer depends on it."""
        thing = loaded.get(key)
        if thing is None:
            self.tags.no_thing(model, key)
        else:
            self.tags.thing(thing)
        return thing

    def snippet(self, model: type[Model], pk: Any) -> dict[str, Any] | None:
        """The chosen snippet's version in this language or in one that stands in for it, else
        itself, if it is public."""
        number = as_id(pk) or 0
        versions = self._versions(self.content.snippets.get(model, {}).get(number))
        chosen = next((each for each in versions if self.content.scope.shows_snippet(each)), None)
        if issubclass(model, TranslatableMixin):
            for missing in self._missed(chosen, self.language):
                self.tags.no_thing(model, number, missing)
        if chosen is None:
            self.tags.no_thing(model, number)
            return None
        return shapes.snippet(self.content, chosen)

    def _versions(self, chosen: Any) -> list[Any]:
        """What may stand for a chosen snippet, best first."""
        if chosen is None:
            return []
        if not isinstance(chosen, TranslatableMixin):
            return [chosen]
        locales = map(self.content.scope.locale_ids.get, stand_ins(self.language))
        keys = [(type(chosen), chosen.translation_key, locale or 0) for locale in locales]
        versions = map(self.content.snippet_versions.get, keys)
        return [*filter(None, versions), chosen]

    def listing(self, listing: Listing) -> list[dict[str, Any]]:
        model = apps.get_model(listing.type)
        self.tags.listing(model, listing.language)
        if listing.topic is not None:
            topic = _related_model(model, listing.topic_path)
            self.tags.add(tags.thing(topic, listing.topic), tags.listing(topic._meta.label))
        return [shapes.page_summary(self.content, page) for page in self.content.listings[listing]]

    def anchor(self, text: str) -> str:
        """An anchor for a heading, unlike the others of the same page."""
        wanted = slugify(text, allow_unicode=True) or "section"
        anchor, number = wanted, 1
        while anchor in self.anchors:
            number += 1
            anchor = f"{wanted}-{number}"
        self.anchors.add(anchor)
        return anchor


def _related_model(model: Any, path: str) -> Any:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model
