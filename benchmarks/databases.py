"""Generated sites, kept between runs: one directory and one database for each size."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from benchmarks import server
from benchmarks.workload import Workload

_PROJECT = Path(__file__).resolve().parent.parent
_GENERATOR = ("articles.py", "generate.py", "workload.py")


@dataclass(frozen=True)
class Stage:
    """A generated site and the environment in which it is served."""

    workload: Workload
    variables: dict[str, str]

    @property
    def pages(self) -> int:
        return len(self.workload.articles)


def stage(pages: int, cache: Path, database_url: str, say: Callable[[str], None]) -> Stage:
    """The site with that many articles: kept from an earlier run, else made now."""
    kind = "postgresql" if database_url else "sqlite"
    directory = cache / f"{kind}-{pages}-{_fingerprint()}"
    variables = server.environment(directory, _beside(database_url, str(pages)))
    workload = directory / "workload.json"
    if not workload.exists():
        say(f"Making {pages:,} pages in {kind} …")
        for outdated in cache.glob(f"{kind}-{pages}-*"):
            shutil.rmtree(outdated)
        directory.mkdir(parents=True)
        empty(database_url, str(pages))
        server.run("manage.py", "migrate", "--verbosity=0", variables=variables)
        made = server.run("-m", "benchmarks.generate", str(pages), variables=variables)
        workload.write_text(made)
    return Stage(Workload.from_json(workload.read_text()), variables)


def _fingerprint() -> str:
    """Changes with the generator and with the tables that it fills."""
    files = [_PROJECT / "benchmarks" / name for name in _GENERATOR]
    files += sorted(_PROJECT.glob("*/migrations/0*.py")) + sorted(
        _PROJECT.glob("cms/*/migrations/0*.py")
    )
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


def empty(database_url: str, name: str) -> str:
    """The address of an empty database, made now; with none: SQLite, whose file is made later."""
    address = _beside(database_url, name)
    if address:
        _create_database(database_url, urlsplit(address).path[1:])
    return address


def _beside(database_url: str, name: str) -> str:
    parts = urlsplit(database_url)
    return urlunsplit(parts._replace(path=f"{parts.path}_bench_{name}")) if database_url else ""


def _create_database(database_url: str, name: str) -> None:
    """An empty one beside the one that the address names, in place of an earlier one."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
        connection.execute(
            SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(Identifier(name))
        )
