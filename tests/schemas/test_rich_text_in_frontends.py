"""Portable Text in its stock renderers, as frontends have them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.node import NodeProject
from tests.schemas.reading import visible_text
from tests.schemas.rich_text import FILM, Library, Writer

DOCS = Path(__file__).parents[2] / "docs"

RENDER = """
import { readFileSync } from "node:fs";
import { toHTML } from "@portabletext/to-html";
import { PortableText } from "@portabletext/react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

const missing = [];
const onMissingComponent = (message, { type }) => missing.push(type);
const rendered = JSON.parse(readFileSync(0, "utf8")).map((value) => [
  toHTML(value, { onMissingComponent }),
  renderToStaticMarkup(createElement(PortableText, { value, onMissingComponent })),
]);
console.log(JSON.stringify({ rendered, missing }));
"""

STORED = [
    "<p>Plain, <b>bold <i>and</i></b> <u>other</u> <s>marks</s> &amp; H<sub>2</sub>O</p>",
    "<h2 id='aims'>Aims</h2><p>one<br/>two</p><blockquote>three<p>four</p></blockquote>",
    "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul><ol><li>e</li></ol>",
    "<ul><li><p>a</p><p>b</p><blockquote>c</blockquote></li></ul><pre>d\n e</pre>",
    "<blockquote><ul><li>a</li></ul></blockquote><ul><li><ul><li>only below</li></ul></li></ul>",
    '<p><a linktype="page" id="{page}">a <b>page</b></a>, <a linktype="page" id="{hidden_page}">'
    'no page</a>, <a linktype="document" id="{file}">a file</a>, <a href="#x">here</a></p>',
    '<p><a href="https://example.org/?a=1&amp;b=2">a</a><a href="mailto:a@example.org">b</a></p>',
    "<p>&lt;script&gt;alert(1)&lt;/script&gt; <code>&lt;b&gt;</code> الماء</p>",
    "",
]


@pytest.fixture
def library(site: Any) -> Writer:
    return Writer(Library.make())


def render(project: NodeProject, texts: list[Any]) -> tuple[list[list[str]], list[str]]:
    """Each text as `to-html` and as React render it, and which components they miss."""
    project.write("render.mjs", RENDER)
    answer = json.loads(project.node("render.mjs", stdin=json.dumps(texts)))
    return answer["rendered"], answer["missing"]


def test_stock_renderers_show_what_the_html_shows(
    node_project: NodeProject, library: Writer
) -> None:
    rendered, missing = render(node_project, [library(each, "portable_text") for each in STORED])
    assert set(missing) <= {"sub"}  # shown without its mark
    for stored, (html, react) in zip(STORED, rendered, strict=True):
        expected = visible_text(library(stored))
        assert visible_text(html) == visible_text(react) == expected


def test_stock_renderers_keep_structure_and_links(
    node_project: NodeProject, library: Writer
) -> None:
    rendered, _missing = render(
        node_project, [library(each, "portable_text") for each in STORED[2:6]]
    )
    for lists, _in_item, _in_quote, links in zip(*rendered, strict=True):
        assert re.sub(r"<(/?\w+)[^>]*>", r"<\1>", lists).replace("\n", "") == (
            "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>"
            "<ol><li>e</li></ol>"
        )
        assert re.findall(r'href="([^"]*)"', links)[0] == "/en/target/"
        assert links.count("<a ") == 3


def test_pictures_and_videos_do_not_stop_stock_renderers(
    node_project: NodeProject, library: Writer
) -> None:
    stored = (
        '<p>before</p><embed embedtype="image" id="{image}" alt="A river"/><hr/>'
        f'<embed embedtype="media" url="{FILM}"/><p>after</p>'
    )
    rendered, missing = render(node_project, [library(stored, "portable_text")])
    for html in rendered[0]:
        assert visible_text(html) == "before after"
    assert set(missing) == {"image", "break", "embed"}


def test_the_documented_component_compiles_and_shows_them(
    node_project: NodeProject, library: Writer
) -> None:
    """`content` goes into `<PortableText>` without a cast, typed by the published document."""
    page = (DOCS / "frontend/rich-text.md").read_text()
    (code,) = re.findall(r"```tsx\n// rich-text\.tsx\n(.*?)```", page, re.DOTALL)
    node_project.write("rich-text.tsx", code)
    node_project.tool("openapi-typescript", str(DOCS / "openapi.json"), "-o", "delivery.d.ts")
    strict = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"]
    target = ["--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"]
    node_project.tool("tsc", *strict, *target, "--jsx", "react-jsx", "rich-text.tsx")

    stored = (
        '<p>H<sub>2</sub>O <a linktype="page" id="{page}">a</a></p>'
        '<embed embedtype="image" id="{image}" alt="A river"/><hr/>'
        f'<embed embedtype="media" url="{FILM}"/>'
    )
    node_project.write(
        "show.mjs",
        'import { readFileSync } from "node:fs";\n'
        'import { createElement } from "react";\n'
        'import { renderToStaticMarkup } from "react-dom/server";\n'
        'import { Text } from "./rich-text.js";\n'
        "const text = JSON.parse(readFileSync(0, 'utf8'));\n"
        "console.log(renderToStaticMarkup(createElement(Text, { text })));\n",
    )
    text = {"format": "portable_text", "content": library(stored, "portable_text")}
    html = node_project.node("show.mjs", stdin=json.dumps(text))
    assert '<p>H<sub>2</sub>O <a href="/en/target/">a</a></p>' in html
    assert 'alt="A river" width="800" height="500"' in html
    assert f'<hr/><a href="{FILM}">A film</a>' in html
