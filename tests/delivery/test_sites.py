"""Several sites with several languages each: every door keeps to its own, links lead across."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from home.models import HomePage, SiteSettings
from news.models import Topic
from tests import builders
from tests.delivery.conftest import API, Api

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sites")]

WORDS = {"cms": "alpaca", "rivers": "badger", "lakes": "camel"}  # one for each site
HOSTS = {
    "cms": "cms.example.org",
    "rivers": "rivers.example.org",
    "lakes": "lakes.example.org:8000",
}
URLS = {
    "cms": "http://cms.example.org",
    "rivers": "https://rivers.example.org",
    "lakes": "http://lakes.example.org:8000",
}
ADDRESSES = [
    "pages/?limit=100",
    "pages/?limit=100&detail=true&rich_text_format=markdown",
    "pages/?limit=100&locale=fr&fallback=en",
    "pages/?limit=100&type=news.NewsPage&order=-date",
    "pages/?limit=100&tag=Water",
    "pages/?limit=100&descendant_of=root",
    "resolve/?html_path=/en/",
    "resolve/?html_path=/fr/words/",
    "navigation/",
    "navigation/?locale=fr&fallback=en",
    "site/",
    "site/?locale=fr",
    "locales/",
    "search/?q=happened",
    "search/?q=happened&locale=fr",
    "search/?q=words&tag=Water",
    "search/suggest/?q=wor",
    "sitemap/",
    "sitemap/?locale=fr",
    "/sitemap.xml",
    "/feeds/news/en.xml",
    "/feeds/news/fr.xml",
    "/llms.txt",
    "/llms.txt?locale=fr",
]


@dataclass
class OneSite:
    site: Site
    home: Page
    open: Page  # a page with the name of the site, which others link to
    french: Page


def make_site(name: str, topic: Topic) -> OneSite:
    site = _site(name)
    home = site.root_page.specific
    word = WORDS[name]
    shown = builders.section(f"Open {name}", parent=home)
    section = builders.section(
        f"{word} words",
        slug="words",
        parent=home,
        introduction=f"<p>{word} happened</p>",
        body=[("rich_text", f"<p>{word}</p>")],
    )
    index = builders.news_index(parent=home, title=f"{word} news")
    article = builders.article(
        f"{word} words happened", parent=index, introduction=word, topics=[topic]
    )
    french = [builders.translated(each, "fr") for each in (section, index, article, shown)]
    for code in ("en", "fr"):
        SiteSettings.objects.create(
            site=site, locale=builders.locale(code), tagline=f"{word} {code}"
        )
    return OneSite(site, home, shown, french[-1])


def _site(name: str) -> Site:
    default = Site.objects.get(is_default_site=True)
    if name == "cms":
        return default
    home = HomePage(title=f"{WORDS[name]} home", slug=name)
    home = builders.publish(Page.get_first_root_node(), home)
    home.copy_for_translation(builders.locale("fr")).save_revision().publish()
    hostname, _, port = HOSTS[name].partition(":")
    return Site.objects.create(
        hostname=hostname, port=port or 443, root_page=home, site_name=f"{WORDS[name]} site"
    )


@pytest.fixture(scope="module")
def sites(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, OneSite]]:
    """Made once; what a test changes is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        water = Topic.objects.create(name="Water", slug="water", locale=builders.locale("en"))
        yield {name: make_site(name, water) for name in WORDS}
        transaction.set_rollback(True)


def said(host: str, address: str, site: str | None = None) -> str:
    """What a door answers, by the Host header or by `site=`."""
    path = address if address.startswith("/") else API + address
    if site is not None:
        path += f"{'&' if '?' in path else '?'}site={site}"
    response = Api(host).client.get(path)
    assert response.status_code == 200, (path, response.content)
    return response.content.decode().lower()


