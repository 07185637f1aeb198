"""What is in a private collection has no public door, also if it was public before."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.images.utils import generate_signature
from wagtail.models import Collection, CollectionViewRestriction

from cms.core.database import before_commit
from cms.events import log
from cms.images.models import CustomImage
from cms.images.urls import addresses
from tests import builders
from tests.images import files
from tests.images.test_svg import LOGO

pytestmark = pytest.mark.django_db
SIZES = ["320.webp", "320-1x1.webp"]


def asked(image: CustomImage) -> list[str]:
    given = addresses(image)
    if given["crop_url_template"] is None:
        found = [given["src"]]
    else:
        found = [given["url_template"].replace("{width}.{format}", size) for size in SIZES]
    return [address.removeprefix("http://cms.example.org") for address in found]


def make(kind: str, collection: Collection) -> CustomImage:
    cache.clear()
    if kind == "drawing":
        return files.stored("logo.svg", LOGO, collection=collection)
    return builders.picture(collection=collection)


@pytest.fixture(params=["picture", "drawing"])
def kind(request: Any) -> str:
    return str(request.param)


@pytest.mark.parametrize("restriction", ["login", "groups", "password"])
@pytest.mark.parametrize("below", [False, True])
def test_a_private_picture_is_not_there(
    client: Client, kind: str, restriction: str, below: bool
) -> None:
    collection = Collection.get_first_root_node().add_child(name="Internal")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=restriction, password="open"
    )
    image = make(kind, collection.add_child(name="Below") if below else collection)
    for address in asked(image):
        assert client.get(address).status_code == 404
        assert client.head(address).status_code == 404
    assert not image.renditions.exists()


@pytest.mark.parametrize("how", ["moved", "closed"])
def test_a_picture_that_became_private_is_not_there_any_more(
    client: Client, kind: str, how: str
) -> None:
    collection = Collection.get_first_root_node().add_child(name="Open")
    image = make(kind, collection)
    etags = {}
    for address in asked(image):
        response = client.get(address)
        assert response.status_code == 200
        etags[address] = response.headers["ETag"]
    if how == "moved":
        image.collection = builders.private_collection()
        image.save()
    else:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    for address, etag in etags.items():
        assert client.get(address).status_code == 404
        assert client.get(address, headers={"if-none-match": etag}).status_code == 404
        assert client.get(address, headers={"if-none-match": "*"}).status_code == 404


@pytest.mark.parametrize("how", ["moved", "closed", "deleted"])
def test_caches_in_front_are_told_to_forget_it(client: Client, kind: str, how: str) -> None:
    collection = Collection.get_first_root_node().add_child(name="Open")
    image = make(kind, collection)
    tags = [client.get(address).headers["Surrogate-Key"].split() for address in asked(image)]
    before_commit()
    read = log.newest()
    if how == "moved":
        image.collection = builders.private_collection()
        image.save()
    elif how == "closed":
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    else:
        image.delete()
    before_commit()
    named = {tag for change in log.after(read) for tag in change.tags}
    assert all(named.intersection(each) for each in tags)


def test_there_is_no_second_door(client: Client) -> None:
    image = make("picture", builders.private_collection())
    rendition = image.get_rendition("width-160|format-webp")
    for file in (image.file, rendition.file):
        assert Path(file.path).exists()
        assert client.get(file.url).status_code == 404
    spec = "original"
    signature = generate_signature(image.pk, spec)
    for address in (
        f"/images/{signature}/{image.pk}/{spec}/",
        f"/images/{signature}/{image.pk}/{spec}/river.jpg",
        f"/en/images/{signature}/{image.pk}/{spec}/",
    ):
        assert client.get(address, follow=True).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=[signature, image.pk, spec])
