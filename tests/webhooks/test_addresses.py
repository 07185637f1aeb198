"""Where webhooks go, and where they never go."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.webhooks.addresses import check_url, is_public
from cms.webhooks.models import Delivery
from cms.webhooks.sending import Wire
from tests import builders
from tests.webhooks.conftest import make_endpoint
from tests.webhooks.receiver import Receiver

Work = Callable[[], None]

PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:4700::6810:84e5", "64:ff9b::808:808"]
SPECIAL = [
    "0.0.0.0",  # noqa: S104
    "10.0.0.1",
    "100.64.0.1",  # shared by a provider's customers
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",  # where clouds keep their keys
    "172.16.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:a00:1::",
    "2002:808:808::",  # 6to4, whatever is inside
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", SPECIAL)
def test_a_special_address(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/hook",
        "https://www.example.org:8443/hook?site=1",
        "https://93.184.215.14/",
        "https://[2606:4700::6810:84e5]/hook",
        "http://receiver.internal:3000/",
        "http://10.1.2.3/hook",
    ],
)
def test_an_address_that_may_be_entered(settings: Any, url: str) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = ["receiver.internal", "10.1.0.0/16"]
    check_url(url)


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("", "Enter an address"),
        ("www.example.org/hook", "Enter an address"),
        ("ftp://www.example.org/", "Enter an address"),
        ("javascript:alert(1)", "Enter an address"),
        ("https:///hook", "Enter an address"),
        ("https://[::1/", "Enter an address"),
        ("https://www.example.org:99999/", "Enter an address"),
        ("https://www.example.org/a b", "Enter an address"),
        ("https://www.example.org/\r\nX: 1", "Enter an address"),
        ("https://www.example.org/\0", "Enter an address"),
        ("https://bücher.example/", "Enter an address"),
        ("https://user:secret@www.example.org/", "Leave user and password out"),
        ("https://www.example.org/#part", "Leave out the part"),
        ("http://www.example.org/", "Must start with https://"),
        ("https://localhost/", "not a public address"),
        ("https://127.0.0.1/", "not a public address"),
        ("https://[::1]/", "not a public address"),
        ("https://[::ffff:10.0.0.1]/", "not a public address"),
        ("https://10.2.0.1/", "not a public address"),
    ],
)
def test_an_address_that_may_not(settings: Any, url: str, word: str) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = ["10.1.0.0/16"]
    with pytest.raises(ValidationError, match=word):
        check_url(url)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names lead to: the next of these addresses each time."""
    known: dict[str, list[str]] = {}
    ask = socket.getaddrinfo

    def answer(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        if host in known:
            host = known[host].pop(0)
        return ask(host, port, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return known


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "169.254.169.254"])
def test_a_name_that_leads_inside(
    receiver: Receiver, work: Work, settings: Any, names: dict[str, list[str]], address: str
) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = []
    names["public.example"] = [address]
    make_endpoint(f"http://public.example:{receiver.port}/hook")
    builders.section()
    work()
    assert receiver.received == []
    outcome = f"Refused: public.example leads to {address}, which is not public"
    assert Delivery.objects.get().outcome == outcome


def test_a_name_is_looked_up_once(receiver: Receiver, names: dict[str, list[str]]) -> None:
    """The address that was checked is the one that is called, whatever the name says next."""
    names["here.example"] = ["127.0.0.1", "127.0.0.2"]
    answer = Wire(f"http://here.example:{receiver.port}/hook").post("{}", {})
    assert answer.status == 204
    assert names["here.example"] == ["127.0.0.2"]
    assert receiver.received[0].headers["host"] == f"here.example:{receiver.port}"


def test_a_kept_connection_stays_where_it_is(
    receiver: Receiver, names: dict[str, list[str]]
) -> None:
    names["here.example"] = ["127.0.0.1", "10.0.0.1"]
    wire = Wire(f"http://here.example:{receiver.port}/hook")
    assert [wire.post("{}", {}).status for _time in range(3)] == [204, 204, 204]
    receiver.answers(204, Connection="close")
    assert wire.post("{}", {}).status == 204
    assert "10.0.0.1, which is not public" in wire.post("{}", {}).outcome
    assert len(receiver.received) == 4
