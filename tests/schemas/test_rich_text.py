"""Rich text says the same in HTML, Markdown and Portable Text, safely."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.schemas.reading import marked_characters, visible_text
from tests.schemas.rich_text import FILM, SECRET, UNKNOWN_FILM, Library, Writer

write = Writer()


@pytest.fixture
def library(site: Any) -> Writer:
    """A writer of texts that refer to something."""
    return Writer(Library.make())


class TestHTML:
    @pytest.mark.parametrize(
        ("stored", "html"),
        [
            ("<p>Plain</p>", "<p>Plain</p>"),
            ("<b>a</b> <i>b</i> <u>c</u> <s>d</s>", "<b>a</b> <i>b</i> <u>c</u> <s>d</s>"),
            ("<p>CO<sub>2</sub>, m<sup>2</sup></p>", "<p>CO<sub>2</sub>, m<sup>2</sup></p>"),
            ('<h2 id="aims">Aims</h2>', '<h2 id="aims">Aims</h2>'),
            ('<h3 id="المياه">الماء</h3>', '<h3 id="المياه">الماء</h3>'),
            ('<h2 id="a b&quot;">Aims</h2>', "<h2>Aims</h2>"),
            ("<h1>Too high</h1>", "<h2>Too high</h2>"),
            ('<p id="x" class="y" style="z">a</p>', "<p>a</p>"),
            ("<ul><li>a<ol><li>b</li></ol></li></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
            ("<blockquote>a</blockquote><hr/>", "<blockquote>a</blockquote><hr>"),
            ("<p>a\n  b<br/> c </p>", "<p>a b<br>c</p>"),
            ("<pre>a\n  b</pre>", "<pre>a<br>  b</pre>"),
            ("<div>a<div>b</div></div>", "<p>a</p><p>b</p>"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a</p><p>b</p>"),
            ("<p></p><p> <b> </b></p><ul><li></li></ul>", ""),
            ("", ""),
        ],
    )
    def test_what_is_known_stays(self, stored: str, html: str) -> None:
        assert write(stored) == html

    @pytest.mark.parametrize(
        ("stored", "html"),
        [
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c"),
            ("<b>a<i>b</b>c</i>d", "<b>a<i>b</i></b><i>c</i>d"),
            ("<b>a<p>b</p><p>c</p>", "<b>a</b><p><b>b</b></p><p>c</p>"),
            ("<p>a</b></i></ul></li></p>b", "<p>a</p>b"),
            ("<p>a</div>b</p><p>c</p>", "<p>ab</p><p>c</p>"),
            ('<a href="/a/">a<a href="/b/">b</a>', '<a href="/a/">a</a><a href="/b/">b</a>'),
            ("<p>a<ul><li>b</p>c</ul><p>d", "<p>a</p><ul><li>bc</li></ul><p>d</p>"),
            ("<p>a < b <", "<p>a &lt; b &lt;</p>"),
            ("<p>a<![if x]>b<![x[y]]>c<!-- d --><?e?></p>", "<p>abc</p>"),
            ("<b>" * 5000 + "deep", "<b>deep</b>"),
        ],
    )
    def test_what_is_left_open_breaks_nothing(self, stored: str, html: str) -> None:
        assert write(stored) == html

    def test_very_deep_and_very_long_text_is_no_trouble(self) -> None:
        for stored in (
            "<ul><li>" * 3000 + "x",
            "<blockquote>" * 3000 + "x",
            "<b><i>" * 3000 + "x",
        ):
            assert visible_text(write(stored)) == "x"
            assert "x" in write(stored, "markdown")
            assert write(stored, "portable_text")[0]["children"][0]["text"] == "x"
        assert len(write("<b>a</b><i>b</i> " * 5_000, "markdown")) > 40_000

    def test_a_picture_is_ready_to_show(self, library: Writer) -> None:
        html = library(
            '<embed embedtype="image" id="{image}" format="left" alt="A &quot;river&quot;"/>'
        )
        assert re.fullmatch(
            r'<img src="http://cms\.example\.org/\S+" srcset="[^"]+ 160w, [^"]+" sizes="100vw" '
            r'alt="A &quot;river&quot;" width="800" height="500" loading="lazy">',
            html,
        )

    def test_a_video_is_a_link_and_not_its_provider_s_code(self, library: Writer) -> None:
        html = library(f'<embed embedtype="media" url="{FILM}"/>')
        assert html == f'<figure data-embed-url="{FILM}"><a href="{FILM}">A film</a></figure>'
        html = library(f'<embed embedtype="media" url="{UNKNOWN_FILM}"/>')
        assert visible_text(html) == UNKNOWN_FILM


class TestMarkdown:
    @pytest.mark.parametrize(
        ("stored", "markdown"),
        [
            ("<p>a</p><p>b</p>", "a\n\nb"),
            ("<p><b>bold</b> and <i>italic</i></p>", "**bold** and _italic_"),
            ("<p>in<b>side</b>, <b>before </b>after</p>", "in**side**, **before** after"),
            ("<p>(<b>“so”</b>x)</p>", "(<strong>“so”</strong>x)"),
            ("<p>in<i>side</i></p>", "in<em>side</em>"),
            ("<p><b><i>both</i></b></p>", "**_both_**"),
            ("<p>H<sub>2</sub>O m<sup>2</sup></p>", "H<sub>2</sub>O m<sup>2</sup>"),
            ("<h2 id='x'>Aims #</h2>", "## Aims \\#"),
            ("<p>a<br/>b</p>", "a\\\nb"),
            ("<p># 1</p><p>1. a</p><p>- a</p><p>+ a</p>", "\\# 1\n\n1\\. a\n\n\\- a\n\n\\+ a"),
            ("<p>---</p><p>&gt; a</p><p>===</p>", "\\---\n\n\\> a\n\n\\==="),
            ("<p>2 * 3 * 4, _x_, a_b</p>", "2 \\* 3 \\* 4, \\_x\\_, a_b"),
            ("<p>`a` [b](c) &lt;d&gt; &amp;amp; \\</p>", "\\`a\\` \\[b\\](c) \\<d> \\&amp; \\\\"),
            ("<p><code>a`b</code></p>", "``a`b``"),
            ("<pre>a\n```\nb</pre>", "````\na\n```\nb\n````"),
            ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
            ("<ol><li>a<ul><li>b</li></ul></li></ol>", "1. a\n   - b"),
            ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
            ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n  b"),
            ("<blockquote>a<br/>b<ul><li>c</li></ul></blockquote>", "> a\\\n> b\n>\n> - c"),
            ("<p>a</p><hr/><p>b</p>", "a\n\n___\n\nb"),
            ('<p>So!<a href="/a (b)/">c</a></p>', "So\\![c](/a%20\\(b\\)/)"),
            (
                '<p><a href="https://e.org/?a=1&amp;copy;=2">c</a></p>',
                "[c](https://e.org/?a=1\\&copy;=2)",
            ),
        ],
    )
    def test_it_is_written_as_people_would(self, stored: str, markdown: str) -> None:
        assert write(stored, "markdown") == markdown

    def test_pictures_and_videos(self, library: Writer) -> None:
        stored = (
            '<embed embedtype="image" id="{image}" alt="[a]"/>'
            f'<embed embedtype="media" url="{FILM}"/>'
        )
        picture, film = library(stored, "markdown").split("\n\n")
        assert re.fullmatch(r"!\[\\\[a\\\]\]\(http://cms\.example\.org/\S+\)", picture)
        assert film == f"[A film]({FILM})"


_PIECES = st.sampled_from(
    [
        *(
            "word",
            "a",
            " ",
            "  ",
            "\n",
            "*",
            "**",
            "_",
            "__",
            "`",
            "``",
            "#",
            "1.",
            "1)",
            "-",
            "+",
        ),
        *(
            "&gt;",
            "&lt;",
            "&amp;",
            "&amp;amp;",
            "[",
            "]",
            "(",
            ")",
            "!",
            "\\",
            "~",
            "|",
            "---",
            "===",
        ),
        *(
            "<br/>",
            "&nbsp;",
            "€",
            "«",
            "é",
            "ماء",
            "水",
            "😀",
            "http://x.org",
            "a_b",
            "_x_",
            ".",
            ",",
        ),
    ]
)
_TEXT = st.lists(_PIECES, min_size=1, max_size=4).map("".join)
_OPENING = {
    "page": '<a linktype="page" id="{page}">',
    "hidden": '<a linktype="page" id="{hidden_page}">',
    "file": '<a linktype="document" id="{file}">',
    "away": '<a href="https://example.org/a_(b)*c?x=1&amp;copy;=2 &lt;3">',
    **{tag: f"<{tag}>" for tag in ("b", "strong", "i", "em", "u", "s", "sup", "sub", "code")},
}


def _marked(inside: Any) -> Any:
    return st.builds(
        lambda kind, parts: (
            f"{_OPENING[kind]}{''.join(parts)}</{kind if _OPENING[kind] == f'<{kind}>' else 'a'}>"
        ),
        st.sampled_from(sorted(_OPENING)),
        st.lists(inside, min_size=1, max_size=3),
    )


_INLINE = st.lists(st.recursive(_TEXT, _marked, max_leaves=4), min_size=1, max_size=3).map("".join)
_LEAF = st.builds(
    lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(["p", "p", "h2", "h3"]), _INLINE
) | st.sampled_from(["<hr/>", "<pre>a ` b\n c</pre>", "<p>left <b>open<p>next"])


def _contained(inside: Any) -> Any:
    blocks = st.lists(inside, min_size=1, max_size=2).map("".join)
    items = st.lists(
        st.builds(lambda text, more: f"<li>{text}{more}</li>", _INLINE, blocks | st.just(""))
    )
    return (
        blocks.map(lambda each: f"<blockquote>{each}</blockquote>")
        | items.map(lambda each: f"<ul>{''.join(each)}</ul>")
        | items.map(lambda each: f"<ol>{''.join(each)}</ol>")
    )


STORED = st.lists(
    st.recursive(_LEAF | _INLINE, _contained, max_leaves=4), min_size=1, max_size=3
).map("".join)
CHECKED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class TestAllSayTheSame:
    @CHECKED
    @given(STORED)
    @example("<p>a<b> b </b>c<b>&nbsp;</b><i>d.</i>e</p>")
    @example("<p><code>a</code><code> </code><b><code>b`</code></b></p>")
    @example("<p><b>a</b><br/>&nbsp;</p><ul><li>&nbsp;<ul><li>b</li></ul></li></ul>")
    @example('<p>!<a linktype="page" id="{page}"><b>a</b></a><b>b</b></p>')
    def test_markdown_as_html(self, library: Writer, stored: str) -> None:
        html, rendered = library(stored), library.rendered(stored)
        assert visible_text(rendered) == visible_text(html)
        assert marked_characters(rendered) == marked_characters(html)

    @CHECKED
    @given(STORED)
    @example('<p>a<a href="/b/"><br/></a>c</p>')
    def test_portable_text_as_html(self, library: Writer, stored: str) -> None:
        html, blocks = library(stored), library(stored, "portable_text")
        texts = [
            "".join(span["text"] for span in block["children"])
            for block in blocks
            if block["_type"] == "block"
        ]
        assert " ".join(" ".join(texts).split()) == visible_text(html)
        assert_well_formed(blocks)
        assert library(stored, "portable_text") == blocks

    @CHECKED
    @given(st.text(st.characters(codec="utf-8"), max_size=60))
    def test_any_text_as_it_is(self, text: str) -> None:
        """Stored tags and all: nothing fails, and all formats agree."""
        html = write(text)
        assert visible_text(write.rendered(text)) == visible_text(html)
        assert_well_formed(write(text, "portable_text"))


DECORATORS = {"strong", "em", "underline", "strike-through", "code", "sup", "sub"}


def assert_well_formed(blocks: list[dict[str, Any]]) -> None:
    """As the specification of Portable Text wants it."""
    keys = [block["_key"] for block in blocks]
    assert len(set(keys)) == len(keys)
    for block in blocks:
        assert block["_key"]
        if block["_type"] != "block":
            continue
        links = [link["_key"] for link in block["markDefs"]]
        spans = [span["_key"] for span in block["children"]]
        assert spans
        assert len(set(links + spans)) == len(links + spans)
        used = {mark for span in block["children"] for mark in span["marks"]}
        assert used - DECORATORS == set(links)
        assert ("listItem" in block) == ("level" in block)
        for span in block["children"]:
            assert span["_type"] == "span"
            assert span["text"]
            assert len(set(span["marks"])) == len(span["marks"])


class TestPortableText:
    def test_marks_and_links(self, library: Writer) -> None:
        stored = (
            '<p data-block-key="k3f9a">See <b>the <a linktype="page" id="{page}">plan</a></b>, '
            '<a linktype="document" id="{file}">it</a> or '
            '<a href="mailto:a@example.org">us</a></p>'
        )
        (block,) = library(stored, "portable_text")
        assert (block["_type"], block["_key"], block["style"]) == ("block", "k3f9a", "normal")
        assert [(span["text"], span["marks"]) for span in block["children"]] == [
            ("See ", []),
            ("the ", ["strong"]),
            ("plan", ["strong", "link-0"]),
            (", ", []),
            ("it", ["link-1"]),
            (" or ", []),
            ("us", ["link-2"]),
        ]
        page, file, mail = block["markDefs"]
        assert page == {
            "_type": "link",
            "_key": "link-0",
            "kind": "page",
            "href": "/en/target/",
            "id": library.library.page,
            "type": "home.SectionPage",
            "title": "Target",
            "locale": "en",
            "html_path": "/en/target/",
            "html_url": "http://cms.example.org/en/target/",
        }
        assert (file["kind"], file["id"], file["href"]) == (
            "document",
            library.library.file,
            file["url"],
        )
        assert mail == {
            "_type": "link",
            "_key": "link-2",
            "kind": "email",
            "href": "mailto:a@example.org",
        }

    def test_lists_have_levels(self) -> None:
        stored = "<ul><li>a<ol><li>b</li></ol></li><li><p>c</p><p>d</p></li></ul><p>e</p>"
        blocks = write(stored, "portable_text")
        assert [(b.get("listItem"), b.get("level"), b["children"][0]["text"]) for b in blocks] == [
            ("bullet", 1, "a"),
            ("number", 2, "b"),
            ("bullet", 1, "c\nd"),
            (None, None, "e"),
        ]
        assert "listItem" not in blocks[3]  # renderers take null for a list

    def test_headings_quotes_and_lines(self) -> None:
        stored = '<h2 id="aims">A</h2><blockquote><p>b</p><ul><li>c</li></ul></blockquote><hr/>'
        heading, quote, listed, line = write(stored, "portable_text")
        assert (heading["style"], heading["anchor"]) == ("h2", "aims")
        assert (quote["style"], listed["style"], listed["listItem"]) == (
            "blockquote",
            "blockquote",
            "bullet",
        )
        assert line["_type"] == "break"
        assert "anchor" not in quote

    def test_pictures_and_videos_are_blocks_of_their_own(self, library: Writer) -> None:
        stored = (
            '<p>a<embed embedtype="image" id="{image}" alt="Here"/>b</p>'
            f'<embed embedtype="media" url="{FILM}"/>'
        )
        before, image, after, film = library(stored, "portable_text")
        assert (before["children"][0]["text"], after["children"][0]["text"]) == ("a", "b")
        assert (image["_type"], image["alt"]) == ("image", "Here")
        assert image["image"]["id"] == library.library.image
        assert image["image"]["srcset"]
        assert (film["_type"], film["url"], film["title"]) == ("embed", FILM, "A film")
        assert film["provider"] == "Films"

    def test_the_editor_s_keys_stay_unless_they_are_repeated(self) -> None:
        stored = (
            '<p data-block-key="a">x</p><p data-block-key="a">y</p><p data-block-key="<">z</p>'
        )
        assert [b["_key"] for b in write(stored, "portable_text")] == ["a", "a-1", "block-2"]


@pytest.mark.parametrize("wanted", ["html", "markdown", "portable_text"])
def test_what_is_hidden_leaves_its_text_alone(library: Writer, wanted: Any) -> None:
    stored = (
        '<p>one <a linktype="page" id="{hidden_page}">two</a> <a linktype="document" '
        'id="{hidden_file}"><b>three</b></a> <a linktype="page" id="999999">four</a>'
        '<embed embedtype="image" id="{hidden_image}" alt="picture"/></p>'
    )
    plain = "<p>one two <b>three</b> four</p>"
    assert library(stored, wanted) == library(plain, wanted)
    assert SECRET not in str(library(stored, wanted))
