"""Every address of the project's own for translations: none that nobody has knocked at."""

import re
from collections.abc import Callable, Iterator
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from cms.localization.jobs.models import Job
from cms.localization.jobs.work import work
from cms.localization.library.models import LibraryWords
from cms.localization.requesting import request_translation
from tests import builders
from tests.localization.people import group, logged_in, member
from tests.localization.tables import (
    BOTH,
    CORRECT,
    PUBLISH,
    ROLES,
    browsers_of,
    in_french,
    let_in,
    users_limited_to_french,
)
from tests.localization.test_requesting import submit_url
from tests.localization.test_translation_doors import CONTACTS, PAGE_DOORS, Case
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.django_db

REQUEST, EVERYBODY = {"request"}, set(ROLES)
WORDS = ("localization.change_librarywords",)
NOT_KNOCKED_AT = {
    "admin/localize/jsi18n/",  # words of the interface alone
    "admin/localize/translate/<int:translation_id>/preview/<str:mode>/",  # as without a mode
}

Make = Callable[[], Any]
Send = Callable[[Client, Any], Any]
Door = tuple[str, Send, set[str]]


def asked(client: Client, url: str, method: str = "get", **data: Any) -> Any:
    return getattr(client, method)(url, data, headers={"x-requested-with": "XMLHttpRequest"})


def at(name: str, method: str = "get", **data: Any) -> Send:
    """Knocks at an address that names the thing, or nothing if there is no thing."""

    def send(client: Client, thing: Any) -> Any:
        return asked(client, reverse(name, args=[thing.pk] if thing else []), method, **data)

    return send


def requesting(client: Client, thing: Any) -> Any:
    return asked(client, submit_url(thing))


def into(thing: Any) -> Send:
    def send(client: Client, code: str) -> Any:
        return asked(client, submit_url(thing), "post", locales=[builders.locale(code).pk])

    return send


def titles(client: Client, contact: Any) -> Any:
    name, one = ("detail", [contact.pk]) if contact else ("listing", [])
    args = ["contacts", "contact", *one]
    return asked(client, reverse(f"wagtail_localize:snippets_api_{name}", args=args))


SYNC: list[Door] = [
    ("what to sync", at("wagtail_localize:update_translations"), REQUEST),
    ("sync", at("wagtail_localize:update_translations", "post"), REQUEST),
]
JOBS: list[Door] = [
    ("job", at("translation_jobs:job"), EVERYBODY),
    ("again", at("translation_jobs:again", "post"), EVERYBODY),
    ("stop", at("translation_jobs:stop", "post"), EVERYBODY),
]
LISTS: list[Door] = [
    ("jobs", at("translation_jobs:list"), EVERYBODY),
    ("jobs, filtered", at("translation_jobs:list_results"), EVERYBODY),
    ("report", at("wagtail_localize:translations_report"), EVERYBODY),
    ("report, filtered", at("wagtail_localize:translations_report_results"), EVERYBODY),
    ("titles of contacts", titles, EVERYBODY),
]
SNIPPET = "wagtailsnippets_localization_librarywords:"
WORDS_DOORS: list[Door] = [
    ("words", at(f"{SNIPPET}edit"), CORRECT),
    ("publish words", at(f"{SNIPPET}edit", "post", action="publish"), BOTH),
    ("where words are used", at(f"{SNIPPET}usage"), CORRECT),
    ("history of words", at(f"{SNIPPET}history"), CORRECT),
    ("history of words, filtered", at(f"{SNIPPET}history_results"), CORRECT),
    ("delete words", at(f"{SNIPPET}delete"), set()),
    ("really delete words", at(f"{SNIPPET}delete", "post"), set()),
]
WORDS_LISTS: list[Door] = [
    ("all words", at(f"{SNIPPET}list"), EVERYBODY),
    ("all words, filtered", at(f"{SNIPPET}list_results"), EVERYBODY),
    ("add words", at(f"{SNIPPET}add"), set()),
]


@pytest.fixture
def callers(site: Any) -> dict[str, Client]:
    return browsers_of(users_limited_to_french((*CONTACTS, *WORDS)))


def table(doors: list[Door], callers: Any, things: dict[str, Any], refused: int = 403) -> Any:
    knocks = [(name, send) for name, send, _roles in doors]
    return let_in(knocks, callers, things, frozenset({403, refused}))


def expected(doors: list[Door]) -> Any:
    return in_french((name, roles) for name, _send, roles in doors)


@pytest.fixture(params=[builders.content_page, builders.contact], ids=["page", "contact"])
def make(request: pytest.FixtureRequest, site: Any) -> Any:
    return request.param


def test_who_requests(make: Make, callers: Any) -> None:
    doors: list[Door] = [("ask", requesting, REQUEST)]
    assert table(doors, callers, {"fr": make()}) == expected(doors)


def test_what_is_requested(make: Make, callers: Any) -> None:
    """Into another language: the form comes back."""
    doors: list[Door] = [("request", into(make()), REQUEST)]
    assert table(doors, callers, {"fr": "fr", "ar": "ar"}, refused=200) == expected(doors)


