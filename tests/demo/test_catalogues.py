"""The translators' files: complete, and only with translations that can be used."""

from pathlib import Path

import polib
import pytest

from cms.demo import catalogue
from cms.demo.catalogue import Catalogue, catalogue_path, problem, write_catalogue

LANGUAGES = ("fr", "es", "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_broken(language):
    assert Catalogue.read(language).problems() == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_missing(language):
    entries = polib.pofile(str(catalogue_path(language)))
    assert [entry.msgid for entry in entries if not entry.msgstr and not entry.obsolete] == []


def test_rewriting_keeps_translations_and_the_order_of_reading(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    write_catalogue("fr", {"River": ["a"], "Lake": ["b"]})
    file = polib.pofile(str(catalogue_path("fr")))
    for entry in file:
        entry.msgstr = {"River": "Fleuve", "Lake": "Lac"}[entry.msgid]
    file.save()
    assert write_catalogue("fr", {"Sea": ["c"], "River": ["a"]}) == (2, 1)
    entries = list(polib.pofile(str(catalogue_path("fr"))))
    assert [(each.msgid, each.msgstr, each.obsolete) for each in entries] == [
        ("Sea", "", False),
        ("River", "Fleuve", False),
        ("Lake", "Lac", True),
    ]


@pytest.mark.parametrize(
    ("text", "translation", "fine"),
    [
        ("A <b>river</b>", "Un <b>fleuve</b>", True),
        ("A <b>river</b>", "Un fleuve", False),
        ('See <a id="a1">this</a>', 'Voir <a id="a1">ceci</a>', True),
        ('See <a id="a1">this</a>', 'Voir <a id="a2">ceci</a>', False),
        ("A river", "Un <p>fleuve</p>", False),
    ],
)
def test_a_translation_keeps_the_tags(text, translation, fine):
    assert (problem(text, translation) == "") is fine


def test_numbers_need_no_translator():
    empty = Catalogue([])
    assert empty.get("+41225550100") == "+41225550100"
    assert empty.get("2026") == "2026"
    assert empty.get("1,240") is None
