"""One JSON object a line; one line for each request, whatever becomes of it."""

import io
import json
import logging
from collections.abc import Iterator
from logging.config import DictConfigurator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a bug")


urlpatterns = [
    path("fine/", lambda request: HttpResponse("fine")),
    path("fail/", fail),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def log() -> Iterator[Any]:
    """The log's lines as an operator's collector reads them."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    declared = settings.LOGGING["formatters"]["json"]
    handler.setFormatter(DictConfigurator({}).configure_formatter(dict(declared)))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def browser(db: None) -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("path", "status"), [("/fine/?q=secret", 200), ("/none/", 404)])
def test_a_request_is_one_line(browser: Client, log: Any, path: str, status: int) -> None:
    response = browser.get(path)
    (line,) = log()
    assert line["logger"] == "cms.request"
    assert line["method"] == "GET"
    assert line["path"] == path.partition("?")[0]
    assert line["status"] == status == response.status_code
    assert line["bytes"] == len(response.content)
    assert line["request_id"] == response["X-Request-ID"]
    assert line["time"].endswith("+00:00")
    assert "secret" not in json.dumps(line)


def test_an_exception_is_logged_in_full_and_hidden_from_the_client(
    browser: Client, log: Any
) -> None:
    response = browser.get("/fail/")
    error, request = log()
    assert error["level"] == "ERROR"
    assert "RuntimeError: a bug" in error["exc_info"]
    assert request["status"] == response.status_code == 500
    assert b"a bug" not in response.content
    assert b"Traceback" not in response.content


def test_a_foreign_host_is_no_error(browser: Client, log: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["cms.example.org"]
    assert browser.get("/fine/", headers={"host": "evil.example"}).status_code == 400
    assert [line["level"] for line in log()] == ["INFO"]