def test_who_syncs(make: Make, callers: Any) -> None:
    sources = {}
    for code in ("fr", "ar"):
        thing = make()
        translate_object(thing, [builders.locale(code)])
        sources[code] = TranslationSource.objects.get(object_id=thing.translation_key)
    assert table(SYNC, callers, sources) == expected(SYNC)


def test_words_of_pictures(callers: Any) -> None:
    words = words_of_a_picture()
    assert set(words) == {"en", "fr", "ar"}
    assert table(WORDS_DOORS, callers, words) == expected(WORDS_DOORS)


def test_lists(callers: Any) -> None:
    lists = [*LISTS, *WORDS_LISTS]
    assert table(lists, callers, {"fr": None}) == expected(lists)


def words_of_a_picture() -> dict[str, Any]:
    """Requested along with a page that shows it."""
    page = builders.content_page(image=builders.picture())
    locales = [builders.locale(code) for code in ("fr", "ar")]
    request_translation(page, locales, get_user_model().objects.create_superuser("root"))
    return {each.locale.language_code: each for each in LibraryWords.objects.all()}


def test_jobs_are_of_those_who_asked_for_them(site: Any) -> None:
    users = users_limited_to_french()
    jobs = {role: Job.objects.create(title="All", user=user) for role, user in users.items()}
    knocks = [(name, send) for name, send, _roles in JOBS]
    found = let_in(knocks, browsers_of(users), jobs, refused=frozenset({404}))
    assert found == {name: {(role, role) for role in ROLES} for name, _knock in knocks}


def chosen(action: str, **fields: str) -> Send:
    """A bulk action of the explorer, as done by the worker; 403 if it changed nothing."""

    def send(client: Client, case: tuple[Page, str]) -> Any:
        page, code = case
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        form = {"locales": [builders.locale(code).pk], **fields}
        before = outcome(page, code)
        response = client.post(f"{url}?id={page.pk}", form)
        work(Event())
        changed = outcome(page, code) != before
        return SimpleNamespace(status_code=response.status_code if changed else 403)

    return send


def outcome(page: Page, code: str) -> Any:
    translation = page.get_translation_or_none(builders.locale(code))
    return translation and translation.live


def test_of_chosen_pages(callers: Any) -> None:
    requested = builders.content_page("Springs")
    finished = builders.content_page("Wells")
    for code in ("fr", "ar"):
        translate(submit(finished, code), french)
    translating: list[Door] = [("translate", chosen("translate"), REQUEST)]
    publishing: list[Door] = [("publish", chosen("publish_translations"), PUBLISH)]
    syncing: list[Door] = [("sync", chosen("sync_translations", publish="on"), set())]
    for doors, page in ((translating, requested), (publishing, finished), (syncing, finished)):
        pages = {code: (page, code) for code in ("fr", "ar")}
        assert table(doors, callers, pages) == expected(doors)


def routes(resolver: Any, start: str = "") -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        route = start + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from routes(each, route)
        else:
            yield route, each.callback


def own_addresses() -> set[str]:
    """All below `localize/`, and what else is served by views of the project's own."""
    return {
        route
        for route, view in routes(get_resolver())
        if route.startswith(("admin/localize/", "admin/snippets/localization/"))
        or getattr(view, "view_class", view).__module__.startswith("cms.localization")
    }


@pytest.fixture
def knocks(site: Any, admin_client: Client, admin_user: Any) -> list[Any]:
    """The answers of every door to an administrator."""
    words, case, contact = words_of_a_picture()["fr"], Case.page(), builders.contact()
    job = Job.objects.create(title="Wells", user=admin_user)
    source = TranslationSource.objects.get(object_id=case.source.translation_key)
    doors: list[tuple[Send, Any]] = [
        *((send, job) for _name, send, _roles in JOBS),
        *((send, source) for _name, send, _roles in SYNC),
        *((send, words) for _name, send, _roles in WORDS_DOORS),
        *((send, None) for _name, send, _roles in (*LISTS, *WORDS_LISTS)),
        *((in_french_of(send), case) for _name, send, _roles in PAGE_DOORS),
        (titles, contact),
        (requesting, contact),
        (requesting, case.source),
    ]
    return [undone(send, admin_client, thing) for send, thing in doors]


def in_french_of(send: Callable[[Client, Case, str], Any]) -> Send:
    return lambda client, case: send(client, case, "fr")


def undone(send: Send, client: Client, thing: Any) -> Any:
    with transaction.atomic():
        response = send(client, thing)
        transaction.set_rollback(True)
    assert response.status_code < 500
    return response


def test_no_address_is_left_out(knocks: list[Any]) -> None:
    knocked = {each.resolver_match.route for each in knocks}
    addresses = {each for each in own_addresses() if not each.startswith("admin/api/")}
    assert addresses - knocked == NOT_KNOCKED_AT


def test_none_names_what_one_does_not_see(knocks: list[Any]) -> None:
    rights = {"fr": "request translate review publish"}
    stranger = logged_in(member(group("French, of nothing", pages=(), rights=rights)))
    for path in {each.request["PATH_INFO"] for each in knocks}:
        shown = stranger.get(path, follow=True).content.decode()
        assert not re.search("Wells|Press Office|River", shown), path
