"""Blocks of code in the Markdown pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "docs/frontend.md", *sorted(ROOT.glob("docs/frontend/*.md"))]
CODE = ("js", "jsx", "mjs", "ts", "tsx")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"// (\S+\.\w+)\n")


@dataclass(frozen=True)
class Fence:
    """A block between ```` ``` ````."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def file(self) -> str | None:
        """The name that code says at its beginning."""
        found = _FILE.match(self.text)
        return found[1] if found else None


def fences(page: Path) -> Iterator[Fence]:
    written = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(written):
        line = written.count("\n", 0, found.start()) + 1
        yield Fence(page, line, found[1], found[2])


def code() -> list[Fence]:
    """All that is TypeScript or JavaScript."""
    return [each for page in PAGES for each in fences(page) if each.language in CODE]
