"""`images/{id}/` and `documents/{id}/`."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.delivery import library, shapes
from cms.delivery.answers import answer, open_scope
from cms.delivery.errors import NotFoundError, Problem
from cms.delivery.library import Words, words_of
from cms.delivery.parameters import MAX_ID, LocaleParameters, Query
from cms.delivery.scope import Scope
from cms.schemas.shapes import DocumentLink, Image

router = Router(tags=["assets"])


class AssetParameters(LocaleParameters):
    """In which language it is described."""


@router.get(
    "images/{int:image_id}/",
    response={200: Image, 404: Problem, 422: Problem},
    summary="One image",
    operation_id="get_image",
    url_name="image",
)
def get_image(
    request: HttpRequest, image_id: int, parameters: Query[AssetParameters]
) -> HttpResponse:
    """A picture whose collection is public, with its words in a language."""
    scope = open_scope(request, parameters)
    image = _public(scope, get_image_model(), image_id)
    if image is None:
        raise NotFoundError("No such image.")
    return answer(scope, shapes.image(image, _words(scope, image, parameters)))


@router.get(
    "documents/{int:document_id}/",
    response={200: DocumentLink, 404: Problem, 422: Problem},
    summary="One document",
    operation_id="get_document",
    url_name="document",
)
def get_document(
    request: HttpRequest, document_id: int, parameters: Query[AssetParameters]
) -> HttpResponse:
    """A file to download whose collection is public, with its title in a language."""
    scope = open_scope(request, parameters)
    document = _public(scope, get_document_model(), document_id)
    if document is None:
        raise NotFoundError("No such document.")
    return answer(scope, shapes.document_link(document, _words(scope, document, parameters)))


def _public(scope: Scope, model: Any, pk: int) -> Any | None:
    things = library.load(model, [pk]) if 0 < pk <= MAX_ID else []
    for thing in things:
        if scope.visibility.shows_media(thing):
            scope.tags.thing(thing)
            return thing
    return None


def _words(scope: Scope, item: Any, parameters: AssetParameters) -> Words | None:
    """Those of the site's first language, if none is named: as with all that has one language."""
    return words_of(scope, item, scope.tree(parameters.locale).language)
