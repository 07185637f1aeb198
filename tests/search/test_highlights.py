"""Highlights show where the words stand, as safe HTML."""

from tests import builders
from tests.search.conftest import Search


def test_everything_but_the_marks_is_escaped(search: Search) -> None:
    builders.content_page(
        'Quartz <script>alert("1")</script>',
        body=[("quote", {"text": "<img src=x onerror=alert(1)> & quartz's </mark>"})],
    )
    highlight = search.highlight("quartz script onerror")
    assert highlight["title"] == (
        "<mark>Quartz</mark> &lt;<mark>script</mark>&gt;alert(&quot;1&quot;)"
        "&lt;/<mark>script</mark>&gt;"
    )
    assert highlight["body"] == (
        "&lt;img src=x <mark>onerror</mark>=alert(1)&gt; &amp; "
        "<mark>quartz</mark>&#x27;s &lt;/mark&gt;"
    )


def test_a_part_of_a_long_text_around_the_first_hit(search: Search) -> None:
    text = "Something else. " * 40 + "Here the Quartzes are, and one more quartz. " + "End. " * 90
    builders.content_page(body=[("rich_text", f"<p>{text}</p>")])
    body = search.highlight("quartz")["body"]
    assert "Here the <mark>Quartzes</mark> are, and one more <mark>quartz</mark>." in body
    assert body.startswith("… ")
    assert body.endswith(" …")
    assert 100 < len(body) < 250


def test_the_beginning_if_only_the_title_has_it(search: Search) -> None:
    builders.content_page("Quartz", body=[("rich_text", "<p>First words.</p>")])
    assert search.highlight("quartz")["body"] == "First words."


def test_neighbours_are_marked_together_in_scripts_without_spaces(search: Search) -> None:
    builders.content_page(body=[("rich_text", "<p>" + "世界卫生组织" * 50 + "安全饮水</p>")])
    body = search.highlight("安全饮水")["body"]
    assert body.endswith("<mark>安全饮水</mark>")
    assert len(body) < 250
