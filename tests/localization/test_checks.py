"""A block or field of which nobody said what is translated does not boot."""

from typing import Any

import pytest
from django.db import models
from django.test.utils import isolate_apps
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import blocks, fields
from wagtail.models import TranslatableMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.localization.checks import check_model, check_rights
from cms.localization.fields import StreamField
from cms.localization.segments import kinds
from news.models import Topic
from tests.recipes.models import RecipePage


class StrangeBlock(blocks.Block):
    pass


class OwnBlock(StrangeBlock):
    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        return value


@isolate_apps("tests.recipes")
def problems_with(field: models.Field) -> list[Any]:
    class Dish(TranslatableMixin, models.Model):  # noqa: DJ008 - shown nowhere
        text = field

        class Meta(TranslatableMixin.Meta):
            app_label = "recipes"

    return list(check_model(Dish))


def test_an_unknown_block_however_deep() -> None:
    inner = blocks.StructBlock([("strange", StrangeBlock())])
    (error,) = problems_with(StreamField([("parts", blocks.ListBlock(inner))], blank=True))
    assert error.id == "cms.E004"
    assert "StrangeBlock" in error.msg
    assert "translatable=False" in error.hint


@pytest.mark.parametrize("block", [OwnBlock(), StrangeBlock(translatable=False)])
def test_a_block_that_says_it(block: Any) -> None:
    assert problems_with(StreamField([("own", block)])) == []


@pytest.mark.parametrize(
    "field", [fields.StreamField([("a", blocks.CharBlock())]), fields.RichTextField()]
)
def test_wagtails_fields(field: Any) -> None:
    (error,) = problems_with(field)
    assert error.id == "cms.E005"
    assert f"Take {type(field).__name__} from cms.localization.fields" in error.hint


def test_a_choice_that_translations_would_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RecipePage, "override_translatable_fields", [])
    (error,) = check_model(RecipePage)
    assert error.id == "cms.E015"
    assert 'ChosenField("cook")' in error.hint


@isolate_apps("tests.recipes")
@pytest.mark.parametrize(("base", "ids"), [(models.Model, ["cms.E009"]), (TranslatableMixin, [])])
def test_rows_whose_texts_would_be_copied(base: Any, ids: list[str]) -> None:
    class Menu(TranslatableMixin, ClusterableModel):
        class Meta(TranslatableMixin.Meta):
            app_label = "recipes"

    class Dish(base):
        menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="dishes")
        words = models.CharField(max_length=10)
        kind = models.CharField(max_length=10, choices=[("a", "A")])
        link = models.URLField()

        class Meta:
            app_label = "recipes"

    errors = list(check_model(Menu))
    assert [error.id for error in errors] == ids
    assert all("words" in error.msg and "Dish" in error.hint for error in errors)


def test_registering_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="already"):
        kinds.register(blocks.CharBlock)(kinds.text)


def test_a_snippet_whose_admin_or_policy_knows_no_languages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert check_rights(None) == []
    monkeypatch.setattr(Topic, "snippet_viewset", SnippetViewSet(model=Topic))
    monkeypatch.setitem(policy_registry.values_by_class, Topic, ModelPermissionPolicy(Topic))
    assert [problem.id for problem in check_rights(None)] == ["cms.E007", "cms.E008"]
