"""The page editor offers what one may do with a stopped translation, and saving first."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail_localize.models import Translation

from tests.localization.people import group, logged_in, member
from tests.localization.test_translation_doors import Case, edit_url

pytestmark = pytest.mark.django_db

RESTART, ALIAS = "localize-restart-translation", "localize-convert-to-alias"


def offered(client: Client, case: Case) -> list[str]:
    page = client.get(edit_url(case.target("fr")))
    buttons = BeautifulSoup(page.content, "html.parser").select("footer button[name]")
    return [str(button["name"]) for button in buttons]


@pytest.fixture
def case(site: Any) -> Case:
    made = Case.page()
    Translation.objects.update(enabled=False)
    return made


def test_to_those_who_may_write(case: Case) -> None:
    found = offered(logged_in(member(group("French", rights={"fr": "translate"}))), case)
    assert {RESTART, ALIAS} <= set(found)


def test_not_to_reviewers(case: Case) -> None:
    found = offered(logged_in(member(group("French", rights={"fr": "review"}))), case)
    assert not {RESTART, ALIAS} & set(found)


def test_saving_is_the_main_button(case: Case) -> None:
    client = logged_in(member(group("French", rights={"fr": "translate"})))
    page = client.get(edit_url(case.target("fr")))
    main = BeautifulSoup(page.content, "html.parser").select_one("footer button")
    assert main is not None
    assert "Save draft" in main.text
