"""A translation goes live and expires at its own times."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision
from wagtail_localize.models import Translation

from tests import builders
from tests.delivery.conftest import Api
from tests.localization.people import group, logged_in, member
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def translation(site: Any) -> Translation:
    made = submit(builders.content_page("Water"))
    translate(made, french)
    return made


def press(client: Client, translation: Translation, action: str, **fields: str) -> str:
    """The page that is shown then."""
    url = translation.get_target_instance_edit_url()
    answer = client.post(url, {"action": action, **fields}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def page(translation: Translation) -> Any:
    return translation.get_target_instance()


def in_days(days: int) -> str:
    return (timezone.now() + datetime.timedelta(days=days)).strftime("%Y-%m-%d %H:%M")


def let_time_pass(page: Any) -> None:
    revision = page.scheduled_revision
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")


def test_what_was_translated_then_goes_live(
    admin_client: Client, translation: Translation, api: Api
) -> None:
    shown = press(admin_client, translation, "schedule", go_live_at=in_days(3))
    assert "Goes live" in shown
    assert "Cancel the schedule" in shown
    assert not page(translation).live
    assert page(translation).approved_schedule
    translate(translation, lambda text: "Autre")
    let_time_pass(page(translation))
    assert api.page(page(translation))["title"] == french("Water")


def test_readers_see_the_old_version_until_then(
    admin_client: Client, translation: Translation, api: Api
) -> None:
    press(admin_client, translation, "publish")
    translate(translation, lambda text: "Autre")
    press(admin_client, translation, "schedule", go_live_at=in_days(3))
    assert api.page(page(translation))["title"] == french("Water")
    let_time_pass(page(translation))
    assert api.page(page(translation))["title"] == "Autre"


def test_dates_can_be_changed(admin_client: Client, translation: Translation) -> None:
    press(admin_client, translation, "schedule", go_live_at=in_days(3))
    dates = {"go_live_at": in_days(5), "expire_at": in_days(9)}
    press(admin_client, translation, "schedule", **dates)
    planned = Revision.objects.get(approved_go_live_at__isnull=False)
    assert planned.approved_go_live_at.strftime("%Y-%m-%d %H:%M") == dates["go_live_at"]
    assert planned.as_object().expire_at.strftime("%Y-%m-%d %H:%M") == dates["expire_at"]


def test_a_schedule_can_be_cancelled(admin_client: Client, translation: Translation) -> None:
    press(admin_client, translation, "schedule", go_live_at=in_days(3))
    press(admin_client, translation, "unschedule")
    assert page(translation).scheduled_revision is None
    press(admin_client, translation, "publish")
    assert page(translation).live


def test_publishing_at_once_ends_it(admin_client: Client, translation: Translation) -> None:
    press(admin_client, translation, "schedule", go_live_at=in_days(3))
    press(admin_client, translation, "publish")
    assert page(translation).live
    assert (page(translation).approved_schedule, page(translation).go_live_at) == (False, None)


@pytest.mark.parametrize(
    ("begin", "end", "message"),
    [
        (in_days(3), in_days(2), "It would expire before it goes live."),
        ("", in_days(-1), "This is past already."),
        ("soon", "", "Enter a valid date/time."),
    ],
)
def test_mistakes_are_told(
    admin_client: Client, translation: Translation, begin: str, end: str, message: str
) -> None:
    shown = press(admin_client, translation, "schedule", go_live_at=begin, expire_at=end)
    assert message in shown
    assert (page(translation).live, page(translation).approved_schedule) == (False, False)


@pytest.mark.parametrize("rights", [{"fr": "translate review"}, {"ar": "translate publish"}])
def test_it_takes_the_right_to_publish(
    admin_client: Client, translation: Translation, rights: dict[str, str]
) -> None:
    client = logged_in(member(group("Others", rights=rights)))
    press(client, translation, "schedule", go_live_at=in_days(3))
    assert not page(translation).approved_schedule
    press(admin_client, translation, "schedule", go_live_at=in_days(3))
    press(client, translation, "unschedule")
    assert page(translation).approved_schedule
