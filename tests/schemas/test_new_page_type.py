"""A new page type is one class: answers, types and lists follow from it."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms.schemas.models import page_detail
from tests import builders
from tests.delivery.conftest import Api, api, openapi
from tests.recipes.models import Cook, RecipeHelper, RecipePage
from tests.recipes.steps import plain_steps

__all__ = ["api"]


@pytest.fixture
def recipe(api: Api) -> RecipePage:
    cook = Cook.objects.create(name="Kitchen", locale=builders.locale("en"))
    image, file, other = builders.picture(), builders.document(), builders.section("Other")
    step = {
        "text": "<p>Stir.</p>",
        "minutes": None,
        "needs": [{"what": "Salt", "grams": Decimal("2.50")}],
    }
    page = RecipePage(
        title="Soup",
        price=Decimal("3.50"),
        introduction="<p>Good.</p>",
        cook=cook,
        goes_with=other,
        helpers=[RecipeHelper(cook=cook)],
        steps=[
            ("step", step),
            ("course", [("steps", [step, step]), ("note", "Wait.")]),
            *plain_steps(other, image, file),
        ],
    )
    return builders.publish(builders.home(), page)


def test_the_answer(api: Api, recipe: RecipePage) -> None:
    answer = api.page(recipe)  # compared with the published schema
    assert answer["meta"]["type"] == "recipes.RecipePage"
    assert (answer["servings"], answer["price"], answer["rating"], answer["is_vegan"]) == (
        4,
        "3.50",
        None,
        False,
    )
    assert (answer["first_cooked"], answer["course"]) == (None, "main")
    assert answer["introduction"]["content"] == "<p>Good.</p>"
    assert answer["cook"]["name"] == answer["helpers"][0]["name"] == "Kitchen"
    assert answer["goes_with"]["html_path"] == "/en/other/"
    values = {block["type"]: block["value"] for block in answer["steps"]}
    step = {
        "text": {"format": "html", "content": "<p>Stir.</p>"},
        "minutes": None,
        "needs": [{"what": "Salt", "grams": "2.50"}],
    }
    assert values["step"] == step
    assert [inner["value"] for inner in values["course"]] == [[step, step], "Wait."]
    assert (values["day"], values["hour"], values["moment"]) == (
        "2026-02-01",
        "12:30:00",
        "2026-02-01T10:00:00Z",
    )
    assert (values["hot"], values["weight"], values["taste"], values["tastes"]) == (
        True,
        1.5,
        "sour",
        ["sweet", "sour"],
    )
    assert values["page"]["title"] == "Other"
    assert values["picture"]["alt"] == "A picture of River"
    assert values["described"]["alt"] == "Steam"
    assert values["file"]["extension"] == "txt"


def test_lists_and_types(api: Api, recipe: RecipePage) -> None:
    (item,) = api.get("pages/", type="recipes.RecipePage", order="servings")["items"]
    assert (item["servings"], item["cook"]["name"]) == (4, "Kitchen")
    names = openapi()["components"]["schemas"]
    assert names["StepValue"]["properties"]["minutes"]["anyOf"] == [
        {"type": "integer"},
        {"type": "null"},
    ]
    assert names["TasteBlock"]["properties"]["value"]["enum"] == ["sweet", "sour"]


def test_what_a_manager_leaves_out_is_not_there(api: Api, recipe: RecipePage) -> None:
    Cook._base_manager.update(name="Former cook")
    answer = api.page(recipe)
    assert (answer["cook"], answer["helpers"]) == (None, [])


def test_what_is_older_than_its_blocks_is_still_delivered(api: Api, recipe: RecipePage) -> None:
    """Fields added to a block later, old lists without envelopes, removed blocks and pages."""
    old = [
        {"type": "step", "id": "1", "value": {"needs": [{"what": "Salt"}], "gone": 1}},
        {"type": "vanished", "id": "2", "value": "x"},
        {"type": "page", "id": "3", "value": 999999},
        {"type": "picture", "id": "4", "value": None},
        {"type": "taste", "id": "5", "value": "bitter"},
        {"type": "course", "id": "6", "value": None},
        {"type": "day", "id": "7", "value": "nonsense"},
    ]
    recipe.steps = old
    Page.save(recipe, clean=False)
    answer = api.page(recipe)["steps"]
    assert [block["type"] for block in answer] == [
        "step",
        "page",
        "picture",
        "taste",
        "course",
        "day",
    ]
    assert answer[0]["value"]["needs"] == [{"what": "Salt", "grams": None}]
    assert [block["value"] for block in answer[1:]] == [None, None, "sweet", [], None]


def test_its_reading_view(api: Api, recipe: RecipePage) -> None:
    assert "Soup" in api.client.get(recipe.url).content.decode()


def test_checks_pass(db: None) -> None:
    call_command("check")
    assert "steps" in page_detail(RecipePage).fields
