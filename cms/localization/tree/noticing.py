"""Notes what happens to pages, for the end of the transaction."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from asgiref.local import Local
from django.apps import apps
from django.db import connection, transaction
from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.models import Page
from wagtail.signals import post_page_move


@dataclass(frozen=True)
class Name:
    slug: str
    title: str


@dataclass(frozen=True)
class Left:
    leader: int
    was_live: bool


@dataclass
class Noted:
    """By the ids of pages. What has been undone since is found out when it is looked at."""

    new: set[int] = field(default_factory=set)
    named: dict[int, Name] = field(default_factory=dict)  # those with aliases: as they were
    moved: dict[int, UUID] = field(default_factory=dict)  # the translation key of their parent
    left: dict[int, "Left"] = field(default_factory=dict)  # aliases of what is deleted

    def __bool__(self) -> bool:
        return bool(self.new or self.named or self.moved or self.left)


_here = Local(thread_critical=True)  # as connections are


def here() -> Noted:
    if not hasattr(_here, "noted"):
        _here.noted = Noted()
    noted: Noted = _here.noted
    return noted


def take() -> Noted:
    """What has been noted, which is forgotten by that."""
    noted = here()
    _here.noted = Noted()
    return noted


def watch() -> None:
    for model in apps.get_models():
        if issubclass(model, Page):
            pre_save.connect(_on_save, sender=model, dispatch_uid="cms.tree")
            post_save.connect(_on_saved, sender=model, dispatch_uid="cms.tree")
    pre_delete.connect(_on_delete, sender=Page, dispatch_uid="cms.tree")
    post_page_move.connect(_on_move, dispatch_uid="cms.tree")


def _on_save(instance: Page, raw: bool, update_fields: Any = None, **kwargs: Any) -> None:
    if raw or instance.pk is None or instance.pk in here().named:
        return
    if update_fields is None or {"slug", "title"} & set(update_fields):
        led = Page.objects.filter(pk=instance.pk, aliases__isnull=False).order_by()
        for slug, title in led.values_list("slug", "title")[:1]:
            here().named[instance.pk] = Name(slug, title)


def _on_saved(instance: Page, raw: bool, created: bool, **kwargs: Any) -> None:
    if created and not raw:
        here().new.add(instance.pk)
        _end_if_alone()


def _on_move(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    here().moved.setdefault(instance.pk, parent_page_before.translation_key)
    _end_if_alone()


def _on_delete(instance: Page, **kwargs: Any) -> None:
    """Also notes the aliases of its aliases: Wagtail takes all of them out of sight first."""
    leaders = [instance.pk]
    while leaders:
        aliases = Page.objects.filter(
            alias_of__in=leaders, translation_key=instance.translation_key
        )
        rows = aliases.order_by().values_list("pk", "alias_of_id", "live")
        new = {pk: Left(*row) for pk, *row in rows if pk not in here().left}
        here().left |= new
        leaders = list(new)


def _end_if_alone() -> None:
    """Outside of any transaction, act at once."""
    if not connection.in_atomic_block:
        with transaction.atomic():
            pass
