"""Lists: filters, fields, languages that stand in, and parts that fit together."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from news.models import Topic
from tests import builders
from tests.delivery.conftest import Api


@pytest.fixture
def index(api: Api) -> Page:
    return builders.news_index()


def topic(name: str, code: str = "en", **fields: Any) -> Topic:
    slug = name.lower()
    return Topic.objects.create(name=name, slug=slug, locale=builders.locale(code), **fields)


def titles(api: Api, **parameters: Any) -> list[str]:
    answer = api.get("pages/", **parameters)
    assert answer["count"] == len(answer["items"])
    return [item["title"] for item in answer["items"]]


class TestFiltersByOwnFields:
    @pytest.fixture
    def articles(self, index: Page) -> None:
        for day, kind in ((1, "story"), (2, "speech"), (3, "statement")):
            builders.article(
                f"Day {day}",
                parent=index,
                date=datetime.date(2026, 1, day),
                kind=kind,
                dateline="" if day == 1 else "Geneva",
            )

    @pytest.mark.parametrize(
        ("parameters", "expected"),
        [
            ({"date": "2026-01-02"}, ["Day 2"]),
            ({"date__gt": "2026-01-02"}, ["Day 3"]),
            ({"date__gte": "2026-01-02"}, ["Day 2", "Day 3"]),
            ({"date__lt": "2026-01-02"}, ["Day 1"]),
            ({"date__lte": "2026-01-02"}, ["Day 1", "Day 2"]),
            ({"date__in": "2026-01-01,2026-01-03"}, ["Day 1", "Day 3"]),
            ({"date__gte": "2026-01-02", "date__lt": "2026-01-03"}, ["Day 2"]),
            ({"kind": "speech"}, ["Day 2"]),
            ({"kind__in": ["speech", "story"]}, ["Day 1", "Day 2"]),
            ({"dateline": "Geneva"}, ["Day 2", "Day 3"]),
            ({"dateline": ""}, ["Day 1"]),
            ({"dateline__in": "Geneva,Vienna"}, ["Day 2", "Day 3"]),
            ({"introduction": "What happened, in short."}, ["Day 1", "Day 2", "Day 3"]),
            ({"introduction": "Something else"}, []),
        ],
    )
    def test_exact_and_compared(
        self, api: Api, articles: None, parameters: dict[str, Any], expected: list[str]
    ) -> None:
        assert titles(api, type="news.NewsPage", **parameters) == expected

    @pytest.mark.parametrize(
        ("parameters", "named"),
        [
            ({"date": "2026-01-02"}, "date"),  # of which type?
            ({"type": "home.SectionPage", "date": "2026-01-02"}, "date"),
            ({"type": "news.NewsPage", "date": "yesterday"}, "date"),
            ({"type": "news.NewsPage", "date__gte": "2026-02-30"}, "date__gte"),
            ({"type": "news.NewsPage", "date__in": "2026-01-01,x"}, "date__in"),
            ({"type": "news.NewsPage", "date__in": ",".join(["2026-01-01"] * 11)}, "date__in"),
            ({"type": "news.NewsPage", "date__year": "2026"}, "date__year"),
            ({"type": "news.NewsPage", "date": ["2026-01-01", "2026-01-02"]}, "date"),
            ({"type": "news.NewsPage", "kind": "rumour"}, "kind"),
            ({"type": "news.NewsPage", "kind__gt": "a"}, "kind__gt"),
            ({"type": "news.NewsPage", "dateline": "\x00"}, "dateline"),
            ({"type": "news.NewsPage", "dateline": "x" * 300}, "dateline"),
            ({"type": "news.NewsPage", "body": "x"}, "body"),
            ({"type": "news.NewsPage", "image": "1"}, "image"),
            ({"type": "news.NewsPage", "image_alt": "x"}, "image_alt"),
            ({"type": "news.NewsPage", "topics__topic__name": "x"}, "topics__topic__name"),
            ({"type": "news.NewsPage", "owner": "1"}, "owner"),
            ({"type": "news.NewsPage", "draft_title": "x"}, "draft_title"),
            ({"type": "news.NewsPage", "date__gte__gte": "2026-01-01"}, "date__gte__gte"),
        ],
    )
    def test_anything_else_is_refused_by_name(
        self, api: Api, parameters: dict[str, Any], named: str
    ) -> None:
        problem = api.refused("pages/", **parameters)
        assert problem["status"] == 422
        assert problem["errors"][0]["loc"][:2] == ["query", named]


class TestPlace:
    def test_above_below_and_root(self, api: Api) -> None:
        water = builders.section("Water")
        rivers = builders.content_page("Rivers", parent=water)
        assert titles(api, ancestor_of=rivers.pk, order="tree") == ["The agency", "Water"]
        assert titles(api, ancestor_of="root") == []
        assert titles(api, descendant_of=water.pk) == ["Rivers"]
        assert titles(api, child_of="root") == ["Water"]

    def test_with_a_language_a_page_stands_for_its_version_in_it(self, api: Api) -> None:
        water = builders.section("Water")
        rivers = builders.content_page("Rivers", parent=water)
        builders.translated(rivers, "fr", title="Fleuves", slug="fleuves")
        assert titles(api, child_of=water.pk, locale="fr") == ["Fleuves"]
        above = titles(api, ancestor_of=rivers.pk, locale="fr", order="tree")
        assert above == ["The agency", "Water"]

    def test_translations_in_all_languages(self, api: Api) -> None:
        water = builders.section("Water")
        for code, title in (("fr", "Eau"), ("es", "Agua")):
            builders.translated(water, code, title=title)
        assert titles(api, translation_of=water.pk, order="title") == ["Agua", "Eau"]
        assert titles(api, translation_of=water.pk, locale="es") == ["Agua"]
        assert titles(api, translation_of="root") == ["The agency"] * 3


class TestTags:
    def test_named_in_any_language(self, api: Api, index: Page) -> None:
        water = topic("Water")
        topic("Eau", "fr", translation_key=water.translation_key)
        well = builders.article("A well", parent=index, topics=[water])
        builders.article("A dam", parent=index, topics=[topic("Energy")])
        builders.translated(well, "fr", title="Un puits")
        assert titles(api, tag="Water") == ["A well", "Un puits"]
        assert titles(api, tag="Eau", locale="fr") == ["Un puits"]
        assert titles(api, tag="Water", type="home.SectionPage") == []
        assert titles(api, tag=["Water", "Energy"], locale="en") == ["A well", "A dam"]
        assert titles(api, tag="Nothing") == []

    def test_many_are_refused(self, api: Api) -> None:
        assert api.refused("pages/", tag=["x"] * 11)["errors"][0]["loc"] == ["query", "tag"]


class TestFields:
    def test_only_the_named_ones_and_id_and_meta(self, api: Api, index: Page) -> None:
        page = builders.article(parent=index, image=builders.picture())
        parameters = {"type": "news.NewsPage", "fields": "title,date,image"}
        answer = api.raw("pages/", **parameters).json()
        assert answer["items"][0].keys() == {"id", "meta", "title", "date", "image"}
        assert answer["items"][0]["image"]["alt"] == "A picture of River"

        detail = api.raw(f"pages/{page.pk}/", fields="body").json()
        assert detail.keys() == {"id", "meta", "body"}
        resolved = api.raw("resolve/", html_path=page.url, fields="date, kind").json()
        assert resolved["page"].keys() == {"id", "meta", "date", "kind"}
        assert api.raw("pages/", fields="id").json()["items"][0].keys() == {"id", "meta"}

    def test_what_one_of_the_types_has(self, api: Api, index: Page) -> None:
        builders.article(parent=index)
        items = api.raw("pages/", fields="kind", order="tree").json()["items"]
        assert [item.get("kind") for item in items if "kind" in item] == ["press_release"]

    def test_of_contacts(self, api: Api) -> None:
        contact = builders.contact()
        for answer in (
            api.raw("contacts/", fields="name").json()["items"][0],
            api.raw(f"contacts/{contact.pk}/", fields="name").json(),
        ):
            assert answer.keys() == {"id", "meta", "name"}

    @pytest.mark.parametrize(
        ("path", "fields"),
        [
            ("pages/", "body"),  # no summary has it
            ("pages/", ""),
            ("pages/", "title,,date"),
            ("pages/?type=home.SectionPage", "kind"),
            ("pages/1/", "password"),
            ("resolve/?html_path=/en/", "meta.slug"),
            ("contacts/", "title"),
        ],
    )
    def test_unknown_ones_are_refused(self, api: Api, path: str, fields: str) -> None:
        path, _, query = path.partition("?")
        more = dict(part.split("=") for part in query.split("&") if part)
        problem = api.refused(path, fields=fields, **more)
        assert problem["errors"][0]["loc"][:2] == ["query", "fields"]

    def test_fewer_fields_cost_fewer_queries(
        self, api: Api, index: Page, django_assert_max_num_queries: Any
    ) -> None:
        builders.article(parent=index, image=builders.picture(), topics=[topic("Water")])
        api.raw("pages/")
        with django_assert_max_num_queries(5):
            api.raw("pages/", type="news.NewsPage", fields="title,date")


class TestDetails:
    def test_a_list_of_whole_pages(self, api: Api, index: Page) -> None:
        builders.translated(builders.section("Water"), "fr", title="Eau")
        page = builders.article(
            parent=index, image=builders.picture(), contacts=[builders.contact()]
        )
        whole = api.get("pages/", detail="true", order="tree", limit=100)
        for item in whole["items"]:
            assert item == api.get(f"pages/{item['id']}/")
        found = [item for item in whole["items"] if item["id"] == page.pk]
        assert found[0]["contacts"][0]["name"] == "Press Office"

    def test_cut_down_to_some_fields(self, api: Api, index: Page) -> None:
        builders.article(parent=index)
        items = api.raw("pages/", detail="true", fields="body", type="news.NewsPage").json()
        assert items["items"][0].keys() == {"id", "meta", "body"}


class TestFallback:
    @pytest.fixture
    def water(self, api: Api) -> Page:
        """Water in English and French, Energy in English, Air in French."""
        water = builders.section("Water")
        builders.section("Energy")
        builders.translated(water, "fr", title="Eau", slug="eau")
        builders.section("Air", parent=builders.home("fr"))
        return water

    def sections(self, api: Api, **parameters: Any) -> list[tuple[str, str]]:
        answer = api.get("pages/", type="home.SectionPage", order="title", **parameters)
        assert answer["count"] == len(answer["items"])
        return [(item["title"], item["meta"]["locale"]) for item in answer["items"]]

    def test_one_item_in_the_first_language_that_has_it(self, api: Api, water: Page) -> None:
        assert self.sections(api, locale="fr") == [("Air", "fr"), ("Eau", "fr")]
        assert self.sections(api, locale="fr", fallback="en") == [
            ("Air", "fr"),
            ("Eau", "fr"),
            ("Energy", "en"),
        ]
        assert self.sections(api, locale="es", fallback=["fr", "en"]) == [
            ("Air", "fr"),
            ("Eau", "fr"),
            ("Energy", "en"),
        ]
        assert self.sections(api, locale="es", fallback=["en", "fr"]) == [
            ("Air", "fr"),
            ("Energy", "en"),
            ("Water", "en"),
        ]
        default = self.sections(api, locale="es", fallback="default")
        assert default == [("Energy", "en"), ("Water", "en")]

    def test_a_place_counts_in_every_language_of_the_chain(self, api: Api, water: Page) -> None:
        below_root = self.sections(api, locale="fr", fallback="en", child_of="root")
        assert below_root == [("Air", "fr"), ("Eau", "fr"), ("Energy", "en")]
        builders.content_page("Rivers", parent=water)
        parameters = {"locale": "fr", "fallback": "en", "child_of": water.pk}
        assert titles(api, **parameters) == ["Rivers"]

    def test_a_hidden_translation_does_not_stand_in_the_way(self, api: Api, water: Page) -> None:
        water.get_translation(builders.locale("fr")).unpublish()
        assert ("Water", "en") in self.sections(api, locale="fr", fallback="en")

    def test_one_page(self, api: Api, water: Page) -> None:
        assert api.page(water, locale="fr", fallback="en")["title"] == "Eau"
        assert api.page(water, locale="es", fallback=["ar", "fr"])["title"] == "Eau"
        assert api.page(water, locale="es", fallback="default")["meta"]["locale"] == "en"
        assert api.refused(f"pages/{water.pk}/", locale="es", fallback="ar")["status"] == 404

    def test_contacts(self, api: Api) -> None:
        press = builders.contact("Press Office")
        builders.contact("Service de presse", code="fr", translation_key=press.translation_key)
        builders.contact("Library")
        answer = api.get("contacts/", locale="fr", fallback="en")
        assert [item["name"] for item in answer["items"]] == ["Library", "Service de presse"]
        one = api.get(f"contacts/{press.pk}/", locale="es", fallback="fr")
        assert one["name"] == "Service de presse"

    @pytest.mark.parametrize(
        "parameters",
        [
            {"fallback": "en"},
            {"locale": "fr", "fallback": "de"},
            {"locale": "fr", "fallback": ""},
            {"locale": "fr", "fallback": ["en"] * 11},
        ],
    )
    def test_wrong_ones_are_refused(self, api: Api, parameters: dict[str, Any]) -> None:
        for path in ("pages/", "contacts/", f"pages/{builders.home().pk}/"):
            problem = api.refused(path, **parameters)
            assert (problem["status"], problem["errors"][0]["loc"][:2]) == (
                422,
                ["query", "fallback"],
            )


def parts(api: Api, path: str = "pages/", **parameters: Any) -> Iterator[list[Any]]:
    """A list part by part, as a client follows `next`."""
    answer = api.get(path, **parameters)
    yield answer["items"]
    while answer["next"]:
        answer = api.get(path, **parameters, cursor=answer["next"])
        yield answer["items"]


class TestCursors:
    @pytest.fixture
    def articles(self, index: Page) -> list[Page]:
        """Of few days, so that many share one."""
        return [
            builders.article(f"Article {n}", parent=index, date=datetime.date(2026, 1, 1 + n % 3))
            for n in range(7)
        ]

    @pytest.mark.parametrize(
        "order",
        ["id", "-id", "-date,title", "date,-title", "kind,-date", "title", "-last_published_at"],
    )
    def test_the_parts_are_the_whole(self, api: Api, articles: Any, order: str) -> None:
        parameters = {"type": "news.NewsPage", "order": order}
        whole = api.get("pages/", **parameters)
        assert whole["next"] is None
        found = list(parts(api, **parameters, limit=2))
        assert [len(part) for part in found] == [2, 2, 2, 1]
        assert [item for part in found for item in part] == whole["items"]

    def test_pages_without_a_date_come_last(self, api: Api, articles: Any) -> None:
        early = timezone.now() - datetime.timedelta(days=9)
        Page.objects.filter(pk__in=[page.pk for page in articles[:4]]).update(
            first_published_at=None
        )
        Page.objects.filter(pk=articles[5].pk).update(first_published_at=early)
        for order, first in (("first_published_at", 5), ("-first_published_at", 6)):
            parameters = {"type": "news.NewsPage", "order": order}
            whole = api.get("pages/", **parameters)["items"]
            assert whole[0]["title"] == f"Article {first}"
            dates = [item["meta"]["first_published_at"] for item in whole]
            assert dates[3:] == [None] * 4
            joined = [item for part in parts(api, **parameters, limit=2) for item in part]
            assert joined == whole

    def test_publishing_in_between_neither_skips_nor_repeats(
        self, api: Api, index: Page, articles: Any
    ) -> None:
        parameters = {"type": "news.NewsPage", "order": "-date,title", "limit": 3}
        following = parts(api, **parameters)
        seen = [item["id"] for item in next(following)]
        builders.article("Newest", parent=index, date=datetime.date(2026, 2, 1))
        Page.objects.get(pk=seen[1]).unpublish()
        seen += [item["id"] for part in following for item in part]
        assert sorted(seen) == sorted(page.pk for page in articles)

    def test_contacts_too(self, api: Api) -> None:
        for n in range(3):
            builders.contact(f"Office {n}")
        joined = [item["name"] for part in parts(api, "contacts/", limit=1) for item in part]
        assert joined == ["Office 0", "Office 1", "Office 2"]

    def test_the_other_parameters_stay_free(self, api: Api, articles: Any) -> None:
        parameters = {"type": "news.NewsPage", "order": "date"}
        cursor = api.get("pages/", **parameters, limit=2)["next"]
        assert len(api.get("pages/", **parameters, cursor=cursor, limit=5)["items"]) == 5

    def test_wrong_ones_are_refused(self, api: Api, articles: Any) -> None:
        good = api.get("pages/", order="title", limit=1)["next"]
        wrong = [
            {"cursor": good},  # of another order
            {"cursor": good[:-4], "order": "title"},
            {"cursor": "x", "order": "title"},
            {"cursor": "", "order": "title"},
            {"cursor": "é", "order": "title"},
            {"cursor": "bnVsbA", "order": "title"},  # null
            {"cursor": "WyJ0aXRsZSIsbnVsbCxudWxsXQ", "order": "title"},  # null title and id
            {"cursor": "WyJpZCIsIjk5OTk5OTk5OTk5OTk5OTk5OTk5OTkiXQ"},  # a huge id
            {"cursor": "WyJpZCIsIngiXQ"},  # no id
            {"cursor": good, "order": "title", "offset": 1},
            {"cursor": "x" * 5000},
        ]
        for parameters in wrong:
            problem = api.refused("pages/", **parameters)
            assert problem["status"] == 422, parameters
            assert problem["errors"][0]["loc"][1] in {"cursor", "offset"}
