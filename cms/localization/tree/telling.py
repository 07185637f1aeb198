"""Says what follows before somebody moves or deletes a page."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from wagtail.admin import messages
from wagtail.models import Locale, Page

from cms.localization.tree import kin
from cms.localization.tree.places import keeps_out, may_stand_below_alias, parallel


def tell_of_move(request: HttpRequest, page: Page, destination: Page) -> None:
    """What moves along is said when the editor is asked; what stays, also when it is done."""
    going: list[Page] = []
    for each in parallel(page, page.get_parent().translation_key):
        there = kin.counterpart(destination, each.locale_id)
        if there is None and not may_stand_below_alias(each):
            text = _t("In %(language)s it stays where it is: “%(title)s” is not translated.")
            _warn(request, text, each, destination)
        elif there is not None and keeps_out(there, each):
            text = _t("In %(language)s it stays where it is: another page there has its slug.")
            _warn(request, text, each, destination)
        else:
            going.append(each)
    if going and request.method == "GET":
        text = _t("Its versions in %(languages)s will move along.")
        messages.info(request, text % {"languages": _languages(going)})


def tell_of_deletion(request: HttpRequest, page: Page) -> None:
    if request.method != "GET":
        return
    below = Page.objects.descendant_of(page, inclusive=True).order_by()
    others = Page.objects.filter(translation_key__in=below.values("translation_key"))
    others = others.exclude(pk__in=below.values("pk")).select_related("locale")
    aliases = others.filter(alias_of__in=below, translation_key=F("alias_of__translation_key"))
    if aliases:
        text = _t("Along with it go the aliases in %(languages)s.")
        messages.info(request, text % {"languages": _languages(aliases)})
    if translations := others.filter(alias_of=None):
        text = _t("The translations stay, as pages of their own, in %(languages)s.")
        messages.info(request, text % {"languages": _languages(translations)})


def _warn(request: HttpRequest, text: str, page: Page, destination: Page) -> None:
    names: dict[str, Any] = {"language": page.locale, "title": destination}
    messages.warning(request, text % names)


def _languages(pages: Iterable[Page]) -> str:
    found: dict[int, Locale] = {page.locale_id: page.locale for page in pages}
    return ", ".join(sorted(str(locale) for locale in found.values()))
