"""What translators are told of the words of pictures and files, where they need them."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
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

_MOST_NAMED = 20


def tell_of_words(request: HttpRequest, target: Any) -> None:
    """Above a translation: what is shown in it and still to be translated by itself; above the
    words of a picture: the picture."""
    if isinstance(target, LibraryWords):
        messages.info(request, _shown(target))
    elif unfinished := _unfinished(target):
        named = ((_named(request.user, each),) for each in unfinished)
        names = format_html_join(", ", "{}", named)
        text = _t("Pictures and files here have words of their own, still to be translated: {}.")
        messages.info(request, format_html(text, names))


def _shown(words: LibraryWords) -> SafeString:
    item = words.item
    if words.document_id:
        text = _t("These are words of a document: {}")
        return format_html(text, format_html('<a href="{}">{}</a>', item.url, item.title))
    picture = get_rendition_or_not_found(item, "max-320x240")
    text = _t("Readers see these words with this picture, wherever it is shown: {}")
    return format_html(text, format_html('<br><img src="{}" alt="">', picture.url))


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


def _named(user: Any, words: LibraryWords) -> SafeString | str:
    if not permissions.may_translate(user, words):
        return str(words)
    url = reverse(LibraryWords.snippet_viewset.get_url_name("edit"), args=[words.pk])
    return format_html('<a href="{}">{}</a>', url, words)
