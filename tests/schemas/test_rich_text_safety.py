"""No stored text gets anything into a frontend's page but words, pictures and known links."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.schemas.rich_text import is_safe_address
from tests.schemas.rich_text import Writer

write = Writer()

TAGS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "br", "hr"}
TAGS |= {"b", "strong", "i", "em", "u", "s", "del", "sup", "sub", "code", "small", "mark", "a"}
TAGS |= {"img", "figure"}
ATTRIBUTES = {"href", "id", "data-page-id", "data-page-type", "data-document-id"}
ATTRIBUTES |= {"src", "srcset", "sizes", "alt", "width", "height", "loading", "data-embed-url"}

BAD_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "\x00javascript:alert(1)",
    "java\x00script:alert(1)",
    "\u00a0javascript:alert(1)",
    "\u2028javascript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript:%0aalert(1)",
    "javascript://example.org/%0aalert(1)",
    "jav&#x09;ascript:alert(1)",
    "vbscript:msgbox(1)",
    "VBSCRIPT:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "DATA:text/html,x",
    "livescript:x",
    "mocha:x",
    "file:///etc/passwd",
    "blob:https://example.org/x",
    "filesystem:https://example.org/x",
    "view-source:https://example.org/",
    "about:blank",
    "ws://example.org/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "http:evil.example",
    "https:\\\\evil.example",
    "feed:javascript:alert(1)",
    "x:alert(1)",
    "",
]

TRICKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/xss src=x></script>",
    "<script>alert(1)",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'/>",
    "<IMG SRC=javascript:alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>x</object>",
    "<embed src=javascript:alert(1)>",
    "<embed embedtype='media' url='javascript:alert(1)'/>",
    "<embed embedtype='media' url='/\\evil'/>",
    "<embed embedtype='image' id='1&quot; onerror=alert(1)'/>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<style><img src=x onerror=alert(1)></style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p onclick=alert(1) onmouseover='alert(1)'>x</p>",
    "<b/onclick=alert(1)>x</b>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<base href=javascript:alert(1)//>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<template><script>alert(1)</script></template>",
    "<a href='https://example.org/' onclick='alert(1)'>x</a>",
    "<a href='https://example.org/\" onclick=\"alert(1)'>x</a>",
    "<a href='https://example.org/' style='x' target='_blank' download>x</a>",
    "<a href='https://example.org/' href='javascript:alert(1)'>x</a>",
    "<a href='javascript:alert(1)' href='https://example.org/'>x</a>",
    "<a linktype='page' id='1\"><script>alert(1)</script>'>x</a>",
    "<a linktype='external' href='javascript:alert(1)'>x</a>",
    "<h2 id='x\" onclick=\"alert(1)'>x</h2>",
    "<h2 id=\"x' onclick='alert(1)\">x</h2>",
    "<p data-block-key='\"><script>alert(1)</script>'>x</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<code>&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;</code>",
    "<code>`</code>&lt;script&gt;alert(1)&lt;/script&gt;<code>`</code>",
    "<pre>```\n</pre>&lt;img src=x onerror=alert(1)&gt;",
    "[x](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "[x]: javascript:alert(1)<br/>[x]",
    "&lt;javascript:alert(1)&gt;",
    "<p>\\</p>&lt;img src=x onerror=alert(1)&gt;",
    "<a href='https://example.org/)[x](javascript:alert(1)'>x</a>",
    "<a href='https://example.org/&gt; &lt;img src=x onerror=alert(1)&gt;'>x</a>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<a\x00href='javascript:alert(1)'>x</a>",
    "<p/><img/src=x/onerror=alert(1)>",
]


class _Inspector(HTMLParser):
    """Notes every tag, attribute and address that is not among the known ones."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.wrong.append(f"{tag}[{name}]")
            if name in ("href", "src") and not is_known(value or ""):
                self.wrong.append(f"{tag}[{name}={value}]")

    def handle_comment(self, data: str) -> None:
        self.wrong.append("<!")

    handle_decl = handle_pi = unknown_decl = handle_comment


def is_known(address: str) -> bool:
    """As a browser reads it."""
    read = re.sub(r"[\t\n\r]", "", address).strip("".join(map(chr, range(33))))
    read = read.replace("\\", "/").lower()
    return bool(re.match(r"https?://|mailto:|tel:|#|/(?!/)", read))


def inspect(html: str) -> list[str]:
    inspector = _Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.wrong


def assert_harmless(stored: str) -> None:
    html, rendered = write(stored), write.rendered(stored)
    assert inspect(html) == []
    assert inspect(rendered) == []
    for tag in re.findall(r"</?([^\s>]*)", html):  # as a laxer parser reads it
        assert tag in TAGS
    for block in write(stored, "portable_text"):
        for link in block.get("markDefs", []):
            assert is_known(link["href"])


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_have_no_effect(trick: str) -> None:
    for stored in (trick, f"<p>before {trick} after</p>", f"<ul><li>{trick}", f"<b>{trick}</b>"):
        assert_harmless(stored)


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_a_link_to_nowhere_good_is_its_text(address: str) -> None:
    quoted = address.replace('"', "&quot;")
    for stored in (
        f'<p><a href="{quoted}">words</a></p>',
        f'<p><a linktype="external" href="{quoted}">words</a></p>',
    ):
        assert write(stored) == "<p>words</p>"
        assert write(stored, "markdown") == "words"
        assert write(stored, "portable_text")[0]["markDefs"] == []
    if "&" not in address:  # as blocks of links check theirs
        assert not is_safe_address(address)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://example.org/a?b=c#d", "url"),
        ("HTTP://EXAMPLE.ORG/", "url"),
        ("/en/water/", "url"),
        ("https://example.org/javascript:alert", "url"),
        ("#aims", "anchor"),
        ("mailto:office@example.org", "email"),
        ("tel:+41225550100", "phone"),
        ("https://example.org/\u0627\u0644\u200cماء", "url"),
    ],
)
def test_good_links_stay(address: str, kind: str) -> None:
    stored = f'<p><a href="{address}">words</a></p>'
    assert write(stored) == stored
    assert write(stored, "markdown") == f"[words]({address})"
    (link,) = write(stored, "portable_text")[0]["markDefs"]
    assert (link["href"], link["kind"]) == (address, kind)


_NOISE = st.sampled_from(
    [
        *("<", ">", "</", "/>", "'", '"', "=", " ", "&", ";", "\\", "`", "(", ")", "[", "]"),
        *("script", "a", "img", "embed", "b", "p", "svg", "style", "code", "pre", "li", "x", "!"),
        *("href", "src", "onerror", "id", "url", "linktype", "embedtype", "javascript:", "--"),
        *("page", "media", "https://e.org/", "&lt;", "&gt;", "&quot;", "\n", "\x00", "alert(1)"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_NOISE, max_size=25).map("".join))
def test_noise_has_no_effect(stored: Any) -> None:
    assert_harmless(stored)
