"""`images/{id}/` and `documents/{id}/`."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.delivery import shapes
from cms.delivery.answers import answer, open_scope
from cms.delivery.errors import NotFoundError, Problem
from cms.delivery.parameters import MAX_ID, Parameters, Query
from cms.delivery.scope import Scope
from cms.schemas.shapes import DocumentLink, Image

router = Router(tags=["assets"])


@router.get(
    "images/{int:image_id}/",
    response={200: Image, 404: Problem, 422: Problem},
    summary="One image",
    operation_id="get_image",
    url_name="image",
)
def get_image(request: HttpRequest, image_id: int, parameters: Query[Parameters]) -> HttpResponse:
    """A picture whose collection is public."""
    scope = open_scope(request, parameters)
    image = _public(scope, get_image_model()._default_manager.all(), image_id)
    if image is None:
        raise NotFoundError("No such image.")
    return answer(scope, shapes.image(image))


@router.get(
    "documents/{int:document_id}/",
    response={200: DocumentLink, 404: Problem, 422: Problem},
    summary="One document",
    operation_id="get_document",
    url_name="document",
)
def get_document(
    request: HttpRequest, document_id: int, parameters: Query[Parameters]
) -> HttpResponse:
    """A file to download whose collection is public."""
    scope = open_scope(request, parameters)
    document = _public(scope, get_document_model()._default_manager.all(), document_id)
    if document is None:
        raise NotFoundError("No such document.")
    return answer(scope, shapes.document_link(document))


def _public(scope: Scope, things: QuerySet[Any], pk: int) -> Any | None:
    thing = scope.visibility.media(things).filter(pk=pk).first() if 0 < pk <= MAX_ID else None
    if thing is not None:
        scope.tags.thing(thing)
    return thing
