"""What caches have been told, as the admin shows it."""

from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.utils import timezone

from cms.edge.models import Purge
from cms.events.receivers import who_was_told
from tests import builders
from tests.edge.conftest import let_time_pass, pass_over
from tests.edge.fakes import Answer, Fake

REPORT = "/admin/reports/edge/"


def client(*permissions: str) -> Client:
    """Of somebody in a group that may see the admin, and this."""
    group = Group.objects.create(name="Operators")
    codenames = ["access_admin", *permissions]
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    user = User.objects.create_user("operator")
    user.groups.add(group)
    made = Client()
    made.force_login(user)
    return made


def test_it_shows_batches_with_what_stands_in_their_way(endpoint: Fake) -> None:
    endpoint.next_answers = [Answer(503, "<b>closed</b> for repairs")]
    page = builders.content_page()
    pass_over()
    reader = client("view_purge")
    batch = Purge.objects.latest("pk")

    shown = reader.get(REPORT).content.decode()

    assert f"{batch.first_change}–{batch.last_change}" in shown or str(batch.last_change) in shown
    assert f"{endpoint.url}/purge" in shown
    assert f"{len(batch.tags)} tags" in shown
    assert "503 Service Unavailable: &lt;b&gt;closed&lt;/b&gt; for repairs" in shown
    assert "Caches at the edge" in reader.get("/admin/").content.decode()
    waiting = reader.get(REPORT, {"status": "waiting"}).content.decode()
    assert f"{len(batch.tags)} tags" in waiting
    assert page.title not in shown


def test_it_costs_the_same_for_many_batches(
    endpoint: Fake, django_assert_max_num_queries: object
) -> None:
    reader = client("view_purge")
    Purge.objects.bulk_create(Purge(service="varnish://a", tags=["pages"]) for _ in range(60))
    reader.get(REPORT)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        reader.get(REPORT)


def test_it_can_be_exported(endpoint: Fake) -> None:
    text = b"".join(client("view_purge").get(REPORT, {"export": "csv"})).decode()  # type: ignore[arg-type]
    assert "everything" in text


def test_who_may_not_see_it_is_not_shown_it(endpoint: Fake) -> None:
    editor = client()
    assert editor.get(REPORT).status_code == 302
    assert "Caches at the edge" not in editor.get("/admin/").content.decode()


def test_each_page_tells_which_caches_know_of_it(endpoint: Fake) -> None:
    page, other = builders.content_page(), builders.content_page("Another")
    pass_over()
    endpoint.next_answers = [Answer(503, "closed")]
    page.title = "Renamed"
    page.save_revision().publish()
    pass_over()

    waiting, purged = who_was_told("home.ContentPage", page.pk)

    assert waiting.receiver == purged.receiver == f"{endpoint.url}/purge"
    assert str(waiting.outcome) == "to be purged: 503 Service Unavailable: closed"
    assert str(purged.outcome) == "purged, again soon"
    assert abs((purged.at - timezone.now()).total_seconds()) < 5
    assert waiting.url == REPORT
    let_time_pass()
    pass_over()
    assert str(who_was_told("home.ContentPage", page.pk)[0].outcome) != waiting.outcome
    assert len(who_was_told("home.ContentPage", other.pk)) == 1
    assert who_was_told("home.ContentPage", other.pk + 1000) == []
