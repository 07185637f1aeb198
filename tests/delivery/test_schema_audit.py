"""`schema_audit` finds what answers leave out or make up after a change of the content model."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import ContentPage
from news.models import NewsPage
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit(site: Any, capsys: pytest.CaptureFixture[str]) -> Any:
    def run() -> list[dict[str, Any]]:
        capsys.readouterr()
        status = 0
        try:
            call_command("schema_audit", "--json")
        except SystemExit as end:
            status = end.code
        out = capsys.readouterr()
        findings = [json.loads(line) for line in out.out.splitlines()]
        assert status == bool(findings)
        assert f"{len(findings)} things do not fit" in out.err
        return findings

    return run


def store(page: Page, field: str, value: Any) -> None:
    """Content as older code has left it, past everything that would clean it."""
    with connection.cursor() as cursor:
        table = page._meta.db_table
        cursor.execute(
            f'UPDATE "{table}" SET "{field}" = %s WHERE page_ptr_id = %s',  # noqa: S608
            [json.dumps(value) if isinstance(value, list) else value, page.pk],
        )


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": f"{kind}-1", "value": value}


def test_sound_content_passes(site: Any, capsys: pytest.CaptureFixture[str]) -> None:
    image = builders.picture()
    builders.content_page(
        body=[
            ("heading", {"text": "One", "level": "2", "anchor": ""}),
            ("rich_text", "<p>Text.</p>"),
            ("gallery", {"heading": "", "images": [{"image": image}, {"image": image}]}),
            (
                "table",
                {"columns": [{"type": "text", "heading": "A"}], "rows": [{"values": ["x"]}]},
            ),
        ]
    )
    builders.contact()
    call_command("schema_audit")
    out = capsys.readouterr()
    assert out.out == ""
    live = Page.objects.filter(live=True, depth__gt=1).count()
    assert " 0 things do not fit" in out.err
    assert int(out.err.split()[0]) >= live


@pytest.mark.parametrize(
    ("stored", "pointer", "message"),
    [
        (block("carousel", {}), "/body/0", "“carousel”, which does not exist"),
        (block("quote", {"role": ""}), "/body/0/value/text", "is missing"),
        (
            block("quote", {"text": "a", "role": "", "attribution": "", "source": "b"}),
            "/body/0/value/source",
            "does not exist any more",
        ),
        (
            block("quote", {"text": "", "role": "", "attribution": ""}),
            "/body/0/value/text",
            "is required and empty",
        ),
        (
            block("notice", {"style": "danger", "heading": "", "text": "<p>a</p>"}),
            "/body/0/value/style",
            "“danger” is no value of this field: delivered as “info”",
        ),
        (
            block("related_pages", {"heading": "", "pages": [{"type": "item", "value": 999999}]}),
            "/body/0/value/pages/0/value",
            "refers to page 999999, which is gone",
        ),
        (
            block("downloads", {"heading": "", "documents": [{"type": "item", "value": 99}]}),
            "/body/0/value/documents/0/value",
            "refers to document 99, which is gone",
        ),
        (
            block("rich_text", '<p><a linktype="document" id="999">x</a></p>'),
            "/body/0/value",
            "refers to document 999",
        ),
        (
            block("gallery", {"heading": "", "images": []}),
            "/body/0/value/images",
            "is required and empty",
        ),
        (
            block(
                "table", {"caption": "", "columns": [{"type": "date", "heading": "A"}], "rows": []}
            ),
            "/body/0/value/columns/0",
            "“date”, which does not exist",
        ),
        (
            block(
                "accordion",
                {
                    "heading": "",
                    "items": [
                        {
                            "type": "item",
                            "value": {"heading": "Q", "content": [block("video", "x")]},
                        }
                    ],
                },
            ),
            "/body/0/value/items/0/value/content/0",
            "“video”",
        ),
        (
            block("figures", {"heading": "", "items": "seven"}),
            "/body/0/value/items",
            "is no list",
        ),
    ],
)
def test_what_older_code_has_stored(
    audit: Any, stored: dict[str, Any], pointer: str, message: str
) -> None:
    page = builders.content_page("Old")
    store(page, "body", [stored])
    (found,) = audit()
    assert (found["type"], found["id"]) == ("home.ContentPage", page.pk)
    assert (found["title"], found["version"]) == ("Old", "live")
    assert found["pointer"] == pointer
    assert message in found["message"]


def test_a_deleted_image(audit: Any) -> None:
    image = builders.picture()
    builders.content_page(body=[("image", {"image": image, "alt": "A", "decorative": False})])
    assert audit() == []
    image.delete()
    (found,) = audit()
    assert found["pointer"] == "/body/0/value/image"
    assert "which is gone" in found["message"]


def test_fields_of_the_page_itself(audit: Any) -> None:
    index = builders.news_index()
    page = builders.article(parent=index)
    store(page, "kind", "rumour")
    store(page, "introduction", "")
    found = {each["pointer"]: each["message"] for each in audit()}
    assert found == {
        "/kind": "“rumour” is no value of this field: delivered as “press_release”",
        "/introduction": "is required and empty",
    }
    assert NewsPage.objects.get(pk=page.pk).kind == "rumour"


def test_drafts_are_looked_at_and_may_be_unfinished(audit: Any) -> None:
    page = builders.content_page("Live")
    page.body = [("quote", {"text": "", "attribution": "", "role": ""})]
    revision = page.save_revision(clean=False)
    assert audit() == []
    revision.content["body"] = json.dumps([block("carousel", {})])
    revision.save()
    ContentPage.objects.filter(pk=page.pk).update(has_unpublished_changes=True)
    (found,) = audit()
    assert (found["version"], found["pointer"]) == ("draft", "/body/0")


def test_snippets_are_looked_at(audit: Any) -> None:
    contact = builders.contact()
    type(contact).objects.filter(pk=contact.pk).update(name="")
    (found,) = audit()
    assert (found["type"], found["pointer"]) == ("contacts.Contact", "/name")


def test_queries_do_not_grow_with_the_content(audit: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            audit()
        return len(captured)

    image = builders.picture()
    body = [("image", {"image": image, "alt": "A", "decorative": False})]
    builders.content_page("One", body=body)
    before = queries()
    for number in range(10):
        builders.content_page(f"Page {number}", body=body * 3)
    assert queries() == before


def test_the_text_for_people(site: Any, capsys: pytest.CaptureFixture[str]) -> None:
    page = builders.content_page("Old")
    store(page, "body", [block("carousel", {})])
    with pytest.raises(SystemExit):
        call_command("schema_audit")
    out = capsys.readouterr().out
    assert f"home.ContentPage {page.pk} “Old” (live)" in out
    assert "/body/0: is a block of the type “carousel”" in out
