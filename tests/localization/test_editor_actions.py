"""Drafts, dates, moderation and locks of translations, through their page in the admin."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail_localize.models import StringTranslation, Translation

from tests import builders
from tests.delivery.conftest import Api
from tests.localization.people import group, logged_in, member
from tests.localization.test_editor import buttons, opened, props
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def translation(site: Any) -> Translation:
    made = submit(builders.content_page("Water"))
    translate(made, french)
    return made


@pytest.fixture
def translator(site: Any) -> Any:
    return member(group("French translators", rights={"fr": "translate"}))


@pytest.fixture
def publisher(site: Any) -> Any:
    return member(group("French publishers", rights={"fr": "review publish"}))


def target(translation: Translation) -> Any:
    return translation.get_target_instance().specific


def press(user: Any, translation: Translation, **fields: str) -> Any:
    url = translation.get_target_instance_edit_url()
    return logged_in(user).post(url, fields, follow=True)


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def logged(page: Page, action: str) -> list[Any]:
    return [row.user for row in PageLogEntry.objects.filter(page=page, action=action)]


class TestDraft:
    def test_is_a_version_that_readers_do_not_see(
        self, translation: Translation, translator: Any, publisher: Any, api: Api
    ) -> None:
        press(publisher, translation, action="publish")
        StringTranslation.objects.filter(data=french("Water")).update(data="Eau")
        assert "Saved as a draft" in said(press(translator, translation, action="save"))
        page = target(translation)
        draft = page.get_latest_revision()
        assert (draft.user, draft.as_object().title) == (translator, "Eau")
        assert page.has_unpublished_changes
        assert api.page(page)["title"] == french("Water")
        assert translator in logged(page, "wagtail.edit")

    def test_of_a_snippet(self, admin_user: Any) -> None:
        translation = submit(builders.contact("Press Office"))
        translate(translation, french)
        press(admin_user, translation, action="save")
        contact = translation.get_target_instance()
        assert not contact.live
        assert contact.get_latest_revision().as_object().name == french("Press Office")


class TestSchedule:
    def plan(self, user: Any, translation: Translation, begin: Any = None, end: Any = None) -> Any:
        days = {"go_live_at": begin, "expire_at": end}
        return press(
            user,
            translation,
            action="schedule",
            **{
                name: (timezone.localtime() + timedelta(days=n)).strftime("%Y-%m-%d %H:%M")
                for name, n in days.items()
                if n is not None
            },
        )

    def test_it_goes_live_then_and_not_before(
        self, translation: Translation, publisher: Any, api: Api
    ) -> None:
        answer = self.plan(publisher, translation, begin=1, end=5)
        assert "goes live in French at the time" in said(answer)
        page = target(translation)
        assert not page.live
        assert api.raw(f"pages/{page.pk}/").status_code == 404
        assert logged(page, "wagtail.publish.schedule") == [publisher]
        source = translation.source.get_source_instance()
        assert (source.go_live_at, source.expire_at) == (None, None)
        revision = page.scheduled_revision
        past = timezone.now() - timedelta(minutes=1)
        revision.approved_go_live_at = past
        revision.content["go_live_at"] = past.isoformat()
        revision.save()
        call_command("publish_scheduled")
        assert api.page(target(translation))["title"] == french("Water")
        assert target(translation).expire_at

    def test_is_shown_changed_and_cancelled(
        self, translation: Translation, publisher: Any, translator: Any
    ) -> None:
        self.plan(publisher, translation, begin=1)
        first = target(translation).scheduled_revision
        self.plan(publisher, translation, begin=3)
        second = target(translation).scheduled_revision
        assert second.approved_go_live_at - first.approved_go_live_at == timedelta(days=2)
        page = opened(logged_in(translator), translation)
        panel = page.select_one("section[aria-label=Schedule]")
        assert panel
        assert "Goes live" in panel.text
        assert not panel.select("form")
        assert props(page)["object"]["isLocked"]
        press(publisher, translation, action="unschedule")
        assert target(translation).scheduled_revision is None
        assert publisher in logged(target(translation), "wagtail.schedule.cancel")
        press(publisher, translation, action="publish")
        assert target(translation).live

    def test_takes_the_right_to_publish(self, translation: Translation, translator: Any) -> None:
        self.plan(translator, translation, begin=1)
        assert target(translation).scheduled_revision is None
        assert not opened(logged_in(translator), translation).select("[name=go_live_at]")

    def test_asks_where_texts_are_missing(self, translation: Translation, publisher: Any) -> None:
        StringTranslation.objects.filter(data=french("Water")).delete()
        answer = self.plan(publisher, translation, begin=1)
        assert b'name="go_live_at"' in answer.content
        assert b'value="schedule"' in answer.content
        assert target(translation).scheduled_revision is None

    def test_dates_have_to_make_sense(self, translation: Translation, publisher: Any) -> None:
        assert "past" in said(self.plan(publisher, translation, end=-1))
        assert "before" in said(self.plan(publisher, translation, begin=3, end=2))
        assert not target(translation).live

    def test_publishing_at_once_overtakes_it(
        self, translation: Translation, publisher: Any
    ) -> None:
        self.plan(publisher, translation, begin=1)
        press(publisher, translation, action="publish")
        page = target(translation)
        assert (page.live, page.scheduled_revision) == (True, None)


class TestModeration:
    @pytest.fixture(autouse=True)
    def workflow(self, translation: Translation) -> None:
        reviewers = group("French reviewers", rights={"fr": "review publish"})
        self.reviewer = member(reviewers)
        task = GroupApprovalTask.objects.create(name="French review")
        task.groups.add(reviewers)
        workflow = Workflow.objects.create(name="French")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        WorkflowPage.objects.update_or_create(
            page=builders.home("fr"), defaults={"workflow": workflow}
        )

    def submit(self, user: Any, translation: Translation) -> Any:
        return press(user, translation, **{"action-submit": "submit"})

    def decide(self, translation: Translation, word: str, **fields: str) -> Any:
        client = logged_in(self.reviewer)
        page = opened(client, translation)
        button = page.select_one(f"[formaction*='/{word}/']")
        assert button
        url = translation.get_target_instance_edit_url()
        return client.post(str(button["formaction"]), fields | {"next": url}, follow=True)

    def test_from_submission_to_publication(
        self, translation: Translation, translator: Any
    ) -> None:
        assert "Submitted" in said(self.submit(translator, translation))
        page = opened(logged_in(translator), translation)
        assert "French review" in page.text
        assert props(page)["object"]["isLocked"]
        assert "Save draft" not in buttons(page)
        self.decide(translation, "approve")
        found = target(translation)
        assert (found.live, found.title) == (True, french("Water"))
        assert logged(found, "wagtail.workflow.start") == [translator]
        assert self.reviewer in logged(found, "wagtail.publish")

    def test_asking_for_changes(self, translation: Translation, translator: Any) -> None:
        self.submit(translator, translation)
        self.decide(translation, "reject", comment="Please say l’eau.")
        page = opened(logged_in(translator), translation)
        assert "Please say l’eau." in page.text
        assert "Submit for moderation" in buttons(page)
        self.submit(translator, translation)
        state = target(translation).current_workflow_state
        assert (state.status, state.current_task_state.task.name) == (
            "in_progress",
            "French review",
        )

    def test_what_reviewers_correct_is_what_they_approve(
        self, translation: Translation, translator: Any
    ) -> None:
        self.submit(translator, translation)
        StringTranslation.objects.filter(data=french("Water")).update(data="L’eau")
        self.decide(translation, "approve")
        assert target(translation).title == "L’eau"

    def test_approving_what_lost_a_text_takes_a_word(
        self, translation: Translation, translator: Any
    ) -> None:
        self.submit(translator, translation)
        StringTranslation.objects.filter(data=french("Water")).delete()
        assert "not translated" in said(self.decide(translation, "approve"))
        assert not target(translation).live
        self.decide(translation, "approve", untranslated="accepted")
        assert target(translation).live

    def test_whoever_submitted_may_cancel(self, translation: Translation, translator: Any) -> None:
        self.submit(translator, translation)
        press(translator, translation, **{"action-cancel-workflow": "cancel"})
        assert target(translation).current_workflow_state is None
        assert logged(target(translation), "wagtail.workflow.cancel") == [translator]

    def test_other_translators_may_not(self, translation: Translation, translator: Any) -> None:
        self.submit(translator, translation)
        other = member(group("Others", rights={"fr": "translate"}))
        press(other, translation, **{"action-cancel-workflow": "cancel"})
        assert target(translation).current_workflow_state

    def test_what_is_not_whole_cannot_be_submitted(
        self, translation: Translation, translator: Any
    ) -> None:
        StringTranslation.objects.filter(data=french("Water")).delete()
        assert "1 text is not" in said(self.submit(translator, translation))
        assert target(translation).current_workflow_state is None


class TestLock:
    def lock(self, client: Client, translation: Translation, word: str) -> None:
        page = opened(client, translation)
        button = page.select_one(f".translation-buttons [formaction$='/{word}/']")
        assert button
        client.post(str(button["formaction"]), {"next": "/admin/"})

    def test_says_who_holds_it(
        self, translation: Translation, translator: Any, publisher: Any
    ) -> None:
        client = logged_in(translator)
        self.lock(client, translation, "lock")
        assert target(translation).locked_by == translator
        page = opened(logged_in(publisher), translation)
        assert translator.get_username() in page.select(".help-block")[0].text
        assert props(page)["object"]["isLocked"]
        answer = press(publisher, translation, action="publish")
        assert "is locked" in said(answer)
        assert not target(translation).live
        assert not props(opened(client, translation))["object"]["isLocked"]
        self.lock(client, translation, "unlock")
        assert not target(translation).locked
        assert logged(target(translation), "wagtail.unlock") == [translator]
