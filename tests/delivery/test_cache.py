"""Answers are kept, and never served when they are no longer true."""

import threading
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.events.compacting import compact
from cms.events.log import newest
from cms.events.models import Change, Head
from home.models import SectionPage
from tests import builders
from tests.delivery.frontend import Frontend

pytestmark = pytest.mark.usefixtures("committed_site")


@pytest.fixture
def frontend() -> Frontend:
    return Frontend()


def rename(page: Page, title: str) -> None:
    page.title = title
    page.save_revision().publish()


def test_the_second_answer_comes_from_memory(frontend: Frontend) -> None:
    page = builders.section()
    first, second = (frontend.get(f"pages/{page.pk}/") for _ in range(2))
    assert (first.is_hit, second.is_hit) == (False, True)
    assert first.body == second.body
    changing = {"X-Request-ID", "Server-Timing"}
    assert {**first.headers, **dict.fromkeys(changing)} == {
        **second.headers,
        **dict.fromkeys(changing),
    }
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


def test_a_browser_may_read_what_was_kept_for_others(frontend: Frontend) -> None:
    page = builders.section()
    frontend.get(f"pages/{page.pk}/")  # from a server, which names no origin
    kept = frontend.get(f"pages/{page.pk}/", origin="https://www.example.org")
    assert kept.is_hit
    assert kept.headers["Access-Control-Allow-Origin"] == "*"


def test_a_hit_takes_one_query(frontend: Frontend, django_assert_num_queries: Any) -> None:
    page = builders.section()
    frontend.get(f"pages/{page.pk}/")
    with django_assert_num_queries(1):
        assert frontend.get(f"pages/{page.pk}/").is_hit


def test_every_process_gives_the_new_answer_at_once() -> None:
    page, other = builders.section(), builders.section("Soil")
    processes = [Frontend(), Frontend()]
    paths = [f"pages/{page.pk}/", f"pages/{other.pk}/", "navigation/"]
    for process in processes:
        for path in paths:
            process.get(path)
    rename(page, "Rivers")
    for process in processes:
        assert process.get(paths[0]).json()["title"] == "Rivers"
        assert process.get(paths[1]).is_hit
        assert "Rivers" in process.get(paths[2]).body.decode()


def test_a_change_that_was_undone_changes_nothing(frontend: Frontend) -> None:
    page = builders.section()
    frontend.get(f"pages/{page.pk}/")
    with transaction.atomic():
        rename(page, "Rivers")
        transaction.set_rollback(True)
    reply = frontend.get(f"pages/{page.pk}/")
    assert reply.is_hit
    assert reply.json()["title"] == "Water"


