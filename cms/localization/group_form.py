"""The part of the admin's group form that says what a group may do in which language."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.db import transaction
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.localization.models import LanguageRight, LimitedGroup, Right


class LanguageRightsForm(forms.Form):
    """One row of boxes for each language."""

    # Boxes that are not ticked send nothing, so this tells a form that shows them from one that
    # does not, such as a script's: that must not set a group free.
    shown = forms.BooleanField(widget=forms.HiddenInput, required=False, initial=True)
    limited = forms.BooleanField(
        label=_("Limit this group to languages"),
        required=False,
        help_text=_(
            "What the group may do otherwise then counts only in these languages, and only as "
            "far as is ticked here. Without it, the group works in every language."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        instance: Group | None = None,
        prefix: str = "languages",
    ) -> None:
        self.group = instance or Group()
        self.locales = list(Locale.objects.all())
        super().__init__(data, files, prefix=prefix, initial=self._stored())
        for locale in self.locales:
            self.fields[f"locale_{locale.pk}"] = forms.MultipleChoiceField(
                label=str(locale),
                choices=Right.choices,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def _stored(self) -> dict[str, Any]:
        limit = LimitedGroup.objects.filter(group_id=self.group.pk).first()
        stored: dict[str, Any] = {"limited": limit is not None}
        for right in limit.rights.all() if limit else ():
            stored.setdefault(f"locale_{right.locale_id}", []).append(right.right)
        return stored

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if any(self._ticked()) and not cleaned.get("limited"):
            self.add_error("limited", _("Tick this as well, or none of the boxes below."))
        return cleaned

    def _ticked(self) -> Iterator[tuple[int, str]]:
        for locale in self.locales:
            for right in self.cleaned_data.get(f"locale_{locale.pk}", ()):
                yield locale.pk, right

    @transaction.atomic
    def save(self) -> None:
        if not self.cleaned_data["shown"]:
            return
        if not self.cleaned_data["limited"]:
            LimitedGroup.objects.filter(group=self.group).delete()
            return
        limit, _created = LimitedGroup.objects.get_or_create(group=self.group)
        limit.rights.all().delete()
        LanguageRight.objects.bulk_create(
            LanguageRight(limit=limit, locale_id=locale, right=right)
            for locale, right in self._ticked()
        )

    def rows(self) -> list[BoundField]:
        return [self[f"locale_{locale.pk}"] for locale in self.locales]

    def as_admin_panel(self) -> SafeString:
        return render_to_string(
            "localization/group_rights.html", {"form": self, "rights": Right.labels}
        )
