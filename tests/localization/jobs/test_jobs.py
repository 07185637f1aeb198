"""Large requests, as people make them and the worker does them."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms import settings as production
from cms.localization.jobs import starting
from cms.localization.jobs.models import Job, JobItem
from cms.localization.jobs.work import work
from cms.localization.models import LanguageRight
from home.models import ContentPage
from tests import builders
from tests.localization.people import group, logged_in, member
from tests.localization.test_requesting import languages, submit
from tests.localization.test_sources import body
from tests.localization.translating import french, translate
from tests.localization.translating import submit as submit_directly

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(django_user_model: Any) -> Any:
    return django_user_model.objects.create_superuser("admin")


@pytest.fixture
def tree(site: Any) -> list[Page]:
    """A section with five pages below it."""
    section = builders.section("Water")
    return [section, *(builders.content_page(f"Well {n}", parent=section) for n in range(5))]


def request_subtree(user: Any, page: Page, *codes: str) -> Job:
    response = submit(logged_in(user), page, *codes, include_subtree="on")
    job = Job.objects.get()
    assert response.url == job_url(job)
    return job


def job_url(job: Job, name: str = "job") -> str:
    return reverse(f"translation_jobs:{name}", args=[job.pk])


def shown(user: Any, job: Job) -> BeautifulSoup:
    return BeautifulSoup(logged_in(user).get(job_url(job)).content, "html.parser")


def failures(user: Any, job: Job) -> list[list[str]]:
    rows = shown(user, job).select("table.listing tbody tr")
    return [[cell.text.strip() for cell in row.select("td")] for row in rows]


def break_page(page: Page) -> None:
    """A table without its rows, as a faulty import would leave it."""
    sound = {"type": "rich_text", "value": "<p>Sound.</p>", "id": "1"}
    table = {"type": "table", "value": {"columns": [{"type": "text"}], "rows": 1}, "id": "2"}
    page.body = [sound, table]
    ContentPage.objects.filter(pk=page.pk).update(body=page.body)


def mend_page(page: Page) -> None:
    ContentPage.objects.filter(pk=page.pk).update(body=[])


def test_many_pages_are_left_to_the_worker(tree: list[Page]) -> None:
    user = member(group("Both", rights={"fr": "request", "es": "request"}))
    job = request_subtree(user, tree[0], "fr", "es")
    assert languages(tree[0]) == set()
    page = shown(user, job)
    assert "0 of 12 done" in page.select_one(".job-progress").text  # type: ignore[union-attr]
    assert page.select_one("meta[http-equiv=refresh]")

    work(Event())
    for each in tree:
        assert languages(each) == {"fr", "es"}
        assert not each.get_translation(builders.locale("fr")).live
    page = shown(user, job)
    assert "12 of 12 done" in page.select_one(".job-progress").text  # type: ignore[union-attr]
    assert page.select_one("progress")["value"] == "100"  # type: ignore[index]
    assert not page.select_one("meta[http-equiv=refresh]")


def test_a_few_pages_are_done_at_once(tree: list[Page]) -> None:
    tree[5].delete()
    tree[4].delete()
    client = logged_in(member(group("French", rights={"fr": "request"})))
    submit(client, Page.objects.get(pk=tree[0].pk), "fr", include_subtree="on")
    assert not Job.objects.exists()
    assert languages(tree[3]) == {"fr"}


def test_asking_takes_as_many_queries_for_any_number_of_pages(
    tree: list[Page], admin: Any
) -> None:
    client = logged_in(admin)
    numbers = []
    for _more in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            submit(client, Page.objects.get(pk=tree[0].pk), "fr", include_subtree="on")
        numbers.append(len(queries))
        for number in range(10):
            builders.content_page(f"Spring {number}", parent=tree[0])
    assert numbers[0] == numbers[1]


def test_one_bad_page_is_named_and_the_others_are_made(tree: list[Page], admin: Any) -> None:
    bad = tree[2]
    below = builders.content_page("Depth", parent=bad)
    break_page(bad)
    job = request_subtree(admin, tree[0], "fr")
    work(Event())
    (first, second) = failures(admin, job)
    assert first[0] == "Well 1"
    assert "could not be translated" in first[2]
    assert first[3] == "Body / Table (2)"
    assert second[:1] == ["Depth"]
    assert "above" in second[2]
    link = shown(admin, job).select_one("table.listing a")
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[bad.pk])  # type: ignore[index]
    assert languages(bad) == languages(below) == set()
    assert all(languages(each) == {"fr"} for each in tree if each != bad)

    mend_page(bad)
    logged_in(admin).post(job_url(job, "again"))
    work(Event())
    assert languages(bad) == languages(below) == {"fr"}
    assert failures(admin, job) == []


def test_stopped_and_gone_on_with(tree: list[Page], admin: Any) -> None:
    job = request_subtree(admin, tree[0], "fr")
    logged_in(admin).post(job_url(job, "stop"))
    work(Event())
    assert languages(tree[0]) == set()
    assert "admin stopped it" in shown(admin, job).text
    logged_in(admin).post(job_url(job, "again"))
    work(Event())
    assert languages(tree[5]) == {"fr"}


def test_rights_that_are_withdrawn_meanwhile(tree: list[Page]) -> None:
    user = member(group("Both", rights={"fr": "request", "es": "request"}))
    job = request_subtree(user, tree[0], "fr", "es")
    LanguageRight.objects.filter(locale=builders.locale("fr")).delete()
    work(Event())
    assert all(languages(each) == {"es"} for each in tree)
    assert {row[1] for row in failures(user, job)} == {"French"}
    assert "may not request" in failures(user, job)[0][2]


def test_a_language_that_fails_leaves_the_others_of_its_page(tree: list[Page], admin: Any) -> None:
    for code in ("fr", "es"):
        submit_directly(tree[0], code)
    french_one, spanish_one = (submit_directly(tree[1], code) for code in ("fr", "es"))
    translate(french_one, french)
    both = Translation.objects.filter(pk__in=[french_one.pk, spanish_one.pk])
    job = starting.publish(admin, both, "Well 0")
    work(Event())
    assert [row[:2] for row in failures(admin, job)] == [["Well 0", "Spanish"]]
    assert tree[1].get_translation(builders.locale("fr")).live
    assert not tree[1].get_translation(builders.locale("es")).live


def test_a_page_and_language_takes_few_queries(site: Any, settings: Any) -> None:
    """Of nineteen blocks, into three languages, when what they have chosen is translated."""
    settings.TASKS = production.TASKS  # the reference index is a task of its own
    section, chosen = builders.section("Water"), (builders.contact(), builders.picture())
    for number in range(5):
        page = builders.content_page(f"Well {number}", parent=section, body=body(17, *chosen))
        assert len(page.body) == 19
    locales = [builders.locale(code) for code in ("fr", "es", "ar")]
    user = member(group("All", rights=dict.fromkeys(("fr", "es", "ar"), "request")))
    pages = Page.objects.descendant_of(section, inclusive=True)
    starting.request_pages(user, pages.exclude(title__gt="Well 0"), locales, "The first")
    work(Event())
    starting.request_pages(user, pages.filter(title__gt="Well 0"), locales, "The others")
    with CaptureQueriesContext(connection) as queries:
        work(Event())
    assert JobItem.objects.filter(state="done").count() == 6 * 3
    assert len(queries) / (4 * 3) < 60


def test_a_user_who_left(tree: list[Page], admin: Any) -> None:
    user = member(group("French", rights={"fr": "request"}))
    job = request_subtree(user, tree[0], "fr")
    user.is_active = False
    user.save()
    work(Event())
    assert languages(tree[0]) == set()
    assert "may not work here any more" in shown(admin, job).text


def test_a_page_that_breaks_off_the_worker_each_time(tree: list[Page], admin: Any) -> None:
    job = request_subtree(admin, tree[0], "fr")
    JobItem.objects.filter(page=tree[1]).update(tries=3, leased_until=timezone.now())
    work(Event())
    assert [row[0] for row in failures(admin, job)] == ["Well 0"]
    assert languages(tree[2]) == {"fr"}


def test_a_page_that_is_gone(tree: list[Page], admin: Any) -> None:
    job = request_subtree(admin, tree[0], "fr")
    tree[1].delete()
    work(Event())
    assert [row[:1] for row in failures(admin, job)] == [["Well 0"]]


def test_a_job_is_seen_by_who_asked_for_it(tree: list[Page], admin: Any) -> None:
    user = member(group("French", rights={"fr": "request"}))
    other = member(group("Others", rights={"fr": "request"}))
    job = request_subtree(user, tree[0], "fr")
    listing = reverse("translation_jobs:list")
    for each, status in ((user, 200), (admin, 200), (other, 404)):
        client = logged_in(each)
        assert client.get(job_url(job)).status_code == status
        assert (job.title in client.get(listing).content.decode()) == (status == 200)
    for name in ("stop", "again"):
        assert logged_in(other).post(job_url(job, name)).status_code == 404


def test_the_page_of_a_job_takes_as_many_queries_for_any_number_of_failures(
    tree: list[Page], admin: Any
) -> None:
    job = request_subtree(admin, tree[0], "fr")
    client = logged_in(admin)
    numbers = []
    for failed in (1, 6):
        JobItem.objects.filter(position__lt=failed).update(state="failed", edit_url="/x/")
        client.get(job_url(job))
        with CaptureQueriesContext(connection) as queries:
            client.get(job_url(job))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


class TestInTheExplorer:
    """Bulk actions on chosen pages."""

    Act = Callable[..., Any]

    def act(self, user: Any, name: str, pages: list[Page], *codes: str, **fields: str) -> Any:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
        chosen = "&".join(f"id={page.pk}" for page in pages)
        locales = [builders.locale(code).pk for code in codes]
        response = logged_in(user).post(f"{url}?{chosen}", {"locales": locales, **fields})
        work(Event())
        return response

    def test_translate(self, tree: list[Page], admin: Any) -> None:
        self.act(admin, "translate", tree[1:3], "fr")
        assert [languages(each) for each in tree[1:4]] == [{"fr"}, {"fr"}, set()]

    def test_translate_with_the_pages_below(self, tree: list[Page]) -> None:
        draft = builders.content_page("Secret", parent=tree[0], live=False)
        user = member(group("French", rights={"fr": "request"}))
        self.act(user, "translate", tree[:1], "fr", include_descendants="on")
        assert languages(tree[5]) == {"fr"}
        assert languages(draft) == set()
        assert not JobItem.objects.filter(page=draft).exists()

    def test_not_into_other_languages(self, tree: list[Page]) -> None:
        user = member(group("French", rights={"fr": "request", "es": "translate"}))
        assert self.act(user, "translate", tree[:1], "es").status_code == 200
        nobody = member(group("Writers", rights={"fr": "translate"}))
        self.act(nobody, "translate", tree[:1], "fr")
        assert not Job.objects.exists()

    def test_sync_and_publish(self, tree: list[Page], admin: Any) -> None:
        translations = [submit_directly(page) for page in tree[:3]]
        for each in translations[:2]:
            translate(each, french)
        pages = tree[:3]
        self.act(admin, "sync_translations", pages, "fr", publish="on")
        live = [page.get_translation(builders.locale("fr")).live for page in pages]
        assert live == [True, True, False]
        ((title, language, reason, place),) = failures(admin, Job.objects.get())
        assert (title, language) == ("Well 1", "French")
        assert "not translated" in reason
        assert place == "Title"

    def test_publish(self, tree: list[Page]) -> None:
        for page in tree[:2]:
            translate(submit_directly(page), french)
        reader = member(group("Spanish", rights={"es": "publish", "en": "publish"}))
        self.act(reader, "publish_translations", tree[:2], "fr")
        assert not tree[0].get_translation(builders.locale("fr")).live
        user = member(group("French", rights={"fr": "publish"}))
        self.act(user, "publish_translations", tree[:2], "fr")
        assert all(page.get_translation(builders.locale("fr")).live for page in tree[:2])
        assert Translation.objects.count() == 2
