"""The page that shows the API works where there is no other network."""

import re
from typing import Any

from django.contrib.staticfiles import finders

from tests.delivery.conftest import Api, openapi


def test_everything_that_it_loads_comes_from_here(api: Api) -> None:
    page = api.raw("docs/").content.decode()
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert any("swagger-ui" in address for address in addresses)
    for address in addresses:
        assert address.startswith("/static/"), address
        assert finders.find(address.removeprefix("/static/")), address
    assert "//" not in re.sub(r"<!DOCTYPE html>", "", page).replace("</", "")


def test_its_styles_and_scripts_load_nothing_from_elsewhere() -> None:
    styles: Any = finders.find("ninja/swagger-ui.css")
    with open(styles) as file:
        loaded = re.findall(r"url\(([^)]*)\)", file.read())
    assert [each for each in loaded if not each.strip("\"'").startswith("data:")] == []


def test_the_document_that_it_shows_is_served(api: Api) -> None:
    response = api.raw("openapi.json")
    assert response["Content-Type"].startswith("application/json")
    assert response.json() == openapi()
