"""Where a page moves, its aliases and translations move along."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests import builders
from tests.delivery.conftest import Api
from tests.localization.people import group, logged_in, member, with_token
from tests.localization.translating import french as in_circles
from tests.localization.translating import publish, submit, translate
from tests.localization.tree.growing import commit, in_language, now, synchronise, tree

pytestmark = pytest.mark.usefixtures("site")


class Site:
    """Two sections with pages, all of them in French."""

    def __init__(self) -> None:
        self.water, self.air = builders.section("Water"), builders.section("Air")
        self.wells = builders.content_page("Wells", parent=self.water)
        self.rain = builders.content_page("Rain", parent=self.water)
        self.wind = builders.content_page("Wind", parent=self.air)
        commit()

    def all(self) -> list[Page]:
        return [self.water, self.air, self.wells, self.rain, self.wind]


@pytest.fixture
def shown() -> Site:
    """In French as aliases."""
    synchronise("fr")
    return Site()


@pytest.fixture
def translated() -> Site:
    """In French as translations."""
    site = Site()
    for page in site.all():
        translation = submit(page)
        translate(translation, in_circles)
        publish(translation)
    commit()
    return site


def move_in_admin(client: Client, page: Page, parent: Page) -> Any:
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk])
    answer = client.post(url, follow=True)
    commit()
    return answer


def move(page: Page, target: Page, pos: str = "last-child") -> None:
    now(page).move(now(target), pos=pos)
    commit()


class Doors:
    """Each moves "Rain" from "Water" to "Air"."""

    def __init__(self, client: Client, user: Any, site: Site) -> None:
        self.client, self.user, self.site = client, user, site

    def admin(self) -> None:
        move_in_admin(self.client, self.site.rain, self.site.air)

    def bulk(self) -> None:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
        data = {"move_applicable": "on", "chooser": str(self.site.air.pk)}
        answer = self.client.post(f"{url}?id={self.site.rain.pk}", data)
        assert answer.status_code == 302

    def api(self) -> None:
        answer = self.client.post(
            f"/api/v3-preview/pages/{self.site.rain.pk}/actions/move/",
            {"destination_id": self.site.air.pk, "position": "last-child"},
            content_type="application/json",
            headers=with_token(self.user),
        )
        assert answer.status_code == 200

    def own_code(self) -> None:
        now(self.site.rain).move(self.site.air, pos="last-child")


DOORS = sorted(name for name in vars(Doors) if not name.startswith("_"))


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", ["shown", "translated"])
def test_through_every_door(
    door: str,
    kind: str,
    request: pytest.FixtureRequest,
    admin_client: Client,
    admin_user: Any,
    api: Api,
) -> None:
    site: Site = request.getfixturevalue(kind)
    getattr(Doors(admin_client, admin_user, site), door)()
    commit()
    expected = [("water", ["wells"]), ("air", ["wind", "rain"])]
    assert tree(builders.home()) == tree(builders.home("fr")) == expected
    moved = api.get("resolve/", html_path="/fr/water/rain/")
    assert (moved["kind"], moved["location"]) == ("redirect", "/fr/air/rain/")
    answer = api.get("resolve/", html_path="/fr/air/rain/")["page"]
    assert answer["id"] == in_language("fr", site.rain).pk
    assert Page.find_problems() == ([], [], [], [], [])


def test_with_all_below(shown: Site) -> None:
    move(shown.air, shown.water)
    assert tree(builders.home("fr")) == [("water", ["wells", "rain", ("air", ["wind"])])]


def test_to_the_same_place_among_the_others(shown: Site) -> None:
    builders.content_page("Eau", slug="eau", parent=in_language("fr", shown.water))
    move(shown.wind, shown.rain, "left")
    assert tree(builders.home("fr"))[0] == ("water", ["wells", "wind", "rain", "eau"])
    move(shown.wells, shown.rain, "right")
    assert tree(builders.home("fr"))[0] == ("water", ["wind", "rain", "wells", "eau"])
    move(shown.rain, shown.water, "first-child")
    assert tree(builders.home("fr"))[0] == ("water", ["rain", "wind", "wells", "eau"])


def test_takes_no_rights_in_the_other_language(translated: Site) -> None:
    client = logged_in(member(group("English", rights={"en": "translate publish"})))
    move_in_admin(client, translated.rain, translated.air)
    assert in_language("fr", translated.rain).get_parent().specific == in_language(
        "fr", translated.air
    )


def test_one_that_stands_elsewhere_on_purpose_stays(translated: Site) -> None:
    french = in_language("fr", translated.rain)
    move(french, builders.home("fr"))
    assert now(translated.rain).get_parent().pk == translated.water.pk  # it leads, not follows
    move(translated.rain, translated.air)
    assert now(french).get_parent().specific == builders.home("fr")


def test_what_is_above_is_shown_where_languages_are_synchronised(translated: Site) -> None:
    ground = builders.section("Ground", parent=builders.section("Earth"))
    commit()
    synchronise("fr")
    move(translated.rain, ground)
    assert tree(builders.home("fr"))[2] == ("earth", [("ground", ["rain"])])
    assert in_language("fr", ground).alias_of_id == ground.pk


def test_otherwise_a_translation_stays_where_readers_find_it(
    translated: Site, admin_client: Client, api: Api
) -> None:
    ground = builders.section("Ground")
    commit()
    answer = move_in_admin(admin_client, translated.rain, ground)
    assert "French" in _said(answer)
    assert in_language("fr", ground) is None
    assert api.get("resolve/", html_path="/fr/water/rain/")["kind"] == "page"


def test_a_slug_that_is_taken_there_keeps_a_translation_where_it_is(
    translated: Site, admin_client: Client
) -> None:
    builders.content_page("Pluie", slug="rain", parent=in_language("fr", translated.air))
    commit()
    answer = move_in_admin(admin_client, translated.rain, translated.air)
    assert "has its slug" in _said(answer)
    assert tree(builders.home("fr")) == [("water", ["wells", "rain"]), ("air", ["wind", "rain"])]


def test_and_gives_an_alias_another_one(shown: Site) -> None:
    builders.content_page("Pluie", slug="rain", parent=in_language("fr", shown.air))
    commit()
    move(shown.rain, shown.air)
    assert tree(builders.home("fr"))[1] == ("air", ["wind", "rain-1", "rain"])
    assert in_language("fr", shown.rain).slug == "rain-1"


def test_who_moves_a_page_is_told_before(translated: Site, admin_client: Client) -> None:
    url = reverse("wagtailadmin_pages:move_confirm", args=[translated.rain.pk, translated.air.pk])
    answer = admin_client.get(url)
    assert "Its versions in French will move along." in _said(answer)


def _said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])
