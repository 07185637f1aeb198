"""Nothing of a translation goes live, or becomes public, by accident."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Workflow, WorkflowPage, WorkflowTask
from wagtail.models.workflows import GroupApprovalTask
from wagtail_localize.models import Translation

from cms.contacts.models import Contact
from cms.core.database import before_commit
from cms.localization.going_live import publish_finished
from cms.localization.requesting import request_translation
from tests import builders
from tests.delivery.conftest import Api
from tests.localization.people import group, logged_in, member, with_token
from tests.localization.translating import french, publish, submit, translate, translation_of

pytestmark = pytest.mark.usefixtures("site")


def press_publish(client: Client, translation: Translation, **fields: str) -> Any:
    url = translation.get_target_instance_edit_url()
    response = client.post(url, {"action": "publish", **fields}, follow=True)
    assert response.status_code == 200
    return response


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def target(translation: Translation) -> Any:
    return translation.get_target_instance()


class TestMissingTexts:
    def test_are_shown_and_have_to_be_accepted(self, admin_client: Client, api: Api) -> None:
        page = builders.content_page("Water", body=[("quote", {"text": "Deep", "role": "Office"})])
        translation = submit(page)
        translate(translation, lambda text: text if text != "Water" else "Eau")
        translation.source.stringsegment_set.get(
            string__data="Deep"
        ).string.translations.all().delete()
        response = press_publish(admin_client, translation)
        text = response.content.decode()
        assert "1 text is not translated into French" in text
        assert "Deep" in text
        assert "Body / Quote / Quote" in text
        assert "Office" not in text
        assert not target(translation).live
        assert "is published in French" in said(
            press_publish(admin_client, translation, untranslated="accepted")
        )
        assert api.page(target(translation))["title"] == "Eau"

    def test_a_whole_one_is_published_at_once(self, admin_client: Client, admin_user: Any) -> None:
        translation = submit(builders.content_page("Water"))
        translate(translation, french)
        assert "is published in French" in said(press_publish(admin_client, translation))
        page = target(translation)
        assert (page.live, page.title) == (True, french("Water"))
        assert page.live_revision.user == admin_user
        assert not page.has_unpublished_changes

    def test_a_mistake_counts_as_missing(self, admin_client: Client) -> None:
        translation = submit(builders.content_page("Water"))
        translate(translation, lambda text: " ")
        assert b"2 texts are not translated" in press_publish(admin_client, translation).content
        assert not target(translation).live

    def test_bringing_up_to_date_publishes_the_whole_ones_only(self, admin_client: Client) -> None:
        page = builders.content_page("Water")
        french_one, arabic_one = submit(page), submit(page, "ar")
        translate(french_one, french)
        url = reverse("wagtail_localize:update_translations", args=[french_one.source_id])
        response = admin_client.post(url, {"publish_translations": "on"}, follow=True)
        assert "Arabic was not published: 2 texts are not translated." in said(response)
        assert target(french_one).live
        assert not target(arabic_one).live

    def test_snippets_too(self, admin_client: Client) -> None:
        contact = builders.contact("Press Office")
        translation = submit(contact)
        assert b"1 text is not translated" in press_publish(admin_client, translation).content
        translate(translation, french)
        press_publish(admin_client, translation)
        shown = Contact.objects.get(pk=target(translation).pk)
        assert (shown.live, shown.name) == (True, french("Press Office"))


class TestSourceThatWasNeverPublished:
    @pytest.fixture
    def translation(self) -> Translation:
        translation = submit(builders.content_page("Water", live=False))
        translate(translation, french)
        return translation

    def test_every_door(self, admin_client: Client, admin_user: Any, translation: Any) -> None:
        page = target(translation)
        response = admin_client.get(translation.get_target_instance_edit_url())
        assert "as soon as its source is" in said(response)
        press_publish(admin_client, translation, untranslated="accepted")
        assert not target(translation).live
        assert not page.permissions_for_user(admin_user).can_publish()
        token = with_token(admin_user)
        client = Client(headers={"host": "cms.example.org"})
        answer = client.post(
            f"/api/v3-preview/pages/{page.pk}/actions/publish/",
            json.dumps({}),
            content_type="application/json",
            headers=token,
        )
        assert answer.status_code in {403, 404, 422}, answer.content
        assert not target(translation).live

    def test_until_its_source_is(self, admin_client: Client, translation: Any) -> None:
        translation.source.get_source_instance().save_revision().publish()
        press_publish(admin_client, translation)
        assert target(translation).live

    def test_the_last_step_of_a_workflow(self, translation: Any, admin_user: Any) -> None:
        task = GroupApprovalTask.objects.create(name="Check")
        task.groups.add(Group.objects.create(name="Checkers"))
        workflow = Workflow.objects.create(name="Four eyes")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        page = target(translation)
        WorkflowPage.objects.create(workflow=workflow, page=page)
        state = workflow.start(page, admin_user)
        state.current_task_state.specific.approve(user=admin_user)
        state.refresh_from_db()
        assert state.status == "approved"
        assert not target(translation).live

    def test_a_snippet(self, admin_client: Client) -> None:
        translation = submit(builders.contact("Press Office", live=False))
        translate(translation, french)
        press_publish(admin_client, translation)
        assert not target(translation).live


class TestRestrictions:
    """A private source gives private translations, and a private translation stays private."""

    def restrict(self, page: Page, kind: str = "login", **fields: Any) -> PageViewRestriction:
        return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)

    def test_travel_with_a_request(self, admin_client: Client) -> None:
        readers = Group.objects.create(name="Readers")
        section = builders.section("Water")
        self.restrict(section, "groups").groups.add(readers)
        page = builders.content_page("Wells", parent=section)
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        admin_client.post(url, {"locales": [builders.locale("fr").pk], "next": "/admin/"})
        made = PageViewRestriction.objects.get(page=section.get_translation(builders.locale("fr")))
        assert made.restriction_type == "groups"
        assert list(made.groups.all()) == [readers]

    def test_reach_translations_that_are_there(self, admin_client: Client, api: Api) -> None:
        page = builders.content_page("Water")
        translation = submit(page)
        translate(translation, french)
        shown = publish(translation)
        assert api.raw(f"pages/{shown.pk}/").status_code == 200
        url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
        admin_client.post(url, {"restriction_type": "login", "password": "", "groups": []})
        assert api.raw(f"pages/{page.pk}/").status_code == 401
        assert api.raw(f"pages/{shown.pk}/").status_code == 401

    def test_of_one_language_outlive_its_next_publication(
        self, admin_client: Client, api: Api
    ) -> None:
        translation = submit(builders.content_page("Water"))
        translate(translation, french)
        shown = publish(translation)
        self.restrict(shown, "password", password="dry")
        press_publish(admin_client, translation)
        url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
        for fields in ({}, {"publish_translations": "on"}):
            admin_client.post(url, fields)
            own = PageViewRestriction.objects.get(page=shown)
            assert (own.restriction_type, own.password) == ("password", "dry")
        assert api.raw(f"pages/{shown.pk}/").status_code == 401

    def test_reach_what_stays_elsewhere_when_the_source_moves(
        self, admin_user: Any, api: Api
    ) -> None:
        page = builders.content_page("Water")
        below = builders.content_page("Wells", parent=page)
        shown = [published_in_french(each) for each in (page, below)]
        secret = builders.section("Secret")
        self.restrict(secret)
        Page.objects.get(pk=page.pk).move(secret, pos="last-child")
        before_commit()
        for each in (page, below, *shown):
            assert api.raw(f"pages/{each.pk}/").status_code == 401

    def test_reach_what_stands_elsewhere(self, admin_user: Any, api: Api) -> None:
        section = builders.section("Water")
        page = builders.content_page("Wells", parent=section)
        published_in_french(section)
        shown = published_in_french(page)
        shown.move(builders.home("fr"), pos="last-child")
        self.restrict(section, "password", password="dry")
        assert api.raw(f"pages/{page.pk}/").status_code == 401
        assert api.raw(f"pages/{shown.pk}/").status_code == 401
        assert PageViewRestriction.objects.get(page=shown).password == "dry"

    def test_reach_new_translations_below_an_open_page(self, admin_user: Any, api: Api) -> None:
        section = builders.section("Water")
        self.restrict(section)
        opened = published_in_french(section)
        PageViewRestriction.objects.filter(page=opened).delete()
        shown = published_in_french(builders.content_page("Wells", parent=section))
        assert api.raw(f"pages/{shown.pk}/").status_code == 401

    def test_reach_aliases_that_are_made_later(self, api: Api) -> None:
        section = builders.section("Water")
        page = builders.content_page("Wells", parent=section)
        self.restrict(section)
        alias = page.copy_for_translation(builders.locale("fr"), copy_parents=True, alias=True)
        for each in (page, alias, alias.get_parent()):
            assert api.raw(f"pages/{each.pk}/").status_code == 401

    def test_stay_when_the_source_is_opened(self, admin_client: Client) -> None:
        page = builders.content_page("Water")
        restriction = self.restrict(page)
        translation = submit(page)
        translate(translation, french)
        restriction.delete()
        press_publish(admin_client, translation)
        assert PageViewRestriction.objects.filter(page=target(translation)).exists()


def published_in_french(page: Page) -> Any:
    user = get_user_model().objects.filter(is_superuser=True).first()
    request_translation(page, [builders.locale("fr")], user)
    translation = translation_of(page)
    translate(translation, french)
    publish_finished(translation, user)
    return target(translation)


def test_below_a_draft_it_is_said_that_readers_do_not_see_it(
    admin_user: Any, admin_client: Client, api: Api
) -> None:
    page = builders.content_page("Wells", parent=builders.section("Water"))
    request_translation(page, [builders.locale("fr")], admin_user)
    translation = translation_of(page)
    translate(translation, french)
    assert "above it is published, too: “Water”" in said(press_publish(admin_client, translation))
    assert api.raw(f"pages/{target(translation).pk}/").status_code == 404


def test_rights_are_asked_first(site: Any) -> None:
    translation = submit(builders.content_page("Water"))
    translate(translation, french)
    client = logged_in(member(group("Translators", rights={"fr": "translate"})))
    press_publish(client, translation, untranslated="accepted")
    assert not target(translation_of(translation.source.get_source_instance())).live
