"""What translators are told of the words of pictures and files, where they need them."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail_localize.models import Translation

from cms.localization import permissions
from cms.localization.chosen import needed_by
from cms.localization.library.models import LibraryWords
from cms.localization.progress import progress_of

_MOST_NAMED = 10


def tell_of_words(request: HttpRequest, target: Any) -> None:
    """Above a translation: what is shown in it and still to be translated by itself; above the
    words of a picture: the picture."""
    if isinstance(target, LibraryWords):
        _show(request, target)
    elif unfinished := _unfinished(target):
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


def _unfinished(target: Any) -> list[LibraryWords]:
    """In the language of the page or snippet, those of which a text is not translated."""
    chosen = needed_by(target).keys
    pictures, files = chosen[get_image_model()], chosen[get_document_model()]
    if not (pictures or files):
        return []
    shown = Q(image__in=pictures) | Q(document__in=files)
    words = LibraryWords.objects.filter(shown, locale=target.locale_id, is_original=False)
    by_key = {each.translation_key: each for each in words.select_related("image", "document")}
    translations = list(
        Translation.objects.filter(
            source__object_id__in=by_key, target_locale=target.locale_id, enabled=True
        ).select_related("source")
    )
    progress = progress_of(translations)
    return [
        by_key[each.source.object_id] for each in translations if not progress[each.pk].is_finished
    ][:_MOST_NAMED]


def _button(words: LibraryWords) -> Any:
    url = reverse(LibraryWords.snippet_viewset.get_url_name("edit"), args=[words.pk])
    return messages.button(url, str(words))
