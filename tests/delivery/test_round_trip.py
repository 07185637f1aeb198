"""What the API prints as a path, it finds; for every page in every language."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.core.database import before_commit
from tests import builders
from tests.delivery.conftest import Api


@pytest.fixture
def tree(api: Api) -> list[Page]:
    """A small tree in four languages, each with slugs of its own."""
    section = builders.section("Fresh water")
    index = builders.news_index()
    article = builders.article("A new well", parent=index)
    titles = {
        "fr": ("Eau douce", "Actualités", "Un nouveau puits"),
        "es": ("Agua dulce", "Noticias", "Un pozo nuevo"),
        "ar": ("المياه العذبة", "الأخبار", "بئر جديدة"),
    }
    pages = [section, index, article]
    for code, names in titles.items():
        for page, title in zip(list(pages[:3]), names, strict=True):
            slug = title.replace(" ", "-").lower()
            pages.append(builders.translated(page, code, title=title, slug=slug))
    return pages


def test_every_page_is_found_by_the_path_it_prints(api: Api, tree: list[Page]) -> None:
    listed = api.get("pages/", limit=100)
    assert listed["count"] == 4 + len(tree)
    for item in listed["items"]:
        found = api.get("resolve/", html_path=item["meta"]["html_path"])
        assert found["kind"] == "page"
        assert found["page"]["id"] == item["id"]
        assert found["page"]["meta"]["html_path"].startswith(f"/{item['meta']['locale']}/")


def test_wagtail_and_the_api_agree_on_paths(api: Api, tree: list[Page]) -> None:
    for page in tree:
        assert api.page(page)["meta"]["html_path"] == page.url


@pytest.mark.parametrize(
    "path",
    ["/fr/eau-douce/", "/fr/eau-douce", "//fr//eau-douce//"[1:], "/fr/eau%2Ddouce/"],
)
def test_spellings_of_a_path(api: Api, tree: list[Page], path: str) -> None:
    assert api.get("resolve/", html_path=path)["page"]["title"] == "Eau douce"


def test_an_arabic_path_is_found_encoded_and_plain(api: Api, tree: list[Page]) -> None:
    plain = api.get("resolve/", html_path="/ar/الأخبار/بئر-جديدة/")
    encoded = plain["page"]["meta"]["html_path"]
    assert encoded.isascii()
    assert api.get("resolve/", html_path=encoded) == plain


def test_the_root_leads_to_the_default_language(api: Api) -> None:
    expected = {"kind": "redirect", "status": 302, "location": "/en/"}
    assert api.get("resolve/", html_path="/") == expected


def test_one_answer_has_all_that_a_page_view_needs(api: Api, tree: list[Page]) -> None:
    page = api.get("resolve/", html_path="/fr/actualités/un-nouveau-puits/")["page"]
    assert [above["title"] for above in page["meta"]["ancestors"]] == ["The agency", "Actualités"]
    assert page["meta"]["parent"]["html_path"] == "/fr/actualit%C3%A9s/"
    assert [other["locale"] for other in page["meta"]["translations"]] == ["ar", "en", "es"]
    for other in page["meta"]["translations"]:
        assert api.get("resolve/", html_path=other["html_path"])["kind"] == "page"


class TestRedirects:
    def test_to_a_page(self, api: Api, tree: list[Page]) -> None:
        Redirect.add_redirect("/old-water", tree[0], is_permanent=True)
        expected = {"kind": "redirect", "status": 301, "location": "/en/fresh-water/"}
        for path in ("/old-water", "/old-water/"):
            assert api.get("resolve/", html_path=path) == expected

    def test_to_an_address_for_now(self, api: Api) -> None:
        Redirect.add_redirect("/shop", "https://shop.example.org/", is_permanent=False)
        assert api.get("resolve/", html_path="/shop") == {
            "kind": "redirect",
            "status": 302,
            "location": "https://shop.example.org/",
        }

    def test_after_a_slug_change(self, api: Api, tree: list[Page]) -> None:
        page = tree[3]
        assert page.slug == "eau-douce"
        before_commit()
        page.slug = "eau-propre"
        page.save_revision().publish()
        before_commit()
        moved = api.get("resolve/", html_path="/fr/eau-douce/")
        assert moved == {"kind": "redirect", "status": 301, "location": "/fr/eau-propre/"}

    def test_after_a_slug_change_in_arabic(self, api: Api, tree: list[Page]) -> None:
        page = next(each for each in tree if each.slug == "المياه-العذبة")
        before_commit()
        page.slug = "الماء"
        page.save_revision().publish()
        before_commit()
        moved = api.get("resolve/", html_path="/ar/المياه-العذبة/")
        assert moved["kind"] == "redirect"
        assert api.get("resolve/", html_path=moved["location"])["page"]["id"] == page.pk

    def test_of_this_site_wins_over_one_of_all_sites(self, api: Api, tree: list[Page]) -> None:
        site = Site.objects.get()
        Redirect.objects.create(old_path="/twice", redirect_page=tree[0], site=None)
        Redirect.objects.create(old_path="/twice", redirect_page=tree[1], site=site)
        assert api.get("resolve/", html_path="/twice")["location"] == "/en/news/"

    def test_to_something_hidden_is_none(self, api: Api) -> None:
        draft = builders.section("Canary", live=False)
        Redirect.add_redirect("/secret", draft)
        response = api.raw("resolve/", html_path="/secret")
        assert response.status_code == 404
        assert b"anary" not in response.content

    @pytest.mark.parametrize("target", ["javascript:alert(1)", "//evil.example.org/", "/loop"])
    def test_that_no_frontend_should_follow(self, api: Api, target: str) -> None:
        Redirect.objects.create(old_path="/loop", redirect_link=target)
        assert api.raw("resolve/", html_path="/loop").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/fr/nothing/",
        "/xx/",
        "/en/../admin/",
        "/EN/",
        "/fr/%00/",
        "no-slash",
        "//evil/",
        "/%ff/",
        "x" * 3000,
    ],
)
def test_impossible_paths_are_told_so(api: Api, path: str) -> None:
    response = api.raw("resolve/", html_path=path)
    assert response.status_code in {404, 422}
    assert response["Content-Type"] == "application/problem+json"
