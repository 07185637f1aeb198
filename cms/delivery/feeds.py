"""`/feeds/news/{locale}.xml`: the newest articles as Atom, with the frontend's addresses."""

from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.views.decorators.http import require_safe

from cms.delivery.answers import Answer, finished
from cms.delivery.lookup import summaries, with_cards
from cms.delivery.scope import scope_or_404

ENTRIES = 30


@require_safe
def news_feed(request: HttpRequest, locale: str) -> HttpResponse:
    """The newest articles of a language as Atom."""
    scope = scope_or_404(request)
    tree = next((tree for tree in scope.public_trees() if tree.language == locale), None)
    if tree is None:
        raise Http404
    model: Any = apps.get_model("news.NewsPage")
    newest = scope.pages(with_cards(model.objects.all(), [model]), [tree])
    articles = list(newest.order_by("-date", "-pk")[:ENTRIES])
    index_model: Any = apps.get_model("news.NewsIndexPage")
    index = scope.pages(index_model.objects.all(), [tree]).first()
    root_url = scope.site.root_url
    name = scope.site.site_name or scope.site.hostname
    feed = Atom1Feed(
        title=f"{name}: {index.title}" if index else name,
        link=root_url + (tree.html_path(index) if index else f"/{locale}/"),
        description=index.introduction if index else "",
        language=locale,
        author_name=name,
        feed_url=f"{root_url}/feeds/news/{locale}.xml",
    )
    for article, summary in zip(articles, summaries(scope, articles), strict=True):
        published = article.first_published_at or article.last_published_at
        feed.add_item(
            title=summary["title"],
            link=summary["meta"]["html_url"],
            description=summary["introduction"],
            unique_id=get_tag_uri(f"{root_url}/{article.pk}", published),
            pubdate=published,
            updateddate=article.last_published_at,
            categories=summary["tags"],
        )
    for listed in (model, index_model):
        scope.tags.listing(listed, locale)
    response = Answer(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )
    return finished(scope, response, language=locale)
