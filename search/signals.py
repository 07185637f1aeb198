"""Which events change what can be found."""

from functools import partial
from threading import local
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.core.api_fields import RelatedAPIField
from cms.events.models import Action, Change
from cms.events.within import public_changes
from cms.schemas.models import declared_fields, delivered_pages
from search import upkeep

# Fields that saving a draft or locking writes; nothing that the public reads.
_BOOKKEEPING = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}
_saved = local()


def connect() -> None:
    page_published.connect(_on_publish, dispatch_uid="search")
    page_unpublished.connect(_on_publish, dispatch_uid="search")
    post_page_move.connect(_on_move, dispatch_uid="search")
    for model in delivered_pages():
        post_save.connect(_on_page_save, sender=model, dispatch_uid="search")
        pre_delete.connect(_on_delete, sender=model, dispatch_uid="search")
    for model in (*_tag_models(), get_image_model(), get_document_model()):
        post_save.connect(_on_save, sender=model, dispatch_uid="search")
        pre_delete.connect(_on_delete, sender=model, dispatch_uid="search")
    for signal in (post_save, post_delete):
        signal.connect(_on_restriction, sender=PageViewRestriction, dispatch_uid="search")
        signal.connect(_on_site, sender=Site, dispatch_uid="search")
    public_changes.connect(_on_changes, dispatch_uid="search")
    post_migrate.connect(_on_migrate, dispatch_uid="search")


def _tag_models() -> set[Any]:
    """What the pages' `tags` are."""
    found: set[Any] = set()
    for model in delivered_pages():
        tags = declared_fields(model).get("tags")
        if isinstance(tags, RelatedAPIField):
            rows = model._meta.get_field(tags.relation).related_model
            found.add(rows._meta.get_field(tags.target).related_model)
    return found


def _on_publish(instance: Page, **kwargs: Any) -> None:
    """In the transaction of the publication, if it has one."""
    _pending().discard(instance.pk)
    upkeep.refresh([instance.pk])


def _on_page_save(instance: Page, raw: bool = False, **kwargs: Any) -> None:
    """For what changes a live page without publishing. Publishing itself comes here as well,
    too early (its child rows are not stored yet), and has it done by `_on_publish`."""
    if kwargs["created"] and not instance.live:
        return  # nobody will find it, and nothing leads to it
    written = kwargs.get("update_fields")
    if not raw and not (written and set(written) <= _BOOKKEEPING):
        _pending().add(instance.pk)
        transaction.on_commit(partial(_refresh_if_pending, instance.pk))


def _refresh_if_pending(pk: int) -> None:
    if pk in _pending():
        _pending().discard(pk)
        upkeep.refresh([pk])


def _pending() -> set[int]:
    """Pages that this thread has saved and not looked at."""
    if not hasattr(_saved, "pages"):
        _saved.pages = set()
    pages: set[int] = _saved.pages
    return pages


def _on_save(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        _afterwards(upkeep.mentioning([instance]))


def _on_delete(instance: Any, **kwargs: Any) -> None:
    _afterwards(upkeep.mentioning([instance]))


def _on_move(instance: Page, **kwargs: Any) -> None:
    _branch_changed(Page.objects.get(pk=instance.pk).path)


def _on_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    _branch_changed(instance.page.path)


def _branch_changed(path: str) -> None:
    """The pages of a branch may have become public, or have ceased to be."""
    branch = Page.objects.filter(path__startswith=path).only("translation_key")
    _afterwards(upkeep.mentioning(branch))


def _on_changes(changes: list[Change], **kwargs: Any) -> None:
    """Files that are public now, or no longer: with their collection, or one above it."""
    files = {model._meta.label: model for model in (get_image_model(), get_document_model())}
    shown_or_hidden = (Action.PUBLISHED, Action.UNPUBLISHED)
    _afterwards(
        upkeep.mentioning(
            files[change.type](pk=change.object_id)
            for change in changes
            if change.type in files and change.action in shown_or_hidden
        )
    )


def _on_site(**kwargs: Any) -> None:
    """Links may lead to a site that is new, or no longer to one that is gone."""
    transaction.on_commit(
        lambda: upkeep.rewrite(Page.objects.filter(live=True).values_list("pk", flat=True))
    )


def _afterwards(ids: set[int]) -> None:
    """Write these pages' documents at the end of the transaction, when all has its new state."""
    if ids:
        transaction.on_commit(partial(upkeep.rewrite, ids))


def _on_migrate(sender: Any, plan: Any = (), **kwargs: Any) -> None:
    """Documents of the pages that are there already when search comes, or its form changes."""
    if sender.name == "search" and any(
        migration.app_label == "search" and not backwards for migration, backwards in plan
    ):
        upkeep.rebuild()