def others(name: str) -> list[str]:
    """What must not be in answers of a site."""
    return [
        text
        for other in WORDS
        if other != name
        for text in (WORDS[other], URLS[other].removeprefix("http://"), f"open {other}")
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_of_one_site_is_in_answers_of_another(
    sites: dict[str, OneSite], address: str
) -> None:
    for name, host in HOSTS.items():
        answer = said(host, address)
        assert WORDS[name] in answer or "locales/" in address or "html_path=/en/" in address
        of_others = [text for text in others(name) if text in backend_forgotten(answer)]
        assert of_others == [], (name, address)
        assert said("elsewhere.example.org", address, site=host) == answer


def backend_forgotten(answer: str) -> str:
    """Without addresses of the API itself, which is at the default site's host here."""
    return answer.replace("http://cms.example.org/api/", "").replace(
        "http://cms.example.org/llms.txt", ""
    )


def test_counts_and_facets_are_the_sites_own(sites: dict[str, OneSite]) -> None:
    for host in HOSTS.values():
        found = Api(host).get("search/", q="happened", limit=1)
        assert found["count"] == 4  # a section and an article, in two languages
        assert {each["value"]: each["count"] for each in found["facets"]["locale"]} == {
            "en": 2,
            "fr": 2,
        }
        assert [each["count"] for each in found["facets"]["tag"]] == [2]
        assert Api(host).get("pages/", tag="Water", limit=1)["count"] == 2


def test_each_site_has_its_own_languages(sites: dict[str, OneSite]) -> None:
    codes = {
        name: [each["code"] for each in Api(host).get("locales/")["items"]]
        for name, host in HOSTS.items()
    }
    assert codes == {
        "cms": ["en", "ar", "es", "fr"],
        "rivers": ["en", "fr"],
        "lakes": ["en", "fr"],
    }
    assert Api(HOSTS["rivers"]).refused("pages/", locale="es")["status"] == 422
    assert Api(HOSTS["rivers"]).client.get("/feeds/news/es.xml").status_code == 404


def test_addresses_are_those_of_the_sites_frontend(sites: dict[str, OneSite]) -> None:
    for name, host in HOSTS.items():
        client = Api(host).client
        for item in Api(host).get("sitemap/")["items"]:
            assert item["html_url"] == URLS[name] + item["html_path"]
            assert all(each["html_url"].startswith(URLS[name]) for each in item["alternates"])
        assert f"<loc>{URLS[name]}/fr/words/</loc>" in client.get("/sitemap.xml").content.decode()
        feed = client.get("/feeds/news/fr.xml").content.decode()
        assert f'href="{URLS[name]}/feeds/news/fr.xml"' in feed
        page = Api(host).get("resolve/", html_path="/fr/words/")["page"]
        assert page["meta"]["html_url"] == f"{URLS[name]}/fr/words/"
        assert page["meta"]["translations"][0]["html_url"] == f"{URLS[name]}/en/words/"


def test_links_in_llms_txt_lead_to_the_same_site(sites: dict[str, OneSite]) -> None:
    for name, host in HOSTS.items():
        text = Api(host).client.get("/llms.txt").content.decode()
        addresses = [part.split(")")[0] for part in text.split("](")[1:]]
        assert len(addresses) >= 5
        for address in addresses:  # they are asked without the site's Host header
            answer = Api("cms.example.org").client.get(address.removeprefix(URLS["cms"]))
            assert answer.status_code == 200, address
        pages = [each for each in addresses if "/pages/" in each]
        first = Api("cms.example.org").client.get(pages[0].removeprefix(URLS["cms"]))
        assert f"{URLS[name]}/" in first.content.decode()


@pytest.mark.parametrize(
    ("here", "there"), [("cms", "rivers"), ("rivers", "lakes"), ("lakes", "cms")]
)
def test_links_lead_across_sites(sites: dict[str, OneSite], here: str, there: str) -> None:
    target = sites[there].open
    link: Any = {"kind": "page", "page": target, "label": ""}
    page = builders.content_page(
        "Linking",
        parent=sites[here].home,
        body=[
            ("rich_text", f'<p><a linktype="page" id="{target.pk}">there</a></p>'),
            ("link_group", {"heading": "Links", "links": [link]}),
            ("related_pages", {"heading": "", "pages": [target]}),
        ],
    )
    french = builders.translated(page, "fr")
    api = Api(HOSTS[here])
    for code, each in (("en", page), ("fr", french)):
        address = f"{URLS[there]}/{code}/open-{there}/"
        text, group, related = (block["value"] for block in api.page(each)["body"])
        assert f'href="{address}"' in text["content"]
        assert group["links"][0]["html_url"] == related["pages"][0]["html_url"] == address
        assert group["links"][0]["html_path"] == f"/{code}/open-{there}/"
        assert group["links"][0]["locale"] == code
        markdown = api.raw(f"pages/{each.pk}/", format="markdown").content.decode()
        assert markdown.count(f"]({address})") == 3


def test_a_page_is_found_at_its_own_site_alone(sites: dict[str, OneSite]) -> None:
    for name, host in HOSTS.items():
        api = Api(host)
        assert api.page(sites[name].open)["title"] == f"Open {name}"
        for other in set(WORDS) - {name}:
            assert api.refused(f"pages/{sites[other].open.pk}/")["status"] == 404
            assert api.refused(f"pages/{sites[other].open.pk}/", locale="fr")["status"] == 404
            assert api.refused("resolve/", html_path=f"/en/open-{other}/")["status"] == 404
            refusal = api.refused("pages/", child_of=sites[other].home.pk)
            assert refusal == api.refused("pages/", child_of=999999)


def test_redirects_are_of_one_site_and_may_lead_to_another(sites: dict[str, OneSite]) -> None:
    Redirect.objects.create(
        old_path="/moved", site=sites["rivers"].site, redirect_page=sites["lakes"].french
    )
    found = Api(HOSTS["rivers"]).get("resolve/", html_path="/moved/")
    assert found["location"] == f"{URLS['lakes']}/fr/open-lakes/"
    for name in ("cms", "lakes"):
        assert Api(HOSTS[name]).refused("resolve/", html_path="/moved/")["status"] == 404
