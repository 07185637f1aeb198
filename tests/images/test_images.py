"""Pictures: uploaded in the admin, kept with a placeholder, served in the allowed sizes."""

import base64
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as PillowImage

from cms.images import presets, urls
from cms.images.models import CustomImage
from tests import builders


def file(
    name: str = "river.jpeg", size: tuple[int, int] = (800, 500), mode: str = "RGB"
) -> SimpleUploadedFile:
    out = BytesIO()
    PillowImage.new(mode, size, "#336699").save(out, Path(name).suffix[1:].upper())
    return SimpleUploadedFile(name, out.getvalue())


class TestUpload:
    url = "wagtailimages:add"

    def form(self, **fields: Any) -> dict[str, Any]:
        root = builders.Collection.get_first_root_node()
        return {
            "title": "River",
            "description": "A wide river",
            "caption": "At dawn",
            "credit": "The agency",
            "collection": root.pk,
            "tags": "",
            "file": file("river.png"),
            **fields,
        }

    def test_keeps_what_readers_are_told(self, admin_client: Client) -> None:
        assert admin_client.post(reverse(self.url), self.form()).status_code == 302
        image = CustomImage.objects.get()
        assert (image.description, image.caption, image.credit) == (
            "A wide river",
            "At dawn",
            "The agency",
        )
        assert (image.width, image.height) == (800, 500)
        assert image.file_hash

    @pytest.mark.parametrize("name", ["page.svg", "page.html", "page.png"])
    def test_refuses_what_is_no_picture(self, admin_client: Client, name: str) -> None:
        fake = SimpleUploadedFile(name, b"<svg xmlns='http://www.w3.org/2000/svg'/>")
        response = admin_client.post(reverse(self.url), self.form(file=fake))
        assert "file" in response.context["form"].errors
        assert not CustomImage.objects.exists()

    def test_refuses_a_small_file_that_fills_memory(self, admin_client: Client) -> None:
        huge = file("huge.png", size=(8000, 6000), mode="1")
        assert huge.size is not None
        assert huge.size < 100_000
        response = admin_client.post(reverse(self.url), self.form(file=huge))
        assert "file" in response.context["form"].errors


@pytest.mark.django_db
class TestPlaceholder:
    @pytest.mark.parametrize(
        ("name", "mode"), [("a.jpeg", "RGB"), ("a.png", "RGBA"), ("a.gif", "P"), ("a.webp", "RGB")]
    )
    def test_is_a_tiny_picture(self, name: str, mode: str) -> None:
        image = CustomImage.objects.create(title="A", file=file(name, mode=mode))
        head, _comma, data = image.placeholder.partition(",")
        assert head == "data:image/webp;base64"
        assert len(image.placeholder) < 400
        with PillowImage.open(BytesIO(base64.b64decode(data))) as small:
            assert max(small.size) == 10

    def test_follows_the_file(self) -> None:
        image = builders.picture()
        before, version = image.placeholder, image.version
        image.title = "Other"
        image.save()
        assert (image.placeholder, image.version) == (before, version)
        image.file = file()
        image.save()
        image.refresh_from_db()
        assert image.placeholder != before
        assert image.version != version


@pytest.mark.parametrize(
    ("width", "offered"),
    [(100, [100]), (480, [160, 320, 480]), (500, [160, 320, 480, 500]), (9000, [*presets.WIDTHS])],
)
def test_sizes_are_never_larger_than_the_picture(width: int, offered: list[int]) -> None:
    sizes = presets.sizes(width, width // 2)
    assert [size.width for size in sizes] == offered
    assert all(abs(size.height * 2 - size.width) <= 1 for size in sizes)


@pytest.mark.django_db
class TestServing:
    @pytest.fixture
    def image(self) -> CustomImage:
        cache.clear()  # Wagtail keeps renditions by image id, and tests use ids again
        return builders.picture(size=(800, 500))

    def get(self, client: Client, image: CustomImage, width: int = 320, kind: str = "webp") -> Any:
        address = urls.url_template(image).format(width=width, format=kind)
        return client.get(address.removeprefix("http://cms.example.org"))

    @pytest.mark.parametrize("kind", presets.FORMATS)
    def test_in_each_format(self, client: Client, image: CustomImage, kind: str) -> None:
        response = self.get(client, image, kind=kind)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == f"image/{kind}"
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        with PillowImage.open(BytesIO(response.getvalue())) as picture:
            assert picture.size == (320, 200)

    @pytest.mark.parametrize(("width", "real"), [(800, 800), (960, 800), (2560, 800)])
    def test_is_never_made_larger(
        self, client: Client, image: CustomImage, width: int, real: int
    ) -> None:
        with PillowImage.open(BytesIO(self.get(client, image, width).getvalue())) as picture:
            assert picture.width == real

    @pytest.mark.parametrize(
        ("width", "kind"), [(321, "webp"), (0, "webp"), (5000, "webp"), (320, "gif"), (320, "svg")]
    )
    def test_nothing_else(self, client: Client, image: CustomImage, width: int, kind: str) -> None:
        assert self.get(client, image, width, kind).status_code == 404
        assert not image.renditions.exists()

    def test_is_made_once(self, client: Client, image: CustomImage) -> None:
        for _time in range(2):
            self.get(client, image).getvalue()
        assert image.renditions.count() == 1

    def test_the_address_changes_with_file_and_focus(
        self, client: Client, image: CustomImage
    ) -> None:
        old = CustomImage.objects.get(pk=image.pk)
        old_address = urls.src(old)
        image.focal_point_x, image.focal_point_y = 100, 100
        image.focal_point_width = image.focal_point_height = 50
        image.save()
        assert urls.src(image) != old_address
        stale = client.get(old_address.removeprefix("http://cms.example.org"))
        assert stale.status_code == 404

    def test_not_from_a_private_collection(self, client: Client) -> None:
        image = builders.picture(collection=builders.private_collection())
        assert self.get(client, image).status_code == 404

    def test_not_without_its_file(self, client: Client, image: CustomImage) -> None:
        Path(image.file.path).unlink()
        assert self.get(client, image).status_code == 404
