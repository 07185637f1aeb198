"""What readers of a translation would still see of its pictures and files in another language."""

from typing import Any

from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail_localize.models import Translation

from cms.localization.chosen import needed_by
from cms.localization.library.models import LibraryWords
from cms.localization.progress import progress_by_id


def unfinished_words(target: Any) -> list[LibraryWords]:
    """Of what a page or snippet shows, those in its language that lack a translation."""
    chosen = needed_by(target).keys
    pictures, files = chosen[get_image_model()], chosen[get_document_model()]
    if not (pictures or files):
        return []
    shown = Q(image__in=pictures) | Q(document__in=files)
    words = LibraryWords.objects.filter(shown, locale=target.locale_id, is_original=False)
    translations = Translation.objects.filter(
        source__object_id__in=words.values("translation_key"),
        target_locale=target.locale_id,
        enabled=True,
    )
    keys = dict(translations.values_list("pk", "source__object_id"))
    progress = progress_by_id(keys)
    unfinished = [key for pk, key in keys.items() if not progress[pk].is_finished]
    if not unfinished:
        return []
    found = words.filter(translation_key__in=unfinished).order_by("pk")
    return list(found.select_related("image", "document"))
