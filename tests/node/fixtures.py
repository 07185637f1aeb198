"""Fixtures for tests that run JavaScript or compile TypeScript; `tests/conftest.py` has them."""

from pathlib import Path

import pytest

from tests.node import NodeProject, installed_packages


@pytest.fixture(scope="session")
def node_modules(request: pytest.FixtureRequest) -> Path:
    """The JavaScript packages of `tests/node`, installed once for each lock file."""
    return installed_packages(request.config.cache.mkdir("node"))


@pytest.fixture
def node_project(node_modules: Path, tmp_path: Path) -> NodeProject:
    """An empty directory for JavaScript and TypeScript that finds these packages."""
    (tmp_path / "node_modules").symlink_to(node_modules)
    project = NodeProject(tmp_path)
    project.write("package.json", '{"type": "module", "private": true}')
    return project
