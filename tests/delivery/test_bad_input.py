"""Whatever comes in: a problem that names what is wrong, never a 5xx."""

import pytest

from tests.delivery.conftest import API, Api

ENDPOINTS = [
    "pages/",
    "resolve/",
    "navigation/",
    "site/",
    "locales/",
    "contacts/",
    "images/1/",
    "pages/1/",
    "changes/",
    "changes/digest/",
]
WRONG = [
    "pages/?limit=0",
    "pages/?limit=101",
    "pages/?limit=x",
    "pages/?limit=1&limit=2",
    "pages/?offset=-1",
    "pages/?offset=10001",
    f"pages/?offset={2**63}",
    "pages/?type=news.Nothing",
    "pages/?type=auth.User",
    "pages/?type=wagtailcore.Page",
    "pages/?" + "&".join(["type=news.NewsPage"] * 40),
    "pages/?child_of=x",
    "pages/?child_of=0",
    f"pages/?child_of={2**31}",
    "pages/?child_of=999999",
    "pages/?descendant_of=%00",
    "pages/?translation_of=1.5",
    "pages/?locale=de",
    "pages/?locale=",
    "pages/?locale=%00",
    "pages/?order=password",
    "pages/?order=owner__password",
    "pages/?order=date",  # only with one type that has it
    "pages/?order=,",
    "pages/?order=" + ",".join(["title"] * 9),
    "pages/?slug=%00",
    "pages/?in_menu=perhaps",
    "pages/?site=nowhere.example.org",
    "pages/?site=cms.example.org:x",
    "pages/?site=cms.example.org:99999999",
    "pages/?site=%00",
    "pages/?site=",
    "pages/?unknown=1",
    "pages/?title=x",
    "pages/?owner=1",
    "pages/?rich_text_format=pdf",
    "resolve/",
    "resolve/?html_path=",
    "resolve/?html_path=%00",
    "resolve/?html_path=https://evil.example/",
    "resolve/?html_path=/a&html_path=/b",
    "navigation/?locale=xx",
    "site/?foo=bar",
    "locales/?locale=fr",
    "contacts/?limit=1000",
    "changes/?since=x",
    "changes/?since=1.x",
    "changes/?since=" + "1" * 100,
    "changes/?limit=1001",
    "changes/?type=auth.User",
    "changes/?locale=de",
    "changes/digest/?type=news.NewsPage",
    "changes/digest/?locale=de",
]


@pytest.mark.parametrize("address", WRONG)
def test_a_wrong_parameter_is_a_422_that_names_it(api: Api, address: str) -> None:
    path, _, query = address.partition("?")
    response = api.client.get(f"{API}{address}")
    assert response.status_code == 422, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    name = query.partition("=")[0] or "html_path"
    assert all(set(error) == {"loc", "msg", "type"} for error in problem["errors"])
    assert name in {str(part) for error in problem["errors"] for part in error["loc"]}
    assert path


@pytest.mark.parametrize(
    "path",
    [
        "pages/0/",
        "pages/-1/",
        "pages/x/",
        "pages/999999/",
        f"pages/{2**31}/",
        f"pages/{2**63}/",
        f"contacts/{2**63}/",
        f"images/{2**63}/",
        "images/0/",
        "nothing/",
        "pages/1/nothing/",
        f"pictures/{2**40}/abc/160.webp",
        "pictures/1/abc/161.webp",
        "pictures/1/abc/160.exe",
        "",
    ],
)
def test_nothing_there_is_a_404_problem(api: Api, path: str) -> None:
    response = api.client.get(f"{API}{path}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_methods(api: Api, endpoint: str) -> None:
    parameters = {"html_path": "/en/"} if endpoint == "resolve/" else {}
    got = api.raw(endpoint, **parameters)
    head = api.client.head(API + endpoint, parameters)
    assert (head.status_code, head.content) == (got.status_code, b"")
    options = api.client.options(API + endpoint)
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("post", "put", "patch", "delete"):
        response = getattr(api.client, method)(
            API + endpoint, "[]", content_type="application/json"
        )
        assert response.status_code == 405
        assert response["Content-Type"] == "application/problem+json"
        assert "GET" in response["Allow"]


@pytest.mark.parametrize(
    "host", ["elsewhere.example.org", "[::1]", "127.0.0.1:9999", "cms.example.org:70000"]
)
def test_an_unknown_host_gets_the_default_site(api: Api, host: str) -> None:
    answer = Api(host=host).raw("pages/")
    assert answer.status_code in {200, 400}
    if answer.status_code == 200:
        assert "cms.example.org" in answer.json()["items"][0]["meta"]["html_url"]


def test_the_host_header_is_in_no_answer(api: Api) -> None:
    assert b"evil" not in Api(host="evil.example.org").raw("pages/").content


def test_strange_query_strings(api: Api) -> None:
    for query in (
        "?%",
        "?=",
        "?&&&",
        "?%ff=%ff",
        "?a[]=1",
        "?limit=%F0%9F%92%A9",
        "?limit=１",
        "?" + "a" * 3000,
    ):
        assert api.client.get(f"{API}pages/{query}").status_code in {200, 422}


def test_any_origin_may_read(api: Api) -> None:
    response = api.client.get(f"{API}pages/", headers={"origin": "https://www.example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
