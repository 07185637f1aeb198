"""What wagtail-localize's script is told, beyond the segments."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation

from cms.localization.editor.related import edit_url
from cms.localization.editor.segments import Segments
from cms.localization.sources import Content

Props = dict[str, Any]


def props_of(
    translation: Translation,
    source: Any,
    target: Any,
    *,
    others: list[Any],
    is_readable_only: bool,
) -> str:
    """As JSON. The script's own buttons are not shown: `buttons.py` has those."""
    segments = Segments(translation, Content(translation.source, source).instance)
    return json.dumps(
        {
            "adminBaseUrl": reverse("wagtailadmin_home"),
            "object": {
                "title": str(target),
                "titleSegmentId": segments.title if isinstance(target, Page) else None,
                "isLive": getattr(target, "live", True),
                "isLocked": is_readable_only,
            },
            "breadcrumb": [],
            "tabs": segments.tabs.tabs_with_slugs,
            "sourceLocale": locale_props(translation.source.locale),
            "locale": locale_props(translation.target_locale),
            "translations": [
                {
                    "title": str(each),
                    "locale": locale_props(each.locale),
                    "editUrl": edit_url(each),
                }
                for each in others
            ],
            "perms": {},
            "links": {
                "downloadPofile": _url("download_pofile", translation),
                "uploadPofile": _url("upload_pofile", translation),
                "stopTranslationUrl": _url("stop_translation", translation),
            },
            "previewModes": [],
            "machineTranslator": _machine(translation),
            "segments": segments.all(),
            "initialStringTranslations": segments.translations(),
            "initialOverrides": segments.overrides(),
        },
        cls=DjangoJSONEncoder,
    )


def locale_props(locale: Locale) -> Props:
    return {"code": locale.language_code, "displayName": locale.get_display_name()}


def _machine(translation: Translation) -> Props | None:
    translator = get_machine_translator()
    languages = (translation.source.locale, translation.target_locale)
    if translator is None or not translator.can_translate(*languages):
        return None
    return {"name": translator.display_name, "url": _url("machine_translate", translation)}


def _url(name: str, translation: Translation) -> str:
    return reverse(f"wagtail_localize:{name}", args=[translation.pk])
