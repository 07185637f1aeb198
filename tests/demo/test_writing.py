"""How content is written down: prose, drawn pictures, small files."""

import re

import pytest
from PIL import Image

from cms.demo.drawing import SCENES, draw
from cms.demo.drawing.canvas import Canvas, mix, steps
from cms.demo.files import csv_file, pdf_file
from cms.demo.keys import file_name, key_of_file
from cms.demo.prose import to_html


def find_pk(kind: str, key: str) -> int:
    return {("page", "atlas"): 7, ("document", "flows"): 9}[kind, key]


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        ("One.\n\n  Two\n  lines.", "<p>One.</p><p>Two lines.</p>"),
        ("- a\n- b\n  goes on", "<ul><li>a</li><li>b goes on</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("**bold** and *italic*", "<p><b>bold</b> and <i>italic</i></p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("[x](page:atlas)", '<p><a linktype="page" id="7">x</a></p>'),
        ("[x](document:flows)", '<p><a linktype="document" id="9">x</a></p>'),
        ("[x](https://www.example.org/)", '<p><a href="https://www.example.org/">x</a></p>'),
    ],
)
def test_prose_becomes_rich_text(prose, html):
    assert to_html(prose, find_pk) == html


def test_a_file_is_known_by_its_name_even_if_the_storage_changed_it():
    assert key_of_file(f"documents/{file_name('flows', 'csv')}") == "flows"
    assert key_of_file("documents/demo-flows_x1Yz2.csv") == "flows"
    assert key_of_file("documents/flows.csv") is None


def test_pictures_come_out_the_same_every_time():
    assert draw("ripples") == draw("ripples")
    assert len(SCENES) >= 16


def test_a_glow_leaves_no_edges():
    canvas = Canvas(seed="x")
    canvas.glow(800, 500, 300, "#ffffff")
    assert canvas.sheet.getpixel((1000 + 5, 1000)) == (0, 0, 0)
    assert canvas.sheet.getpixel((1600, 1000)) != (0, 0, 0)
    assert isinstance(canvas.sheet, Image.Image)


def test_colours_and_steps():
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert steps(3, 0, 10) == [0, 5, 10]


def test_a_pdf_finds_all_its_objects():
    file = pdf_file("A title (draft)", "Some words – and “more”.")
    start = int(re.search(rb"startxref\n(\d+)", file)[1])
    assert file[start:].startswith(b"xref")
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", file), 1):
        assert file[int(place) :].startswith(b"%d 0 obj" % number)


def test_a_csv_has_its_headings_first():
    assert csv_file(("year", "flow"), (2026, 1.5)) == b"year,flow\r\n2026,1.5\r\n"
