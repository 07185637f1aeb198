"""Saving what the translations make of a source as a draft."""

from typing import Any

from wagtail.models import Revision, RevisionMixin
from wagtail_localize.models import Translation

from cms.localization.instances import target_instance
from cms.localization.taking.contents import Canon, groups_of
from cms.localization.taking.differences import Comparison
from cms.localization.taking.over import made_of
from cms.localization.targets import write_target


def save_draft(
    translation: Translation, user: Any, reverted_to: Revision | None = None
) -> Revision | None:
    """Nothing of what readers have changes; None for what has no drafts."""
    model = translation.source.specific_content_type.model_class()
    if not (model and issubclass(model, RevisionMixin)):
        return None
    target = write_target(
        translation,
        user,
        clean=False,
        previous_revision=reverted_to,
        log_action="wagtail.revert" if reverted_to else True,
    )
    version: Revision = target.latest_revision
    return version


def is_in_draft(translation: Translation) -> bool:
    """Whether the last draft says what the translations say."""
    target: Any = target_instance(translation)
    if not isinstance(target, RevisionMixin):
        return True
    made, draft = made_of(translation), target.get_latest_revision_as_object()
    source = translation.source.as_instance()
    expected, found = groups_of(made, source), groups_of(draft, source)
    differences = Comparison(expected, found, Canon(expected, found)).of(made, draft)
    return next((each for each in differences if each.path != "slug"), None) is None
