"""What the public is to be told of things now, and how that differs from before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin

from cms.core.trees import Forest
from cms.core.visibility import Visibility
from cms.events.models import Action, PublicThing

PAGE_COLUMNS = (
    "content_type_id",
    "expire_at",
    "go_live_at",
    "live",
    "locale_id",
    "numchild",
    "path",
    "show_in_menus",
    "title",
    "translation_key",
    "url_path",
)
_RELATED = {"site", "redirect_page"}  # what decides over other things


@dataclass(frozen=True)
class State:
    """One thing as the public may know it; the fields are those of `PublicThing`."""

    type: str
    object_id: int
    title: str
    visible: bool
    locale: str = ""
    translation_key: UUID | None = None
    tree_id: int | None = None
    html_path: str = ""
    in_menu: bool = False
    due: datetime | None = None

    @classmethod
    def told(cls, row: PublicThing) -> "State":
        return cls(**{each.name: getattr(row, each.name) for each in fields(cls)})


@dataclass(frozen=True)
class Difference:
    """What was told of a thing (None: nothing), and what is to be told now (None: it is gone)."""

    before: PublicThing | None
    after: State | None
    is_touched: bool  # its content may be another as well
    language: str = ""  # of its content, in which alone it is another; empty: it is in all

    @property
    def thing(self) -> State | PublicThing:
        """It, as it is now; what is hidden or gone, as it was last seen."""
        thing = self.before if self._was_visible and not self._is_visible else self.after
        thing = thing or self.before
        assert thing is not None  # noqa: S101  # nobody compares nothing with nothing
        return thing

    @property
    def action(self) -> Action | None:
        """None if the public sees no difference."""
        if not self._was_visible:
            return Action.PUBLISHED if self._is_visible else None
        if self.after is None:
            return Action.DELETED
        if not self._is_visible:
            return Action.UNPUBLISHED
        if self.is_moved:
            return Action.MOVED
        if self.is_touched or self.is_renamed or self.is_menu_changed:
            return Action.UPDATED
        return None

    @property
    def is_moved(self) -> bool:
        """Whether it is public at another path, or now, or no longer."""
        path = self.after.html_path if self.after and self.after.visible else None
        return self.previous_path != path

    @property
    def previous_path(self) -> str | None:
        """None if it was not public."""
        return self.before.html_path if self.before and self.before.visible else None

    @property
    def is_as_told(self) -> bool:
        """Whether all that was told is true."""
        return self.before is not None and self.after == State.told(self.before)

    @property
    def is_renamed(self) -> bool:
        return bool(self.before and self.after and self.before.title != self.after.title)

    @property
    def is_in_menu(self) -> bool:
        return bool((self.before and self.before.in_menu) or (self.after and self.after.in_menu))

    @property
    def is_menu_changed(self) -> bool:
        return bool(self.before and self.after and self.before.in_menu != self.after.in_menu)

    @property
    def _was_visible(self) -> bool:
        return self.before is not None and self.before.visible

    @property
    def _is_visible(self) -> bool:
        return self.after is not None and self.after.visible


class Now:
    """The state of things at one moment, in one transaction."""

    def __init__(self) -> None:
        self.moment = timezone.now()
        self.visibility = Visibility(self.moment)
        self.forest = Forest.load()
        self.languages = dict(Locale.objects.values_list("pk", "language_code"))

    def of_pages(self, pages: QuerySet[Page]) -> Iterator[tuple[Page, State]]:
        """Those that stand under no site's home page are nobody's."""
        for page in pages.only(*PAGE_COLUMNS):
            model = ContentType.objects.get_for_id(page.content_type_id).model_class()
            if model is None:
                continue
            tree = self.forest.tree_of(page.path)
            yield (
                page,
                State(
                    type=model._meta.label,
                    object_id=page.pk,
                    title=page.title,
                    visible=tree is not None and self.visibility.shows(page),
                    locale=tree.language if tree else self.languages[page.locale_id],
                    translation_key=page.translation_key,
                    tree_id=tree.root_id if tree else None,
                    html_path=tree.html_path(page) if tree else "",
                    in_menu=page.show_in_menus,
                    due=self._due(page) if tree else None,
                ),
            )

    def of_things(self, model: type[Any], ids: Iterable[int]) -> Iterator[State]:
        """Snippets, pictures, documents, and what else has no place in the page tree."""
        things = model._default_manager.filter(pk__in=list(ids)).order_by("pk")
        if related := _RELATED & {each.name for each in model._meta.fields}:
            things = things.select_related(*related)  # without a name it would follow all
        is_file = model in (get_image_model(), get_document_model())
        public = set(self.visibility.media(things).values_list("pk", flat=True)) if is_file else ()
        for thing in things:
            drafts = isinstance(thing, DraftStateMixin)
            translated = isinstance(thing, TranslatableMixin)
            yield State(
                type=model._meta.label,
                object_id=thing.pk,
                title="" if isinstance(thing, Embed) else str(thing),  # of drafts, perhaps
                visible=thing.pk in public if is_file else self._shows(thing),
                locale=self.languages[thing.locale_id] if translated else "",
                translation_key=thing.translation_key if translated else None,
                tree_id=_tree_id(thing),
                html_path=thing.old_path if isinstance(thing, Redirect) else "",
                due=self._due(thing) if drafts else None,
            )

    def _shows(self, thing: Any) -> bool:
        if isinstance(thing, DraftStateMixin):
            return self.visibility.is_live(thing)
        if isinstance(thing, Redirect) and thing.redirect_page:
            page = thing.redirect_page
            return self.forest.tree_of(page.path) is not None and self.visibility.shows(page)
        return True

    def _due(self, thing: Any) -> datetime | None:
        """When the clock will show or hide what is live."""
        dates = [thing.go_live_at, thing.expire_at] if thing.live else []
        return min((date for date in dates if date and date > self.moment), default=None)


def _tree_id(thing: Any) -> int | None:
    """The home page of the site that something belongs to, if it belongs to one."""
    site = getattr(thing, "site", None)
    return site.root_page_id if site else None
