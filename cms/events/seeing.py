"""Which changes somebody in the admin may see: those of what they may work with."""

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.events.models import Change
from cms.events.recorded import recorded_models

_RIGHTS = ("add", "change", "delete", "publish", "choose", "view")


def page_models() -> list[type[Page]]:
    return [model for model in apps.get_models() if issubclass(model, Page)]


def seen_by(user: Any) -> QuerySet[Change]:
    """Of pages that the explorer shows them; of what is gone, if they may work on the home page
    that it stood under. Of other things, if they have a right to those."""
    if user.is_superuser:
        return Change.objects.all()
    policy = policy_registry.get_by_type(Page)
    pages = policy.explorable_instances(user)
    trees = policy.instances_user_has_any_permission_for(user, ["add", "change", "publish"])
    seen = Q(type__in=[model._meta.label for model in page_models()]) & (
        Exists(pages.filter(pk=OuterRef("object_id")))
        | Exists(trees.filter(pk=OuterRef("tree_id")))
    )
    for model in recorded_models():
        seen |= _of_model(user, model)
    return Change.objects.filter(seen)


def _of_model(user: Any, model: type[Any]) -> Q:
    policy = policy_registry.get_by_type(model)
    if not policy.user_has_any_permission(user, _RIGHTS):
        return Q(pk=None)
    instances = policy.instances_user_has_any_permission_for(user, _RIGHTS)
    is_among = Exists(instances.filter(pk=OuterRef("object_id")))
    return Q(type=model._meta.label) & is_among
