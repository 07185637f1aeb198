"""The whole house: editor, backend under gunicorn, worker, and readers behind Varnish."""

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from cms.edge.models import Purge
from cms.events import log
from tests import builders
from tests.core.processes import database_url, start
from tests.core.test_worker import eventually
from tests.edge.varnish import Varnish, fetch, free_port, needs_varnish

pytestmark = needs_varnish

API = "/api/delivery/v1/"


@dataclass
class House:
    """Started, and warm: each of the `paths` is in Varnish."""

    varnish: Varnish
    backend: str
    paths: dict[str, str]

    def look(self, name: str) -> str:
        return self.varnish.get(self.paths[name])[2]

    def hits(self) -> set[str]:
        return {name for name in self.paths if self.varnish.get(self.paths[name])[1] == "hit"}

    def stale(self) -> set[str]:
        """What readers are shown otherwise than the backend says it."""
        return {
            name
            for name, path in self.paths.items()
            if self.varnish.get(path)[::2] != fetch(f"{self.backend}{path}")[::2]
        }

    def warm(self) -> None:
        for name in self.paths:
            self.look(name)
        assert self.hits() == set(self.paths)


@pytest.fixture
def pages(committed_site: Site) -> dict[str, Page]:
    wells = builders.section("Wells")
    return {
        "wells": wells,
        "rivers": builders.section("Rivers"),
        "puits": builders.translated(wells, "fr", title="Puits"),
        "text": builders.content_page(
            "Text", body=[("related_pages", {"heading": "", "pages": [wells]})]
        ),
    }


@pytest.fixture
def house(pages: dict[str, Page], tmp_path: Path) -> Iterator[House]:
    port = free_port()
    varnish = Varnish(tmp_path, port)
    variables = {
        "DATABASE_URL": database_url(),
        "BACKEND_URL": f"http://127.0.0.1:{varnish.port}",
        "HTTPS": "0",
        "ALLOWED_HOSTS": "*",
        "PORT": str(port),
        "EDGE_MAX_AGE": "3600",
        "EDGE_PURGE": f"{varnish.address}?again=1",
    }
    processes = [
        start("-m", "gunicorn", "cms.wsgi", **variables),
        start("manage.py", "worker", **variables),
    ]
    paths = {name: f"{API}pages/{page.pk}/" for name, page in pages.items()}
    paths |= {
        "menu": f"{API}navigation/?locale=en",
        "menu in French": f"{API}navigation/?locale=fr",
        "list": f"{API}pages/?type=home.SectionPage&locale=en",
        "path": f"{API}resolve/?html_path=/en/wells",
        "map": "/sitemap.xml",
    }
    house = House(varnish, f"http://127.0.0.1:{port}", paths)
    try:
        assert eventually(lambda: is_up(house), 60)
        assert eventually(lambda: Purge.objects.filter(status="done").exists(), 60)
        house.warm()
        yield house
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            wait(process)
        varnish.close()


def is_up(house: House) -> bool:
    try:
        with urlopen(f"{house.backend}/readyz", timeout=5):  # noqa: S310
            return house.varnish.get("/readyz")[0] == 200
    except OSError:
        return False


def wait(process: subprocess.Popen[str]) -> None:
    try:
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def all_is_purged() -> bool:
    """Up to the newest change, and for the second time."""
    is_open = Purge.objects.exclude(status="done").exists()
    return not is_open and Purge.objects.filter(last_change=log.newest()).exists()


def soon(condition: Callable[[], bool]) -> float:
    """Seconds until it is so; the worker looks twice a second."""
    began = time.monotonic()
    assert eventually(condition, 10)
    return time.monotonic() - began


def test_readers_see_what_is_published_and_the_rest_stays(
    house: House, pages: dict[str, Page]
) -> None:
    wells = pages["wells"]
    wells.title = "Deep wells"
    wells.save_revision().publish()

    soon(lambda: "Deep wells" in house.look("wells"))
    assert house.hits() >= {"rivers", "puits", "menu in French"}

    assert eventually(all_is_purged)
    new = {name for name in house.paths if "Deep wells" in house.look(name)}
    assert new == {"wells", "text", "menu", "list", "path"}
    house.warm()
    wells.introduction = "Water from below."
    wells.save_revision().publish()
    soon(lambda: "Water from below." in house.look("wells"))
    assert house.hits() >= {"rivers", "puits", "text", "menu in French"}

    PageViewRestriction.objects.create(page=wells, restriction_type="login")
    soon(lambda: house.varnish.get(house.paths["wells"])[0] == 401)
    soon(lambda: all("Deep wells" not in house.look(name) for name in new))

    pages["puits"].unpublish()
    soon(lambda: house.varnish.get(house.paths["puits"])[0] == 404)
    soon(lambda: "Puits" not in house.look("menu in French"))
    assert "rivers" in house.hits()
    assert eventually(all_is_purged)
    assert house.stale() == set()
