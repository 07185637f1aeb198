"""Snippets, files, collections, redirects, sites and languages, in the admin."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.embeds.models import Embed
from wagtail.models import Collection, Page, Site

from cms.images.models import CustomImage
from home.models import HomePage, SiteSettings
from news.models import Topic
from tests import builders
from tests.editing import PUBLISH, nested_form_data, streamfield
from tests.events.public.cases import Case, Editor, compare

CONTACT = "wagtailsnippets_contacts_contact"
TOPIC = "wagtailsnippets_news_topic"
SETTINGS = "wagtailsnippets_home_sitesettings"


def contact_form(**fields: Any) -> dict[str, Any]:
    return {"name": "Press Office", "email": "press@example.org", "image": "", **fields}


def publish_a_contact(editor: Editor) -> Iterator[Any]:
    yield
    editor.send(f"{CONTACT}:add", **contact_form(), **PUBLISH)
    yield ["published Contact: Press Office [absent]"]


def edit_a_contact(editor: Editor) -> Iterator[Any]:
    contact = builders.contact()
    yield
    editor.send(f"{CONTACT}:edit", contact.pk, **contact_form(phone="+41225550101"), **PUBLISH)
    yield ["updated Contact: Press Office []"]


def draft_a_contact(editor: Editor) -> Iterator[Any]:
    contact = builders.contact()
    yield
    editor.send(f"{CONTACT}:add", **contact_form(name="Secret Office"))
    editor.send(f"{CONTACT}:edit", contact.pk, **contact_form(name="Secret Office"))
    yield []


def unpublish_a_contact(editor: Editor) -> Iterator[Any]:
    contact = builders.contact()
    yield
    editor.send(f"{CONTACT}:unpublish", contact.pk)
    yield ["unpublished Contact: Press Office []"]


def delete_a_contact(editor: Editor) -> Iterator[Any]:
    contact = builders.contact()
    yield
    editor.send(f"{CONTACT}:delete", contact.pk)
    yield ["deleted Contact: Press Office []"]


def delete_contacts_in_bulk(editor: Editor) -> Iterator[Any]:
    contacts = [builders.contact(), builders.contact("Library"), builders.contact("x", live=False)]
    yield
    editor.in_bulk(type(contacts[0]), "delete", contacts)
    yield ["deleted Contact: Press Office []", "deleted Contact: Library []"]


def add_a_topic(editor: Editor) -> Iterator[Any]:
    yield
    editor.send(f"{TOPIC}:add", name="Wells", slug="wells")
    yield ["published Topic: Wells [absent]"]


def rename_a_topic(editor: Editor) -> Iterator[Any]:
    topic = Topic.objects.create(name="Wells", slug="wells", locale=builders.locale("en"))
    yield
    editor.send(f"{TOPIC}:edit", topic.pk, name="Deep wells", slug="wells")
    yield ["updated Topic: Deep wells []"]


def delete_a_topic(editor: Editor) -> Iterator[Any]:
    topic = Topic.objects.create(name="Wells", slug="wells", locale=builders.locale("en"))
    yield
    editor.send(f"{TOPIC}:delete", topic.pk)
    yield ["deleted Topic: Wells []"]


def settings_form(**fields: Any) -> dict[str, Any]:
    site = Site.objects.get(is_default_site=True)
    lists = {"footer": streamfield([]), "social_links": streamfield([])}
    return nested_form_data({"site": site.pk, "default_contact": "", **lists, **fields})


def publish_the_settings(editor: Editor) -> Iterator[Any]:
    yield
    editor.send(f"{SETTINGS}:add", query="?locale=en", **settings_form(tagline="x"), **PUBLISH)
    yield [f"published SiteSettings: {Site.objects.get()} [absent]"]


def edit_the_settings(editor: Editor) -> Iterator[Any]:
    editor.send(f"{SETTINGS}:add", query="?locale=en", **settings_form(tagline="x"), **PUBLISH)
    settings = SiteSettings.objects.get()
    yield
    editor.send(f"{SETTINGS}:edit", settings.pk, **settings_form(tagline="draft"))
    editor.send(f"{SETTINGS}:edit", settings.pk, **settings_form(tagline="y"), **PUBLISH)
    editor.send(f"{SETTINGS}:unpublish", settings.pk)
    yield [f"unpublished SiteSettings: {Site.objects.get()} []"]


def image_form(picture: CustomImage, **fields: Any) -> dict[str, Any]:
    return {
        "title": picture.title,
        "description": picture.description,
        "collection": picture.collection_id,
        "tags": "",
        "focal_point_x": "",
        "focal_point_y": "",
        "focal_point_width": "",
        "focal_point_height": "",
        **fields,
    }


def another_file() -> ContentFile[bytes]:
    out = BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "JPEG")
    return ContentFile(out.getvalue(), name="other.jpg")


def upload_a_picture(editor: Editor) -> Iterator[Any]:
    yield
    root = Collection.get_first_root_node()
    blank = image_form(CustomImage(title="Lake", description="A lake", collection=root))
    editor.send("wagtailimages:add", **blank, file=another_file())
    yield ["published CustomImage: Lake [absent]"]


def _picture_changed(**fields: Any) -> Case:
    def change(editor: Editor) -> Iterator[Any]:
        picture = builders.picture()
        yield
        editor.send("wagtailimages:edit", picture.pk, **image_form(picture, **fields))
        yield ["updated CustomImage: River []"]

    return change


def replace_a_picture(editor: Editor) -> Iterator[Any]:
    yield from _picture_changed(file=another_file())(editor)


def describe_a_picture(editor: Editor) -> Iterator[Any]:
    yield from _picture_changed(description="Another")(editor)


def focus_a_picture(editor: Editor) -> Iterator[Any]:
    focal = {"x": "100", "y": "50", "width": "10", "height": "10"}
    fields = {f"focal_point_{name}": value for name, value in focal.items()}
    yield from _picture_changed(**fields)(editor)


def hide_a_picture(editor: Editor) -> Iterator[Any]:
    picture, private = builders.picture(), builders.private_collection()
    yield
    editor.send(
        "wagtailimages:edit",
        picture.pk,
        **image_form(picture, collection=private.pk, title="Secret river"),
    )
    yield ["unpublished CustomImage: River []"]


def delete_a_picture(editor: Editor) -> Iterator[Any]:
    picture = builders.picture()
    yield
    editor.send("wagtailimages:delete", picture.pk)
    yield ["deleted CustomImage: River []"]


def hide_pictures_in_bulk(editor: Editor) -> Iterator[Any]:
    """By an `update()`, of which no signal tells."""
    pictures = [builders.picture(), builders.picture("Lake")]
    private = builders.private_collection()
    yield
    editor.in_bulk(CustomImage, "add_to_collection", pictures, collection=private.pk)
    yield ["unpublished CustomImage: River []", "unpublished CustomImage: Lake []"]


def sort_pictures_in_bulk(editor: Editor) -> Iterator[Any]:
    """From one open collection to another, which nobody sees."""
    picture = builders.picture()
    other = Collection.get_first_root_node().add_child(name="Rivers")
    yield
    editor.in_bulk(CustomImage, "add_to_collection", [picture], collection=other.pk)
    yield []


def read_a_size(editor: Editor) -> Iterator[Any]:
    """Wagtail stores it when it is first asked for; then answers give it. A hash is part of
    pictures' addresses."""
    document, picture = builders.document(), builders.picture()
    Document.objects.update(file_size=None, file_hash="")
    CustomImage.objects.update(file_size=None, file_hash="")
    yield
    Document.objects.get(pk=document.pk).get_file_size()
    Document.objects.get(pk=document.pk).get_file_hash()
    CustomImage.objects.get(pk=picture.pk).get_file_hash()
    yield ["updated Document: Report []", "updated CustomImage: River []"]


