"""How models declare what the API says of them: Wagtail's APIField, and two special ones.

A model lists its fields in `api_fields`; the names in `api_card_fields` are also given in
lists. It knows nothing of the API that reads this.
"""

from wagtail.api import APIField


class ImageAPIField(APIField):
    """A foreign key to an image whose alt text and credit stand in fields beside it.

    They win over the image's own, so that one picture can say something else in each language.
    """

    def __init__(
        self, name: str, *, alt: str = "", credit: str = "", writable: bool = False
    ) -> None:
        super().__init__(name, writable=writable)
        self.alt = alt
        self.credit = credit


class RelatedAPIField(APIField):
    """Ordered child rows, delivered as the things they point to.

    `target` names the rows' foreign key. With `attribute`, only that field of each target
    is given. `relation` names the child relation where it differs from `name`.
    """

    def __init__(self, name: str, *, target: str, relation: str = "", attribute: str = "") -> None:
        super().__init__(name)
        self.target = target
        self.relation = relation or name
        self.attribute = attribute
