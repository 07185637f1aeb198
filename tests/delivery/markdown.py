"""Pages as Markdown, as a client gets them."""

from typing import Any

import yaml
from wagtail.models import Page

from tests.delivery.conftest import Api


def markdown(api: Api, page: Page, **parameters: Any) -> str:
    response = api.raw(f"pages/{page.pk}/", format="markdown", **parameters)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    return str(response.content.decode())


def parts(document: str) -> tuple[dict[str, Any], str]:
    """The facts in front, and the text."""
    _nothing, front, text = document.split("---\n", 2)
    return yaml.safe_load(front), text
