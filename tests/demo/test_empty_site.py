"""Without the demonstration: what the commands refuse."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from cms.core.site_setup import set_up_site
from cms.demo.guard import foreign_content
from home.models import SectionPage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("new_database"),
    pytest.mark.xdist_group("demo"),
]


def test_a_new_site_has_nothing_foreign():
    assert foreign_content(set_up_site("A name")) == []


def test_a_filled_home_page_is_foreign():
    home = set_up_site("A name").root_page.specific
    home.introduction = "<p>Welcome.</p>"
    home.save_revision().publish()
    with pytest.raises(CommandError, match="A name"):
        call_command("load_demo")
    assert not SectionPage.objects.exists()


def test_a_page_beside_the_site_is_foreign():
    set_up_site("A name")
    Page.get_first_root_node().add_child(instance=Page(title="Another site", slug="another"))
    with pytest.raises(CommandError, match="Another site"):
        call_command("load_demo")
    assert not SectionPage.objects.exists()


def test_catalogues_are_made_from_a_loaded_demonstration():
    with pytest.raises(CommandError, match="load_demo"):
        call_command("demo_catalogues")
