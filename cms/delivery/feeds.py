"""`/feeds/{name}/{locale}.xml`: the newest pages of a type as Atom, with the frontend's addresses.

A page type has a feed if it declares one as `api_feed`.
"""

from typing import Any

from django.apps import apps
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.core.feeds import Feed
from cms.core.trees import Tree
from cms.delivery.answers import Answer, finished
from cms.delivery.lookup import summaries, with_cards
from cms.delivery.scope import Scope, scope_or_404
from cms.schemas.models import delivered_pages

ENTRIES = 30


def declared() -> list[tuple[type[Page], Feed]]:
    """The page types that have a feed; types made from these have none by that."""
    return [
        (model, vars(model)["api_feed"])
        for model in delivered_pages()
        if vars(model).get("api_feed") is not None
    ]


class _Feed(Atom1Feed):
    """Django's, but one without entries is not a new one each second."""

    def latest_post_date(self) -> Any:
        return self.feed.get("when_empty") or super().latest_post_date()


@require_safe
def atom_feed(request: HttpRequest, name: str, locale: str) -> HttpResponse:
    """The newest pages of a type and a language as Atom."""
    scope = scope_or_404(request)
    found = next(((model, feed) for model, feed in declared() if feed.name == name), None)
    tree = next((tree for tree in scope.public_trees() if tree.language == locale), None)
    if found is None or tree is None:
        raise Http404
    model, feed = found
    written = _head(scope, tree, feed)
    pages = _newest(scope, tree, model, feed)
    for page, summary in zip(pages, summaries(scope, pages), strict=True):
        published = page.first_published_at or page.last_published_at
        written.add_item(
            title=summary["title"],
            link=summary["meta"]["html_url"],
            description=_text(summary.get("introduction")),
            unique_id=get_tag_uri(f"{scope.site.root_url}/{page.pk}", published),
            pubdate=published,
            updateddate=page.last_published_at,
            categories=summary.get("tags", []),
        )
    if not pages:
        written.feed["when_empty"] = _last_change(scope, tree)
    scope.tags.listing(model, locale)
    response = Answer(
        written.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )
    return finished(scope, response, language=locale)


def _head(scope: Scope, tree: Tree, feed: Feed) -> Atom1Feed:
    """A feed without entries, with the title of the page that the listed ones are kept in."""
    root_url = scope.site.root_url
    name = scope.site.site_name or scope.site.hostname
    index: Any = None
    if feed.kept_in:
        model: Any = apps.get_model(feed.kept_in)
        index = scope.pages(model.objects.all(), [tree]).first()
        scope.tags.listing(model, tree.language)
    return _Feed(
        title=f"{name}: {index.title}" if index else name,
        link=root_url + (tree.html_path(index) if index else f"/{tree.language}/"),
        description=_text(getattr(index, "introduction", None)) or "",
        language=tree.language,
        author_name=name,
        feed_url=f"{root_url}/feeds/{feed.name}/{tree.language}.xml",
    )


def _last_change(scope: Scope, tree: Tree) -> Any:
    """When the home page of a language was published last."""
    home = Page.objects.get(pk=tree.root_id)
    scope.tags.page(home, tree.language)
    return home.last_published_at


def _newest(scope: Scope, tree: Tree, model: type[Page], feed: Feed) -> list[Page]:
    pages = scope.pages(with_cards(model._default_manager.all(), [model]), [tree])
    date = F(feed.newest_first_by).desc(nulls_last=True)
    return list(pages.order_by(date, "-pk")[:ENTRIES])


def _text(introduction: Any) -> str | None:
    """What lists say of a page, plain or rich; None where its type says nothing."""
    return introduction["content"] if isinstance(introduction, dict) else introduction
