"""The one thing of wagtail-localize that is changed: which tags may stand inside a sentence.

It keeps them in a list without a setting, ends a sentence at every other tag, and refuses
translations with one: CO<sub>2</sub> became two texts. Unnecessary as soon as it takes the tags
from the rich text features (https://github.com/wagtail/wagtail-localize/issues/778).
"""

from wagtail_localize.strings import INLINE_TAGS

_MORE = ("sub", "sup", "s", "del", "ins", "u", "mark", "small", "cite", "q", "kbd")


def keep_inline_tags() -> None:
    INLINE_TAGS.extend(tag for tag in _MORE if tag not in INLINE_TAGS)
