"""What changed behind the log's back is found, and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from cms.events import comparing
from cms.events.models import Change, PublicThing
from cms.events.reconciling import reconcile
from news.models import Topic
from tests import builders
from tests.events.conftest import said

Told = Callable[[], list[Change]]


def command(*options: str) -> str:
    out = StringIO()
    call_command("reconcile_changes", *options, stdout=out)
    return out.getvalue()


def test_nothing_has_happened(told: Told, django_assert_num_queries: Any) -> None:
    builders.content_page(parent=builders.section())
    builders.contact(), builders.picture(), builders.document()
    told()
    before = list(PublicThing.objects.order_by("pk").values())
    assert command() == "0 changes told.\n"
    assert told() == []
    assert list(PublicThing.objects.order_by("pk").values()) == before


def test_sql_and_updates(told: Told, monkeypatch: Any) -> None:
    monkeypatch.setattr(comparing, "AT_ONCE", 2)  # more than one part
    section = builders.section()
    page = builders.content_page(parent=section)
    hidden, renamed, moved = (builders.section(name) for name in ("One", "Two", "Three"))
    contact, picture, gone = builders.contact(), builders.picture(), builders.picture("Gone")
    private = builders.private_collection()
    told()
    Page.objects.filter(pk=hidden.pk).update(live=False)
    Page.objects.filter(pk=renamed.pk).update(title="Another")
    Page.objects.filter(pk=section.pk).update(slug="x", url_path="/home/x/")
    Page.objects.filter(pk=page.pk).update(url_path="/home/x/about-us/")
    Page.objects.filter(pk=moved.pk).update(show_in_menus=False)
    type(contact).objects.filter(pk=contact.pk).update(live=False)
    type(picture).objects.filter(pk=picture.pk).update(collection=private)
    type(gone).objects.filter(pk=gone.pk)._raw_delete("default")
    new = Topic.objects.bulk_create([Topic(name="Wells", slug="wells", locale=contact.locale)])
    reconcile()
    changes = told()
    assert said(changes) == [
        ("moved", "home.SectionPage", section.pk),
        ("moved", "home.ContentPage", page.pk),
        ("unpublished", "home.SectionPage", hidden.pk),
        ("updated", "home.SectionPage", renamed.pk),
        ("updated", "home.SectionPage", moved.pk),
        ("published", "news.Topic", new[0].pk),
        ("unpublished", "contacts.Contact", contact.pk),
        ("unpublished", "images.CustomImage", picture.pk),
        ("deleted", "images.CustomImage", gone.pk),
    ]
    assert reconcile() == 0


def test_a_date_that_was_set_by_sql(told: Told) -> None:
    page = builders.section()
    told()
    soon = timezone.now() + timedelta(hours=1)
    Page.objects.filter(pk=page.pk).update(expire_at=soon)
    reconcile()
    assert told() == []
    assert PublicThing.objects.get(type="home.SectionPage", object_id=page.pk).due == soon


def test_all_can_be_told_of_again(told: Told) -> None:
    page, contact = builders.section(), builders.contact()
    draft = builders.section("Draft", live=False)
    told()
    command("--all")
    changes = told()
    assert {each.action for each in changes} == {"updated"}
    assert {("updated", "home.SectionPage", page.pk)} < set(said(changes))
    assert {("updated", "contacts.Contact", contact.pk)} < set(said(changes))
    assert draft.pk not in {each.object_id for each in changes if "Page" in each.type}


@pytest.mark.django_db
def test_fixtures_are_told_of_like_any_change(told: Told) -> None:
    page = builders.section()
    told()
    page.title = "From a fixture"
    for each in serializers.deserialize("json", serializers.serialize("json", [page])):
        each.save()
    base = Page.objects.get(pk=page.pk)
    base.title = "From a fixture"
    for each in serializers.deserialize("json", serializers.serialize("json", [base])):
        each.save()
    (change,) = told()
    assert (change.action, change.title) == ("updated", "From a fixture")


def test_what_a_lost_model_left_behind(told: Told) -> None:
    PublicThing.objects.create(type="lost.Model", object_id=1, visible=True, title="x")
    assert reconcile() == 0
    assert not PublicThing.objects.filter(type="lost.Model").exists()