def edit_a_document(editor: Editor) -> Iterator[Any]:
    document = builders.document()
    form = {"title": "Annual report", "tags": "", "collection": document.collection_id}
    yield
    editor.send("wagtaildocs:edit", document.pk, **form)
    yield ["updated Document: Annual report []"]


def delete_documents_in_bulk(editor: Editor) -> Iterator[Any]:
    documents = [builders.document(), builders.document("Plan")]
    yield
    editor.in_bulk(Document, "delete", documents)
    yield ["deleted Document: Report []", "deleted Document: Plan []"]


def restrict_a_collection(editor: Editor) -> Iterator[Any]:
    """With all below it."""
    outer = Collection.get_first_root_node().add_child(name="Outer")
    inner = outer.add_child(name="Inner")
    builders.picture(collection=outer)
    builders.document(collection=inner)
    yield
    editor.send("wagtailadmin_collections:set_privacy", outer.pk, restriction_type="login")
    yield ["unpublished CustomImage: River []", "unpublished Document: Report []"]


def open_a_collection(editor: Editor) -> Iterator[Any]:
    private = builders.private_collection()
    builders.picture(collection=private)
    yield
    editor.send("wagtailadmin_collections:set_privacy", private.pk, restriction_type="none")
    yield ["published CustomImage: River [absent]"]


def move_a_collection(editor: Editor) -> Iterator[Any]:
    private = builders.private_collection()
    collection = Collection.get_first_root_node().add_child(name="Rivers")
    builders.picture(collection=collection)
    yield
    editor.send("wagtailadmin_collections:edit", collection.pk, name="Rivers", parent=private.pk)
    yield ["unpublished CustomImage: River []"]


def rename_a_collection(editor: Editor) -> Iterator[Any]:
    root = Collection.get_first_root_node()
    collection = root.add_child(name="Rivers")
    builders.picture(collection=collection)
    yield
    editor.send("wagtailadmin_collections:edit", collection.pk, name="Lakes", parent=root.pk)
    yield []


