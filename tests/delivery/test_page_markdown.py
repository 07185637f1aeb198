"""Whole pages as Markdown."""

from markdown_it import MarkdownIt

from news.models import Topic
from tests import builders
from tests.delivery.conftest import Api
from tests.delivery.markdown import markdown, parts

ALL_BLOCKS = [
    ("heading", {"text": "Safe water #1", "level": "2", "anchor": ""}),
    ("rich_text", '<p>Some <b>bold</b> <a href="https://example.org/">words</a>.</p>'),
    ("quote", {"text": "Water *is* life.\nAlways.", "attribution": "The Office", "role": "Here"}),
    ("notice", {"style": "info", "heading": "Note", "text": "<ul><li>a</li><li>b</li></ul>"}),
    (
        "accordion",
        {
            "heading": "Q&A",
            "items": [{"heading": "Why?", "content": [("rich_text", "<p>So.</p>")]}],
        },
    ),
    ("embed", {"url": "https://films.example.org/1", "title": "A film", "caption": "Short"}),
    (
        "figures",
        {"heading": "", "items": [{"value": "87 %", "label": "served", "source": "Survey"}]},
    ),
    (
        "call_to_action",
        {
            "heading": "Take part",
            "text": "Now.",
            "links": [{"kind": "url", "url": "https://example.org/join", "label": "Join"}],
        },
    ),
]


def test_all_blocks(api: Api) -> None:
    image, file, contact = builders.picture(), builders.document(), builders.contact()
    target = builders.section("Target [x]")
    builders.article("Fresh", parent=builders.news_index())
    page = builders.content_page(
        "About *us*",
        introduction="What we\ndo.",
        body=[
            *ALL_BLOCKS,
            ("image", {"image": image, "alt": "A river", "caption": "Wide", "credit": "Me"}),
            ("gallery", {"heading": "Pictures", "images": [{"image": image}] * 2}),
            ("downloads", {"heading": "", "documents": [file]}),
            ("contacts", {"heading": "", "contacts": [contact]}),
            ("related_pages", {"heading": "Read on", "pages": [target]}),
            ("latest_news", {"heading": "News", "topic": None, "number": 1}),
            (
                "link_group",
                {"heading": "L", "links": [{"kind": "document", "document": file}]},
            ),
        ],
    )
    _facts, text = parts(markdown(api, page))
    src = api.get(f"images/{image.pk}/")["src"]
    url = f"http://cms.example.org{file.url}"
    assert (
        text
        == f"""
# About \\*us\\*

What we\\
do.

## Safe water #1

Some **bold** [words](https://example.org/).

> Water \\*is\\* life.\\
> Always.
>
> — The Office, Here

> **Note**
>
> - a
> - b

### Q&A

#### Why?

So.

[A film](https://films.example.org/1)

Short

- **87 %**: served (Survey)

### Take part

Now.

- [Join](https://example.org/join)

![A river]({src})

Wide (Me)

### Pictures

![A picture of River]({src})

![A picture of River]({src})

- [Report]({url}) (TXT, 10\xa0bytes)

- **Press Office**: [press@example.org](mailto:press@example.org), [+41225550100](tel:+41225550100)

### Read on

- [Target \\[x\\]](http://localhost/en/target-x/)

### News

- [Fresh](http://localhost/en/news/fresh/) (2026-03-01): What happened, in short.

### L

- [Report]({url}) (TXT, 10\xa0bytes)
""".replace("http://localhost", builders.home().get_site().root_url)
    )


