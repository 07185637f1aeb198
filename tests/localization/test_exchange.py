"""PO files: they survive other tools, and a wrong one changes nothing that nobody confirmed."""

import shutil
import subprocess
from contextlib import suppress
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail_localize.models import StringTranslation, Translation

from cms.localization.exchange.reading import UnreadableFileError, read_po
from tests import builders
from tests.localization.translating import french, submit, translate

LINES = (
    *('msgid "a"', 'msgstr "b"', '"c\\n"', "#, fuzzy", "#~ msgid", 'msgctxt "\\', "msgid", "\\"),
    *('msgid_plural "d"', 'msgstr[0] "e"', "#| msgid", 'msgstr[x] ""', '"X: y\\n"'),
)
ID = "X-WagtailLocalize-TranslationID"

BODY = [
    ("heading", {"text": "Water & “rights”", "level": "2"}),
    (
        "rich_text",
        "<p>See <a href='https://a.example/?b=1'>CO<sub>2</sub></a>.</p><p>Same</p><p>Same</p>",
    ),
    ("quote", {"text": 'First "line"\nsecond \\ line', "role": "Office", "attribution": "Same"}),
]


@pytest.fixture
def translation(site: Any) -> Translation:
    return submit(builders.content_page("About us", slug="about", body=BODY))


class Desk:
    """A translator's browser."""

    def __init__(self, client: Client, translation: Translation) -> None:
        self.client, self.translation = client, translation
        self.edit_url = translation.get_target_instance_edit_url()

    def download(self) -> polib.POFile:
        response = self.client.get(self._url("download_pofile"))
        assert response.status_code == 200
        return polib.pofile(response.content.decode())

    def upload(self, content: Any) -> Any:
        """The answer, a redirect followed."""
        data = content if isinstance(content, bytes) else str(content).encode()
        file = SimpleUploadedFile("translations.po", data)
        return self._post({"file": file})

    def confirm(self, response: Any) -> Any:
        return self._post({"confirmed": response.context["file"]})

    def _post(self, data: dict[str, Any]) -> Any:
        url = self._url("upload_pofile")
        return self.client.post(url, {**data, "next": self.edit_url}, follow=True)

    def _url(self, name: str) -> str:
        return reverse(f"wagtail_localize:{name}", args=[self.translation.pk])

    def stored(self) -> dict[str, str]:
        known = StringTranslation.objects.filter(locale=self.translation.target_locale)
        return {each.translation_of.data: each.data for each in known}


@pytest.fixture
def desk(translation: Translation, admin_client: Client) -> Desk:
    return Desk(admin_client, translation)


