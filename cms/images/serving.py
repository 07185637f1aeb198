"""Serves pictures in the allowed sizes and formats, made at their first request."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.core.visibility import Visibility
from cms.images import presets
from cms.images.models import CustomImage

_ONE_YEAR = 31_536_000


@require_safe
def serve_picture(
    request: HttpRequest, image_id: int, version: str, width: int, format_name: str
) -> HttpResponseBase:
    """Stream one picture; 404 for another size, format or version, or a private collection."""
    if width > presets.WIDTHS[-1] or format_name not in presets.FORMATS or image_id >= 2**31:
        raise Http404
    images = Visibility(timezone.now()).media(CustomImage.objects.all())
    image = images.filter(pk=image_id).first()
    if image is None or image.version != version:
        raise Http404
    offered = {size.width for size in presets.sizes(image.width, image.height)}
    if width not in offered and width not in presets.WIDTHS:
        raise Http404
    # a loader that asks for an allowed width beyond the original gets the original's
    spec = presets.filter_spec(min(width, max(offered)), format_name)
    try:
        rendition = image.get_rendition(spec)
        file = rendition.file.open("rb")
    except OSError as error:  # the original is gone from the storage
        raise Http404 from error
    response = FileResponse(file, content_type=presets.CONTENT_TYPES[format_name])
    response.headers["Cache-Control"] = f"public, max-age={_ONE_YEAR}, immutable"
    response.headers["ETag"] = f'"{image.version}-{width}-{format_name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
