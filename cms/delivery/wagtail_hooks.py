"""Has ready what the API will show, as soon as an editor saves or publishes it."""

from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from wagtail import hooks
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import Page

from cms.blocks.tasks import fetch_embeds
from cms.schemas.models import ObjectNode, delivered_snippets, page_detail, snippet
from cms.schemas.nodes import Collector, References


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_publish_page")
def fetch_embeds_of_page(request: HttpRequest, page: Page) -> None:
    if not is_autosave(request):
        fetch_missing_embeds(page_detail(page.specific_class), page.specific)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def fetch_embeds_of_snippet(request: HttpRequest, instance: Any) -> None:
    if type(instance) in delivered_snippets() and not is_autosave(request):
        fetch_missing_embeds(snippet(type(instance)), instance)


def is_autosave(request: HttpRequest) -> bool:
    """Whether the editor's page saved by itself, perhaps in the middle of an address."""
    return not request.accepts("text/html")


def fetch_missing_embeds(node: ObjectNode, instance: Any) -> None:
    """Have the providers of this page's or snippet's videos asked in the background."""
    wanted = References()
    node.collect(instance, Collector(wanted, ""))
    hashes = {get_embed_hash(url): url for url in sorted(wanted.embeds)}
    known = Embed.objects.filter(hash__in=hashes).values_list("hash", flat=True)
    for each in known:
        del hashes[each]
    if hashes:
        enqueue = partial(fetch_embeds.enqueue, list(hashes.values()))
        transaction.on_commit(enqueue, robust=True)
