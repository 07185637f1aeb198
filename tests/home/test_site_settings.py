"""What the organisation says of itself, edited in the admin."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from home.models import SiteSettings
from tests import builders
from tests.editing import PUBLISH, form_errors, link, list_of, nested_form_data, streamfield

ADD = "wagtailsnippets_home_sitesettings:add"


def form(site: Site, **fields: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "site": str(site.pk),
            "tagline": "Water for everyone",
            "footer": streamfield([]),
            "social_links": streamfield([]),
            "default_contact": "",
            **fields,
        }
    )


def add(client: Client, data: dict[str, Any], locale: str = "en") -> Any:
    return client.post(f"{reverse(ADD)}?locale={locale}", data | PUBLISH)


def test_the_only_site_is_chosen_already(admin_client: Client, site: Site) -> None:
    soup = BeautifulSoup(admin_client.get(reverse(ADD)).content, "html.parser")
    (chosen,) = soup.select("[name=site] option[selected]")
    assert chosen["value"] == str(site.pk)


def test_one_of_several_sites_is_not(admin_client: Client, site: Site) -> None:
    Site.objects.create(hostname="other.example.org", root_page=builders.home("fr"))
    soup = BeautifulSoup(admin_client.get(reverse(ADD)).content, "html.parser")
    assert [option["value"] for option in soup.select("[name=site] option[selected]")] == [""]


def test_reaches_the_api(admin_client: Client, site: Site) -> None:
    footer = streamfield(
        [
            (
                "link_group",
                {
                    "heading": "Publications",
                    "links": list_of(link(url="https://example.org/r", label="Annual report")),
                },
            )
        ]
    )
    contact = builders.contact()
    data = form(site, footer=footer, default_contact=contact.pk)
    assert add(admin_client, data).status_code == 302
    answer = admin_client.get(reverse("delivery:site")).json()
    assert answer["tagline"] == "Water for everyone"
    assert answer["footer"][0]["value"]["links"][0]["title"] == "Annual report"
    assert answer["default_contact"]["name"] == "Press Office"


def test_one_for_each_site_and_language(admin_client: Client, site: Site) -> None:
    assert add(admin_client, form(site)).status_code == 302
    again = add(admin_client, form(site))
    assert form_errors(again) == {"site": ["This site has settings in this language already."]}
    assert add(admin_client, form(site), locale="fr").status_code == 302
    assert SiteSettings.objects.count() == 2


def test_a_draft_is_not_shown(admin_client: Client, site: Site) -> None:
    admin_client.post(reverse(ADD), form(site))
    assert admin_client.get(reverse("delivery:site")).json()["tagline"] == ""


def test_the_preview_is_the_frame_of_every_page(admin_client: Client, site: Site) -> None:
    made = SiteSettings.objects.create(site=site, locale=builders.locale("en"), tagline="Old")
    url = reverse("wagtailsnippets_home_sitesettings:preview_on_edit", args=[made.pk])
    assert admin_client.post(url, form(site, tagline="New words")).json()["is_valid"]
    response = admin_client.get(url)
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    header = BeautifulSoup(response.content, "html.parser").select_one("header.site")
    assert header is not None
    assert "New words" in header.get_text()


@pytest.mark.parametrize("view", ["edit", "usage", "history", "delete"])
def test_views_open(admin_client: Client, site: Site, view: str) -> None:
    made = SiteSettings.objects.create(site=site, locale=builders.locale("en"))
    url = reverse(f"wagtailsnippets_home_sitesettings:{view}", args=[made.pk])
    assert admin_client.get(url).status_code == 200
