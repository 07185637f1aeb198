"""Drafts, moderation and locks, on the page of a translation."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail_localize.models import StringTranslation, Translation

from tests import builders
from tests.localization.people import group, logged_in, member
from tests.localization.test_editor import opened, props
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.usefixtures("site")
SUBMIT = {"action-submit": "submit"}
CANCEL = {"action-cancel-workflow": "cancel"}


@pytest.fixture
def translation(site: Any) -> Translation:
    made = submit(builders.content_page("Water"))
    translate(made, french)
    return made


def page(translation: Translation) -> Any:
    return translation.get_target_instance()


def press(client: Client, translation: Translation, **data: str) -> Any:
    return client.post(translation.get_target_instance_edit_url(), data, follow=True)


def shown(client: Client, translation: Translation) -> str:
    return opened(client, translation).get_text(" ", strip=True)


def translator(language: str = "fr", name: str = "Translators") -> Client:
    return logged_in(member(group(name, rights={language: "translate"})))


class TestDrafts:
    def test_translators_save_them(self, translation: Translation) -> None:
        press(translator(), translation, action="save")
        draft = page(translation).get_latest_revision_as_object()
        assert draft.title == french("Water")
        assert not page(translation).live

    def test_readers_do_not_see_them(self, admin_client: Client, translation: Translation) -> None:
        press(admin_client, translation, action="publish")
        translate(translation, lambda text: "Autre")
        press(translator(), translation, action="save")
        assert page(translation).title == french("Water")
        assert page(translation).has_unpublished_changes
        assert page(translation).get_latest_revision_as_object().title == "Autre"

    def test_others_do_not_save(self, translation: Translation) -> None:
        before = Revision.objects.count()
        press(translator("ar"), translation, action="save")
        assert Revision.objects.count() == before


class TestModeration:
    @pytest.fixture(autouse=True)
    def workflow(self, translation: Translation) -> None:
        self.translation = translation
        reviewers = group("Reviewers", rights={"fr": "translate review publish"})
        task = GroupApprovalTask.objects.create(name="Second look")
        task.groups.add(reviewers)
        workflow = Workflow.objects.create(name="Four eyes")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=builders.home("fr"))
        self.writer = translator()
        self.reviewer = logged_in(member(reviewers))

    @property
    def page(self) -> Any:
        return page(self.translation)

    def decide(self, action: str, **data: str) -> Any:
        """As the panel sends it."""
        url = self.translation.get_target_instance_edit_url()
        [button] = opened(self.reviewer, self.translation).select(f'[formaction*="/{action}/"]')
        return self.reviewer.post(button["formaction"], {"next": url, **data}, follow=True)

    def test_what_is_submitted_is_read_only_for_who_submits(self) -> None:
        press(self.writer, self.translation, **SUBMIT)
        assert self.page.workflow_in_progress
        submitted = self.page.current_workflow_task_state.revision.as_object()
        assert submitted.title == french("Water")
        assert "It is at “Second look”." in shown(self.writer, self.translation)
        assert props(opened(self.writer, self.translation))["object"]["isLocked"]
        assert not props(opened(self.reviewer, self.translation))["object"]["isLocked"]

    def test_approving_publishes_what_was_submitted(self) -> None:
        press(self.writer, self.translation, **SUBMIT)
        self.decide("approve", comment="Fine")
        assert (self.page.live, self.page.title) == (True, french("Water"))

    def test_changes_are_asked_for_with_a_reason(self) -> None:
        press(self.writer, self.translation, **SUBMIT)
        self.decide("reject", comment="Too dry")
        assert not self.page.live
        assert "Too dry" in shown(self.writer, self.translation)
        translate(self.translation, lambda text: "Humide")
        press(self.writer, self.translation, **SUBMIT)
        submitted = self.page.current_workflow_task_state.revision.as_object()
        assert submitted.title == "Humide"

    def test_what_is_not_finished_is_not_submitted(self) -> None:
        StringTranslation.objects.filter(context__path="title").delete()
        answer = press(self.writer, self.translation, **SUBMIT)
        assert "1 text is not translated" in answer.content.decode()
        assert not self.page.workflow_in_progress

    def test_what_is_not_finished_any_more_has_to_be_accepted(self) -> None:
        press(self.writer, self.translation, **SUBMIT)
        StringTranslation.objects.filter(context__path="title").delete()
        answer = self.decide("approve")
        assert "Nothing was approved." in answer.content.decode()
        assert not self.page.live
        self.decide("approve", untranslated="accepted")
        assert self.page.live

    def test_who_submitted_withdraws(self) -> None:
        press(self.writer, self.translation, **SUBMIT)
        press(translator(name="Others"), self.translation, **CANCEL)
        assert self.page.workflow_in_progress
        press(self.writer, self.translation, **CANCEL)
        assert not self.page.workflow_in_progress


class TestLocks:
    def test_it_is_said_who_holds_one(self, translation: Translation, admin_user: Any) -> None:
        lock = {"locked": True, "locked_by": admin_user, "locked_at": timezone.now()}
        Page.objects.filter(pk=page(translation).pk).update(**lock)
        found = opened(translator(), translation)
        assert admin_user.get_username() in found.get_text()
        assert "You can read the texts, but not change them." in found.get_text()
        assert props(found)["object"]["isLocked"]

    def test_they_are_set_and_taken_away(
        self, translation: Translation, admin_client: Client
    ) -> None:
        url = translation.get_target_instance_edit_url()
        for name, is_locked in (("lock", True), ("unlock", False)):
            address = reverse(f"wagtailadmin_pages:{name}", args=[page(translation).pk])
            assert opened(admin_client, translation).select(f'[formaction="{address}"]')
            answer = admin_client.post(address, {"next": url})
            assert answer.headers["Location"] == url
            assert page(translation).locked is is_locked
