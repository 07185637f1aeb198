"""What readers of a translation would still see of its pictures and files in another language."""

from typing import Any

from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail_localize.models import Translation

from cms.localization.chosen import needed_by
from cms.localization.library.models import LibraryWords
from cms.localization.progress import progress_of


def unfinished_words(target: Any) -> list[LibraryWords]:
    """Of what a page or snippet shows, those in its language that lack a translation."""
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
    ]
