"""`manage.py check` says in clear words what is wrong with the caches' settings."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pydantic import SecretStr

from tests.core.processes import run


@pytest.fixture(autouse=True)
def edge(settings: Any) -> None:
    settings.EDGE_MAX_AGE = 60


def check(*options: str) -> None:
    call_command("check", "--tag", "edge", *options)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("varnish", "varnish must look like varnish://10.0.0.5:6081"),
        ("varnish://10.0.0.5:port", "varnish://10.0.0.5:port is no address"),
        ("akamai://x", "akamai://x must begin with one of varnish, fastly, cloudflare, http"),
        ("fastly://SU1Z0", "fastly://SU1Z0 needs a token in EDGE_FASTLY_TOKEN"),
        ("cloudflare://023e", "cloudflare://023e needs a token in EDGE_CLOUDFLARE_TOKEN"),
        ("varnish://a?soft=perhaps", "soft=perhaps must be true or false"),
        ("varnish://a?again=often", "again=often must be a number of seconds, up to 300"),
        ("varnish://a?age=5", "age is no option; there are soft, again and api"),
        ("fastly://a?api=elsewhere", "api=elsewhere must start with http"),
        ("cloudflare://023e?soft=1", "cloudflare://023e cannot purge softly"),
    ],
)
def test_a_wrong_address_is_an_error(settings: Any, address: str, message: str) -> None:
    settings.EDGE_PURGE = [address]
    with pytest.raises(CommandError) as caught:
        check()
    assert message in str(caught.value)


def test_a_cache_is_named_once(settings: Any) -> None:
    settings.EDGE_PURGE = ["varnish://a", "varnish://a?soft=1"]
    with pytest.raises(CommandError, match="names varnish://a twice"):
        check()


def test_a_secret_in_an_address_is_refused_and_not_shown(settings: Any) -> None:
    settings.EDGE_PURGE = ["https://user:word@purge.example.org/"]
    with pytest.raises(CommandError, match="Secrets are given in variables") as caught:
        check()
    assert "word@" not in str(caught.value)


@pytest.mark.parametrize("again", ["0", "0.05", "1"])
def test_old_answers_are_over_before_the_last_purge(settings: Any, again: str) -> None:
    settings.EDGE_PURGE = [f"varnish://a?again={again}"]
    settings.DELIVERY_MAX_STALENESS = 0.05
    if again == "1":
        check("--fail-level", "WARNING")
    else:
        with pytest.raises(CommandError, match="varnish://a could keep an old answer"):
            check()
    settings.DELIVERY_MAX_STALENESS = 0
    check("--fail-level", "WARNING")


def test_all_kinds_together(settings: Any) -> None:
    settings.EDGE_PURGE = ["varnish://10.0.0.5:6081", "fastly://SU1Z0", "https://example.org/hook"]
    settings.EDGE_TOKENS = {**settings.EDGE_TOKENS, "EDGE_FASTLY_TOKEN": SecretStr("token")}
    check("--fail-level", "WARNING")


@pytest.mark.parametrize(
    ("addresses", "seconds", "message"),
    [
        ([], 60, "none of them is told of changes"),
        (["varnish://a"], 0, "must ask for each answer anyway"),
    ],
)
def test_half_a_set_up_is_warned_of(
    settings: Any, addresses: list[str], seconds: int, message: str
) -> None:
    settings.EDGE_PURGE, settings.EDGE_MAX_AGE = addresses, seconds
    with pytest.raises(CommandError, match=message):
        check("--fail-level", "WARNING")


def test_the_worker_does_not_start_with_a_wrong_address() -> None:
    ended = run("manage.py", "worker", "--once", EDGE_PURGE="varnish://a,fastly://SU1Z0")
    assert ended.returncode == 1
    assert "fastly://SU1Z0 needs a token in EDGE_FASTLY_TOKEN" in ended.stderr
    assert "Traceback" not in ended.stderr
