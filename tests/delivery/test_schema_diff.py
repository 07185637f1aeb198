"""`schema_diff` tells what breaks clients from what does not."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.delivery.schema_diff import compare

SNAPSHOT = Path(__file__).parents[2] / "docs/openapi.json"
NULL = {"type": "null"}
PAGES = "/api/delivery/v1/pages/"


class Edited:
    """A copy of the published document to change."""

    def __init__(self) -> None:
        self.document = json.loads(SNAPSHOT.read_text())
        self.schemas = self.document["components"]["schemas"]
        self.list = self.document["paths"][PAGES]["get"]

    def properties(self, name: str) -> Any:
        return self.schemas[name]["properties"]

    def parameter(self, name: str) -> Any:
        return next(each for each in self.list["parameters"] if each["name"] == name)


def loosen(schema: dict[str, Any], *more: dict[str, Any]) -> None:
    was = dict(schema)
    schema.clear()
    schema["anyOf"] = [was, *more]


def add_member(new: Edited) -> None:
    block = copy.deepcopy(new.schemas["QuoteBlock"])
    block["properties"]["type"]["const"] = "poem"
    new.schemas["PoemBlock"] = block
    new.schemas["BodyBlock"]["oneOf"].append({"$ref": "#/components/schemas/PoemBlock"})
    new.schemas["BodyBlock"]["discriminator"]["mapping"]["poem"] = "#/components/schemas/PoemBlock"


def add_page_type(new: Edited) -> None:
    for name in ("NewsPageSummary", "NewsPageSummaryMeta"):
        new.schemas[f"More{name}"] = copy.deepcopy(new.schemas[name])
    new.properties("MoreNewsPageSummary")["meta"]["$ref"] = (
        "#/components/schemas/MoreNewsPageSummaryMeta"
    )
    new.properties("MoreNewsPageSummaryMeta")["type"]["const"] = "more.NewsPage"
    new.schemas["PageSummary"]["oneOf"].append(
        {"$ref": "#/components/schemas/MoreNewsPageSummary"}
    )


def drop_member(new: Edited) -> None:
    new.schemas["BodyBlock"]["oneOf"] = [
        each for each in new.schemas["BodyBlock"]["oneOf"] if "QuoteBlock" not in each["$ref"]
    ]


def rename_type(new: Edited) -> None:
    text = json.dumps(new.document).replace('"QuoteValue"', '"SayingValue"')
    new.document = json.loads(text.replace("schemas/QuoteValue", "schemas/SayingValue"))


def add_parameter(required: bool) -> Callable[[Edited], None]:
    parameter = {"in": "query", "name": "era", "required": required, "schema": {"type": "string"}}
    return lambda new: new.list["parameters"].append(parameter)


def drop_parameter(new: Edited) -> None:
    new.list["parameters"].remove(new.parameter("slug"))


CASES: dict[str, tuple[Callable[[Edited], Any], str, str]] = {
    # what is done to the new document, the level, and what is said
    "an endpoint is gone": (lambda new: new.document["paths"].pop(PAGES), "breaking", "is gone"),
    "an endpoint is new": (
        lambda new: new.document["paths"].update({"/new/": new.document["paths"][PAGES]}),
        "safe",
        "GET /new/: is new",
    ),
    "a function has another name": (
        lambda new: new.list.update(operationId="all_pages"),
        "exhaustive",
        "all_pages",
    ),
    "a key is gone": (
        lambda new: new.properties("QuoteValue").pop("role"),
        "breaking",
        "QuoteValue.role: is gone",
    ),
    "a key is new": (
        lambda new: new.properties("QuoteValue").update(year={"type": "integer"}),
        "safe",
        "QuoteValue.year: is new",
    ),
    "a key may be left out": (
        lambda new: new.schemas["QuoteValue"]["required"].remove("role"),
        "breaking",
        "may be left out",
    ),
    "an answer may be null": (
        lambda new: loosen(new.properties("QuoteValue")["role"], NULL),
        "breaking",
        "QuoteValue.role: can be null now",
    ),
    "an answer is never null": (
        lambda new: new.properties("Image").update(caption={"type": "string"}),
        "safe",
        "Image.caption: can no longer be null",
    ),
    "an answer has another type": (
        lambda new: new.properties("QuoteValue").update(role={"type": "integer"}),
        "breaking",
        "QuoteValue.role: can be integer now",
    ),
    "an object in place of a text": (
        lambda new: new.properties("QuoteValue").update(
            role={"$ref": "#/components/schemas/FocalPoint"}
        ),
        "breaking",
        "QuoteValue.role: can be object now",
    ),
    "a date is any text": (
        lambda new: new.properties("NewsPageDetail")["date"].pop("format"),
        "breaking",
        "has not the format date",
    ),
    "the items of a list may be null": (
        lambda new: loosen(new.properties("NewsPageDetail")["topics"]["items"], NULL),
        "breaking",
        "NewsPageDetail.topics[]: can be null now",
    ),
    "a further choice in answers": (
        lambda new: new.properties("NewsPageDetail")["kind"]["enum"].append("rumour"),
        "exhaustive",
        "NewsPageDetail.kind: can be rumour now",
    ),
    "a choice is any text": (
        lambda new: new.properties("NewsPageDetail")["kind"].pop("enum"),
        "breaking",
        "NewsPageDetail.kind: can be any value now",
    ),
    "a further block": (add_member, "exhaustive", "BodyBlock: can be object type=poem now"),
    "a block less": (drop_member, "exhaustive", "BodyBlock: can no longer be object type=quote"),
    "a further page type": (add_page_type, "exhaustive", "can be object type=more.NewsPage now"),
    "a type has another name": (rename_type, "exhaustive", "QuoteValue: no type has this name"),
    "a required parameter": (add_parameter(True), "breaking", "is a new required parameter"),
    "an optional parameter": (add_parameter(False), "safe", "is a new optional parameter"),
    "a parameter is gone": (drop_parameter, "breaking", "?slug: is no parameter any more"),
    "a parameter is required now": (
        lambda new: new.parameter("slug").update(required=True),
        "breaking",
        "is required now",
    ),
    "a choice less in a parameter": (
        lambda new: new.parameter("type")["schema"]["items"]["enum"].remove("news.NewsPage"),
        "breaking",
        "?type[]: can no longer be news.NewsPage",
    ),
    "a choice more in a parameter": (
        lambda new: new.parameter("type")["schema"]["items"]["enum"].append("more.Page"),
        "safe",
        "?type[]: can be more.Page now",
    ),
    "a parameter takes less": (
        lambda new: new.parameter("limit")["schema"].update(maximum=50),
        "breaking",
        "has maximum 50 now, before 100",
    ),
    "a parameter takes more": (
        lambda new: new.parameter("limit")["schema"].update(maximum=500),
        "safe",
        "has maximum 500 now",
    ),
    "another default": (
        lambda new: new.parameter("limit")["schema"].update(default=10),
        "breaking",
        "was 20 and is 10",
    ),
    "another success": (
        lambda new: new.list["responses"].update({"202": new.list["responses"].pop("200")}),
        "breaking",
        "200: is no answer any more",
    ),
    "another error": (
        lambda new: new.list["responses"].update({"410": new.list["responses"]["422"]}),
        "safe",
        "410: is a new answer",
    ),
    "another media type": (
        lambda new: new.list["responses"]["200"].update(
            content={"text/json": new.list["responses"]["200"]["content"]["application/json"]}
        ),
        "breaking",
        "is not application/json any more",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_change_does(case: str) -> None:
    edit, level, message = CASES[case]
    new = Edited()
    edit(new)
    changes = compare(Edited().document, new.document)
    said = {f"{each.where}: {each.message}": each.level for each in changes}
    found = [found_level for text, found_level in said.items() if message in text]
    assert found, said
    assert set(found) == {level}
    worst = min(said.values(), key=["breaking", "exhaustive", "safe"].index)
    assert worst == level, said


def test_words_and_order_do_not_matter() -> None:
    new = Edited()
    for schema in new.schemas.values():
        schema["description"] = "Something else."
        schema.get("required", []).reverse()
        schema.get("oneOf", []).reverse()
    new.list["parameters"].reverse()
    assert compare(Edited().document, new.document) == []


def test_a_type_used_in_many_places_is_told_once() -> None:
    new = Edited()
    del new.properties("Image")["alt"]
    changes = compare(Edited().document, new.document)
    assert [each.where for each in changes] == ["Image.alt"]


class TestCommand:
    @pytest.fixture
    def old(self, tmp_path: Path) -> Path:
        return tmp_path / "old.json"

    def run(self, *arguments: str) -> int:
        try:
            call_command("schema_diff", *arguments)
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    def test_nothing_has_changed(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run(str(SNAPSHOT), str(SNAPSHOT)) == 0
        assert "Nothing has changed" in capsys.readouterr().out

    def test_a_break_is_told_and_fails(
        self, old: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        was = Edited()
        was.properties("QuoteValue")["year"] = {"type": "integer"}
        old.write_text(json.dumps(was.document))
        assert self.run(str(old), str(SNAPSHOT)) == 1
        assert "Breaks clients:\n  QuoteValue.year: is gone\n" in capsys.readouterr().out
        assert self.run(str(old), str(SNAPSHOT), "--json") == 1
        assert json.loads(capsys.readouterr().out) == [
            {"level": "breaking", "where": "QuoteValue.year", "message": "is gone"}
        ]

    def test_what_only_exhaustive_clients_feel_fails_on_request(self, old: Path) -> None:
        was = Edited()
        was.properties("NewsPageDetail")["kind"]["enum"].remove("speech")
        old.write_text(json.dumps(was.document))
        assert self.run(str(old), str(SNAPSHOT)) == 0
        assert self.run(str(old), str(SNAPSHOT), "--exhaustive") == 1

    def test_the_code_is_compared_without_a_second_file(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.run(str(SNAPSHOT))  # the tests have a page type of their own
        assert "recipes.RecipePage" in capsys.readouterr().out

    @pytest.mark.parametrize("content", ["", "[]", "{}", '{"openapi": "3.1.0"}'])
    def test_what_is_no_document(self, old: Path, content: str) -> None:
        old.write_text(content)
        with pytest.raises(CommandError, match=r"old\.json"):
            call_command("schema_diff", str(old))
        with pytest.raises(CommandError, match=r"missing\.json"):
            call_command("schema_diff", "missing.json")
