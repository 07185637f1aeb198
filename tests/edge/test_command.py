"""`manage.py purge_edge`, for operators."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.edge.models import Purge
from tests.edge.conftest import let_time_pass, pass_over
from tests.edge.fakes import Answer, Fake

Status = Purge.Status


def purge(*arguments: str) -> str:
    out = StringIO()
    call_command("purge_edge", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_by_tag_by_path_and_all(endpoint: Fake) -> None:
    said = purge("--tag", "page:7", "--tag", "pages:fr")
    assert said == f"{endpoint.url}/purge: purged 2 tags\n"
    assert endpoint.take()[0].json["tags"] == ["page:7", "pages:fr"]

    purge("--path", "/api/delivery/v1/site/", "--path", "https://www.example.org/en/")
    assert endpoint.take()[0].json["urls"] == [
        "http://cms.example.org/api/delivery/v1/site/",
        "https://www.example.org/en/",
    ]

    purge("--all")
    assert endpoint.take()[0].json["everything"]


def test_what_fails_is_tried_again_by_the_worker(endpoint: Fake) -> None:
    endpoint.next_answers = [Answer(503)]
    with pytest.raises(CommandError, match="1 of 1 failed"):
        purge("--tag", "page:7")
    let_time_pass()
    pass_over()
    assert Purge.objects.latest("pk").status == Status.REPEATING
    assert len(endpoint.take()) == 2


def test_each_cache_is_told(endpoint: Fake, start: Callable[..., Fake]) -> None:
    other = start(address="http://HOST/other")
    endpoint.next_answers = [Answer(503)]
    with pytest.raises(CommandError, match="1 of 2 failed"):
        purge("--all")
    assert len(other.take()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Say what to purge"),
        (["--tag", "Page 7"], "Page 7 is no tag"),
        (["--path", "api/"], "api/ must begin with /"),
    ],
)
def test_a_wrong_wish_is_refused(endpoint: Fake, arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        purge(*arguments)
    assert endpoint.take() == []


def test_without_a_cache(site: Any) -> None:
    with pytest.raises(CommandError, match="EDGE_PURGE names no cache"):
        purge("--all")
