"""The TypeScript and JavaScript on the pages compiles, and runs against the demonstration."""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from cms.contacts.models import Contact
from cms.core.database import before_commit
from home.models import ContentPage
from tests.docs.pages import ROOT, code
from tests.docs.requests import HOST, ask
from tests.node import NodeProject

HERE = Path(__file__).parent
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

STRICT = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"]
STRICT += ["--noUnusedLocals", "--noFallthroughCasesInSwitch", "--target", "es2022"]
STRICT += ["--module", "esnext", "--moduleResolution", "bundler", "--jsx", "react-jsx"]


@pytest.fixture(scope="module")
def frontend(node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> NodeProject:
    """All files of all pages, compiled into `js`; what the compiler says is an error."""
    outside = tmp_path_factory.mktemp("docs")
    project = NodeProject(outside / "frontend")
    project.write("package.json", '{"type": "module", "private": true}')
    (project.path / "node_modules").symlink_to(node_modules)
    shutil.copytree(HERE / "next", outside / "node_modules/next")
    project.tool("openapi-typescript", str(ROOT / "docs/openapi.json"), "-o", "delivery.d.ts")
    files = {str(fence.file): fence.text for fence in code()}
    for name, text in files.items():
        project.write(name, text)
    typed = [name for name in files if name.endswith(("ts", "tsx"))]
    project.tool("tsc", *STRICT, "--pretty", "false", "--outDir", "js", *typed)
    for file in (project.path / "js").rglob("*.js"):  # Node wants whole names
        text = re.sub(r'(from "\.[^"]+?)(\.js)?";', r'\1.js";', file.read_text())
        file.write_text(text)
    return project


@pytest.fixture
def built(frontend: NodeProject, backend: str, request: pytest.FixtureRequest) -> NodeProject:
    """A copy of the compiled files that asks this backend."""
    copy = shutil.copytree(frontend.path / "js", frontend.path / request.node.name)
    for file in copy.rglob("*.js"):
        file.write_text(file.read_text().replace(f"http://{HOST}", backend))
    return NodeProject(copy)


def test_each_block_is_a_file() -> None:
    nameless = [fence.place for fence in code() if fence.file is None]
    assert nameless == []
    names = Counter(fence.file for fence in code())
    assert [name for name, number in names.items() if number > 1] == []
    assert {"frontend.mjs", "build.mjs", "mirror.mjs", "digest.mjs"} == {
        name for name in names if str(name).endswith("js")
    }


def test_all_of_it_compiles(frontend: NodeProject) -> None:
    assert (frontend.path / "js/components/blocks.js").exists()


ROUTE = """
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import Route from "./app/[[...path]]/page.js";

const shown = {};
for (const path of JSON.parse(process.argv[2])) {
  const params = Promise.resolve({ path: path.split("/").filter(Boolean) });
  try {
    shown[path] = renderToStaticMarkup(await Route({ params }));
  } catch (end) {
    if (!end.way) throw end;
    shown[path] = end;
  }
}
console.log(JSON.stringify(shown));
"""


def test_the_route_shows_pages_and_follows_redirects(built: NodeProject) -> None:
    built.write("route.js", ROUTE)
    paths = ["/en/", "/en/groundwater/", "/ar/المياه-الجوفية/", "/atlas", "/", "/en/nothing"]
    paths += ["/en/support-for-countries/partner-workspace/", "/fr/actualites/"]
    shown: dict[str, Any] = json.loads(built.node("route.js", json.dumps(paths)))
    assert shown["/"] == {"way": "redirect", "location": "/en/"}
    assert shown["/atlas"]["way"] == "permanent redirect"
    assert shown["/en/nothing"]["way"] == "not found"
    assert shown["/en/support-for-countries/partner-workspace/"]["way"] == "not found"
    groundwater = shown["/en/groundwater/"]
    assert groundwater.startswith('<main lang="en"><h1>Groundwater</h1><section><dl>')
    assert '<h2 id="three-rules-that-work">Three rules that work</h2>' in groundwater
    assert 'href="/en/groundwater/mapping-what-lies-below/"' in groundwater
    assert "<b>Measure before you pump.</b>" in groundwater
    assert shown["/ar/المياه-الجوفية/"].startswith('<main lang="ar"><h1>المياه الجوفية</h1>')
    assert shown["/fr/actualites/"] == '<main lang="fr"><h1>Actualités</h1></main>'


def test_static_paths_are_those_of_every_page(built: NodeProject) -> None:
    built.write(
        "paths.js",
        'import { generateStaticParams, getStaticPaths } from "./static-paths.js";\n'
        "const found = [await getStaticPaths(), await generateStaticParams()];\n"
        "console.log(JSON.stringify(found));\n",
    )
    astro, next_js = json.loads(built.node("paths.js"))
    count = ask("/api/delivery/v1/pages/?limit=1").json()["count"]
    assert len(astro) == len(next_js) == count > 100
    assert astro[0]["params"] == {"path": "en"}
    assert {"path": ["ar", "المياه-الجوفية"]} in next_js


def test_languages_lead_to_translations(built: NodeProject) -> None:
    built.write(
        "menu.js",
        'import { languages } from "./languages.js";\n'
        "const [page, locales] = JSON.parse(process.argv[2]);\n"
        "console.log(JSON.stringify(languages(page, locales)));\n",
    )
    page = ask("/api/delivery/v1/pages/31/").json()
    locales = ask("/api/delivery/v1/locales/").json()["items"]
    menu = json.loads(built.node("menu.js", json.dumps([page, locales])))
    assert {each["code"]: each["isTranslated"] for each in menu} == {
        "en": True, "ar": True, "es": False, "fr": True,
    }  # fmt: skip
    assert {each["code"]: each["href"] for each in menu}["es"] == "/es/"


def test_the_script_builds_every_page(frontend: NodeProject, backend: str, tmp_path: Path) -> None:
    said = run(frontend, "build.mjs", CMS=backend, OUT=str(tmp_path))
    written = list(tmp_path.rglob("index.html"))
    assert said == f"{len(written)} pages\n"
    page = (tmp_path / "en/groundwater/index.html").read_text()
    assert "<h1>Groundwater</h1>" in page
    assert "Measure before you pump" in page
    assert (tmp_path / "ar/المياه-الجوفية/index.html").exists()


def test_the_mirror_follows(frontend: NodeProject, backend: str, tmp_path: Path) -> None:
    before_commit()
    file = tmp_path / "mirror.json"
    count = ask("/api/delivery/v1/pages/?limit=1").json()["count"]
    assert run(frontend, "mirror.mjs", CMS=backend, FILE=str(file)) == f"{count} pages\n"
    first = json.loads(file.read_text())

    page = ContentPage.objects.live().first()
    assert page
    page.title = "Another title"
    page.save_revision().publish()
    other = ContentPage.objects.live().last()
    assert other
    other.unpublish()
    before_commit()
    assert run(frontend, "mirror.mjs", CMS=backend, FILE=str(file)) == f"{count - 1} pages\n"
    second = json.loads(file.read_text())
    path = f"/api/delivery/v1/pages/{page.pk}/"
    assert "Another title" in second["answers"][path]["body"]
    assert f"/api/delivery/v1/pages/{other.pk}/" not in second["answers"]
    assert second["cursor"] == ask("/api/delivery/v1/changes/").json()["next"]
    assert second["cursor"] != first["cursor"]

    contact = next(
        each for each in Contact.objects.filter(live=True) if each.name in file.read_text()
    )
    contact.name = "An office with another name"
    contact.save_revision().publish()
    before_commit()
    run(frontend, "mirror.mjs", CMS=backend, FILE=str(file))
    assert contact.name in file.read_text()  # at second hand, by the tags of what shows it


def test_a_client_comes_to_the_same_digest(frontend: NodeProject, backend: str) -> None:
    before_commit()
    told = ask("/api/delivery/v1/changes/?since=start&limit=1000&locale=fr").json()["items"]
    objects = [{**each["object"], "version": each["version"]} for each in reversed(told)]
    frontend.write(
        "prove.mjs",
        'import { digest } from "./digest.mjs";\n'
        "console.log(digest(JSON.parse(process.argv[2])));\n",
    )
    said = frontend.node("prove.mjs", json.dumps(objects)).strip()
    assert said == ask("/api/delivery/v1/changes/digest/?locale=fr").json()["digest"]


def run(project: NodeProject, script: str, **environment: str) -> str:
    done = subprocess.run(
        ["env", *(f"{name}={value}" for name, value in environment.items()), "node", script],
        cwd=project.path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def website(frontend: NodeProject, backend: str) -> Iterator[str]:
    """The address of the quick start's website."""
    command = ["env", f"CMS={backend}", "PORT=0", "node", "frontend.mjs"]
    with subprocess.Popen(command, cwd=frontend.path, stdout=subprocess.PIPE, text=True) as site:
        try:
            assert site.stdout
            yield site.stdout.readline().strip().rstrip("/")
        finally:
            site.terminate()


def test_the_quick_start_is_a_website(website: str) -> None:
    with opened(f"{website}/") as answer:
        assert answer.url == f"{website}/en/"  # it followed the redirect
        home = answer.read().decode()
    assert '<nav><a href="/en/rivers-and-lakes/">Rivers and lakes</a>' in home
    with opened(website + quote("/ar/المياه-الجوفية/")) as answer:
        assert "<h1>المياه الجوفية</h1>" in answer.read().decode()
    for path in ("/nothing/", "/favicon.ico", "/en/support-for-countries/partner-workspace/"):
        with pytest.raises(HTTPError) as refused:
            opened(website + path)
        assert refused.value.code == 404


def opened(url: str) -> Any:
    return urlopen(url, timeout=20)  # noqa: S310  # our own
