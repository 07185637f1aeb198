"""What the shipped VCL keeps, for how long, and who may purge it; in front of a stand-in."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.edge.models import Purge
from cms.edge.purging import Status
from tests.edge.conftest import let_time_pass, pass_over
from tests.edge.fakes import TOKEN, Answer, Fake, Received
from tests.edge.varnish import Varnish, needs_varnish

pytestmark = [needs_varnish, pytest.mark.django_db, pytest.mark.xdist_group("varnish")]

PAGES = "/api/delivery/v1/pages/"
KEPT = "public, max-age=0, must-revalidate, s-maxage=600"


class Backend(Fake):
    """Counts what it is asked; answers carry the tags `page:7` and `pages:fr`, or as told."""

    def __init__(self) -> None:
        self.count = 0
        self.headers = {"Cache-Control": KEPT, "Surrogate-Key": "page:7 pages:fr"}
        self.status = 200
        self.asked, self.open = Event(), Event()
        self.open.set()
        super().__init__(self.answer)

    def answer(self, received: Received) -> Answer:
        if received.path == "/readyz":
            return Answer()
        self.count += 1
        answer = f"answer {self.count}"
        self.asked.set()
        self.open.wait(10)
        return Answer(self.status, answer, self.headers)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Varnish, Backend]]:
    backend = Backend()
    port = backend.server.server_port
    varnish = Varnish(tmp_path_factory.mktemp("varnish"), port, EDGE_VARNISH_TOKEN=TOKEN)
    yield varnish, backend
    varnish.close()
    backend.close()


@pytest.fixture
def backend(servers: tuple[Varnish, Backend]) -> Backend:
    backend = servers[1]
    backend.headers = {"Cache-Control": KEPT, "Surrogate-Key": "page:7 pages:fr"}
    backend.status = 200
    backend.asked.clear()
    return backend


@pytest.fixture
def varnish(
    servers: tuple[Varnish, Backend], backend: Backend, start: Callable[..., Fake], settings: Any
) -> Varnish:
    """An empty one."""
    varnish = servers[0]
    settings.EDGE_PURGE = [varnish.address]
    settings.WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{varnish.port}"
    purge("--all")
    return varnish


def purge(*arguments: str) -> None:
    call_command("purge_edge", *arguments)


def test_an_answer_stays_until_its_tag_is_purged(varnish: Varnish) -> None:
    first = varnish.get(PAGES)[2]
    assert varnish.get(PAGES) == (200, "hit", first)
    purge("--tag", "page:8", "--tag", "pages")
    assert varnish.get(PAGES) == (200, "hit", first)
    purge("--tag", "page:8", "--tag", "pages:fr")
    assert varnish.get(PAGES)[1] == "miss"


def test_an_answer_on_its_way_is_purged_the_second_time(
    varnish: Varnish, backend: Backend
) -> None:
    backend.open.clear()
    with ThreadPoolExecutor() as readers:
        reader = readers.submit(varnish.get, PAGES)
        backend.asked.wait(10)
        purge("--tag", "page:7")  # while the old answer is on its way
        backend.open.set()
        old = reader.result()[2]
    assert varnish.get(PAGES) == (200, "hit", old)
    let_time_pass()
    pass_over()
    assert varnish.get(PAGES)[1] == "miss"


def test_a_large_batch_is_purged_to_its_last_tag(varnish: Varnish) -> None:
    varnish.get(PAGES)
    others = [f"--tag=alternates:{number:048d}" for number in range(500)]
    purge(*others, "--tag", "pages:fr")
    assert varnish.get(PAGES)[1] == "miss"


def test_an_answer_with_the_most_tags_is_kept_and_purged(
    varnish: Varnish, backend: Backend
) -> None:
    tags = [f"alternates:{number:053d}" for number in range(50)]  # of 64 letters
    backend.headers["Surrogate-Key"] = " ".join(tags)
    backend.headers["Cache-Tag"] = ",".join(tags)
    varnish.get(PAGES)
    assert varnish.get(PAGES)[1] == "hit"
    purge("--tag", tags[-1])
    assert varnish.get(PAGES)[1] == "miss"


def test_everything_of_this_backend_is_purged_at_once(varnish: Varnish, backend: Backend) -> None:
    varnish.get(PAGES)
    backend.headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    varnish.get("/static/a.css")
    purge("--all")
    assert varnish.get(PAGES)[1] == varnish.get("/static/a.css")[1] == "miss"


def test_one_path_is_purged_whatever_the_order_of_parameters(varnish: Varnish) -> None:
    varnish.get(f"{PAGES}?locale=fr&limit=5")
    varnish.get(PAGES)
    assert varnish.get(f"{PAGES}?limit=5&locale=fr")[1] == "hit"
    purge("--path", f"{PAGES}?locale=fr&limit=5")
    assert varnish.get(f"{PAGES}?limit=5&locale=fr")[1] == "miss"
    assert varnish.get(PAGES)[1] == "hit"


def test_cookies_make_no_difference_to_public_answers(varnish: Varnish) -> None:
    varnish.get(PAGES, Cookie="sessionid=1")
    assert varnish.get(PAGES, Cookie="sessionid=2")[1] == "hit"


def test_all_who_want_no_markdown_get_the_same_answer(varnish: Varnish, backend: Backend) -> None:
    backend.headers["Vary"] = "Accept"
    browser = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"
    varnish.get(PAGES, Accept="application/json")
    assert varnish.get(PAGES, Accept=browser)[1] == varnish.get(PAGES)[1] == "hit"
    assert varnish.get(PAGES, Accept="text/markdown, */*;q=0.1")[1] == "miss"
    assert varnish.get(PAGES, Accept="text/*")[1] == "miss"


@pytest.mark.parametrize("path", ["/admin/", "/en/", "/api/v3-preview/pages/"])
def test_what_is_for_editors_is_never_kept(varnish: Varnish, path: str) -> None:
    assert varnish.get(path, Cookie="sessionid=1")[1] == "miss"
    assert varnish.get(path, Cookie="sessionid=1")[1] == "miss"


def test_an_unlocked_page_is_never_kept(varnish: Varnish) -> None:
    assert varnish.get(PAGES)[1] == "miss"
    assert varnish.get(PAGES, Authorization="Bearer key")[1] == "miss"


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (404, {}),
        (301, {"Location": "https://cms.example.org/"}),
        (200, {}),
        (200, {"Cache-Control": "public, max-age=60"}),
        (200, {"Cache-Control": "public, no-cache", "Surrogate-Key": "page:7"}),
        (200, {"Cache-Control": "private, no-store", "Surrogate-Key": "page:7"}),
        (200, {"Cache-Control": KEPT, "Surrogate-Key": "page:7", "Set-Cookie": "a=b"}),
    ],
)
def test_what_cannot_be_purged_is_not_kept(
    varnish: Varnish, backend: Backend, status: int, headers: dict[str, str]
) -> None:
    backend.status, backend.headers = status, headers
    path = f"{PAGES}?case={backend.count}"
    assert varnish.get(path)[:2] == (status, "miss")
    assert varnish.get(path)[:2] == (status, "miss")
    backend.status, backend.headers = 200, {"Cache-Control": KEPT, "Surrogate-Key": "page:7"}
    varnish.get(path)
    assert varnish.get(path)[1] == "hit"


def test_purging_asks_for_the_token(varnish: Varnish, settings: Any) -> None:
    varnish.get(PAGES)
    settings.EDGE_TOKENS = production_tokens()
    with pytest.raises(CommandError):
        purge("--all")
    assert Purge.objects.latest("pk").status == Status.WAITING
    assert Purge.objects.latest("pk").reason.startswith("403 Wrong token")
    assert varnish.get(PAGES)[1] == "hit"


def production_tokens() -> dict[str, Any]:
    from cms import settings as production

    return production.EDGE_TOKENS


def test_softly_purged_answers_are_shown_once_more(varnish: Varnish, settings: Any) -> None:
    settings.EDGE_PURGE = [f"{varnish.address}?soft=true"]
    before = varnish.get(PAGES)[2]
    purge("--tag", "page:7")
    assert varnish.get(PAGES)[2] == before  # while its successor is fetched
    for _attempt in range(50):
        if varnish.get(PAGES)[2] != before:
            return
        time.sleep(0.1)
    raise AssertionError("the old answer stays")


def test_while_the_backend_is_down_its_last_answers_are_served(tmp_path: Path) -> None:
    backend = Backend()
    backend.headers["Cache-Control"] = "public, max-age=0, s-maxage=1"
    varnish = Varnish(tmp_path, backend.server.server_port)
    try:
        said = varnish.get(PAGES)[2]
        backend.close()
        time.sleep(5)  # until it is over, and the probe has noticed
        assert varnish.get(PAGES) == (200, "hit", said)
    finally:
        varnish.close()
