"""An SVG may draw. It may not act, load, or tell anything about its reader."""

import pytest
from django.test import Client
from PIL import Image as PillowImage

from cms.images.models import CustomImage
from cms.images.urls import addresses
from tests.images import files
from tests.images.test_upload import refusal, upload

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, attributes: str = 'viewBox="0 0 120 60"', before: str = "") -> bytes:
    return f"{before}<svg {NAMESPACES} {attributes}>{inside}</svg>".encode()


LOGO = svg(
    '<title>Logo</title><defs><linearGradient id="a"><stop offset="0" stop-color="#036"/>'
    '</linearGradient><path id="p" d="M0 0h9v9z"/></defs><style>.b { fill: url(#a) }</style>'
    '<g class="b" style="stroke:#000"><use xlink:href="#p"/><text x="1" y="2">Eau</text></g>'
)
HARMFUL = {
    "script": svg("<script>alert(1)</script>"),
    "script elsewhere": svg('<script href="//evil.example/x.js"/>'),
    "script of another kind": svg(
        '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>'
    ),
    "event at the root": svg("", 'onload="alert(1)" viewBox="0 0 9 9"'),
    "event inside": svg('<rect ONCLICK="alert(1)" width="9" height="9"/>'),
    "foreign object": svg(
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">'
        '<iframe src="https://evil.example/"/></body></foreignObject>'
    ),
    "link": svg('<a href="javascript:alert(1)"><rect width="9" height="9"/></a>'),
    "animated link": svg('<a><set attributeName="href" to="javascript:alert(1)"/></a>'),
    "picture from elsewhere": svg('<image href="https://evil.example/a.png"/>'),
    "drawing inside": svg('<image href="data:image/svg+xml;base64,PHN2Zy8+evil.example"/>'),
    "use from elsewhere": svg('<use xlink:href="https://evil.example/a.svg#b"/>'),
    "fill from elsewhere": svg('<rect fill="url( \'https://evil.example/a\')" width="9"/>'),
    "style from elsewhere": svg('<rect style="fill:url(//evil.example/a)" width="9"/>'),
    "import": svg("<style>@import 'https://evil.example/a.css';</style>"),
    "hidden import": svg("<style>@\\69mport 'https://evil.example/a.css';</style>"),
    "base": svg('<g xml:base="https://evil.example/"/>'),
    "style sheet": svg("", before='<?xml-stylesheet href="https://evil.example/a.css"?>'),
    "comment": svg("<!-- evil.example -->"),
}


def body(client: Client, image: CustomImage) -> str:
    response = client.get(addresses(image)["src"].removeprefix("http://cms.example.org"))
    assert response.status_code == 200
    return response.getvalue().decode()


@pytest.mark.django_db
class TestDrawing:
    def test_keeps_what_a_logo_is_made_of(self, client: Client) -> None:
        drawn = body(client, files.stored("logo.svg", LOGO))
        for part in (
            '<svg viewBox="0 0 120 60" xmlns="http://www.w3.org/2000/svg">',
            "<title>Logo</title>",
            '<linearGradient id="a">',
            ".b { fill: url(#a) }",
            '<use href="#p"',
            '<g class="b" style="stroke:#000">',
            ">Eau</text>",
        ):
            assert part in drawn

    @pytest.mark.parametrize("what", HARMFUL)
    def test_loses_what_acts_or_loads(self, client: Client, what: str) -> None:
        drawn = body(client, files.stored("logo.svg", HARMFUL[what]))
        assert drawn.startswith("<svg ")
        for trace in ("script", "alert", "evil", "onload", "onclick", "foreignobject", "import"):
            assert trace not in drawn.lower()

    def test_keeps_a_picture_inside(self, client: Client) -> None:
        drawn = body(
            client,
            files.stored("a.svg", svg('<image href="data:image/png;base64,iVBORw0KGgo="/>')),
        )
        assert 'href="data:image/png;base64,iVBORw0KGgo="' in drawn

    @pytest.mark.parametrize(
        ("attributes", "size"),
        [
            ('viewBox="0 0 120 60"', (120, 60)),
            ('width="200" height="50"', (200, 50)),
            ('width="100%" viewBox="0 0 10.4 0.2"', (10, 1)),
            ("", (300, 150)),
        ],
    )
    def test_is_measured(self, attributes: str, size: tuple[int, int]) -> None:
        image = files.stored("a.svg", svg("", attributes))
        image.refresh_from_db()
        assert (image.width, image.height) == size

    def test_is_served_where_nothing_can_run(self, client: Client) -> None:
        image = files.stored("logo.svg", LOGO)
        asked = addresses(image)["src"].removeprefix("http://cms.example.org")
        response = client.get(asked)
        assert response.headers["Content-Type"] == "image/svg+xml"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        rules = response.headers["Content-Security-Policy"].split("; ")
        assert {"sandbox", "default-src 'none'"} <= set(rules)
        assert not any("script" in rule for rule in rules)
        assert "immutable" in response.headers["Cache-Control"]
        again = client.get(asked, headers={"if-none-match": response.headers["ETag"]})
        assert again.status_code == 304

    def test_fits_every_size_as_it_is(self, client: Client) -> None:
        image = files.stored("logo.svg", LOGO)
        given = addresses(image)
        assert given["src"] == given["url_template"]
        assert given["src"].endswith("/picture.svg")
        assert (given["srcset"], given["crop_url_template"]) == ([], None)
        folder = given["src"].removeprefix("http://cms.example.org").removesuffix("picture.svg")
        for size in ("320.webp", "120.png", "160-1x1.jpeg"):
            assert client.get(folder + size).status_code == 404


class TestUpload:
    def test_is_cleaned(self, admin_client: Client) -> None:
        assert upload(admin_client, "logo.svg", HARMFUL["script"]).status_code == 302
        image = CustomImage.objects.get()
        with image.open_file() as file:
            content = file.read()
        assert b"script" not in content
        assert image.file_size == len(content)

    def test_is_shown_in_the_library(self, admin_client: Client) -> None:
        upload(admin_client, "logo.svg", LOGO)
        image = CustomImage.objects.get()
        assert admin_client.get(f"/admin/images/{image.pk}/").status_code == 200
        listing = admin_client.get("/admin/images/")
        assert ".svg" in listing.content.decode()

    @pytest.mark.parametrize(
        "content",
        [
            b"<html><body>Hello</body></html>",
            svg("")[:-3],
            svg("&x;", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            svg("&b;", before='<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'),
            svg("<g>" * 5000 + "</g>" * 5000),
            svg("", 'width="nan" height="inf"'),
            svg("", 'viewBox="what"'),
            b"<?xml version='1.0' encoding='nonsense'?><svg/>",
        ],
        ids=["html", "broken", "file", "bomb", "deep", "no number", "no box", "encoding"],
    )
    def test_refuses_what_is_no_plain_drawing(self, admin_client: Client, content: bytes) -> None:
        assert refusal(upload(admin_client, "a.svg", content))

    def test_refuses_another_picture_by_that_name(self, admin_client: Client) -> None:
        content = files.encoded("a.png", PillowImage.new("RGB", (9, 9)))
        assert refusal(upload(admin_client, "a.svg", content))

    def test_takes_the_document_type_that_drawing_programs_write(
        self, admin_client: Client
    ) -> None:
        doctype = (
            '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
            '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        )
        assert upload(admin_client, "a.svg", svg("", before=doctype)).status_code == 302
