"""Serves pictures in the allowed sizes and formats, made at their first request."""

from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.images.models import Filter

from cms.core.visibility import Visibility
from cms.images import presets, rendering, svg
from cms.images.models import CustomImage, CustomRendition

_ONE_YEAR = 31_536_000


@require_safe
def serve_picture(
    request: HttpRequest,
    image_id: int,
    version: str,
    width: int,
    format_name: str,
    ratio: str | None = None,
) -> HttpResponseBase:
    """Stream one size; 404 for another size, shape, format, version or a private collection."""
    if not 0 < width <= presets.WIDTHS[-1] or format_name not in presets.FORMATS:
        raise Http404
    if ratio is not None and ratio not in presets.RATIOS:
        raise Http404
    image = _public_image(image_id, version)
    original = presets.Size(image.width, image.height)
    if image.is_svg() or not presets.is_size(width, ratio, original):
        raise Http404
    headers = _headers(image, f"{version}-{width}-{ratio}-{format_name}")
    if unchanged := _unchanged(request, headers):
        return unchanged
    spec = presets.filter_spec(width, ratio, format_name, original)
    try:
        file = _open_rendition(image, Filter(spec))
    except (OSError, CustomRendition.DoesNotExist) as error:  # the original is lost or broken
        raise Http404 from error
    return FileResponse(
        file,
        content_type=presets.CONTENT_TYPES[format_name],
        filename=f"picture-{image.pk}-{width}.{format_name}",
        headers=headers,
    )


@require_safe
def serve_drawing(request: HttpRequest, image_id: int, version: str) -> HttpResponseBase:
    """Stream an SVG, which no size changes; it may neither act nor load, see `cms.images.svg`."""
    image = _public_image(image_id, version)
    if not image.is_svg():
        raise Http404
    headers = _headers(image, version)
    if unchanged := _unchanged(request, headers):
        return unchanged
    try:
        file = image.file.storage.open(image.file.name)
    except OSError as error:
        raise Http404 from error
    name = f"picture-{image.pk}.svg"
    return FileResponse(file, content_type=svg.CONTENT_TYPE, filename=name, headers=headers)


def _public_image(image_id: int, version: str) -> CustomImage:
    images = Visibility(timezone.now()).media(CustomImage.objects.all())
    image: CustomImage | None = images.filter(pk=image_id).first() if image_id < 2**31 else None
    if image is None or image.version != version:
        raise Http404
    return image


def _headers(image: CustomImage, tag: str) -> dict[str, str]:
    key = f"image:{image.pk}"  # as the content log names it when the picture becomes private
    return {
        "Surrogate-Key": key,
        "Cache-Tag": key,
        "Cache-Control": f"public, max-age={_ONE_YEAR}, immutable",
        "ETag": f'"{tag}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; "
        "style-src 'unsafe-inline'; img-src data:",
    }


def _unchanged(request: HttpRequest, headers: dict[str, str]) -> HttpResponseBase | None:
    """304 for whoever has it already: what an address gives never changes."""
    answer = get_conditional_response(
        request, etag=headers["ETag"], response=HttpResponse(headers=headers)
    )
    return answer if answer.status_code != 200 else None


def _open_rendition(image: CustomImage, filter: Filter) -> IO[bytes]:
    rendition = image.get_rendition(filter)
    try:
        return _open(rendition)
    except FileNotFoundError:
        return _open(rendering.restore(image, filter))


def _open(rendition: CustomRendition) -> IO[bytes]:
    file: IO[bytes] = rendition.file.storage.open(rendition.file.name)
    return file
