"""The generated site is what it says, and `make bench` refuses to measure anything else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Page, Site

from benchmarks import report, translations
from benchmarks.databases import Stage
from benchmarks.flows import FLOWS, SIDES
from benchmarks.generate import generate
from benchmarks.measure import Plan, WrongWorkloadError, measure
from benchmarks.server import environment, serving
from benchmarks.translating import measure as translate
from news.models import NewsPage
from tests.core.processes import database_url

ONCE = Plan(rounds=1, seconds=0, connections=1)


def test_a_generated_site_is_one_that_editors_could_have_made(site: Site) -> None:
    workload = generate(30)
    assert not any(Page.find_problems())
    for page in Page.objects.filter(depth__gt=2):
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"
    call_command("schema_audit")
    newest_first = NewsPage.objects.filter(locale__language_code="en").order_by("-date")
    assert [article.id for article in workload.articles] == [page.pk for page in newest_first]
    assert len(workload.articles) == 30
    for page in newest_first:
        page.full_clean()
        words = json.dumps(page.body.get_prep_value())
        assert workload.common in words
        assert (workload.rare in words) == (page.pk in workload.rare_ids)
        assert [len(page.body), page.topics.count(), page.contacts.count()] == [12, 2, 1]
    assert len(workload.rare_ids) == 1
    french = NewsPage.objects.get(locale__language_code="fr")
    assert french.get_translations().get().pk == workload.articles[0].id


def test_every_side_gives_what_there_is_and_nothing_else(committed_site: Site) -> None:
    workload = generate(30)
    variables = environment(Path(settings.DATA_DIR), database_url())
    with serving(variables) as server:
        served = [(Stage(workload, variables), server)]
        results = measure(FLOWS, list(SIDES), served, ONCE, str)
        measured = {(each.flow, each.side) for each in results}
        assert measured == {(flow.name, side) for flow in FLOWS for side in flow.calls}
        assert all(each.rounds[0].requests == 1 and each.per_second for each in results)
        assert all(each.queries for each in results if each.side not in ("bare", "kept, 50 ms"))
        for flow in FLOWS:
            assert f"| {flow.name} " in report.markdown(results, "SQLite")
        assert len(json.loads(report.as_json(results, "SQLite"))["results"]) == len(results)

        other = replace(workload, articles=workload.articles[1:], rare_ids=[], sections=1)
        for flow in FLOWS:
            if flow.varies:
                continue  # these articles are all there
            with pytest.raises(WrongWorkloadError):
                measure([flow], list(SIDES), [(Stage(other, variables), server)], ONCE, str)


def test_translating_is_measured_on_both_sides(site: Site) -> None:
    taken = translate(pages=2, beside=1, languages=list(translations.LANGUAGES))
    found = {side: vars(each) for side, each in taken.items()}
    assert all(each["queries"][0] > 0 and each["cpu"][0] > 0 for each in found.values())
    text = translations.markdown(found, translations.Workload(2, 1), "SQLite")
    assert "| this project " in text
    assert "| stock " in text
    assert "A section of 2 pages into 3 languages" in text


def test_tables_go_to_their_place_in_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Above\n<!-- SQLite -->\nold\n<!-- end of SQLite -->\nBelow\n")
    report.place({"SQLite": "new\n"}, page)
    assert page.read_text() == "Above\n<!-- SQLite -->\nnew\n<!-- end of SQLite -->\nBelow\n"
    report.place({"SQLite": "new\n", "another": "more\n"}, tmp_path / "none.md")
    assert (tmp_path / "none.md").read_text() == "new\n\nmore\n"
