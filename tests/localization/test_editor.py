"""The page on which a translation is worked on: what it shows, to whom, and at what cost."""

import json
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask
from wagtail_localize.models import StringTranslation, Translation

from cms.localization.models import TranslationState
from home.models import ContentPage
from tests import builders
from tests.localization.people import group, logged_in, member
from tests.localization.translating import french, submit, translate, translate_all

pytestmark = pytest.mark.usefixtures("site")


def opened(client: Client, translation: Translation) -> BeautifulSoup:
    answer = client.get(translation.get_target_instance_edit_url())
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    for form in page.select("form[method=POST]"):
        assert form.select_one("[name=csrfmiddlewaretoken]")  # the test client asks for none
    return page


def props(page: BeautifulSoup) -> Any:
    editor = page.select_one(".js-translation-editor")
    assert editor
    return json.loads(str(editor["data-props"]))


def buttons(page: BeautifulSoup) -> list[str]:
    shown = page.select(".translation-buttons :is(a, button).button:not(.w-dropdown__toggle)")
    return [each.get_text(strip=True) for each in shown]


def body(number: int) -> list[tuple[str, Any]]:
    """Blocks of every family, with objects of their own."""
    made: list[tuple[str, Any]] = []
    for n in range(number // 6):
        image, contact = builders.picture(f"River {n}"), builders.contact(f"Office {n}")
        made += [
            ("heading", {"text": f"Part {n}", "level": "2"}),
            ("rich_text", f"<p>Water {n} and <a href='https://example.org/{n}'>more</a>.</p>"),
            ("quote", {"text": f"Deep {n}", "attribution": f"Person {n}"}),
            ("image", {"image": image, "caption": f"A river {n}", "alt": f"Seen {n}"}),
            ("contacts", {"heading": f"Ask {n}", "contacts": [contact]}),
            ("table", table(f"North {n}")),
        ]
    return made


def table(cell: str) -> Any:
    block = ContentPage._meta.get_field("body").stream_block.child_blocks["table"]
    columns = [{"type": "text", "heading": f"Region of {cell}"}]
    return block.to_python({"columns": columns, "rows": [{"values": [cell]}], "caption": cell})


def long_page(blocks: int) -> Translation:
    translation = submit(builders.content_page(f"Of {blocks}", body=body(blocks)))
    translate_all(french)
    StringTranslation.objects.update(last_translated_by=member(group(f"Group {blocks}")))
    return translation


def queries_of(client: Client, translation: Translation) -> int:
    opened(client, translation)
    url = translation.get_target_instance_edit_url()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    page = BeautifulSoup(answer.content, "html.parser")
    assert len(page.select("[data-side-panel=status]")) == 1
    kinds = {each["type"] for each in props(page)["segments"]}
    assert kinds == {"string", "synchronised_value", "related_object"}
    return len(queries)


@pytest.mark.parametrize("rights", [None, "request translate", "request translate publish"])
def test_long_pages_take_no_more_queries(admin_client: Client, rights: str | None) -> None:
    client = admin_client
    if rights is not None:
        client = logged_in(member(group("French", rights={"fr": rights})))
    of_60 = queries_of(client, long_page(60))
    assert of_60 < 60
    assert queries_of(client, long_page(18)) == of_60


def in_moderation(client: Client, translation: Translation, admin_user: Any) -> None:
    workflow = Workflow.objects.create(name="French")
    task = GroupApprovalTask.objects.create(name="Check the words")
    task.groups.set([group("Reviewers", rights={"fr": "review"})])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=translation.get_target_instance())
    client.post(translation.get_target_instance_edit_url(), {"action-submit": "submit"})
    assert translation.get_target_instance().current_workflow_state


def locked(client: Client, translation: Translation, admin_user: Any) -> None:
    page = translation.get_target_instance()
    page.locked, page.locked_by, page.locked_at = True, admin_user, timezone.now()
    page.save()


def scheduled(client: Client, translation: Translation, admin_user: Any) -> None:
    when = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    url = translation.get_target_instance_edit_url()
    client.post(url, {"action": "schedule", "go_live_at": when})
    assert translation.get_target_instance().scheduled_revision


def outdated(client: Client, translation: Translation, admin_user: Any) -> None:
    client.post(translation.get_target_instance_edit_url(), {"action": "publish"})
    source = translation.source.get_source_instance()
    source.title = "Changed"
    source.save_revision().publish()
    assert TranslationState.objects.get(translation=translation).outdated_since


@pytest.mark.parametrize("prepare", [in_moderation, locked, scheduled, outdated])
def test_long_pages_in_any_state(prepare: Any, admin_user: Any) -> None:
    client = logged_in(member(group("French", rights={"fr": "request translate publish"})))
    translation = long_page(60)
    prepare(client, translation, admin_user)
    assert queries_of(client, translation) < 60


def test_it_shows_what_is_translated_and_what_is_not(admin_client: Client) -> None:
    translation = submit(builders.content_page("Water", body=[("rich_text", "<p>Deep.</p>")]))
    translate(translation, french)
    found = props(opened(admin_client, translation))
    texts = {each["id"]: each["source"] for each in found["segments"] if each["type"] == "string"}
    shown = {
        texts[each["segment_id"]]: each["data"] for each in found["initialStringTranslations"]
    }
    assert shown == {"Water": french("Water"), "Deep.": french("Deep.")}
    assert "water" in texts.values()  # the slug


class TestButtons:
    """The first is what this person mostly does next."""

    @pytest.fixture
    def translation(self) -> Translation:
        return submit(builders.content_page("Water"))

    def offered(self, translation: Translation, rights: str) -> list[str]:
        client = logged_in(member(group("French", rights={"fr": rights})))
        return buttons(opened(client, translation))

    def test_of_publishers(self, translation: Translation) -> None:
        found = self.offered(translation, "translate publish")
        assert found[0] == "Publish in French"
        assert {"Save draft", "Turn into an alias", "Stop the translation"} <= set(found)

    def test_of_translators(self, translation: Translation) -> None:
        found = self.offered(translation, "translate")
        assert found[0] == "Save draft"
        assert not {"Publish in French", "Turn into an alias", "Unpublish"} & set(found)

    def test_of_translators_who_are_ready(self, translation: Translation) -> None:
        translate(translation, french)
        assert self.offered(translation, "translate")[:2] == [
            "Submit for moderation",
            "Save draft",
        ]

    def test_of_reviewers(self, translation: Translation) -> None:
        found = self.offered(translation, "review")
        assert found[0] == "Save draft"
        assert not {"Stop the translation", "Delete"} & set(found)
