"""Panels that several page types share."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


def picture_panel(image: str, *beside: str, heading: Any) -> MultiFieldPanel:
    """A picture with the fields that say more of it."""
    panels = [FieldPanel(image, heading=_("Image")), *(FieldPanel(name) for name in beside)]
    return MultiFieldPanel(panels, heading=heading)
