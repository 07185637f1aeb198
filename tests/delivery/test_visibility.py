"""Every door × every hidden thing: canaries that must never appear."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import APIToken, Page, PageViewRestriction, Site

from cms.core.database import before_commit
from home.models import SectionPage
from news.models import Topic
from tests import builders
from tests.delivery.conftest import API, Api, openapi

CANARY = "zanzibar"


def draft() -> Page:
    return builders.section(f"{CANARY} draft", live=False)


def unpublished() -> Page:
    page = builders.section(f"{CANARY} unpublished")
    page.unpublish()
    return page


def not_yet_live() -> Page:
    page = builders.section(f"{CANARY} early")
    Page.objects.filter(pk=page.pk).update(go_live_at=timezone.now() + timedelta(hours=1))
    return page


def expired() -> Page:
    page = builders.section(f"{CANARY} late")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    return page


def restricted(kind: str) -> Page:
    page = builders.section(f"{CANARY} {kind}")
    rule = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="p")
    if kind == "groups":
        rule.groups.add(Group.objects.create(name="Some"))
    return page


def below_restricted() -> Page:
    return builders.content_page(f"{CANARY} below private", parent=restricted("login"))


def below_draft() -> Page:
    return builders.content_page(f"{CANARY} below draft", parent=draft())


def of_another_site() -> Page:
    root = Page.get_first_root_node()
    home = builders.publish(root, type(builders.home())(title=f"{CANARY} home", slug="other"))
    Site.objects.create(hostname="other.example.org", root_page=home, site_name="Other")
    return builders.section(f"{CANARY} elsewhere", parent=home)


HIDDEN: dict[str, Callable[[], Page]] = {
    "draft": draft,
    "unpublished": unpublished,
    "not yet live": not_yet_live,
    "expired": expired,
    "password": lambda: restricted("password"),
    "login": lambda: restricted("login"),
    "groups": lambda: restricted("groups"),
    "below private": below_restricted,
    "below draft": below_draft,
}
RESTRICTED = {"password", "login", "groups", "below private"}


BESIDE_THE_API = ["/sitemap.xml", "/feeds/news/en.xml", "/llms.txt"]


def everything(api: Api, pages: list[Page]) -> str:
    """What all doors say, in one text."""
    before_commit()
    doors = [
        ("pages/", {"limit": 100}),
        ("pages/", {"limit": 100, "order": "title", "child_of": "root"}),
        ("pages/", {"limit": 100, "type": "home.SectionPage"}),
        ("pages/", {"slug": CANARY}),
        ("pages/", {"limit": 100, "detail": "true", "rich_text_format": "markdown"}),
        ("pages/", {"limit": 100, "detail": "true", "rich_text_format": "portable_text"}),
        ("pages/", {"limit": 100, "locale": "fr", "fallback": "en", "descendant_of": "root"}),
        ("pages/", {"limit": 100, "in_menu": "true", "order": "-last_published_at"}),
        ("navigation/", {"locale": "fr", "fallback": "en", "rich_text_format": "markdown"}),
        ("sitemap/", {}),
        ("search/", {"q": CANARY}),
        ("search/", {"q": "words", "limit": 100}),
        ("search/suggest/", {"q": CANARY[:4]}),
        ("navigation/", {}),
        ("site/", {}),
        ("locales/", {}),
        ("contacts/", {}),
        ("changes/", {"since": "start", "limit": 1000}),
        ("changes/", {"since": "0.", "limit": 1000}),
        *((f"pages/{page.pk}/", {}) for page in pages),
        *((f"pages/{page.pk}/", {"format": "markdown"}) for page in pages),
        *(("resolve/", {"html_path": page.url}) for page in pages if page.url),
    ]
    answers = [api.raw(path, **parameters) for path, parameters in doors]
    answers += [api.client.get(path) for path in BESIDE_THE_API]
    assert all(answer.status_code < 500 for answer in answers)
    return "\n".join(answer.content.decode() for answer in answers).lower()


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_page_shows_at_no_door(api: Api, name: str) -> None:
    hidden = HIDDEN[name]()
    shown = builders.content_page(
        "Shown",
        body=[
            ("related_pages", {"heading": "", "pages": [hidden]}),
            ("rich_text", f'<p><a linktype="page" id="{hidden.pk}">words</a></p>'),
            ("link_group", {"heading": "H", "links": [{"kind": "page", "page": hidden}]}),
            ("call_to_action", {"heading": "H", "links": [{"kind": "page", "page": hidden}]}),
        ],
    )
    builders.section(
        "Menu",
        link_groups=[
            ("link_group", {"heading": "G", "links": [{"kind": "page", "page": hidden}]})
        ],
    )
    translation = builders.translated(shown, "fr", title="Montré", slug="montre")

    answers = everything(api, [shown, translation])
    assert CANARY not in answers
    body = [block["value"] for block in api.page(shown)["body"]]
    assert body[0]["pages"] == []
    assert body[1]["content"] == "<p>words</p>"
    assert body[2]["links"] == body[3]["links"] == []
    found = api.get("search/", q=CANARY)
    assert (found["count"], found["facets"]["type"]) == (0, [])


@pytest.mark.parametrize("name", HIDDEN)
def test_asked_for_directly(api: Api, name: str) -> None:
    hidden = HIDDEN[name]()
    missing = api.refused("pages/999999/")
    for path, parameters in (
        (f"pages/{hidden.pk}/", {}),
        ("resolve/", {"html_path": hidden.url}),
    ):
        problem = api.refused(path, **parameters)
        assert CANARY not in str(problem).lower()
        if name in RESTRICTED:
            assert problem["status"] == 401
            assert problem["type"].endswith("/page-restricted")
            assert problem["restriction"] == ("login" if name == "below private" else name)
        else:
            assert problem["status"] == 404
    if name not in RESTRICTED:
        assert api.refused(f"pages/{hidden.pk}/") == missing


@pytest.mark.parametrize(
    "parameter", ["child_of", "descendant_of", "ancestor_of", "translation_of"]
)
@pytest.mark.parametrize("name", HIDDEN)
def test_naming_a_hidden_page_in_a_filter_tells_nothing(
    api: Api, name: str, parameter: str
) -> None:
    hidden = HIDDEN[name]()
    told = api.refused("pages/", **{parameter: hidden.pk})
    assert told == api.refused("pages/", **{parameter: 999999})


def test_pages_of_another_site(api: Api) -> None:
    page = of_another_site()
    assert CANARY not in everything(api, [])
    assert api.refused(f"pages/{page.pk}/")["status"] == 404
    assert api.get(f"pages/{page.pk}/", site="other.example.org")["title"] == page.title
    assert (
        Api(host="other.example.org")
        .page(page)["meta"]["html_url"]
        .startswith("http://other.example.org/en/")
    )


def test_sites_that_share_their_pages(api: Api) -> None:
    """Two host names for one tree: each finds everything, under its own address."""
    page = builders.section("Shared")
    Site.objects.create(
        hostname="mirror.example.org", root_page=builders.home(), site_name="Mirror"
    )
    for name in ("cms.example.org", "mirror.example.org"):
        answer = api.get(f"pages/{page.pk}/", site=name)
        assert answer["meta"]["html_url"] == f"http://{name}/en/shared/"
        assert api.get("pages/", site=name, type="home.SectionPage")["count"] == 1
        assert api.get("resolve/", site=name, html_path="/en/shared/")["page"]["id"] == page.pk


def test_a_site_inside_another_one_is_its_own(api: Api) -> None:
    campaign = builders.section("Campaign")
    below = builders.content_page("Below", parent=campaign)
    Site.objects.create(hostname="campaign.example.org", root_page=campaign, site_name="Campaign")
    assert api.get("pages/", type="home.ContentPage")["count"] == 0
    assert api.get("pages/", type="home.ContentPage", site="campaign.example.org")["count"] == 1
    assert api.refused(f"pages/{below.pk}/")["status"] == 404
    found = api.get("resolve/", html_path="/en/below/", site="campaign.example.org")
    assert found["page"]["meta"]["html_url"] == "http://campaign.example.org/en/below/"


def test_a_link_to_another_site_is_absolute(api: Api) -> None:
    page = of_another_site()
    shown = builders.content_page(body=[("rich_text", f'<a linktype="page" id="{page.pk}">x</a>')])
    assert f'href="http://other.example.org/en/{page.slug}/"' in str(api.page(shown)["body"])


def test_an_unpublished_change_of_a_live_page(api: Api) -> None:
    page = builders.section("Public")
    page.title, page.introduction = f"{CANARY} title", f"<p>{CANARY}</p>"
    page.save_revision()
    assert CANARY not in everything(api, [page])
    assert api.page(page)["title"] == "Public"


def test_a_hidden_parent_shows_in_no_breadcrumb_and_hides_what_is_below(api: Api) -> None:
    parent = builders.section(f"{CANARY} parent")
    child = builders.content_page("Child", parent=parent)
    assert api.page(child)["meta"]["parent"]["title"] == parent.title
    parent.unpublish()
    assert api.refused(f"pages/{child.pk}/")["status"] == 404


def test_a_hidden_translation_is_not_listed(api: Api) -> None:
    page = builders.section("Water")
    french = builders.translated(page, "fr", title=CANARY, slug=CANARY)
    french.unpublish()
    assert api.page(page)["meta"]["translations"] == []
    assert api.refused(f"pages/{page.pk}/", locale="fr")["status"] == 404


def test_a_hidden_article_is_not_among_the_latest(api: Api) -> None:
    topic = Topic.objects.create(name="T", slug="t", locale=builders.locale("en"))
    index = builders.news_index()
    builders.article(f"{CANARY} news", parent=index, live=False, topics=[topic])
    page = builders.content_page(
        body=[
            ("latest_news", {"heading": "", "topic": None, "number": 3}),
            ("latest_news", {"heading": "", "topic": topic, "number": 3}),
        ]
    )
    assert [block["value"]["items"] for block in api.page(page)["body"]] == [[], []]


def test_a_draft_contact_shows_nowhere(api: Api) -> None:
    hidden = builders.contact(CANARY, live=False)
    shown = builders.article(
        parent=builders.news_index(),
        contacts=[hidden],
        body=[("contacts", {"heading": "", "contacts": [hidden]})],
    )
    assert CANARY not in everything(api, [shown])
    assert api.page(shown)["contacts"] == []
    assert api.refused(f"contacts/{hidden.pk}/")["status"] == 404
    assert api.get("contacts/")["count"] == 0


def test_a_draft_edit_of_a_live_contact_waits(api: Api) -> None:
    contact = builders.contact("Press Office")
    contact.name = CANARY
    contact.save_revision()
    assert CANARY not in everything(api, [])


def test_files_of_a_private_collection(api: Api) -> None:
    collection = builders.private_collection()
    below = collection.add_child(name="Below")
    image = builders.picture(CANARY, collection=below)
    file = builders.document(CANARY, collection=collection)
    shown = builders.content_page(
        image=image,
        body=[
            ("image", {"image": image, "alt": "x"}),
            ("gallery", {"heading": "", "images": [{"image": image}, {"image": image}]}),
            ("downloads", {"heading": "", "documents": [file]}),
            ("rich_text", f'<p><a linktype="document" id="{file.pk}">words</a></p>'),
        ],
    )
    assert CANARY not in everything(api, [shown])
    answer = api.page(shown)
    assert answer["image"] is None
    assert answer["body"][0]["value"]["image"] is None
    assert answer["body"][1]["value"]["images"] == []
    assert api.refused(f"images/{image.pk}/")["status"] == 404
    public = builders.picture("open")
    url = api.get(f"images/{public.pk}/")["src"]
    assert api.client.get(url).status_code == 200
    private_url = url.replace(f"/{public.pk}/{public.version}/", f"/{image.pk}/{image.version}/")
    assert api.client.get(private_url).status_code == 404
    assert api.client.get(file.url).status_code in {302, 403}


def readers() -> dict[str, tuple[Api, dict[str, str]]]:
    """Ways of asking with more, less or nothing to one's name."""
    root, nobody = User.objects.create_superuser("root"), User.objects.create_user("nobody")
    _token, of_root = APIToken.create_token(user=root, name="t")
    _token, of_nobody = APIToken.create_token(user=nobody, name="t")
    logged_in = Api()
    logged_in.client.force_login(root)
    return {
        "a superuser's token": (Api(), {"Authorization": f"Bearer {of_root}"}),
        "a token without rights": (Api(), {"Authorization": f"Bearer {of_nobody}"}),
        "a wrong token": (Api(), {"Authorization": "Bearer wrong"}),
        "a superuser's session": (logged_in, {}),
    }