def said(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(str(message) for message in response.context["messages"])


class TestRoundTrip:
    def test_notes_and_context(self, desk: Desk) -> None:
        file = desk.download()
        places = [(entry.msgctxt, entry.msgid) for entry in file]
        assert len(places) == len(set(places))  # a file may not say the same twice
        notes = {entry.msgid: entry.comment for entry in file}
        assert notes["Water &amp; “rights”"] == "Body / Heading / Text\nAt most 160 characters"
        linked = 'See <a id="a1">CO<sub>2</sub></a>.'
        assert notes[linked] == "Body / Text\na1: https://a.example/?b=1"
        assert file.metadata["Language"] == "fr"

    @pytest.mark.skipif(not shutil.which("msgcat"), reason="needs GNU gettext")
    def test_through_gettexts_own_tools(self, desk: Desk) -> None:
        file = desk.download()
        for entry in file:
            entry.msgstr = french(entry.msgid)
        for tool in (
            ["msgcat", "--width=40"],
            ["msgcat", "--sort-output", "--escape"],
            ["msgattrib", "--no-wrap"],
        ):
            done = subprocess.run([*tool, "-"], input=str(file).encode(), capture_output=True)
            assert done.returncode == 0, done.stderr
            assert "taken over" in said(desk.upload(done.stdout))
            assert desk.stored() == {entry.msgid: entry.msgstr for entry in file}
            StringTranslation.objects.all().delete()
        checked = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", "-"], input=str(file).encode()
        )
        assert checked.returncode == 0

    def test_what_comes_back_unchanged_changes_nothing(self, desk: Desk) -> None:
        translate(desk.translation, french)
        before = desk.stored()
        assert "0 texts taken over. 7 as before. 1 not translated" in said(
            desk.upload(desk.download())
        )
        assert desk.stored() == before

    def test_texts_that_are_gone_stay_at_the_end(self, desk: Desk) -> None:
        translate(desk.translation, french)
        page = desk.translation.source.get_source_instance()
        page.body = page.body[:1] and [("quote", {"text": "New"})]
        page.save_revision().publish()
        desk.translation.source.update_from_db()
        file = desk.download()
        assert "New" in {entry.msgid for entry in file if not entry.obsolete}
        assert {entry.msgid for entry in file.obsolete_entries()} >= {"Same", "Office"}
        desk.upload(file)
        assert desk.stored()["Office"] == french("Office")

    def test_what_a_machine_made_is_marked_until_somebody_takes_the_mark_off(
        self, desk: Desk
    ) -> None:
        translate(desk.translation, french)
        StringTranslation.objects.update(translation_type="machine", tool_name="Robot")
        file = desk.download()
        marked = [entry for entry in file if "fuzzy" in entry.flags]
        assert len(marked) == 7
        assert "7 marked as fuzzy" in said(desk.upload(file))
        assert StringTranslation.objects.filter(translation_type="machine").count() == 7
        marked[0].flags.remove("fuzzy")
        assert "1 text taken over." in said(desk.upload(file))
        assert StringTranslation.objects.get(translation_type="manual").tool_name == "PO File"

    def test_a_tool_that_drops_the_contexts(self, desk: Desk) -> None:
        file = desk.download()
        for entry in file:
            entry.msgctxt = None
        entry = file.find("Office")
        entry.msgstr = "Bureau"
        assert "1 text taken over." in said(desk.upload(file))
        assert desk.stored() == {"Office": "Bureau"}


