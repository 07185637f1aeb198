"""What Wagtail does to copy a page into another language, and to end an alias, in fewer queries.

Its `CopyPageForTranslationAction` saves the page before it is translated, and takes twice as many.
"""

from collections.abc import Iterable
from typing import Any

from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision, TranslatableMixin

# What a page has for itself, and its translation does not begin with.
_NOT_COPIED: dict[str, Any] = {
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
    "locked": False,
    "locked_at": None,
    "locked_by": None,
    "live": False,
    "has_unpublished_changes": True,
    "alias_of": None,
    "latest_revision": None,
    "live_revision": None,
    "first_published_at": None,
    "last_published_at": None,
    "latest_revision_created_at": None,
}


def translated_parents(page: Page, locales: Iterable[Locale]) -> dict[int, Any]:
    """The pages below which its translations stand, by language; the root is everybody's."""
    parent = page.get_parent().specific
    if parent.is_root():
        return dict.fromkeys((locale.pk for locale in locales), parent)
    versions = type(parent).objects.filter(translation_key=parent.translation_key)
    return {each.locale_id: each for each in versions.filter(locale__in=locales)}


def copied(page: Page, content: dict[str, Any], locale: Locale) -> Any:
    """A draft with the content of a page, in another language, that stands nowhere yet."""
    left_out = {*page.default_exclude_fields_in_copy, *page.exclude_fields_in_copy}
    data = _without_keys(type(page), content)
    kept = {name: value for name, value in data.items() if name not in left_out}
    copy = type(page).from_serializable_data({**kept, **_NOT_COPIED}, check_fks=False)
    _put_in(copy, locale)
    return copy


def _without_keys(model: Any, data: dict[str, Any]) -> dict[str, Any]:
    rows = {
        relation.get_accessor_name(): [
            _without_keys(relation.related_model, row)
            for row in data.get(relation.get_accessor_name(), ())
        ]
        for relation in get_all_child_relations(model)
    }
    return {**data, **rows, "pk": None}


def _put_in(thing: Any, locale: Locale) -> None:
    """Say of something and its rows in which language they are."""
    if isinstance(thing, TranslatableMixin):
        thing.locale = locale
    if isinstance(thing, ClusterableModel):
        for relation in get_all_child_relations(thing):
            if issubclass(relation.related_model, TranslatableMixin):
                for row in getattr(thing, relation.get_accessor_name()).all():
                    _put_in(row, locale)


def log_copy(source: Page, page: Page, made: Revision) -> None:
    """In the words of Wagtail's own action, and with the version that it made."""
    language = {"id": page.locale_id, "language_code": page.locale.language_code}
    title = page.get_admin_display_title()
    from_language = {"id": source.locale_id, "language_code": source.locale.language_code}
    log(
        instance=page,
        action="wagtail.copy_for_translation",
        user=made.user,
        revision=made,
        data={
            "page": {"id": page.pk, "title": title, "locale": language},
            "source": {"id": source.pk, "title": source.get_admin_display_title()},
            "source_locale": from_language,
        },
    )


def end_alias(page: Page, user: Any) -> None:
    """From now on it is a page of its own, which says what it said."""
    page.alias_of = None
    page.save(update_fields=["alias_of"], clean=False)
    revision = page.save_revision(user=user, changed=False, clean=False)
    title = page.get_admin_display_title()
    log(
        instance=page,
        action="wagtail.convert_alias",
        user=user,
        revision=revision,
        data={"page": {"id": page.pk, "title": title}},
    )
