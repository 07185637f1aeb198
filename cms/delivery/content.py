"""Loads everything that some content refers to, each kind in one query, and gives it as JSON."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import F, Model, Window
from django.db.models.functions import RowNumber
from wagtail.documents import get_document_model
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.models import Page, TranslatableMixin

from cms.core import plain_sql
from cms.core.languages import stand_ins
from cms.core.visibility import branch_paths
from cms.delivery import library
from cms.delivery.content_source import ContentSource, related_model
from cms.delivery.provenance import Provenance
from cms.delivery.scope import Scope
from cms.schemas import choices
from cms.schemas.models import FieldSet, page_summary, snippet
from cms.schemas.nodes import Collector, Listing, References, RichTextFormat

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
            topic_model = related_model(pages.model, topic_path)
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
        found = library.load(model, list(ids))
        return {thing.pk: thing for thing in found if self.scope.visibility.shows_media(thing)}

    # building

    def source(self, instance: Any) -> ContentSource:
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