class TestWrongFiles:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "empty"),
            (b" \n ", "empty"),
            (b"/etc/passwd", "no PO file"),
            (b"\x89PNG\r\n\x1a\n\0\0", "UTF-8"),
            (b"PK\x03\x04\0\0", "no PO file"),
            (b"<html>Not found</html>", "no PO file"),
            (b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=klingon\\n"\n', "klingon"),
            (b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n', "no text in the file"),
            (b'msgid "a"\nmsgstr "b"\nmsgthing "c"\n', "line 3"),
            ('msgid "a"\nmsgstr "é"\n'.encode("latin-1"), "UTF-8"),
            (
                b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-7"\n'
                b'msgid "a"\nmsgstr "+2AA-"\n',
                "no PO file",
            ),
            (b'msgid "a"\nmsgstr "b"\n', "None of the texts in the file belongs here"),
        ],
    )
    def test_say_what_is_wrong_and_change_nothing(
        self, desk: Desk, data: bytes, reason: str
    ) -> None:
        translate(desk.translation, french)
        before = desk.stored()
        assert reason in said(desk.upload(data))
        assert desk.stored() == before

    def test_no_file_at_all(self, desk: Desk) -> None:
        assert "Choose a PO file" in said(desk._post({}))

    def test_one_of_another_page(self, desk: Desk, site: Any, admin_client: Client) -> None:
        other = Desk(admin_client, submit(builders.content_page("Other", body=BODY)))
        file = other.download()
        for entry in file:
            entry.msgstr = french(entry.msgid)
        assert "made for another translation" in said(desk.upload(file))
        assert desk.stored() == {}

    def test_one_without_our_header_is_taken_when_confirmed(self, desk: Desk) -> None:
        file = desk.download()
        del file.metadata[ID]
        file.find("Office").msgstr = "Bureau"
        response = desk.upload(file)
        assert b"does not say for which translation" in response.content
        assert desk.stored() == {}
        assert "1 text taken over." in said(desk.confirm(response))
        assert desk.stored() == {"Office": "Bureau"}

    def test_one_in_another_language_asks_first(self, desk: Desk) -> None:
        file = desk.download()
        file.metadata["Language"] = "de"
        file.find("Office").msgstr = "Amt"
        assert b"in another language: de" in desk.upload(file).content
        assert desk.stored() == {}

    def test_a_partly_unknown_or_wrong_one_says_which_texts(self, desk: Desk) -> None:
        file = desk.download()
        file.append(polib.POEntry(msgctxt="x", msgid="Elsewhere", msgstr="Ailleurs"))
        file.find("Office").msgstr = "Bureau"
        linked = 'See <a id="a1">CO<sub>2</sub></a>.'
        file.find(linked).msgstr = "Voir CO<sub>2</sub>."
        file.find("Water &amp; “rights”").msgstr = "x" * 161
        response = desk.upload(file)
        reasons = {each.source: each.reason for each in response.context["plan"].objections}
        assert "no longer, part of the source" in reasons["Elsewhere"]
        assert "link of the source is missing" in reasons[linked]
        assert "room for 160" in reasons["Water &amp; “rights”"]
        assert desk.stored() == {}
        assert "1 text taken over." in said(desk.confirm(response))
        assert desk.stored() == {"Office": "Bureau"}

    def test_one_that_says_two_things_of_a_text_asks_first(self, desk: Desk) -> None:
        file = desk.download()
        office = file.find("Office")
        office.msgstr = "Bureau"
        twice = f'\nmsgctxt "{office.msgctxt}"\nmsgid "Office"\nmsgstr "Agence"\n'
        response = desk.upload((str(file) + twice).encode())
        (objection,) = response.context["plan"].objections
        assert (objection.text, "twice" in objection.reason) == ("Agence", True)
        assert desk.stored() == {}
        desk.confirm(response)
        assert desk.stored() == {"Office": "Bureau"}

    def test_one_with_plurals_which_we_have_none_of_asks_first(self, desk: Desk) -> None:
        plural = '\nmsgid "Office"\nmsgid_plural "Offices"\nmsgstr[0] "Un"\nmsgstr[1] "Des"\n'
        file = desk.download()
        file.find("Same").msgstr = "Pareil"
        response = desk.upload((str(file) + plural).encode())
        (objection,) = response.context["plan"].objections
        assert objection.text == "Un / Des"
        assert desk.stored() == {}

    @pytest.mark.parametrize(
        "altered",
        [
            lambda text: b"\xef\xbb\xbf" + text.encode(),
            lambda text: text.replace("\n", "\r\n").encode(),
            lambda text: text.encode("utf-16"),
            lambda text: text.replace("UTF-8", "CP1252").encode("cp1252"),
        ],
        ids=["byte order mark", "Windows line ends", "UTF-16", "another character set"],
    )
    def test_what_other_systems_make_of_a_file(self, desk: Desk, altered: Any) -> None:
        file = desk.download()
        file.find("Office").msgstr = "Bureau à l’étage"
        assert "1 text taken over." in said(desk.upload(altered(str(file))))
        assert desk.stored() == {"Office": "Bureau à l’étage"}

    def test_what_was_translated_here_meanwhile_is_not_overwritten_unasked(
        self, desk: Desk
    ) -> None:
        file = desk.download()
        file.find("Office").msgstr = "Bureau"
        translate(desk.translation, lambda text: "Agence" if text == "Office" else french(text))
        response = desk.upload(file)
        assert [line.before.data for line in response.context["newer"]] == ["Agence"]
        assert desk.stored()["Office"] == "Agence"
        desk.confirm(response)
        assert desk.stored()["Office"] == "Bureau"

    def test_a_confirmation_that_was_tampered_with(self, desk: Desk) -> None:
        assert "Upload the file again" in said(desk._post({"confirmed": "nonsense"}))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=200))
def test_noise_is_never_a_crash(noise: bytes) -> None:
    _read(noise)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(LINES)))
def test_half_a_file_is_never_a_crash(lines: list[str]) -> None:
    _read("\n".join(lines).encode())


def _read(data: bytes) -> None:
    with suppress(UnreadableFileError):
        assert list(read_po(data))
