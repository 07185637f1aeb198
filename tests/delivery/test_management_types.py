"""Wagtail's own API v3 says exactly what streams hold, and what it says is true."""

import json
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema
import pytest
from django.test import Client
from wagtail.api.v3.urls import api as management_api
from wagtail.models import APIToken, Page

from tests import builders
from tests.recipes.models import RecipePage
from tests.recipes.steps import plain_steps

pytestmark = pytest.mark.django_db


@cache
def document() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(management_api.get_openapi_schema(), default=str))
    return made


@pytest.fixture
def headers(admin_user: Any) -> dict[str, str]:
    _token, key = APIToken.create_token(user=admin_user, name="tests")
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def get(site: Any, client: Client, headers: dict[str, str]) -> Any:
    def ask(path: str) -> Any:
        response = client.get(f"/api/v3-preview/{path}", headers=headers)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    return ask


def check(name: str, field: str, value: Any) -> None:
    """A JSON Schema error if a field's value is not what the document says."""
    schema = document()["components"]["schemas"][name]["properties"][field]
    whole = {**schema, "components": document()["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


def test_every_block_of_the_vocabulary(get: Any) -> None:
    image, file, contact = builders.picture(), builders.document(), builders.contact()
    other = builders.section("Other")
    picture = {"image": image, "alt": "A", "decorative": False, "caption": "", "credit": ""}
    link = {"kind": "page", "page": other, "label": "There"}
    page = builders.content_page(
        body=[
            ("heading", {"text": "One", "level": "2", "anchor": ""}),
            ("rich_text", f'<p><a linktype="page" id="{other.pk}">x</a></p>'),
            ("quote", {"text": "Words", "attribution": "", "role": ""}),
            ("notice", {"style": "info", "heading": "", "text": "<p>Text.</p>"}),
            (
                "accordion",
                {"heading": "", "items": [{"heading": "Q", "content": [("image", picture)]}]},
            ),
            ("image", picture),
            ("gallery", {"heading": "", "images": [picture, picture]}),
            ("embed", {"url": "https://vimeo.com/1", "title": "Film", "caption": ""}),
            ("downloads", {"heading": "", "documents": [file]}),
            ("figures", {"heading": "", "items": [{"value": "1", "label": "a", "source": ""}]}),
            (
                "table",
                {
                    "caption": "T",
                    "columns": [
                        {"type": "text", "heading": "A"},
                        {"type": "number", "heading": "B"},
                    ],
                    "rows": [{"values": ["x", 1.5]}, {"values": ["", None]}],
                },
            ),
            ("link_group", {"heading": "Links", "links": [link]}),
            ("call_to_action", {"heading": "Go", "text": "", "links": [link]}),
            ("contacts", {"heading": "", "contacts": [contact]}),
            ("related_pages", {"heading": "", "pages": [other]}),
            ("latest_news", {"heading": "", "topic": None, "number": 3}),
        ]
    )
    body = get(f"pages/{page.pk}/")["body"]
    types = document()["components"]["schemas"]["StoredBodyBlock"]["discriminator"]["mapping"]
    assert {block["type"] for block in body} == set(types)
    check("ContentPageSchema", "body", body)
    values = {block["type"]: block["value"] for block in body}
    assert values["image"]["image"] == image.pk  # an id, not the picture
    assert values["related_pages"]["pages"] == [other.pk]


def test_every_kind_of_block_that_wagtail_has(get: Any) -> None:
    image, file, other = builders.picture(), builders.document(), builders.section("Other")
    step = {"text": "<p>Stir.</p>", "needs": [{"what": "Salt", "grams": Decimal("2.50")}]}
    page = RecipePage(
        title="Soup",
        steps=[
            ("step", {**step, "minutes": None}),
            ("course", [("steps", [{**step, "minutes": 4}]), ("note", "Wait.")]),
            *plain_steps(other, image, file),
        ],
    )
    builders.publish(builders.home(), page)
    steps = get(f"pages/{page.pk}/")["steps"]
    assert len(steps) == 16
    check("RecipePageSchema", "steps", steps)


def test_what_is_older_than_its_blocks_is_still_answered(get: Any) -> None:
    page = builders.content_page()
    page.body = [
        {"type": "quote", "id": "1", "value": {"text": "Only this"}},
        {"type": "notice", "id": "2", "value": {"style": "danger", "text": "<p>x</p>"}},
        {"type": "image", "id": "3", "value": {"image": 999999}},
    ]
    Page.save(page, clean=False)
    body = get(f"pages/{page.pk}/")["body"]
    assert [block["type"] for block in body] == ["quote", "notice", "image"]
    check("ContentPageSchema", "body", [body[0], body[2]])
    with pytest.raises(jsonschema.ValidationError):  # `schema_audit` tells of this one
        check("ContentPageSchema", "body", [body[1]])


def test_wrong_values_do_not_fit() -> None:
    quote = {"text": "a", "attribution": "b", "role": "c"}
    check("ContentPageSchema", "body", [{"type": "quote", "id": "1", "value": quote}])
    for wrong in (
        {"type": "quote", "id": "1", "value": {**quote, "text": 1}},
        {"type": "quote", "id": "1", "value": {**quote, "more": "x"}},
        {"type": "carousel", "id": "1", "value": {}},
        {"type": "quote", "id": "1", "value": "a"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            check("ContentPageSchema", "body", [wrong])


def test_no_stream_is_left_untyped(get: Any) -> None:
    served = get("openapi.json")["components"]["schemas"]
    assert served["StoredBodyBlock"]["discriminator"]["propertyName"] == "type"
    for name, field in (
        ("NewsPageSchema", "body"),
        ("NewsPageSchema", "related_links"),
        ("SectionPageSchema", "link_groups"),
        ("RecipePageSchema", "steps"),
    ):
        assert served[name]["properties"][field]["items"]["$ref"].startswith(
            "#/components/schemas/Stored"
        )
    untyped = [
        f"{name}.{key}"
        for name, schema in served.items()
        if name.startswith("Stored")
        for key, inner in schema.get("properties", {}).items()
        if not {"$ref", "anyOf", "type", "enum", "const"} & inner.keys()
    ]
    assert untyped == []
