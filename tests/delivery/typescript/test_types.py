"""What a TypeScript frontend gets from the published document with stock tools.

The code is that of `docs/frontend/types.md`: what the page tells frontends to write compiles.
Beside it stand files with one mistake each. The compiler runs once over all of them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.node import NodeError, NodeProject

pytestmark = pytest.mark.xdist_group("typescript")

DOCS = Path(__file__).parents[3] / "docs"
STRICT = ["--strict", "--noEmit", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"]
STRICT += ["--noUnusedLocals", "--noFallthroughCasesInSwitch", "--target", "es2022"]
STRICT += ["--module", "esnext", "--moduleResolution", "bundler"]

RIGHT = {
    "guard": "(page: PageDetail): string => isPage(page, 'news.NewsPage') ? page.dateline : ''",
    "by_type": "(page: PageOf<'news.NewsPage'>): string => page.dateline + page.contacts[0]?.name",
    "block": "(block: Block): string => block.type === 'quote' ? block.value.role : block.id",
    "link": "(link: Link): string => link.kind === 'page' ? link.html_path : link.url",
}
WRONG = {
    "not_narrowed": ("(page: PageDetail) => page.dateline", "'dateline' does not exist"),
    "null": ("(page: PageOf<'news.NewsPage'>) => page.image.src", "possibly 'null'"),
    "choice": ("(page: PageOf<'news.NewsPage'>): 'tale' => page.kind", "is not assignable"),
    "page_type": ("(page: PageDetail) => isPage(page, 'news.Novel')", "is not assignable"),
    "value": ("(block: Block) => block.value.text", "does not exist on type"),
    "link": ("(link: Link) => link.html_path", "does not exist on type"),
}
# Changes of the documented files: what to replace by what, and what the compiler says then.
CHANGED = {
    "blocks.ts": {
        "forgotten_block": (r'    case "figures":\n.*\n', "", "to parameter of type 'never'"),
        "invented_block": ('case "figures":', 'case "carousel":', "'\"carousel\"' is not comp"),
        "wrong_field": (r"block\.value\.attribution", "block.value.author", "'author' does not"),
    },
    "pages.ts": {
        "forgotten_page": (r'  "news\.NewsIndexPage": .*\n', "", "NewsIndexPage\"' is missing"),
    },
}


@pytest.fixture(scope="module")
def project(node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> NodeProject:
    """All files, with the published document as openapi-typescript writes it."""
    project = NodeProject(tmp_path_factory.mktemp("frontend"))
    (project.path / "node_modules").symlink_to(node_modules)
    project.tool("openapi-typescript", str(DOCS / "openapi.json"), "-o", "delivery.d.ts")
    documented = documented_files()
    for name, code in documented.items():
        project.write(name, code)
    for name, code in RIGHT.items():
        project.write(f"right_{name}.ts", expression(code))
    for name, (code, _message) in WRONG.items():
        project.write(f"wrong_{name}.ts", expression(code))
    for file, changes in CHANGED.items():
        for name, (old, new, _message) in changes.items():
            changed, times = re.subn(old, new, documented[file])
            assert times == 1, f"{file} has no {old}"
            project.write(f"wrong_{name}.ts", changed)
    return project


def documented_files() -> dict[str, str]:
    page = (DOCS / "frontend/types.md").read_text()
    return dict(re.findall(r"```ts\n// (\S+)\n(.*?)```", page, re.DOTALL))


def expression(code: str) -> str:
    names = [name for name in ("isPage", "PageDetail", "PageOf", "Block", "Link") if name in code]
    imports = ", ".join(name if name == "isPage" else f"type {name}" for name in names)
    return f"import {{ {imports} }} from './types';\nexport const expression = {code};\n"


@pytest.fixture(scope="module")
def said(project: NodeProject) -> dict[str, str]:
    """What the compiler says of each file."""
    files = sorted(path.name for path in project.path.glob("*.ts"))
    with pytest.raises(NodeError) as failed:  # there are files with mistakes
        project.tool("tsc", *STRICT, "--pretty", "false", *files)
    complaints = dict.fromkeys(files, "")
    for file, message in messages(str(failed.value)):
        complaints[file] += message
    return complaints


def messages(output: str) -> Iterator[tuple[str, str]]:
    file = ""
    for line in output.splitlines():
        if found := re.match(r"([\w.-]+)\(\d+,\d+\): error", line):
            file = found[1]
        yield file, f"{line}\n"


def test_the_documented_client_compiles(said: dict[str, str]) -> None:
    documented = documented_files()
    assert {"types.ts", "client.ts", "pages.ts", "blocks.ts"} <= documented.keys()
    assert {name: said[name] for name in documented if said[name]} == {}
    assert "delivery.d.ts" in said
    assert said["delivery.d.ts"] == ""


@pytest.mark.parametrize("name", RIGHT)
def test_types_are_exact(said: dict[str, str], name: str) -> None:
    assert said[f"right_{name}.ts"] == ""


@pytest.mark.parametrize(
    ("name", "message"),
    [(name, message) for name, (_code, message) in WRONG.items()]
    + [(name, case[2]) for cases in CHANGED.values() for name, case in cases.items()],
)
def test_mistakes_do_not_compile(said: dict[str, str], name: str, message: str) -> None:
    assert message in said[f"wrong_{name}.ts"]


def test_nothing_is_any_or_unknown(project: NodeProject) -> None:
    declarations = (project.path / "delivery.d.ts").read_text()
    types = re.sub(r"/\*.*?\*/", "", declarations, flags=re.DOTALL)
    named = types[types.index("schemas: {") : types.index("responses: never;")]
    assert "NewsPageDetail" in named
    assert not re.search(r"\b(any|unknown|Record)\b", named)
