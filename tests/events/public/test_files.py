"""Pictures, documents and collections, in the admin."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Collection

from cms.images.models import CustomImage
from tests import builders
from tests.events.public.cases import Case, Editor, compare


def image_form(picture: CustomImage, **fields: Any) -> dict[str, Any]:
    return {
        "title": picture.title,
        "description": picture.description,
        "collection": picture.collection_id,
        "tags": "",
        "focal_point_x": "",
        "focal_point_y": "",
        "focal_point_width": "",
        "focal_point_height": "",
        **fields,
    }


def another_file() -> ContentFile[bytes]:
    out = BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "JPEG")
    return ContentFile(out.getvalue(), name="other.jpg")


def upload_a_picture(editor: Editor) -> Iterator[Any]:
    yield
    root = Collection.get_first_root_node()
    blank = image_form(CustomImage(title="Lake", description="A lake", collection=root))
    editor.send("wagtailimages:add", **blank, file=another_file())
    yield ["published CustomImage: Lake [absent]"]


def _picture_changed(**fields: Any) -> Case:
    def change(editor: Editor) -> Iterator[Any]:
        picture = builders.picture()
        yield
        editor.send("wagtailimages:edit", picture.pk, **image_form(picture, **fields))
        yield ["updated CustomImage: River []"]

    return change


def replace_a_picture(editor: Editor) -> Iterator[Any]:
    yield from _picture_changed(file=another_file())(editor)


def describe_a_picture(editor: Editor) -> Iterator[Any]:
    yield from _picture_changed(description="Another")(editor)


def focus_a_picture(editor: Editor) -> Iterator[Any]:
    focal = {"x": "100", "y": "50", "width": "10", "height": "10"}
    fields = {f"focal_point_{name}": value for name, value in focal.items()}
    yield from _picture_changed(**fields)(editor)


def hide_a_picture(editor: Editor) -> Iterator[Any]:
    picture, private = builders.picture(), builders.private_collection()
    yield
    editor.send(
        "wagtailimages:edit",
        picture.pk,
        **image_form(picture, collection=private.pk, title="Secret river"),
    )
    yield ["unpublished CustomImage: River []"]


def delete_a_picture(editor: Editor) -> Iterator[Any]:
    picture = builders.picture()
    yield
    editor.send("wagtailimages:delete", picture.pk)
    yield ["deleted CustomImage: River []"]


def hide_pictures_in_bulk(editor: Editor) -> Iterator[Any]:
    """By an `update()`, of which no signal tells."""
    pictures = [builders.picture(), builders.picture("Lake")]
    private = builders.private_collection()
    yield
    editor.in_bulk(CustomImage, "add_to_collection", pictures, collection=private.pk)
    yield ["unpublished CustomImage: River []", "unpublished CustomImage: Lake []"]


def sort_pictures_in_bulk(editor: Editor) -> Iterator[Any]:
    """From one open collection to another, which nobody sees."""
    picture = builders.picture()
    other = Collection.get_first_root_node().add_child(name="Rivers")
    yield
    editor.in_bulk(CustomImage, "add_to_collection", [picture], collection=other.pk)
    yield []


def read_a_size(editor: Editor) -> Iterator[Any]:
    """Wagtail stores it when it is first asked for; then answers give it. A hash is part of
    pictures' addresses."""
    document, picture = builders.document(), builders.picture()
    Document.objects.update(file_size=None, file_hash="")
    CustomImage.objects.update(file_size=None, file_hash="")
    yield
    Document.objects.get(pk=document.pk).get_file_size()
    Document.objects.get(pk=document.pk).get_file_hash()
    CustomImage.objects.get(pk=picture.pk).get_file_hash()
    yield ["updated Document: Report []", "updated CustomImage: River []"]


def edit_a_document(editor: Editor) -> Iterator[Any]:
    document = builders.document()
    form = {"title": "Annual report", "tags": "", "collection": document.collection_id}
    yield
    editor.send("wagtaildocs:edit", document.pk, **form)
    yield ["updated Document: Annual report []"]


def delete_documents_in_bulk(editor: Editor) -> Iterator[Any]:
    documents = [builders.document(), builders.document("Plan")]
    yield
    editor.in_bulk(Document, "delete", documents)
    yield ["deleted Document: Report []", "deleted Document: Plan []"]


def restrict_a_collection(editor: Editor) -> Iterator[Any]:
    """With all below it."""
    outer = Collection.get_first_root_node().add_child(name="Outer")
    inner = outer.add_child(name="Inner")
    builders.picture(collection=outer)
    builders.document(collection=inner)
    yield
    editor.send("wagtailadmin_collections:set_privacy", outer.pk, restriction_type="login")
    yield ["unpublished CustomImage: River []", "unpublished Document: Report []"]


def open_a_collection(editor: Editor) -> Iterator[Any]:
    private = builders.private_collection()
    builders.picture(collection=private)
    yield
    editor.send("wagtailadmin_collections:set_privacy", private.pk, restriction_type="none")
    yield ["published CustomImage: River [absent]"]


def move_a_collection(editor: Editor) -> Iterator[Any]:
    private = builders.private_collection()
    collection = Collection.get_first_root_node().add_child(name="Rivers")
    builders.picture(collection=collection)
    yield
    editor.send("wagtailadmin_collections:edit", collection.pk, name="Rivers", parent=private.pk)
    yield ["unpublished CustomImage: River []"]


def rename_a_collection(editor: Editor) -> Iterator[Any]:
    root = Collection.get_first_root_node()
    collection = root.add_child(name="Rivers")
    builders.picture(collection=collection)
    yield
    editor.send("wagtailadmin_collections:edit", collection.pk, name="Lakes", parent=root.pk)
    yield []


CASES = [
    upload_a_picture,
    replace_a_picture,
    describe_a_picture,
    focus_a_picture,
    hide_a_picture,
    delete_a_picture,
    hide_pictures_in_bulk,
    sort_pictures_in_bulk,
    read_a_size,
    edit_a_document,
    delete_documents_in_bulk,
    restrict_a_collection,
    open_a_collection,
    move_a_collection,
    rename_a_collection,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_files(case: Case, editor: Editor, told: Callable[[], list[Any]]) -> None:
    compare(case, editor, told)
