"""The own words of pictures and files, where translation finds them."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale

from cms.events import touched
from cms.localization.library.models import LibraryWords


def items() -> dict[type[Any], tuple[str, tuple[str, ...]]]:
    """What has words: by which name the words know it, and which of its fields readers see.

    The title of a picture is its name in the library, for editors alone.
    """
    return {
        get_image_model(): ("image", ("description", "caption", "credit")),
        get_document_model(): ("document", ("title",)),
    }


def originals_of(model: type[Any], keys: Iterable[int], locale: Locale) -> list[LibraryWords]:
    """The own words of these pictures or documents, of those that have any.

    Nobody says of a picture in which language it is described. So that is the language of the
    first page that is translated with it.
    """
    kind, names = items()[model]
    originals = LibraryWords.objects.filter(is_original=True, **{f"{kind}__in": keys})
    known = {getattr(each, f"{kind}_id"): each for each in originals}
    for item in model._default_manager.filter(pk__in=set(keys) - known.keys()).order_by("pk"):
        words = LibraryWords(is_original=True, locale=locale, **{kind: item})
        if _say_the_same(words, item, names):
            words.save()
            known[item.pk] = words
    return [known[pk] for pk in sorted(known)]


def watch() -> None:
    for model in items():
        post_save.connect(_on_item, sender=model, dispatch_uid="cms.library")
    post_save.connect(_on_words, sender=LibraryWords, dispatch_uid="cms.library")
    post_delete.connect(_on_words, sender=LibraryWords, dispatch_uid="cms.library")


def _on_item(sender: type[Any], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Saving the original makes its translations outdated, as with all that has no drafts."""
    kind, names = items()[sender]
    if raw:
        return
    words = LibraryWords.objects.filter(is_original=True, **{kind: instance}).first()
    if words is not None and _say_the_same(words, instance, names):
        words.save()


def _say_the_same(words: LibraryWords, item: Any, names: Iterable[str]) -> bool:
    """Whether anything had to be changed for it."""
    other = [name for name in names if getattr(words, name) != getattr(item, name)]
    for name in other:
        setattr(words, name, getattr(item, name))
    return bool(other)


def _on_words(instance: LibraryWords, **kwargs: Any) -> None:
    """Answers in this language show them. With the first words, answers in others begin to
    look for theirs."""
    model: Any = get_image_model() if instance.image_id else get_document_model()
    pk = instance.image_id or instance.document_id
    if instance.is_original:
        touched.here().things.add((model, pk))
    else:
        touched.here().worded.add((model, pk, instance.locale.language_code))
    touched.note()
