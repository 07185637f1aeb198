"""Collections, drawn pictures and small documents."""

from collections.abc import Iterable
from io import BytesIO

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.demo.content.documents import DOCUMENTS, DocumentContent
from cms.demo.content.pictures import PICTURES, PictureContent
from cms.demo.drawing import draw
from cms.demo.keys import file_name
from cms.demo.library import Library
from cms.images.models import CustomImage

PUBLIC, INTERNAL = "Demonstration", "Internal"


@transaction.atomic
def collection(internal: bool) -> Collection:
    """One of the two collections; the internal one opens only to those who are logged in."""
    name = INTERNAL if internal else PUBLIC
    found: Collection | None = Collection.objects.filter(name=name).first()
    if found:
        return found
    made: Collection = Collection.get_first_root_node().add_child(name=name)
    if internal:
        login = CollectionViewRestriction.LOGIN
        CollectionViewRestriction.objects.create(collection=made, restriction_type=login)
    return made


def missing_pictures(library: Library) -> list[PictureContent]:
    return [each for each in PICTURES if not library.find("picture", each.key)]


def make_pictures(contents: Iterable[PictureContent]) -> None:
    for content in contents:
        file = ImageFile(BytesIO(draw(content.scene)), name=file_name(content.key, "jpg"))
        with transaction.atomic():
            CustomImage.objects.create(
                file=file,
                title=content.title,
                description=content.description,
                caption=content.caption,
                credit=content.credit,
                collection=collection(content.internal),
            )


def missing_documents(library: Library) -> list[DocumentContent]:
    return [each for each in DOCUMENTS if not library.find("document", each.key)]


def make_documents(contents: Iterable[DocumentContent]) -> None:
    for content in contents:
        name = file_name(content.key, content.ending)
        document = get_document_model()(
            title=content.title, collection=collection(content.internal)
        )
        with transaction.atomic():
            document.file.save(name, BytesIO(content.file()), save=False)
            document.save()
            document.get_file_size()
            document.get_file_hash()
