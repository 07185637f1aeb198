"""`images/{id}/` and `documents/{id}/`: what a frontend needs to show a picture or a file."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image as PillowImage

from cms.images import presets
from tests import builders
from tests.delivery.conftest import Api
from tests.images import files
from tests.images.test_svg import LOGO

HOST = "http://cms.example.org"


class TestImage:
    def test_every_address_gives_what_it_says(self, api: Api) -> None:
        answer = api.get(f"images/{files.picture(size=(700, 300)).pk}/")
        assert [each["width"] for each in answer["srcset"]] == [160, 320, 480, 640, 700]
        for each in answer["srcset"]:
            picture = files.decoded(api.client.get(each["url"]))
            assert (picture.size, picture.format) == ((each["width"], each["height"]), "WEBP")
        assert files.decoded(api.client.get(answer["src"])).format == "JPEG"

    def test_a_template_takes_every_width_and_format(self, api: Api) -> None:
        answer = api.get(f"images/{files.picture(size=(200, 100)).pk}/")
        template = answer["url_template"]
        for width in presets.WIDTHS:
            address = template.replace("{width}", str(width)).replace("{format}", "webp")
            assert files.decoded(api.client.get(address)).width == min(width, 200)
        for kind in presets.FORMATS:
            address = template.replace("{width}", "160").replace("{format}", kind)
            assert files.decoded(api.client.get(address)).format == kind.upper()

    def test_a_template_of_crops_takes_every_ratio(self, api: Api) -> None:
        answer = api.get(f"images/{files.picture(size=(800, 600)).pk}/")
        for ratio, value in presets.RATIOS.items():
            address = answer["crop_url_template"].replace("{ratio}", ratio)
            address = address.replace("{width}", "320").replace("{format}", "webp")
            width, height = files.decoded(api.client.get(address)).size
            assert (width, round(height / 320, 2)) == (320, round(round(320 / value) / 320, 2))

    def test_the_document_names_what_may_be_filled_in(self, api: Api) -> None:
        fields = api.client.get("/api/delivery/v1/openapi.json").json()["components"]["schemas"]
        described = fields["Image"]["properties"]
        for width in presets.WIDTHS:
            assert str(width) in described["url_template"]["description"]
        for ratio in presets.RATIOS:
            assert ratio in described["crop_url_template"]["description"]

    @pytest.mark.parametrize(
        ("name", "mode", "kind"),
        [
            ("a.jpg", "RGB", "jpeg"),
            ("a.webp", "RGB", "jpeg"),
            ("a.webp", "RGBA", "png"),
            ("a.avif", "RGB", "jpeg"),
            ("a.png", "RGB", "png"),
            ("a.gif", "P", "png"),
            ("a.heic", "RGB", "jpeg"),
        ],
    )
    def test_src_is_for_every_program(self, api: Api, name: str, mode: str, kind: str) -> None:
        answer = api.get(f"images/{files.picture(name, mode, (200, 100)).pk}/")
        assert answer["src"].endswith(f".{kind}")

    def test_a_picture_is_described_as_it_is_seen(self, api: Api) -> None:
        answer = api.get(f"images/{files.stored('a.jpg', files.upright()).pk}/")
        assert (answer["width"], answer["height"]) == (200, 400)
        assert answer["srcset"][-1]["height"] == 400

    def test_a_drawing_fits_every_size(self, api: Api) -> None:
        answer = api.get(f"images/{files.stored('logo.svg', LOGO).pk}/")
        assert (answer["width"], answer["height"]) == (120, 60)
        assert answer["src"] == answer["url_template"]
        assert (answer["srcset"], answer["crop_url_template"]) == ([], None)
        assert answer["placeholder"] == ""
        assert api.client.get(answer["src"]).headers["Content-Type"] == "image/svg+xml"

    def test_a_focal_point_is_within_the_picture(self, api: Api) -> None:
        wide = files.encoded("a.png", PillowImage.new("RGB", (400, 200)))
        focus = {"focal_point_width": 10, "focal_point_height": 10}
        image = files.stored("a.png", wide, focal_point_x=300, focal_point_y=900, **focus)
        assert api.get(f"images/{image.pk}/")["focal_point"] == {"x": 0.75, "y": 1}

    def test_a_lost_file_does_not_matter(self, api: Api) -> None:
        image = builders.picture()
        Path(image.file.path).unlink()
        answer = api.get(f"images/{image.pk}/")
        assert api.client.get(answer["src"]).status_code == 404


class TestDocument:
    def test_is_a_link_to_a_file(self, api: Api) -> None:
        document = builders.document("Report")
        answer = api.get(f"documents/{document.pk}/")
        assert answer == {
            "kind": "document",
            "id": document.pk,
            "title": "Report",
            "url": HOST + document.url,
            "size": 10,
            "extension": "txt",
        }
        assert api.client.get(answer["url"]).getvalue() == b"Some text."  # type: ignore[attr-defined]

    def test_may_be_of_unknown_size(self, api: Api) -> None:
        document = builders.document()
        type(document).objects.update(file_size=None)
        Path(document.file.path).unlink()
        assert api.get(f"documents/{document.pk}/")["size"] is None

    def test_there_is_no_list(self, api: Api) -> None:
        builders.document()
        response = api.raw("documents/")
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["images", "documents"])
class TestHidden:
    def make(self, kind: str, **fields: Any) -> Any:
        build = builders.picture if kind == "images" else builders.document
        return build("Canary", **fields)

    def test_a_private_one_is_like_none(self, api: Api, kind: str) -> None:
        hidden = self.make(kind, collection=builders.private_collection())
        refused = api.refused(f"{kind}/{hidden.pk}/")
        assert refused == api.refused(f"{kind}/999999/")
        assert refused["status"] == 404

    @pytest.mark.parametrize("pk", ["0", str(2**31), str(2**63), "9" * 40])
    def test_an_impossible_number_is_none(self, api: Api, kind: str, pk: str) -> None:
        assert api.refused(f"{kind}/{pk}/")["status"] == 404

    def test_unknown_parameters_are_named(self, api: Api, kind: str) -> None:
        refused = api.refused(f"{kind}/{self.make(kind).pk}/", colour="red")
        assert refused["status"] == 422
        assert "colour" in refused["errors"][0]["loc"]

    def test_takes_few_queries(
        self, api: Api, kind: str, django_assert_max_num_queries: Any
    ) -> None:
        pk = self.make(kind).pk
        with django_assert_max_num_queries(4):
            api.get(f"{kind}/{pk}/")