def test_an_answer_that_was_being_made_during_a_change_is_not_kept(
    frontend: Frontend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = builders.section()
    django = frontend.kept.django

    def slow(environ: Any, start_response: Any) -> Any:
        answer = django(environ, start_response)
        monkeypatch.setattr(frontend.kept, "django", django)
        rename(page, "Rivers")
        return answer

    monkeypatch.setattr(frontend.kept, "django", slow)
    assert frontend.get(f"pages/{page.pk}/").json()["title"] == "Water"
    assert frontend.get(f"pages/{page.pk}/").json()["title"] == "Rivers"


def test_a_change_between_the_last_look_and_the_keeping_is_not_missed(
    frontend: Frontend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = builders.section()
    put = frontend.kept.store.put

    def look() -> None:
        frontend.kept.follower.catch_up()
        connection.close()

    def late(*arguments: Any) -> Any:
        rename(page, "Rivers")
        other = threading.Thread(target=look)
        other.start()
        other.join(timeout=0.5)  # it may have to wait for us
        return put(*arguments)

    monkeypatch.setattr(frontend.kept.store, "put", late)
    frontend.get(f"pages/{page.pk}/")
    monkeypatch.undo()
    assert frontend.get(f"pages/{page.pk}/").json()["title"] == "Rivers"


def test_what_is_hidden_is_gone_at_once(frontend: Frontend) -> None:
    page = builders.section()
    paths = [f"pages/{page.pk}/", "resolve/?html_path=/en/water/", "pages/", "sitemap/"]
    for path in paths:
        frontend.get(path)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert frontend.get(paths[0]).status == 401
    assert frontend.get(paths[1]).status == 401
    for path in paths[2:]:
        assert "/en/water/" not in frontend.get(path).body.decode()
    restriction.delete()
    assert [frontend.get(path).status for path in paths] == [200] * 4


def test_the_clock_ends_an_answer(frontend: Frontend, monkeypatch: pytest.MonkeyPatch) -> None:
    page = builders.section()
    soon = timezone.now() + timedelta(hours=1)
    page.expire_at = soon
    page.save_revision().publish()
    frontend.get(f"pages/{page.pk}/")
    assert frontend.get(f"pages/{page.pk}/").is_hit
    frontend.get("pages/")
    later = soon + timedelta(seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    monkeypatch.setattr("time.time", later.timestamp)
    assert frontend.get(f"pages/{page.pk}/").status == 404
    assert "/en/water/" not in frontend.get("pages/").body.decode()


def test_a_machine_whose_clock_is_late_keeps_nothing_until_it_has_caught_up(
    frontend: Frontend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = builders.section()
    soon = timezone.now() + timedelta(minutes=1)
    Change.objects.filter(sequence=newest()).update(at=soon)
    assert [frontend.get(f"pages/{page.pk}/").is_hit for _ in range(2)] == [False, False]
    monkeypatch.setattr("time.time", (soon + timedelta(seconds=1)).timestamp)
    assert [frontend.get(f"pages/{page.pk}/").is_hit for _ in range(2)] == [False, True]


def test_spellings_of_a_question_share_an_answer(frontend: Frontend) -> None:
    builders.section()
    first = frontend.get("pages/?locale=en&limit=5", host="a.example.org")
    second = frontend.get("pages/?limit=5&locale=en", host="b.example.org")
    assert first.body == second.body
    assert len(frontend.kept.store) == 1
    assert frontend.get("pages/?limit=5&locale=en", host="b.example.org").is_hit


def test_spellings_of_a_path_share_an_answer(frontend: Frontend) -> None:
    builders.section()
    for path in ("/en/water/", "/en/water", "/en//water/", "/en/w%61ter/", "/en/water/?utm=1"):
        assert frontend.get(f"resolve/?html_path={quote(path)}").status == 200
    assert len(frontend.kept.store) == 1


def test_headers_that_are_not_used_change_nothing(frontend: Frontend) -> None:
    page = builders.section()
    frontend.get(f"pages/{page.pk}/")
    reply = frontend.get(
        f"pages/{page.pk}/", cookie="sessionid=x", accept_language="fr", x_forwarded_host="evil"
    )
    assert reply.is_hit


def test_json_and_markdown_do_not_take_each_others_place(frontend: Frontend) -> None:
    page = builders.section()
    for _ in range(2):
        assert frontend.get(f"pages/{page.pk}/").headers["Content-Type"] == "application/json"
        markdown = frontend.get(f"pages/{page.pk}/", accept="text/markdown")
        assert markdown.headers["Content-Type"].startswith("text/markdown")


def test_validators_hold_for_kept_answers_too(frontend: Frontend) -> None:
    page = builders.section()
    first = frontend.get(f"pages/{page.pk}/")
    etag = first.headers["ETag"]
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        reply = frontend.get(f"pages/{page.pk}/", if_none_match=known)
        assert (reply.status, reply.raw) == (304, b"")
        assert reply.headers["Surrogate-Key"] == first.headers["Surrogate-Key"]
    fresh = Frontend().get(f"pages/{page.pk}/", if_none_match=etag)
    assert fresh.status == 304
    assert frontend.get(f"pages/{page.pk}/", if_none_match='"other"').status == 200


def test_a_compressed_answer_is_another_representation(frontend: Frontend) -> None:
    page = builders.content_page(body=[("rich_text", f"<p>{'Water. ' * 300}</p>")])
    plain = frontend.get(f"pages/{page.pk}/")
    for _ in range(2):
        zipped = frontend.get(f"pages/{page.pk}/", accept_encoding="br, gzip")
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert zipped.body == plain.body
        assert len(zipped.raw) < len(plain.raw) / 2
    assert zipped.headers["ETag"] != plain.headers["ETag"]
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept, Accept-Encoding"
    known = zipped.headers["ETag"]
    assert (
        frontend.get(f"pages/{page.pk}/", accept_encoding="gzip", if_none_match=known).status
        == 304
    )


def test_head_is_get_without_its_body(frontend: Frontend) -> None:
    page = builders.section()
    for _ in range(2):
        head, get = (frontend.get(f"pages/{page.pk}/", method) for method in ("HEAD", "GET"))
        assert head.raw == b""
        assert head.headers["Content-Length"] == get.headers["Content-Length"]


@pytest.mark.parametrize(
    "path", ["pages/999/", "pages/?nonsense=1", "search/?q=water", "openapi.json", "resolve/"]
)
def test_errors_and_search_are_not_kept(frontend: Frontend, path: str) -> None:
    first, second = frontend.get(path), frontend.get(path)
    assert not second.is_hit
    assert first.status == second.status
    assert len(frontend.kept.store) == 0


def test_a_request_with_authorization_goes_past_the_store(frontend: Frontend) -> None:
    page = builders.section()
    frontend.get(f"pages/{page.pk}/", authorization="Bearer x")
    assert len(frontend.kept.store) == 0
    frontend.get(f"pages/{page.pk}/")
    assert not frontend.get(f"pages/{page.pk}/", authorization="Bearer x").is_hit


def test_memory_is_bounded() -> None:
    frontend = Frontend(limit=20_000)
    pages = [builders.section(f"Section {number}") for number in range(12)]
    for page in pages:
        frontend.get(f"pages/{page.pk}/")
    assert frontend.kept.store.size <= 20_000
    assert 0 < len(frontend.kept.store) < 12
    assert frontend.get(f"pages/{pages[-1].pk}/").is_hit
    assert not frontend.get(f"pages/{pages[0].pk}/").is_hit


def test_a_thousand_spellings_take_no_more_room_than_a_hundred(frontend: Frontend) -> None:
    for number in range(300):
        frontend.get("locales/", host=f"host-{number}.example.org")
    assert len(frontend.kept.store) == 1
    assert frontend.kept.store.size < 100_000


def test_without_a_log_nothing_is_served_from_memory(frontend: Frontend) -> None:
    page = builders.section()
    frontend.get(f"pages/{page.pk}/")
    Head.objects.all().delete()
    reply = frontend.get(f"pages/{page.pk}/")
    assert (reply.status, reply.is_hit) == (200, False)


def test_a_restored_database_makes_it_forget(frontend: Frontend) -> None:
    page = builders.section()
    frontend.get(f"pages/{page.pk}/")
    Head.objects.update(sequence=1)
    Page.objects.filter(pk=page.pk).update(title="As it was last week")
    assert frontend.get(f"pages/{page.pk}/").json()["title"] == "As it was last week"


def test_a_process_that_slept_while_the_log_was_cleared_forgets_all(frontend: Frontend) -> None:
    page = builders.section()
    frontend.get(f"pages/{page.pk}/")
    for number in range(3):
        rename(page, f"Rivers {number}")
    compact(days=0)
    assert frontend.get(f"pages/{page.pk}/").json()["title"] == "Rivers 2"
    assert frontend.get(f"pages/{page.pk}/").is_hit


def test_one_of_many_threads_builds(frontend: Frontend, monkeypatch: pytest.MonkeyPatch) -> None:
    page = builders.section()
    django, built = frontend.kept.django, []
    started = threading.Barrier(6)

    def counted(environ: Any, start_response: Any) -> Any:
        built.append(environ["PATH_INFO"])
        return django(environ, start_response)

    monkeypatch.setattr(frontend.kept, "django", counted)
    replies = []

    def ask() -> None:
        started.wait()
        try:
            replies.append(frontend.get(f"pages/{page.pk}/"))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1
    assert {reply.body for reply in replies} == {replies[0].body}


def test_staleness_is_allowed_only_where_it_is_set() -> None:
    page = builders.section()
    strict, lenient = Frontend(), Frontend(staleness=60)
    for frontend in (strict, lenient):
        frontend.get(f"pages/{page.pk}/")
    rename(page, "Rivers")
    assert lenient.get(f"pages/{page.pk}/").json()["title"] == "Water"
    assert strict.get(f"pages/{page.pk}/").json()["title"] == "Rivers"


def test_a_cdn_may_keep_until_the_clock_changes_something(
    frontend: Frontend, settings: Any
) -> None:
    settings.EDGE_MAX_AGE = 86_400
    page = builders.section()
    assert frontend.get(f"pages/{page.pk}/").headers["Cache-Control"] == (
        "public, max-age=0, must-revalidate, s-maxage=86400"
    )
    page.expire_at = timezone.now() + timedelta(minutes=10)
    SectionPage.objects.get(pk=page.pk)
    page.save_revision().publish()
    for _ in range(2):
        told = frontend.get(f"pages/{page.pk}/").headers["Cache-Control"]
        assert 500 < int(told.rpartition("=")[2]) <= 600