def test_who_asks_makes_no_difference(api: Api) -> None:
    """At no door does a session or a token show more, or less, than anonymous readers see."""
    page = builders.article("A well", parent=builders.news_index(), contacts=[builders.contact()])
    ids = {
        "page_id": page.pk,
        "contact_id": page.contacts.get().contact_id,
        "image_id": builders.picture().pk,
        "document_id": builders.document().pk,
    }
    hidden = [HIDDEN["login"](), HIDDEN["draft"]()]
    builders.picture(collection=builders.private_collection())
    doors = [path.format(**ids) for path in openapi()["paths"]]
    doors += [f"{API}pages/{each.pk}/" for each in hidden]
    doors += [f"{API}pages/?detail=true&limit=100", *BESIDE_THE_API]
    anonymous = {door: asked_as(api, door, {}) for door in doors}
    assert [answer[0] for answer in anonymous.values()].count(200) == len(doors) - len(hidden)
    for name, (reader, headers) in readers().items():
        for door in doors:
            assert asked_as(reader, door, headers) == anonymous[door], (name, door)


def asked_as(api: Api, door: str, headers: dict[str, str]) -> tuple[int, bytes]:
    needed = {"html_path": "/en/news/a-well/"} if door.endswith("/resolve/") else {"q": "well"}
    query = needed if door.endswith(("/resolve/", "/search/", "/suggest/")) else None
    answer = api.client.get(door, query, headers=headers)
    return answer.status_code, answer.content