def test_facts_stand_in_front(api: Api) -> None:
    topic = Topic.objects.create(name='"Wells": all', slug="w", locale=builders.locale("en"))
    title = 'A "well": # no, \\ yes \u2028 — الماء 😀'
    page = builders.article(
        title,
        parent=builders.news_index(),
        topics=[topic],
        kind="statement",
        dateline="Geneva",
        contacts=[builders.contact()],
        search_description="In short: all",
    )
    builders.translated(page, "fr", title="Un puits", slug="un-puits")
    facts, text = parts(markdown(api, page))
    answer = api.page(page)
    assert facts == {
        "title": title,
        "type": "news.NewsPage",
        "id": page.pk,
        "locale": "en",
        "html_url": answer["meta"]["html_url"],
        "description": "In short: all",
        "date": "2026-03-01",
        "kind": "statement",
        "dateline": "Geneva",
        "topics": ['"Wells": all'],
        "translations": {"fr": answer["meta"]["translations"][0]["html_url"]},
        "first_published_at": answer["meta"]["first_published_at"],
        "last_published_at": answer["meta"]["last_published_at"],
    }
    assert text.startswith('\n# A "well": # no, \\\\ yes — الماء 😀\n')
    assert "## Contacts\n\n- **Press Office**" in text


def test_tables_are_tables(api: Api) -> None:
    page = builders.content_page(body=[])
    table = {
        "caption": "Wells",
        "columns": [
            {"type": "text", "heading": "Region | part"},
            {"type": "number", "heading": "Wells"},
        ],
        "rows": [{"values": ["a|b *c*", 412.0]}, {"values": ["", None]}],
    }
    page.body = [{"type": "table", "value": table}]
    page.save_revision().publish()
    document = markdown(api, page)
    assert "| Region \\| part | Wells |\n| --- | ---: |\n| a\\|b \\*c\\* | 412 |" in document
    html = MarkdownIt("commonmark").enable("table").render(document)
    assert "<td>a|b *c*</td>" in html
    assert '<td style="text-align:right">412</td>' in html


def test_links_have_scheme_and_host(api: Api) -> None:
    """The document is read anywhere, not on the frontend's pages."""
    target = builders.section("Target")
    body = [("rich_text", f'<p><a linktype="page" id="{target.pk}">there</a></p>')]
    page = builders.content_page(body=body)
    url = api.page(target)["meta"]["html_url"]
    assert f"[there]({url})" in markdown(api, page)
    assert "](/en/target/)" in str(api.page(page, rich_text_format="markdown"))


def test_a_page_type_that_nobody_prepared(api: Api) -> None:
    from tests.recipes.models import RecipePage

    target = builders.section("Target")
    step = {"text": "<p>Cook <b>well</b></p>", "minutes": 30, "needs": []}
    step["needs"] = [{"what": "Water", "grams": "500"}]
    page = builders.publish(
        builders.home(),
        RecipePage(
            title="Soup",
            introduction="<p>Hot <i>soup</i></p>",
            course="main",
            goes_with=target,
            steps=[
                ("step", step),
                ("quote", "Only words"),
                ("link", "https://example.org/"),
                ("page", target),
                ("course", [("note", "A *note*"), ("steps", [step])]),
            ],
        ),
    )
    facts, text = parts(markdown(api, page))
    assert (facts["course"], facts["servings"]) == ("main", 4)
    for told in (
        "Hot _soup_",
        "Cook **well**",
        "Minutes: 30",
        "What: Water",
        "Grams: 500",
        "Only words",
        "[https://example.org/](https://example.org/)",
        "A \\*note\\*",
        f"[Target]({api.page(target)['meta']['html_url']})",
    ):
        assert told in text, told


def test_only_some_fields(api: Api) -> None:
    page = builders.content_page("Title", introduction="Intro")
    _facts, text = parts(markdown(api, page, fields="introduction"))
    assert text.strip() == "Intro"


def test_in_the_page_s_own_language(api: Api) -> None:
    link = {"kind": "url", "url": "https://example.org/", "label": "More"}
    page = builders.article(
        parent=builders.news_index(), related_links=[("link", {**link, "language": ""})] * 2
    )
    french = builders.translated(page, "fr", title="Un puits", slug="un-puits")
    document = markdown(api, page, locale="fr")
    assert parts(document)[0]["id"] == french.pk
    assert "\n- [More](https://example.org/)\n- [More](https://example.org/)\n" in document
