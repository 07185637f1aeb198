"""Pictures are uploaded in the admin, checked, measured, and kept with a placeholder."""

import base64
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as PillowImage

from cms.images.models import CustomImage
from tests import builders
from tests.images import files

URL = "wagtailimages:add"


def upload(client: Client, name: str, content: bytes) -> Any:
    root = builders.Collection.get_first_root_node()
    return client.post(
        reverse(URL),
        {
            "title": "River",
            "description": "A wide river",
            "caption": "At dawn",
            "credit": "The agency",
            "collection": root.pk,
            "tags": "",
            "file": SimpleUploadedFile(name, content),
        },
    )


def refusal(response: Any) -> str:
    assert response.status_code == 200
    assert not CustomImage.objects.exists()
    return str(response.context["form"].errors["file"])


def test_keeps_what_readers_are_told(admin_client: Client) -> None:
    response = upload(admin_client, "river.png", files.encoded("a.png", files.drawn()))
    assert response.status_code == 302
    image = CustomImage.objects.get()
    assert image.description == "A wide river"
    assert (image.caption, image.credit) == ("At dawn", "The agency")
    assert (image.width, image.height) == (800, 500)
    assert image.file_hash


@pytest.mark.parametrize(("name", "mode"), files.KINDS)
def test_takes_every_kind_of_picture(admin_client: Client, name: str, mode: str) -> None:
    content = files.encoded(name, files.drawn(mode, (80, 50)))
    assert upload(admin_client, name, content).status_code == 302
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (80, 50)
    assert image.placeholder


@pytest.mark.parametrize("name", ["page.svg", "page.html", "page.png", "page.tiff"])
def test_refuses_what_is_no_picture(admin_client: Client, name: str) -> None:
    assert refusal(upload(admin_client, name, b"<html><body>Hello</body></html>"))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp", "a.avif", "a.heic"])
@pytest.mark.parametrize("kept", [0.5, 0.02])
def test_refuses_a_file_that_breaks_off(admin_client: Client, name: str, kept: float) -> None:
    mode = "P" if name == "a.gif" else "RGB"
    whole = files.encoded(name, files.drawn(mode))
    broken = whole[: int(len(whole) * kept)]
    assert "corrupted image" in refusal(upload(admin_client, name, broken))


@pytest.mark.parametrize(("width", "height"), [(8000, 6000), (13000, 9800)])
def test_refuses_a_small_file_that_fills_memory(
    admin_client: Client, monkeypatch: Any, width: int, height: int
) -> None:
    bomb = files.encoded("a.png", PillowImage.new("1", (width, height)))
    assert len(bomb) < 100_000

    def decode(self: Any) -> Any:
        raise AssertionError("decoded, and only then refused")

    if width * height > 80_000_000:
        monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decode)
    message = refusal(upload(admin_client, "bomb.png", bomb))
    assert "too many pixels" in message
    assert "40000000" in message


@pytest.mark.django_db
class TestFacts:
    def test_a_picture_is_measured_as_it_is_seen(self) -> None:
        image = files.stored("a.jpg", files.upright())
        image.refresh_from_db()
        assert (image.width, image.height) == (200, 400)

    @pytest.mark.parametrize(("name", "mode"), files.KINDS)
    def test_a_placeholder_is_a_tiny_picture(self, name: str, mode: str) -> None:
        image = files.picture(name, mode)
        head, _comma, data = image.placeholder.partition(",")
        assert head == "data:image/webp;base64"
        assert len(image.placeholder) <= 300
        with PillowImage.open(BytesIO(base64.b64decode(data))) as small:
            assert max(small.size) <= 10
            assert small.has_transparency_data == (mode in files.SEE_THROUGH)
        assert image.transparent == (mode in files.SEE_THROUGH)

    def test_a_placeholder_stands_upright(self) -> None:
        image = files.stored("a.jpg", files.upright())
        data = image.placeholder.partition(",")[2]
        with PillowImage.open(BytesIO(base64.b64decode(data))) as small:
            assert small.size == (5, 10)
            above, below = (small.convert("RGB").getpixel((2, y)) for y in (1, 8))
        assert isinstance(above, tuple)
        assert isinstance(below, tuple)
        assert above[0] > above[2]
        assert below[2] > below[0]

    def test_a_placeholder_does_not_carry_a_profile(self) -> None:
        content = files.encoded("a.jpg", files.drawn(), icc_profile=b"x" * 3000)
        image = files.stored("a.jpg", content)
        assert 0 < len(image.placeholder) <= 300

    def test_they_follow_the_file(self) -> None:
        image = builders.picture()
        before, version = image.placeholder, image.version
        image.title = "Other"
        image.save()
        assert (image.placeholder, image.version) == (before, version)
        image.file = ContentFile(files.encoded("a.png", files.drawn("RGBA")), name="a.png")
        image.save()
        image.refresh_from_db()
        assert image.placeholder != before
        assert image.version != version
        assert image.transparent

    def test_a_broken_file_that_came_by_code_has_none(self) -> None:
        whole = files.encoded("a.jpg", files.drawn())
        image = files.stored("a.jpg", whole[: len(whole) // 2])
        assert (image.width, image.height, image.placeholder) == (800, 500, "")
