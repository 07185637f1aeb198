"""Documents are delivered as files to keep, and private ones only to those who may."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from tests import builders

pytestmark = pytest.mark.django_db


def stored(name: str, content: bytes = b"Some text.", **fields: Any) -> Document:
    document = Document(title="Report", file=ContentFile(content, name=name), **fields)
    document._set_document_file_metadata()
    document.save()
    return document


class TestDelivery:
    @pytest.mark.parametrize(
        ("name", "content_type"),
        [
            ("a.csv", "text/csv"),
            ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("a.odt", "application/vnd.oasis.opendocument.text"),
            ("a.PDF", "application/pdf"),
            ("a.rtf", "application/rtf"),
            ("a.txt", "text/plain"),
            ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("a.zip", "application/zip"),
        ],
    )
    def test_says_what_it_is(
        self, client: Client, monkeypatch: Any, name: str, content_type: str
    ) -> None:
        # a machine without a list of types
        monkeypatch.setattr("wagtail.documents.models.guess_type", lambda name: (None, None))
        response = client.get(stored(name).url)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == content_type
        assert "Content-Encoding" not in response.headers
        assert response.getvalue() == b"Some text."
        assert response.headers["Content-Length"] == "10"

    @pytest.mark.parametrize("name", ["a.html", "a.svg", "a.xhtml", "a.xml", "a.txt", "a.js"])
    def test_is_never_shown_as_a_page_of_this_host(self, client: Client, name: str) -> None:
        response = client.get(stored(name, b"<svg onload='alert(1)'/>").url)
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"] == "default-src 'none'"

    def test_caches_ask_again(self, client: Client) -> None:
        document = stored("a.txt")
        response = client.get(document.url)
        assert response.headers["Cache-Control"] == "public, no-cache"
        etag = response.headers["ETag"]
        again = client.get(document.url, headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")

    def test_a_file_without_a_known_hash_has_no_etag(self, client: Client) -> None:
        assert "ETag" not in client.get(builders.document().url).headers

    def test_head_gives_no_body(self, client: Client) -> None:
        response: Any = client.head(stored("a.txt").url)
        assert response.headers["Content-Length"] == "10"
        assert response.getvalue() == b""


class TestMissing:
    @pytest.mark.parametrize("pk", ["0", "999999", str(2**31), str(2**63), str(10**30)])
    def test_no_document(self, client: Client, pk: str) -> None:
        assert client.get(f"/documents/{pk}/a.txt").status_code == 404

    @pytest.mark.parametrize("name", ["", "b.txt", "a.txt/", "../a.txt", "%00", "a.txt%00"])
    def test_another_name(self, client: Client, name: str) -> None:
        assert client.get(f"/documents/{stored('a.txt').pk}/{name}").status_code == 404

    def test_a_lost_file(self, client: Client) -> None:
        document = stored("a.txt")
        Path(document.file.path).unlink()
        assert client.get(document.url).status_code == 404

    def test_a_lost_file_of_a_storage_on_another_machine(
        self, client: Client, settings: Any
    ) -> None:
        elsewhere = {"BACKEND": "tests.storages.ElsewhereStorage"}
        settings.STORAGES = {**settings.STORAGES, "default": elsewhere}
        settings.WAGTAILDOCS_SERVE_METHOD = "serve_view"
        document = stored("a.txt")
        assert client.get(document.url).status_code == 200
        document.file.storage.delete(document.file.name)
        assert client.get(document.url).status_code == 404


class TestPrivate:
    @pytest.fixture(params=["login", "password"])
    def collection(self, request: Any) -> Collection:
        made = Collection.get_first_root_node().add_child(name="Internal")
        CollectionViewRestriction.objects.create(
            collection=made, restriction_type=request.param, password="open sesame"
        )
        return made

    def test_strangers_get_no_byte_and_no_name(
        self, client: Client, collection: Collection
    ) -> None:
        document = stored("canary.txt", b"canary", collection=collection)
        wrong = client.get(f"/documents/{document.pk}/x.txt", follow=True)
        assert wrong.status_code == 404
        assert b"canary" not in wrong.content
        response = client.get(document.url)
        assert response.status_code in {200, 302}
        assert "private" in response.headers["Cache-Control"]
        assert "Content-Disposition" not in response.headers
        assert document.title not in response.content.decode()

    def test_who_may_gets_it_and_no_cache_keeps_it(
        self, client: Client, collection: Collection
    ) -> None:
        document = stored("canary.txt", b"canary", collection=collection)
        client.force_login(User.objects.create_user("member"))
        restriction = CollectionViewRestriction.objects.get()
        if restriction.restriction_type == "password":
            form = {"password": "open sesame", "return_url": document.url}
            door = f"/documents/authenticate_with_password/{restriction.pk}/"
            assert client.post(door, form).status_code == 302
        response: Any = client.get(document.url)
        assert response.getvalue() == b"canary"
        assert response.headers["Cache-Control"] == "private, no-store"
