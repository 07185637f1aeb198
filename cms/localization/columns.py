"""How each row of a list in the admin stands to its source."""

from collections.abc import Iterable
from typing import Any

from wagtail.admin.ui.tables import BaseColumn

from cms.localization.standing import key_of, standings_of


class StandingColumn(BaseColumn):
    """Of pages or translatable snippets; found out once for all rows, when the first is shown."""

    cell_template_name = "localization/standing_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        if not hasattr(instance, "translation_standing"):
            attach(parent_context["table"].data)
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "standing": getattr(instance, "translation_standing", None)}


def attach(things: Iterable[Any]) -> None:
    things = list(things)
    standings = standings_of(things)
    for thing in things:
        thing.translation_standing = standings.get(key_of(thing))
