"""Where the admin leads to the history of texts."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from wagtail.admin.widgets.button import Button
from wagtail.models import TranslatableMixin

from cms.localization.instances import translation_of
from cms.localization.permissions import may_translate


def of_page(
    page: Any, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    yield from _button(page, user)


def of_snippet(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, TranslatableMixin):
        yield from _button(snippet, user)


def _button(thing: Any, user: Any) -> Iterator[Button]:
    translation = translation_of(thing, enabled=True)
    if translation is not None and may_translate(user, thing):
        url = reverse("history_of_texts", args=[translation.pk])
        yield Button(_t("History of texts"), url, priority=61, icon_name="history")
