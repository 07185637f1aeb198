"""What a request changes, it changes as a whole, and nobody waits for its upload."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Page, Site

from cms.core.transactions import WholeRequestMiddleware
from tests import builders
from tests.editing import PUBLISH, section_form


def handled(view: Callable[[HttpRequest], Any], request: HttpRequest) -> Any:
    return WholeRequestMiddleware(view)(request)


def kept() -> bool:
    return Group.objects.filter(name="made").exists()


@pytest.mark.parametrize(
    ("status", "stays"), [(200, True), (302, True), (404, True), (500, False)]
)
def test_an_error_of_the_server_undoes_all(committed_site: Site, status: int, stays: bool) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        Group.objects.create(name="made")
        return HttpResponse(status=status)

    handled(view, RequestFactory().post("/", {"a": "b"}))
    assert kept() is stays


def test_reading_needs_no_transaction(committed_site: Site) -> None:
    for method in ("get", "head", "options"):
        request = getattr(RequestFactory(), method)("/")
        seen = handled(lambda request: HttpResponse(str(connection.in_atomic_block)), request)
        assert seen.content == b"False"


def test_a_streamed_answer_is_sent_after_the_commit(committed_site: Site) -> None:
    def rows() -> Iterator[str]:
        yield str(connection.in_atomic_block)
        yield str(Group.objects.filter(name="made").count())

    def view(request: HttpRequest) -> StreamingHttpResponse:
        Group.objects.create(name="made")
        return StreamingHttpResponse(rows())

    response = handled(view, RequestFactory().post("/"))
    assert kept()
    assert b"".join(response.streaming_content) == b"False1"


class Slow(BytesIO):
    """Notes whether others had to wait while it was read."""

    read_inside: bool | None = None

    def read(self, *args: Any) -> bytes:
        self.read_inside = bool(self.read_inside) or connection.in_atomic_block
        return super().read(*args)


@pytest.mark.parametrize("method", ["post", "put", "patch"])
@pytest.mark.parametrize(
    ("content_type", "sent"),
    [
        ("application/x-www-form-urlencoded", b"a=b"),
        ("application/json", b"{}"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
        ),
    ],
)
def test_all_is_received_before_the_transaction_begins(
    committed_site: Site, method: str, content_type: str, sent: bytes
) -> None:
    request = getattr(RequestFactory(), method)("/", sent, content_type=content_type)
    stream = Slow(sent)
    request._stream = stream
    request._read_started = False

    def view(request: HttpRequest) -> HttpResponse:
        assert connection.in_atomic_block
        return HttpResponse(request.POST.get("a") or request.body)

    assert handled(view, request).content
    assert stream.read_inside is False


def test_many_editors_at_once(committed_site: Site) -> None:
    """Previews, log-ins and forty publications: each POST waits for its turn, none fails."""
    user = User.objects.create_superuser("editor", "editor@example.org", "x")
    pages = [builders.section(f"Section {number}") for number in range(8)]

    def work(place: int) -> set[int]:
        try:
            page, client = pages[place], Client(raise_request_exception=False)
            log_in = {"username": user.username, "password": "x"}
            statuses = {client.post(reverse("wagtailadmin_login"), log_in).status_code}
            edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
            preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
            for number in range(5):
                form = section_form(title=f"Changed {number}", slug=page.slug)
                statuses |= {client.post(preview, form).status_code}
                statuses |= {client.post(edit, form).status_code}
                statuses |= {client.post(edit, form | PUBLISH).status_code}
            return statuses
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set().union(*pool.map(work, range(8))) == {200, 302}
    assert Page.objects.filter(title="Changed 4", live=True).count() == 8
