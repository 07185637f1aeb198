"""Every request on the pages gets the answer that stands there."""

from email import message_from_string
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from wagtail.models import Site

from tests.docs.matching import match_json, match_text, match_xml
from tests.docs.pages import PAGES
from tests.docs.requests import HOST, Request, requests

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
    pytest.mark.xdist_group("demo"),
]
ALL = [request for page in PAGES for request in requests(page)]


@pytest.fixture(autouse=True)
def as_make_run_serves_it(db: None) -> Any:
    hostname, port = HOST.split(":")
    Site.objects.filter(is_default_site=True).update(hostname=hostname, port=port)
    with override_settings(WAGTAILADMIN_BASE_URL=f"http://{HOST}"):
        yield


@pytest.mark.parametrize("request_", [pytest.param(each, id=each.place) for each in ALL])
def test_what_is_shown_is_what_comes(request_: Request) -> None:
    response = request_.ask()
    shown = request_.shown
    if shown is None or shown.language != "http":
        assert response.status_code == 200, response.content.decode()
    if shown is None:
        return
    try:
        check(shown.language, shown.text, response)
    except AssertionError as error:
        raise AssertionError(f"{shown.place}: {error}") from None


def check(language: str, shown: str, response: Any) -> None:
    if language == "json":
        match_json(shown, response.json())
    elif language == "xml":
        match_xml(shown, response.content.decode())
    elif language == "http":
        check_whole(shown, response)
    else:
        match_text(shown.strip(), response.content.decode().strip())


def check_whole(shown: str, response: Any) -> None:
    """Status, those headers that are shown, and the body."""
    head, _, body = shown.partition("\n\n")
    status_line, _, headers = head.partition("\n")
    assert status_line == f"HTTP/1.1 {response.status_code} {response.reason_phrase}"
    for name, value in message_from_string(headers).items():
        match_text(value, response.get(name, ""), name)
    if "json" in response["Content-Type"]:
        match_json(body, response.json())
    else:
        match_text(body.strip(), response.content.decode().strip())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_answer_stands_without_its_request(page: Path) -> None:
    list(requests(page))
