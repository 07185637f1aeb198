"""The forms of pictures and documents tell in which languages their words are."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from wagtail.documents.forms import BaseDocumentForm

from cms.images import forms
from cms.localization.library.models import LibraryWords


class ImageForm(forms.ImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "description" in self.fields:
            self["description"].help_text = _languages(self.instance)

    class Meta(forms.ImageForm.Meta):
        pass


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "title" in self.fields:
            self["title"].help_text = _languages(self.instance)

    class Meta(BaseDocumentForm.Meta):
        pass


def _languages(item: Any) -> SafeString | str:
    words = list(item.words.select_related("locale").order_by("pk"))
    original = next((each for each in words if each.is_original), None)
    if original is None:
        return _t("Offered to translators with the first page that shows it and is translated.")
    translated = format_html_join(", ", '<a href="{}">{}</a>', _links(words))
    language = original.locale.get_display_name()
    if not translated:
        return _t("In %(language)s.") % {"language": language}
    return format_html(_t("In {}. Translations: {}."), language, translated)


def _links(words: list[LibraryWords]) -> list[tuple[str, str]]:
    """Whoever may not change them is told so there."""
    view = LibraryWords.snippet_viewset.get_url_name("edit")
    return [
        (reverse(view, args=[each.pk]), each.locale.get_display_name())
        for each in words
        if not each.is_original
    ]
