"""What the public may see: decided here, and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.functions import StrIndex
from wagtail.models import CollectionViewRestriction, DraftStateMixin, Page

_STEP = Page.steplen
_MANY = 50  # conditions in one query, before a subquery is better
_PATH_LENGTH = Page._meta.get_field("path").max_length

# Every answer asks this, so it is plain SQL, which takes Django no time to put. The line with
# IS NOT NULL says nothing more than the next one: it is the condition of `core_hidden_parents`.
_CLOSED = """
    SELECT 0, page.path, page.numchild
      FROM wagtailcore_pageviewrestriction AS restriction
      JOIN wagtailcore_page AS page ON page.id = restriction.page_id
 UNION ALL
    SELECT 0, path, numchild
      FROM wagtailcore_page
     WHERE numchild > 0
       AND (NOT live OR go_live_at IS NOT NULL OR expire_at IS NOT NULL)
       AND (NOT live OR go_live_at > %s OR expire_at <= %s)
 UNION ALL
    SELECT collection.id, '', 0
      FROM wagtailcore_collectionviewrestriction AS restriction
      JOIN wagtailcore_collection AS top ON top.id = restriction.collection_id
      JOIN wagtailcore_collection AS collection
        ON SUBSTR(collection.path, 1, LENGTH(top.path)) = top.path
"""


def is_public_now(now: datetime) -> Q:
    """Live, and within its dates: the scheduler may run late, the clock does not."""
    return (
        Q(live=True)
        & (Q(go_live_at__isnull=True) | Q(go_live_at__lte=now))
        & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))
    )


class Unindexed(Func):
    """A column that SQLite shall not look rows up by, since there is a better way to them.

    It has a sign for this, and needs it: unlike PostgreSQL it does not know how many rows fit.
    """

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def branch(path: str, column: str = "path") -> Q:
    """A page and all below it; a range, since databases use an index for it, unlike for LIKE."""
    return Q(**{f"{column}__gte": path, f"{column}__lte": last_path(path)})


def last_path(path: str) -> str:
    """The highest path that a page below this one can have."""
    return path.ljust(_PATH_LENGTH, Page.alphabet[-1])


def _reaching_over(paths: list[str]) -> QuerySet[Page]:
    """Those of these pages that the outer query's page is, or is below of."""
    place = StrIndex(OuterRef("path"), F("path"))
    return Page.objects.filter(path__in=paths).annotate(place=place).filter(place=1).order_by()


def branch_paths(path: str) -> Iterable[str]:
    """The tree paths of a page and of all its ancestors, from the root down."""
    return (path[:end] for end in range(_STEP, len(path) + 1, _STEP))


@dataclass
class Closed:
    """What is not public, with all that is in it."""

    branches: dict[str, bool] = field(default_factory=dict)  # of pages; whether any are below
    collections: set[int] = field(default_factory=set)


class Visibility:
    """Answers for one moment; make one for each request.

    A page is public if it and all its ancestors are live, within their dates and under no
    view restriction. A page below a draft is hidden too: its path would tell the draft's slug.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now

    @cached_property
    def closed(self) -> Closed:
        """Read once. Drafts without pages below are left out: they say so themselves."""
        now = connection.ops.adapt_datetimefield_value(self.now)
        closed = Closed()
        with connection.cursor() as cursor:
            cursor.execute(_CLOSED, [now, now])
            for collection, path, numchild in cursor.fetchall():
                if collection:
                    closed.collections.add(collection)
                else:
                    closed.branches[path] = numchild > 0
        return closed

    def pages(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Only the public ones of these pages."""
        queryset = queryset.filter(is_public_now(self.now))
        closed = self._outermost()
        alone = [path for path in closed if not self.closed.branches[path]]
        above_others = [path for path in closed if self.closed.branches[path]]
        if alone:
            queryset = queryset.exclude(path__in=alone)
        if len(above_others) > _MANY:
            return queryset.exclude(Exists(_reaching_over(above_others)))
        for path in above_others:
            queryset = queryset.exclude(branch(path))
        return queryset

    def shows(self, page: Page) -> bool:
        """Whether a page that is already loaded is public."""
        return self.is_live(page) and not self.is_closed(page.path)

    def is_published(self, page: Page) -> bool:
        """Whether a page and all above it are live and within their dates, restrictions aside."""
        branch = Page.objects.filter(path__in=list(branch_paths(page.path)))
        return not branch.exclude(is_public_now(self.now)).exists()

    def is_live(self, thing: Any) -> bool:
        """Whether a page or snippet is live and within its dates, restrictions aside."""
        return bool(
            thing.live
            and (thing.go_live_at is None or thing.go_live_at <= self.now)
            and (thing.expire_at is None or thing.expire_at > self.now)
        )

    def is_closed(self, path: str) -> bool:
        """Whether a page with that tree path is below (or is) something closed."""
        return any(branch in self.closed.branches for branch in branch_paths(path))

    def snippets(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Only the public ones of these snippets."""
        if issubclass(queryset.model, DraftStateMixin):
            return queryset.filter(is_public_now(self.now))
        return queryset

    @staticmethod
    def media(queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Only images or documents of collections that are open to all."""
        above = (
            CollectionViewRestriction.objects.annotate(
                place=StrIndex(OuterRef("collection__path"), F("collection__path"))
            )
            .filter(place=1)
            .order_by()
        )
        return queryset.exclude(Exists(above))

    def shows_media(self, thing: Any) -> bool:
        """Whether an image or document that is already loaded is public."""
        return thing.collection_id not in self.closed.collections

    def _outermost(self) -> list[str]:
        """Closed branches that are not inside another closed one."""
        outer: list[str] = []
        for path in sorted(self.closed.branches):
            if not outer or not path.startswith(outer[-1]):
                outer.append(path)
        return outer