@pytest.mark.parametrize(
    "path", ["pages/", "locales/", "openapi.json", "docs/", "images/", "nothing/"]
)
def test_the_management_api_wants_a_token(api: Api, path: str) -> None:
    response = api.client.get(f"/api/v3-preview/{path}")
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    api.client.force_login(User.objects.create_superuser("root"))  # a session is no token
    assert api.client.get(f"/api/v3-preview/{path}").status_code == 401


def test_the_management_api_works_with_a_token(api: Api) -> None:
    _token, plaintext = APIToken.create_token(user=User.objects.create_superuser("root"), name="t")
    headers = {"HTTP_AUTHORIZATION": f"Bearer {plaintext}"}
    for path in ("pages/", "locales/", "openapi.json", "images/", "schema/"):
        assert api.client.get(f"/api/v3-preview/{path}", **headers).status_code == 200, path
    codes = [
        each["language_code"]
        for each in api.client.get("/api/v3-preview/locales/", **headers).json()["items"]
    ]
    assert codes == ["ar", "en", "es", "fr"]
    missing = api.client.get("/api/v3-preview/pages/999999/", **headers)
    assert missing.status_code == 404


def test_the_reading_view_hides_the_same(api: Api) -> None:
    for name, make in HIDDEN.items():
        page = make()
        response = api.client.get(page.url)
        if name in {"login", "groups", "below private"}:
            assert response.status_code in {302, 403}
        elif name != "password" and name != "below draft":
            assert response.status_code == 404, name
        assert isinstance(page, SectionPage | Page)
        Page.objects.filter(title__icontains=CANARY).delete()
        Group.objects.filter(name="Some").delete()


@pytest.mark.parametrize("number", [3, 1200])
def test_any_number_of_closed_branches(api: Api, number: int) -> None:
    """Each is a condition: more of them than a database takes in one query."""
    home = builders.home()
    builders.section("Shown")

    def row(n: int, place: str, **fields: Any) -> Page:
        return Page(
            title=f"{CANARY} {n}",
            slug=f"closed-{n}",
            path=home.path + place,
            depth=home.depth + len(place) // 4,
            url_path=f"{home.url_path}closed-{n}/",
            locale=home.locale,
            content_type=ContentType.objects.get_for_model(SectionPage),
            **fields,
        )

    made = Page.objects.bulk_create(
        row(n, f"Z{n:03X}", live=n % 2 == 0, numchild=1) for n in range(number)
    )
    Page.objects.bulk_create(row(n, f"Z{n:03X}0001", live=True) for n in range(number))
    PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page=page, restriction_type="login") for page in made[::2]
    )
    assert [item["title"] for item in api.get("pages/", descendant_of="root")["items"]] == [
        "Shown"
    ]
    assert CANARY not in api.raw("pages/").content.decode()