def redirect_form(**fields: Any) -> dict[str, Any]:
    blank = {"site": "", "redirect_page": "", "redirect_link": "", "is_permanent": "on"}
    return {"old_path": "/old", **blank, **fields}


def add_a_redirect(editor: Editor) -> Iterator[Any]:
    yield
    editor.send("wagtailredirects:add", **redirect_form(redirect_link="https://example.org/"))
    yield ["published Redirect: /old [absent redirects]"]


def change_a_redirect(editor: Editor) -> Iterator[Any]:
    rule = Redirect.objects.create(old_path="/old", redirect_link="https://example.org/")
    yield
    editor.send(
        "wagtailredirects:edit", rule.pk, **redirect_form(redirect_link="https://example.net/")
    )
    yield ["updated Redirect: /old [redirects]"]


def delete_a_redirect(editor: Editor) -> Iterator[Any]:
    rule = Redirect.objects.create(old_path="/old", redirect_link="https://example.org/")
    yield
    editor.send("wagtailredirects:delete", rule.pk)
    yield ["deleted Redirect: /old [redirects]"]


def redirect_to_a_draft(editor: Editor) -> Iterator[Any]:
    draft = builders.section("Secret plan", live=False)
    yield
    editor.send("wagtailredirects:add", **redirect_form(redirect_page=draft.pk))
    yield []


def see_a_video(editor: Editor) -> Iterator[Any]:
    """Perhaps a draft alone shows it, so nobody learns which it is."""
    yield
    video = Embed.objects.create(url="https://video.example.org/secret", type="video", html="x")
    assert "secret" not in str(video.pk)
    yield ["published Embed:  [absent]"]


def site_form(site: Site, **fields: Any) -> dict[str, Any]:
    return {
        "hostname": site.hostname,
        "port": site.port,
        "site_name": site.site_name,
        "root_page": site.root_page_id,
        "is_default_site": "on",
        **fields,
    }


def rename_a_site(editor: Editor) -> Iterator[Any]:
    site = Site.objects.get()
    builders.section()
    yield
    editor.send("wagtailsites:edit", site.pk, **site_form(site, site_name="Other"))
    site.refresh_from_db()
    yield [f"updated Site: {site} [locales site]"]


def _elsewhere(**fields: Any) -> tuple[HomePage, Site]:
    home = builders.publish(
        Page.get_first_root_node(), HomePage(title="Elsewhere", slug="elsewhere")
    )
    builders.section(parent=home)
    made = Site.objects.create(hostname="other.example.org", root_page=home, **fields)
    return home, made


def add_a_site(editor: Editor) -> Iterator[Any]:
    home, site = _elsewhere()
    site.delete()
    yield
    form = site_form(site, root_page=home.pk)
    del form["is_default_site"]
    editor.send("wagtailsites:add", **form)
    yield [
        "published HomePage: /en/ [absent alternates link locales paths]",
        "published SectionPage: /en/water/ [absent alternates link navigation paths]",
        "published Site: other.example.org [absent locales site]",
    ]


def delete_a_site(editor: Editor) -> Iterator[Any]:
    """Its pages are there still, but nobody's."""
    _home, site = _elsewhere()
    yield
    editor.send("wagtailsites:delete", site.pk)
    yield [
        "unpublished HomePage: /en/ [alternates link locales paths]",
        "unpublished SectionPage: /en/water/ [alternates link navigation paths]",
        "deleted Site: other.example.org [locales site]",
    ]


def remove_a_language(editor: Editor) -> Iterator[Any]:
    builders.home("fr").delete()
    locale = builders.locale("fr")
    yield
    editor.send("wagtaillocales:delete", locale.pk)
    yield [f"deleted Locale: {locale} [locales site]"]


def add_a_language(editor: Editor) -> Iterator[Any]:
    builders.home("fr").delete()
    locale = builders.locale("fr")
    locale.delete()
    yield
    editor.send("wagtaillocales:add", language_code="fr")
    yield [f"published Locale: {locale} [absent locales site]"]


CASES = [
    publish_a_contact,
    edit_a_contact,
    draft_a_contact,
    unpublish_a_contact,
    delete_a_contact,
    delete_contacts_in_bulk,
    add_a_topic,
    rename_a_topic,
    delete_a_topic,
    publish_the_settings,
    edit_the_settings,
    upload_a_picture,
    replace_a_picture,
    describe_a_picture,
    focus_a_picture,
    hide_a_picture,
    delete_a_picture,
    hide_pictures_in_bulk,
    sort_pictures_in_bulk,
    read_a_size,
    edit_a_document,
    delete_documents_in_bulk,
    restrict_a_collection,
    open_a_collection,
    move_a_collection,
    rename_a_collection,
    add_a_redirect,
    change_a_redirect,
    delete_a_redirect,
    redirect_to_a_draft,
    see_a_video,
    rename_a_site,
    add_a_site,
    delete_a_site,
    remove_a_language,
    add_a_language,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_things(case: Case, editor: Editor, told: Callable[[], list[Any]]) -> None:
    compare(case, editor, told)
