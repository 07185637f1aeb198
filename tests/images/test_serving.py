"""Pictures are served in the allowed sizes, shapes and formats, and in no others."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image as PillowImage

from cms.images import presets
from cms.images.models import CustomImage
from cms.images.urls import addresses
from tests import builders
from tests.images import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_cached_renditions() -> None:
    cache.clear()  # Wagtail keeps renditions by image id, and tests use ids again


@pytest.fixture
def image() -> CustomImage:
    return builders.picture(size=(800, 500))


def address(image: CustomImage, size: str = "320.webp") -> str:
    template = addresses(image)["url_template"].removeprefix("http://cms.example.org")
    return str(template.replace("{width}.{format}", size))


@contextmanager
def asking_for_images(times: int) -> Iterator[None]:
    """Fails if the tables of this room are asked more often (404s also look for redirects)."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [query["sql"] for query in captured if "images_custom" in query["sql"]]
    assert len(asked) == times, asked


def get(client: Client, image: CustomImage, size: str = "320.webp") -> Any:
    return client.get(address(image, size))


class TestSizes:
    @pytest.mark.parametrize("kind", presets.FORMATS)
    def test_in_each_format(self, client: Client, image: CustomImage, kind: str) -> None:
        response = get(client, image, f"320.{kind}")
        assert response.status_code == 200
        assert response.headers["Content-Type"] == f"image/{kind}"
        assert PillowImage.open(BytesIO(response.getvalue())).format == kind.upper()

    @pytest.mark.parametrize(
        "size", [(800, 500), (500, 801), (1, 1), (3, 2000), (3000, 7), (333, 777), (2561, 1707)]
    )
    def test_are_what_the_answer_says(self, client: Client, size: tuple[int, int]) -> None:
        image = files.picture(size=size)
        srcset = addresses(image)["srcset"]
        for said in (srcset[0], srcset[-1]):
            response = client.get(said["url"].removeprefix("http://cms.example.org"))
            assert files.decoded(response).size == (said["width"], said["height"])
        assert files.decoded(client.get(addresses(image)["src"])).width <= min(size[0], 1280)

    @pytest.mark.parametrize(
        ("width", "offered"),
        [
            (100, [100]),
            (480, [160, 320, 480]),
            (500, [160, 320, 480, 500]),
            (9000, [*presets.WIDTHS]),
        ],
    )
    def test_are_never_larger_than_the_picture(self, width: int, offered: list[int]) -> None:
        sizes = presets.sizes(width, width // 2)
        assert [size.width for size in sizes] == offered

    @pytest.mark.parametrize(("width", "real"), [(800, 800), (960, 800), (2560, 800)])
    def test_a_larger_one_gives_the_largest_there_is(
        self, client: Client, image: CustomImage, width: int, real: int
    ) -> None:
        assert files.decoded(get(client, image, f"{width}.webp")).size == (real, 500)

    @pytest.mark.parametrize(("name", "mode"), files.KINDS)
    @pytest.mark.parametrize("kind", presets.FORMATS)
    def test_come_from_every_kind_of_original(
        self, client: Client, name: str, mode: str, kind: str
    ) -> None:
        image = files.picture(name, mode, size=(200, 100))
        picture = files.decoded(get(client, image, f"160.{kind}"))
        assert picture.size == (160, 80)
        assert picture.has_transparency_data == (mode in files.SEE_THROUGH and kind != "jpeg")

    def test_what_can_be_seen_through_is_white_in_jpeg(self, client: Client) -> None:
        clear = PillowImage.new("RGBA", (200, 100), (0, 0, 0, 0))
        image = files.stored("logo.webp", files.encoded("a.webp", clear))
        picture = files.decoded(get(client, image, "160.jpeg"))
        assert picture.getpixel((80, 40)) == (255, 255, 255)
        assert addresses(image)["src"].endswith(".png")

    def test_sixteen_bits_of_grey_stay_grey(self, client: Client) -> None:
        grey = PillowImage.new("I;16", (200, 100), 0x8000)
        image = files.stored("a.png", files.encoded("a.png", grey))
        red = files.decoded(get(client, image, "160.png")).convert("RGB").getpixel((80, 40))
        assert red == (128, 128, 128)

    def test_an_animation_is_its_first_frame(self, client: Client) -> None:
        frames = [PillowImage.new("RGB", (200, 100), colour) for colour in ("red", "blue")]
        content = files.encoded("a.gif", frames[0], save_all=True, append_images=frames[1:])
        picture = files.decoded(get(client, files.stored("a.gif", content), "160.png"))
        assert getattr(picture, "n_frames", 1) == 1
        assert picture.convert("RGB").getpixel((80, 40)) == (255, 0, 0)

    @pytest.mark.parametrize("kind", presets.FORMATS)
    def test_stand_upright_and_do_not_tell_where_they_were_taken(
        self, client: Client, kind: str
    ) -> None:
        image = files.stored("a.jpg", files.upright())
        picture = files.decoded(get(client, image, f"160.{kind}"))
        assert picture.size == (160, 320)
        above, below = (picture.convert("RGB").getpixel((80, y)) for y in (40, 280))
        assert above[0] > 200 > 60 > above[2]
        assert below[2] > 200 > 60 > below[0]
        assert not picture.getexif()


class TestCrops:
    @pytest.mark.parametrize("ratio", presets.RATIOS)
    @pytest.mark.parametrize("size", [(1200, 800), (800, 1200)])
    def test_have_the_shape(self, client: Client, ratio: str, size: tuple[int, int]) -> None:
        image = files.picture(size=size)
        picture = files.decoded(get(client, image, f"320-{ratio}.webp"))
        assert picture.width == 320
        assert abs(picture.height - 320 / presets.RATIOS[ratio]) <= 0.5

    @pytest.mark.parametrize("side", ["left", "right", None])
    def test_keep_what_an_editor_pointed_at(self, client: Client, side: str | None) -> None:
        wide = PillowImage.new("RGB", (1200, 400), "white")
        wide.paste("red", (0, 0, 400, 400))
        wide.paste("blue", (800, 0, 1200, 400))
        focus = {"left": 100, "right": 1100}
        around = {"focal_point_y": 200, "focal_point_width": 50, "focal_point_height": 50}
        fields = {"focal_point_x": focus[side], **around} if side else {}
        image = files.stored("a.png", files.encoded("a.png", wide), **fields)
        seen = files.decoded(get(client, image, "160-1x1.png")).convert("RGB").getpixel((80, 80))
        colours = {"left": (255, 0, 0), "right": (0, 0, 255), None: (255, 255, 255)}
        assert seen == colours[side]

    @pytest.mark.parametrize(
        ("asked", "real"),
        [
            ("960-1x1", (500, 500)),
            ("500-1x1", (500, 500)),
            ("2560-16x9", (800, 450)),
            ("800-3x4", None),
            ("375-3x4", (375, 500)),
        ],
    )
    def test_are_never_larger_than_the_picture(
        self, client: Client, image: CustomImage, asked: str, real: tuple[int, int] | None
    ) -> None:
        response = get(client, image, f"{asked}.webp")
        assert response.status_code == (200 if real else 404)
        if real:
            assert files.decoded(response).size == real

    @pytest.mark.parametrize("ratio", presets.RATIOS)
    @pytest.mark.parametrize("size", [(1, 1), (3, 2000), (3000, 7)])
    def test_of_extreme_pictures(self, client: Client, size: tuple[int, int], ratio: str) -> None:
        image = files.picture(size=size)
        picture = files.decoded(get(client, image, f"160-{ratio}.png"))
        assert picture.width <= size[0]
        assert picture.height <= size[1]

    def test_come_upright(self, client: Client) -> None:
        image = files.stored("a.jpg", files.upright())
        assert files.decoded(get(client, image, "160-3x4.png")).size == (160, 213)


class TestNothingElse:
    @pytest.mark.parametrize(
        "size",
        [
            "0.webp",
            "5000.webp",
            "320.gif",
            "320.svg",
            "320.WEBP",
            "320",
            "-320.webp",
            "320-.webp",
            "320-5x7.webp",
            "320-0x0.webp",
            "320-16x9-1x1.webp",
            "5000-16x9.webp",
            "320-16x9.gif",
            "picture.gif",
            "9" * 4400 + ".webp",
        ],
    )
    def test_is_told_from_the_address(self, client: Client, image: CustomImage, size: str) -> None:
        asked = address(image, size)
        with asking_for_images(times=0):
            assert client.get(asked).status_code == 404

    @pytest.mark.parametrize("size", ["321.webp", "801.webp", "321-16x9.webp", "picture.svg"])
    def test_is_told_from_the_row(self, client: Client, image: CustomImage, size: str) -> None:
        asked = address(image, size)
        Path(image.file.path).unlink()
        with asking_for_images(times=1):
            assert client.get(asked).status_code == 404
        assert not image.renditions.exists()

    @pytest.mark.parametrize("pk", [0, 999_999, 2**31, 2**63, 10**30])
    def test_of_no_image(self, client: Client, image: CustomImage, pk: int) -> None:
        asked = address(image).replace(f"/{image.pk}/", f"/{pk}/")
        with asking_for_images(times=1 if pk < 2**31 else 0):
            assert client.get(asked).status_code == 404

    def test_of_an_earlier_version(self, client: Client, image: CustomImage) -> None:
        old = address(image)
        image.focal_point_x, image.focal_point_y = 100, 100
        image.focal_point_width = image.focal_point_height = 50
        image.save()
        assert address(image) != old
        with asking_for_images(times=1):
            assert client.get(old).status_code == 404
        assert get(client, image).status_code == 200

    @pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
    def test_by_another_method(self, client: Client, image: CustomImage, method: str) -> None:
        assert getattr(client, method)(address(image)).status_code == 405


class TestHeaders:
    def test_may_be_kept_for_ever(self, client: Client, image: CustomImage) -> None:
        response = get(client, image)
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Cookie" not in response.headers.get("Vary", "")
        assert response.streaming
        assert int(response.headers["Content-Length"]) == len(response.getvalue())

    def test_head_says_what_get_says(self, client: Client, image: CustomImage) -> None:
        told = client.head(address(image))
        given = get(client, image)
        for name in ("Content-Length", "Content-Type", "ETag", "Cache-Control"):
            assert told.headers[name] == given.headers[name]
        assert told.getvalue() == b""

    def test_each_picture_has_an_etag(self, client: Client, image: CustomImage) -> None:
        sizes = ["320.webp", "160.webp", "320.png", "320-1x1.webp", "320-16x9.webp"]
        assert len({get(client, image, size).headers["ETag"] for size in sizes}) == len(sizes)

    @pytest.mark.parametrize("method", ["get", "head"])
    def test_who_has_it_gets_nothing_and_no_file_is_opened(
        self,
        client: Client,
        image: CustomImage,
        method: str,
        django_assert_num_queries: Any,
    ) -> None:
        etag = get(client, image).headers["ETag"]
        asked = address(image)
        for file in (image.file, image.renditions.get().file):
            Path(file.path).unlink()
        with django_assert_num_queries(1):
            response = getattr(client, method)(asked, headers={"if-none-match": etag})
        assert response.status_code == 304
        assert response.content == b""
        assert response.headers["ETag"] == etag
        assert "immutable" in response.headers["Cache-Control"]

    def test_a_picture_that_is_there_takes_one_query(
        self, client: Client, image: CustomImage, django_assert_num_queries: Any
    ) -> None:
        asked = address(image)
        client.get(asked).getvalue()
        with django_assert_num_queries(1):
            client.get(asked).getvalue()
        assert image.renditions.count() == 1


class TestLostFiles:
    def test_without_its_original_there_is_none(self, client: Client, image: CustomImage) -> None:
        Path(image.file.path).unlink()
        for size in ("320.webp", "320-1x1.avif"):
            assert get(client, image, size).status_code == 404

    def test_a_broken_original_gives_none(self, client: Client) -> None:
        whole = files.encoded("a.jpg", files.drawn())
        image = files.stored("a.jpg", whole[: len(whole) // 2])
        assert get(client, image).status_code == 404

    def test_a_lost_picture_is_made_again(self, client: Client, image: CustomImage) -> None:
        before = get(client, image).getvalue()
        Path(image.renditions.get().file.path).unlink()
        for _time in range(2):
            assert get(client, image).getvalue() == before
        assert image.renditions.count() == 1

    def test_a_lost_picture_of_a_lost_original_is_none(
        self, client: Client, image: CustomImage
    ) -> None:
        get(client, image).getvalue()
        for file in (image.file, image.renditions.get().file):
            Path(file.path).unlink()
        assert get(client, image).status_code == 404


def test_from_a_storage_on_another_machine(client: Client, settings: Any) -> None:
    elsewhere = {"BACKEND": "tests.storages.ElsewhereStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": elsewhere}
    image = builders.picture(size=(800, 500))
    with pytest.raises(NotImplementedError):
        _ = image.file.path
    for _time in range(2):
        response = get(client, image)
        assert files.decoded(response).size == (320, 200)
        assert int(response.headers["Content-Length"]) > 0
    default_storage.delete(image.renditions.get().file.name)
    assert get(client, image).status_code == 200


def test_two_pictures_never_share_a_file(client: Client) -> None:
    """Also where a storage overwrites: long names are cut until nothing of the title is left."""
    names = set()
    for colour in ("red", "blue"):
        content = files.encoded("a.png", PillowImage.new("RGB", (1000, 900), colour))
        image = files.stored("the-same-name.png", content)
        assert get(client, image, "960-16x9.avif").status_code == 200
        names.add(image.renditions.get().file.name)
    folders = {Path(name).parent for name in names}
    assert len(folders) == 2


def test_a_saved_picture_has_a_name(client: Client, image: CustomImage) -> None:
    told = get(client, image, "640-16x9.avif").headers["Content-Disposition"]
    assert told == f'inline; filename="picture-{image.pk}-640.avif"'
