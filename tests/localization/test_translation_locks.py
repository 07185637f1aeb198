"""Locks and moderation hold at the doors of translations, too."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail_localize.models import Translation

from cms.localization.models import LanguageRight, Right
from tests import builders
from tests.localization.people import group, logged_in, member
from tests.localization.test_page_doors import FORM
from tests.localization.test_translation_doors import (
    Case,
    alias,
    changed,
    on_edit,
    restart,
    segment,
    to,
)

pytestmark = pytest.mark.django_db

clear = segment("delete")
WRITING_DOORS = [
    segment("put"),
    clear,
    changed("post"),
    to("upload_pofile", "post"),
    to("machine_translate", "post"),
    to("stop_translation", "post"),
    on_edit("post", action="publish"),
    alias("post"),
    restart,
]


@pytest.fixture
def case(site: Any) -> Case:
    return Case.page()


@pytest.fixture
def french(site: Any) -> Client:
    rights = "request translate review publish"
    return logged_in(member(group("French", rights={"fr": rights})))


@pytest.mark.parametrize("send", WRITING_DOORS)
def test_what_another_has_locked_stays_as_it_is(
    case: Case, french: Client, admin_user: Any, send: Any
) -> None:
    page = case.target("fr")
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=admin_user)
    assert send(french, case, "fr").status_code == 403
    after = case.target("fr")
    assert (after.title, after.live, after.alias_of_id) == ("Wells", False, None)
    texts = case.segment.string.translations.values_list("data", flat=True)
    assert list(texts) == (["Sources"] if send is clear else [])


def test_people_are_told_of_a_lock(case: Case, french: Client, admin_user: Any) -> None:
    page = case.target("fr")
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=admin_user)
    stop = reverse("wagtail_localize:stop_translation", args=[case.translations["fr"].pk])
    answer = french.post(stop, follow=True)
    assert "is locked, or others are reviewing it" in answer.content.decode()


def test_ones_own_lock_is_no_hindrance(case: Case) -> None:
    user = member(group("French", rights={"fr": "translate"}))
    Page.objects.filter(pk=case.target("fr").pk).update(locked=True, locked_by=user)
    assert segment("put")(logged_in(user), case, "fr").status_code == 201


class TestModeration:
    """French and Arabic reviewers are one group of a step, each limited to their language."""

    @pytest.fixture(autouse=True)
    def workflow(self, case: Case) -> None:
        self.french = group("French reviewers", rights={"fr": "review publish"})
        self.arabic = group("Arabic reviewers", rights={"ar": "review publish"})
        task = GroupApprovalTask.objects.create(name="Review")
        task.groups.add(self.french, self.arabic)
        workflow = Workflow.objects.create(name="Moderation")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        WorkflowPage.objects.create(workflow=workflow, page=builders.home("fr"))
        self.case, self.page = case, case.target("fr")
        self.writer = member(group("Writers", rights={"fr": "translate"}))
        self.page.save_revision()
        workflow.start(self.page, self.writer)
        self.state = self.page.current_workflow_task_state

    def act(self, user: Any, action: str = "approve") -> int:
        args = [self.page.pk, action, self.state.pk]
        url = reverse("wagtailadmin_pages:workflow_action", args=args)
        client = logged_in(user)
        accepted = {"untranslated": "accepted"}
        return client.post(
            url, accepted, headers={"x-requested-with": "XMLHttpRequest"}
        ).status_code

    def test_reviewers_of_the_language_approve(self) -> None:
        assert self.act(member(self.french)) == 200
        assert Page.objects.get(pk=self.page.pk).live

    def test_approving_the_last_step_takes_the_right_to_publish(self) -> None:
        LanguageRight.objects.filter(right=Right.PUBLISH).delete()
        assert self.act(member(self.french)) == 403
        assert not Page.objects.get(pk=self.page.pk).live

    def test_reviewers_of_another_language_do_not(self) -> None:
        user = member(self.arabic)
        client = logged_in(user)
        assert self.act(user) == 403
        assert self.act(user, "reject") == 403
        task = self.state.task_id
        preview = reverse("wagtailadmin_pages:workflow_preview", args=[self.page.pk, task])
        assert client.get(preview).headers["Location"] == "/admin/"
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        assert client.get(edit).headers["Location"] == "/admin/"
        assert not Page.objects.get(pk=self.page.pk).live

    def test_nor_those_who_may_write_in_it_but_not_review(self) -> None:
        Translation.objects.update(enabled=False)
        also_writes = group("Also writers", rights={"fr": "translate"})
        user = member(self.arabic, also_writes)
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        data = {"action-workflow-action": "true", "workflow-action-name": "approve"}
        answer = logged_in(user).post(edit, data, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.status_code == 403
        assert not Page.objects.get(pk=self.page.pk).live

    def test_nor_do_they_change_what_others_review(self) -> None:
        also_writes = group("Also writers", rights={"fr": "translate"})
        client = logged_in(member(self.arabic, also_writes))
        assert segment("put")(client, self.case, "fr").status_code == 403
        Translation.objects.update(enabled=False)
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        assert client.post(edit, FORM).headers["Location"] == "/admin/"
        reviewer = logged_in(member(self.french))
        assert reviewer.post(edit, FORM).headers["Location"] != "/admin/"

    def test_who_asked_for_the_review_may_withdraw_it(self) -> None:
        Translation.objects.update(enabled=False)
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        logged_in(self.writer).post(edit, FORM | {"action-cancel-workflow": "true"})
        self.state.refresh_from_db()
        assert self.state.status == "cancelled"

    def test_translators_wait_while_it_is_reviewed(self) -> None:
        client = logged_in(self.writer)
        assert segment("put")(client, self.case, "fr").status_code == 403
        assert segment("put")(logged_in(member(self.french)), self.case, "fr").status_code == 201
