"""`images/{id}/`."""

from django.http import HttpRequest, HttpResponse
from ninja import Router
from wagtail.images import get_image_model

from cms.delivery import shapes
from cms.delivery.answers import answer, open_scope
from cms.delivery.errors import NotFoundError, Problem
from cms.delivery.parameters import MAX_ID, Parameters, Query
from cms.schemas.shapes import Image

router = Router(tags=["assets"])


@router.get(
    "{int:image_id}/",
    response={200: Image, 404: Problem, 422: Problem},
    summary="One image",
    operation_id="image",
    url_name="image",
)
def get_image(request: HttpRequest, image_id: int, parameters: Query[Parameters]) -> HttpResponse:
    """A picture whose collection is public."""
    scope = open_scope(request, parameters)
    images = scope.visibility.media(get_image_model()._default_manager.all())
    image = images.filter(pk=image_id).first() if 0 < image_id <= MAX_ID else None
    if image is None:
        raise NotFoundError("No such image.")
    return answer(shapes.image(image))
