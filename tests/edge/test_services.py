"""Each kind of cache is asked in its own words, as its documentation has them."""

from collections.abc import Callable

import pytest
from wagtail.models import Site

from cms.edge.calls import FailedError, send
from cms.edge.services import Wanted, configured
from tests.edge import fakes
from tests.edge.fakes import TOKEN, Answer, Fake, Received

ZONE = "023e105f4ecef8ad9ca31a8372d0c353"
URL = "https://cms.example.org/api/delivery/v1/pages/?locale=fr&tag=é"


def ask(fake: Fake, wanted: Wanted) -> list[Received]:
    [service] = configured()
    for call in service.calls(wanted):
        service.check(send(call))
    return fake.take()


def tags(number: int) -> list[str]:
    return [f"page:{each}" for each in range(number)]


class TestVarnish:
    @pytest.fixture
    def varnish(self, start: Callable[..., Fake]) -> Fake:
        return start(lambda received: Answer(), "varnish://HOST")

    def test_tags_are_keys_in_headers_that_it_takes(self, varnish: Fake) -> None:
        asked = ask(varnish, Wanted(tags(1000)))
        assert {each.method for each in asked} == {"PURGE"}
        assert " ".join(each.headers["xkey"] for each in asked).split() == tags(1000)
        assert max(len(each.headers["xkey"]) for each in asked) <= 4000
        assert len(asked) == 3

    def test_a_path_is_purged_at_its_host(self, varnish: Fake) -> None:
        [asked] = ask(varnish, Wanted(urls=["https://cms.example.org/a/?b=c"]))
        assert (asked.method, asked.path) == ("PURGE", "/a/?b=c")
        assert asked.headers["host"] == "cms.example.org"
        assert "xkey" not in asked.headers

    def test_everything_has_a_key_of_its_own(self, varnish: Fake) -> None:
        [asked] = ask(varnish, Wanted(everything=True))
        assert asked.headers["xkey"] == "cms"
        assert asked.headers["authorization"] == f"Bearer {TOKEN}"
        assert "purge-mode" not in asked.headers

    def test_it_can_be_soft(self, start: Callable[..., Fake]) -> None:
        [asked] = ask(start(lambda _: Answer(), "varnish://HOST?soft=true"), Wanted(["a"]))
        assert asked.headers["purge-mode"] == "soft"


class TestFastly:
    @pytest.fixture
    def fastly(self, start: Callable[..., Fake]) -> Fake:
        return start(fakes.fastly, "fastly://SU1Z0isxPaozGVKXdv0eY?api=http://HOST")

    def test_tags_go_by_256(self, fastly: Fake) -> None:
        asked = ask(fastly, Wanted(tags(600)))
        assert [len(each.json["surrogate_keys"]) for each in asked] == [256, 256, 88]
        assert {each.path for each in asked} == {"/service/SU1Z0isxPaozGVKXdv0eY/purge"}

    def test_paths_and_everything(self, fastly: Fake) -> None:
        [path] = ask(fastly, Wanted(urls=[URL]))
        assert path.path == "/purge/cms.example.org/api/delivery/v1/pages/?locale=fr&tag=%C3%A9"
        [everything] = ask(fastly, Wanted(everything=True))
        assert everything.path == "/service/SU1Z0isxPaozGVKXdv0eY/purge_all"

    def test_it_can_be_soft_but_for_everything(self, start: Callable[..., Fake]) -> None:
        fastly = start(fakes.fastly, "fastly://SU1Z0?soft=true&api=http://HOST")
        [asked] = ask(fastly, Wanted(["page:1"]))
        assert asked.headers["fastly-soft-purge"] == "1"
        ask(fastly, Wanted(everything=True))  # the fake refuses a soft one


class TestCloudflare:
    @pytest.fixture
    def cloudflare(self, start: Callable[..., Fake]) -> Fake:
        return start(fakes.cloudflare, f"cloudflare://{ZONE}?api=http://HOST")

    def test_tags_go_by_100(self, cloudflare: Fake) -> None:
        asked = ask(cloudflare, Wanted(tags(250)))
        assert [len(each.json["tags"]) for each in asked] == [100, 100, 50]

    def test_paths_and_everything(self, cloudflare: Fake) -> None:
        assert [each.json for each in ask(cloudflare, Wanted(urls=[URL]))] == [{"files": [URL]}]
        assert ask(cloudflare, Wanted(everything=True))[0].json == {"purge_everything": True}

    def test_an_answer_without_success_is_a_failure(self, cloudflare: Fake) -> None:
        cloudflare.next_answers = [Answer(200, '{"success":false,"errors":[{"code":1}]}')]
        with pytest.raises(FailedError, match="no success"):
            ask(cloudflare, Wanted(["page:1"]))


class TestEndpoint:
    def test_it_gets_json(self, start: Callable[..., Fake]) -> None:
        endpoint = start(fakes.endpoint, "http://HOST/purge?site=1")
        asked = ask(endpoint, Wanted(["page:1", "pages"], ["https://cms.example.org/a"]))
        assert [each.json for each in asked] == [
            {"tags": ["page:1", "pages"], "urls": [], "everything": False},
            {"tags": [], "urls": ["https://cms.example.org/a"], "everything": False},
        ]
        assert asked[0].path == "/purge?site=1"
        assert asked[0].headers["authorization"] == f"Bearer {TOKEN}"

    def test_a_redirect_is_not_followed(self, start: Callable[..., Fake]) -> None:
        endpoint = start()
        moved = Answer(307, headers={"Location": f"{endpoint.url}/elsewhere"})
        endpoint.next_answers = [moved]
        with pytest.raises(FailedError, match="307"):
            ask(endpoint, Wanted(["page:1"]))
        assert len(endpoint.take()) == 1

    def test_no_reason_tells_a_secret(self, start: Callable[..., Fake]) -> None:
        start().next_answers = [Answer(403, f"Bearer {TOKEN} is not known here")]
        [service] = configured()
        with pytest.raises(FailedError, match="403 Forbidden: Bearer … is not known") as caught:
            send(next(service.calls(Wanted(["page:1"]))))
        assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["varnish://HOST", "fastly://SU1Z0?api=http://HOST", f"cloudflare://{ZONE}?api=http://HOST"],
)
def test_the_largest_batch_is_taken(start: Callable[..., Fake], address: str, site: Site) -> None:
    rules = {"varnish": lambda _: Answer(), "fastly": fakes.fastly, "cloudflare": fakes.cloudflare}
    fake = start(rules[address.partition(":")[0]], address)
    [service] = configured()
    asked = ask(fake, Wanted([f"alternates:{number:048d}" for number in range(service.most_tags)]))
    assert len(asked) <= 100
