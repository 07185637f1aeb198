"""Contacts and topics are written through Wagtail's own API v3 as in the admin."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from cms.contacts.models import Contact
from news.models import Topic
from tests import builders
from tests.localization.test_management_api_doors import Api

pytestmark = pytest.mark.usefixtures("site")

CONTACTS, TOPICS = "snippets/contacts.Contact/", "snippets/news.Topic/"


@pytest.fixture
def api() -> Api:
    return Api(get_user_model().objects.create_superuser("admin"))


def sent(api: Api, method: str, path: str, **data: Any) -> tuple[int, Any]:
    answer = api.ask(method, path, data)
    return answer.status_code, answer.json()


def test_a_new_contact_with_all_that_it_can_have(api: Api) -> None:
    picture = builders.picture()
    given = {"name": "Office", "role": "Desk", "office": "Geneva", "phone": "+41 22 555 01 00"}
    given |= {"languages": ["en", "fr"], "image_id": picture.pk}
    meta = {"action": "publish"}
    status, answer = sent(api, "post", CONTACTS, **given, meta=meta)
    assert status == 201, answer
    assert answer["phone"] == "+41225550100"
    contact = Contact.objects.get(pk=answer["id"])
    assert (contact.live, contact.name, contact.phone.as_e164) == (True, "Office", "+41225550100")
    assert (contact.languages, contact.image) == (["en", "fr"], picture)


def test_a_contact_with_a_phone_number_is_read_and_changed(api: Api) -> None:
    path = f"{CONTACTS}{builders.contact().pk}/"
    assert sent(api, "get", path)[1]["phone"] == "+41225550100"
    status, answer = sent(api, "patch", path, role="Desk")
    assert (status, answer["role"], answer["phone"]) == (200, "Desk", "+41225550100")
    status, answer = sent(api, "patch", path, phone="")
    assert (status, answer["phone"]) == (200, "")


@pytest.mark.parametrize("given", [{"name": "X"}, {"name": "X", "phone": "12"}])
def test_a_contact_that_nobody_can_reach_is_refused(api: Api, given: Any) -> None:
    before = Contact.objects.count()
    assert sent(api, "post", CONTACTS, **given, meta={"action": "publish"})[0] == 422
    assert Contact.objects.count() == before


def test_a_topic_gets_its_slug_from_its_name(api: Api) -> None:
    status, answer = sent(api, "post", TOPICS, name="Clean water")
    assert (status, answer["slug"]) == (201, "clean-water")
    status, answer = sent(api, "patch", f"{TOPICS}{answer['id']}/", name="Water")
    assert (status, answer["name"], answer["slug"]) == (200, "Water", "clean-water")


@pytest.mark.parametrize("given", [{"name": "مياه"}, {"name": "Rivers"}, {"name": ""}, {}])
def test_a_topic_without_a_name_or_a_slug_of_its_own_is_refused(api: Api, given: Any) -> None:
    Topic.objects.create(name="Rivers", slug="rivers", locale=builders.locale("en"))
    status, answer = sent(api, "post", TOPICS, **given)
    assert status == 422
    assert answer["errors"]
    assert Topic.objects.count() == 1


def test_a_change_of_a_topic_that_its_slug_forbids_is_refused(api: Api) -> None:
    """Also where only the name is sent, so that the form has no slug to show it at."""
    for slug in ("water", "rivers"):
        Topic.objects.create(name=slug, slug=slug, locale=builders.locale("en"))
    Topic.objects.filter(slug="rivers").update(slug="water")  # as of before that was checked
    path = f"{TOPICS}{Topic.objects.latest('pk').pk}/"
    assert sent(api, "patch", path, name="Streams")[0] == 422
