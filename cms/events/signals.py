"""Where changes are noticed; nobody else listens to Wagtail for the sake of the public."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail import hooks
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    TranslatableMixin,
)
from wagtail.signals import page_published, post_page_move

from cms.core.database import let_speak
from cms.events.reconciling import reconcile
from cms.events.recorded import recorded_models
from cms.events.recording import record
from cms.events.touched import forget, here, note, take

# Fields that saving a draft, locking or copying writes; nothing that the public reads.
_BOOKKEEPING = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
}


class _Recorder:
    """Writes the log as a transaction's last words."""

    def before_commit(self) -> None:
        record(take())

    def after_rollback(self, savepoint: str | None) -> None:
        forget(savepoint)


_recorder = _Recorder()


def connect() -> None:
    let_speak(_recorder, last=True)
    page_published.connect(_on_publish, dispatch_uid="events")
    post_page_move.connect(_on_move, dispatch_uid="events")
    _listen(_on_page, *(model for model in apps.get_models() if issubclass(model, Page)))
    _listen(_on_thing, *recorded_models())
    for model in (Page, *recorded_models()):
        if issubclass(model, TranslatableMixin):
            post_delete.connect(_on_lost_translation, sender=model)
    _listen(_on_site, Site, Locale)
    _listen(_on_restriction, PageViewRestriction)
    _listen(_on_collection, Collection, CollectionViewRestriction)
    hooks.register("after_bulk_action", _on_bulk_action)
    post_migrate.connect(_on_migrate, dispatch_uid="events")


def _listen(receiver: Any, *models: type[Any]) -> None:
    for model in models:
        post_save.connect(receiver, sender=model)
        post_delete.connect(receiver, sender=model)


def _is_public(written: Any) -> bool:
    """Whether saving these fields (None: all) can matter."""
    return written is None or not set(written) <= _BOOKKEEPING


def _on_publish(instance: Page, **kwargs: Any) -> None:
    here().pages.add(instance.pk)
    note()


def _on_page(instance: Page, update_fields: Any = None, **kwargs: Any) -> None:
    if _is_public(update_fields):
        here().pages.add(instance.pk)
        note()


def _on_move(instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    here().branches.add(instance.pk)
    if url_path_before == url_path_after:
        here().reordered.add(instance.pk)
    note()


def _on_thing(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    if _is_public(update_fields):
        here().things.add((sender, instance.pk))
        note()


def _on_lost_translation(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Where this one was chosen, its translations may have stood in for it, even if it was a
    draft; now nothing does."""
    left = sender._base_manager.filter(translation_key=instance.translation_key)
    others = list(left.exclude(pk=instance.pk).values_list("pk", flat=True))
    if sender is Page:
        here().pages.update(others)
        here().orphaned.update(others)
    else:
        here().things.update((sender, pk) for pk in others)
    if others:
        note()


def _on_site(**kwargs: Any) -> None:
    """All pages may have other paths, or none."""
    here().sites = True
    note()


def _on_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    here().branches.add(instance.page_id)
    note()


def _on_collection(instance: Any, **kwargs: Any) -> None:
    here().collections.add(
        instance.pk if isinstance(instance, Collection) else instance.collection_id
    )
    note()


def _on_bulk_action(request: Any, action_type: str, objects: list[Any], action: Any) -> None:
    """Moving files to a collection is one `update()`, of which no signal tells."""
    if action_type == "add_to_collection":
        here().shown.update((type(each), each.pk) for each in objects)
        note()


def _on_migrate(sender: Any, plan: Any = (), **kwargs: Any) -> None:
    """Take in what was there before the log, or what migrations have changed."""
    if sender.name == "cms.events" and any(not backwards for _migration, backwards in plan):
        reconcile()
