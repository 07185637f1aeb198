"""What translators are told of the words of pictures and files, where they need them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from wagtail.admin import messages
from wagtail.images.shortcuts import get_rendition_or_not_found

from cms.localization import permissions
from cms.localization.library.models import LibraryWords
from cms.localization.library.unfinished import unfinished_words

_MOST_NAMED = 10


def tell_of_words(request: HttpRequest, target: Any) -> None:
    """Above a translation: what is shown in it and still to be translated by itself; above the
    words of a picture: the picture."""
    if isinstance(target, LibraryWords):
        _show(request, target)
    elif unfinished := unfinished_words(target)[:_MOST_NAMED]:
        text = _t("Shown here, with words of their own still to be translated: %(names)s")
        names = ", ".join(str(each) for each in unfinished)
        mine = [each for each in unfinished if permissions.may_translate(request.user, each)]
        messages.info(request, text % {"names": names}, buttons=[_button(each) for each in mine])


def _show(request: HttpRequest, words: LibraryWords) -> None:
    item = words.item
    if words.document_id:
        text = _t("These are words of a document: %(name)s") % {"name": item.title}
        messages.info(request, text, buttons=[messages.button(item.url, _t("Open"))])
        return
    picture = get_rendition_or_not_found(item, "max-320x240")
    text = _t("Readers see these words with this picture, wherever it is shown: {}")
    image = format_html('<br><img src="{}" alt="">', picture.url)
    messages.info(request, format_html(text, image))


def _button(words: LibraryWords) -> Any:
    url = reverse(LibraryWords.snippet_viewset.get_url_name("edit"), args=[words.pk])
    return messages.button(url, str(words))
