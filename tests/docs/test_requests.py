"""Every request on the pages gets the answer that stands there."""

from email import message_from_string
from typing import Any

import pytest

from tests.docs.matching import match_json, match_text, match_xml
from tests.docs.pages import PAGES
from tests.docs.requests import Request, requests

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("as_make_run_serves_it"),
    pytest.mark.xdist_group("demo"),
]
ALL = [request for page in PAGES for request in requests(page)]


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
    assert status_line.startswith(f"HTTP/1.1 {response.status_code} ")
    for name, value in message_from_string(headers).items():
        match_text(value, response.get(name, ""), name)
    if "json" in response["Content-Type"]:
        match_json(body, response.json())
    else:
        match_text(body.strip(), response.content.decode().strip())
