"""Finds what the demonstration has made, and puts it where the content names it."""

from functools import cached_property
from typing import Any

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page

from cms.contacts.models import Contact
from cms.demo.keys import SOURCE_LANGUAGE, key_of_file, translation_key
from cms.demo.prose import to_html
from cms.demo.writing import Prose, Ref
from cms.images.models import CustomImage
from home.models import SiteSettings
from news.models import Place, Topic

_TRANSLATABLE: dict[str, Any] = {
    "page": Page,
    "contact": Contact,
    "topic": Topic,
    "place": Place,
    "settings": SiteSettings,
}
_FILES: dict[str, Any] = {"picture": CustomImage, "document": get_document_model()}


class Library:
    """Looks each thing up once; only what was found is remembered."""

    def __init__(self) -> None:
        self._found: dict[Ref, Any] = {}

    @cached_property
    def locale(self) -> Locale:
        """The language that the content is written in."""
        return Locale.objects.get(language_code=SOURCE_LANGUAGE)

    def find(self, kind: str, key: str) -> Any:
        """The thing itself in the source language, or None if it was not made yet."""
        ref = Ref(kind, key)
        if ref not in self._found:
            found = self._file(ref) if kind in _FILES else self._translatable(ref)
            if found is None:
                return None
            self._found[ref] = found
        return self._found[ref]

    def require(self, kind: str, key: str) -> Any:
        """The same, for content that cannot do without."""
        found = self.find(kind, key)
        if found is None:
            raise LookupError(f"The content names a {kind} “{key}” that was not made before it.")
        return found

    def page(self, key: str) -> Any:
        """A page of its own type as it is in the database now: what is saved must not be stale."""
        return Page.objects.get(pk=self.require("page", key).pk).specific

    def resolve(self, value: Any) -> Any:
        """A value of the content files as a model takes it."""
        if isinstance(value, Ref):
            return self.require(value.kind, value.key)
        if isinstance(value, Prose):
            return to_html(value.text, lambda kind, key: self.require(kind, key).pk)
        if isinstance(value, dict):
            return {name: self.resolve(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.resolve(each) for each in value]
        if isinstance(value, tuple):
            return tuple(self.resolve(each) for each in value)
        return value

    def _translatable(self, ref: Ref) -> Any:
        things = _TRANSLATABLE[ref.kind].objects
        key = translation_key(ref.kind, ref.key)
        return things.filter(translation_key=key, locale=self.locale).first()

    def _file(self, ref: Ref) -> Any:
        things = _FILES[ref.kind].objects.filter(file__contains=f"/demo-{ref.key}")
        return next((each for each in things if key_of_file(each.file.name) == ref.key), None)


def model_of(kind: str) -> type[Model]:
    """The model behind one of the translatable kinds."""
    model: type[Model] = _TRANSLATABLE[kind]
    return model
