"""Every door of wagtail-localize's to a translation, with every right in every language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize import wagtail_hooks as upstream
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.operations import translate_object

from cms.localization.models import PastText
from tests import builders
from tests.localization.tables import (
    BOTH,
    CORRECT,
    WRITE,
    Table,
    browsers_of,
    in_french,
    let_in,
    users_limited_to_french,
)

pytestmark = pytest.mark.django_db

CONTACTS = ("contacts.change_contact", "contacts.publish_contact")


@dataclass
class Case:
    """An English page or snippet with its translations into French and Arabic."""

    source: Any
    translations: dict[str, Translation]

    @classmethod
    def page(cls) -> "Case":
        page = builders.content_page("Wells", image=builders.picture())
        return cls.translate(page)

    @classmethod
    def contact(cls) -> "Case":
        return cls.translate(builders.contact())

    @classmethod
    def translate(cls, source: Any) -> "Case":
        translate_object(source, [builders.locale("fr"), builders.locale("ar")])
        found = Translation.objects.filter(source__object_id=source.translation_key)
        return cls(source, {each.target_locale.language_code: each for each in found})

    def target(self, code: str) -> Any:
        return self.source.get_translation(builders.locale(code))

    @property
    def shared(self) -> OverridableSegment:
        """Its picture, which each language may have another one of."""
        return OverridableSegment.objects.filter(
            source__object_id=self.source.translation_key
        ).first()

    @property
    def segment(self) -> StringSegment:
        return StringSegment.objects.filter(
            source__object_id=self.source.translation_key, context__path__in=("title", "name")
        ).get()


def edit_url(thing: Any) -> str:
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse("wagtailsnippets_contacts_contact:edit", args=[thing.pk])


Send = Callable[[Client, Case, str], Any]
Door = tuple[str, Send, set[str]]  # with the roles that are let in


def to(name: str, method: str = "get", **data: Any) -> Send:
    """A request to one of the addresses that name a translation."""

    def send(client: Client, case: Case, code: str) -> Any:
        url = reverse(f"wagtail_localize:{name}", args=[case.translations[code].pk])
        return getattr(client, method)(url, data, headers={"x-requested-with": "XMLHttpRequest"})

    return send


def segment(method: str) -> Send:
    def send(client: Client, case: Case, code: str) -> Any:
        if method == "delete":  # something to take away
            StringTranslation.objects.create(
                translation_of=case.segment.string,
                context=case.segment.context,
                locale=builders.locale(code),
                data="Sources",
            )
        args = [case.translations[code].pk, case.segment.pk]
        return getattr(client, method)(
            reverse("wagtail_localize:edit_string_translation", args=args),
            "value=Puits",
            content_type="application/x-www-form-urlencoded",
        )

    return send


def override(method: str) -> Send:
    def send(client: Client, case: Case, code: str) -> Any:
        segment = case.shared
        if method == "delete":
            SegmentOverride.objects.create(
                context=segment.context, locale=builders.locale(code), data_json=segment.data_json
            )
        url = reverse(
            "wagtail_localize:edit_override", args=[case.translations[code].pk, segment.pk]
        )
        return getattr(client, method)(
            url, f"value={segment.data}", content_type="application/x-www-form-urlencoded"
        )

    return send


def upload(client: Client, case: Case, code: str) -> Any:
    po = str(case.translations[code].export_po()).encode()
    return to("upload_pofile", "post", file=SimpleUploadedFile("a.po", po))(client, case, code)


def on_edit(method: str, **data: str) -> Send:
    def send(client: Client, case: Case, code: str) -> Any:
        url = edit_url(case.target(code))
        return getattr(client, method)(url, data, headers={"x-requested-with": "XMLHttpRequest"})

    return send


def planned(case: Case, code: str) -> dict[str, str]:
    return {"go_live_at": (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")}


def schedule(client: Client, case: Case, code: str) -> Any:
    return on_edit("post", action="schedule", **planned(case, code))(client, case, code)


def unschedule(client: Client, case: Case, code: str) -> Any:
    case.target(code).save_revision(approved_go_live_at=timezone.now() + timedelta(days=2))
    return on_edit("post", action="unschedule")(client, case, code)


def cancel(client: Client, case: Case, code: str) -> Any:
    """Of another one's request for moderation."""
    page = case.target(code)
    page.get_workflow().start(page, None)
    return on_edit("post", **{"action-cancel-workflow": "cancel"})(client, case, code)


def restart(client: Client, case: Case, code: str) -> Any:
    Translation.objects.filter(pk=case.translations[code].pk).update(enabled=False)
    return on_edit("post", **{"localize-restart-translation": "1"})(client, case, code)


def changed(method: str) -> Send:
    def send(client: Client, case: Case, code: str) -> Any:
        url = reverse("changed_texts", args=[case.translations[code].pk])
        headers = {"x-requested-with": "XMLHttpRequest"}
        return getattr(client, method)(url, {"all": "yes"}, headers=headers)

    return send


def history(client: Client, case: Case, code: str) -> Any:
    url = reverse("history_of_texts", args=[case.translations[code].pk])
    return client.get(url, headers={"x-requested-with": "XMLHttpRequest"})


def use_again(client: Client, case: Case, code: str) -> Any:
    past = PastText.objects.create(
        object_id=case.source.translation_key,
        locale=builders.locale(code),
        context=case.segment.context,
        string=case.segment.string,
        data="Puits",
        how="hand",
    )
    url = reverse("use_past_text", args=[case.translations[code].pk, past.pk])
    return client.post(url, headers={"x-requested-with": "XMLHttpRequest"})


def alias(method: str) -> Send:
    def send(client: Client, case: Case, code: str) -> Any:
        url = reverse("wagtail_localize:convert_to_alias", args=[case.target(code).pk])
        return getattr(client, method)(url, headers={"x-requested-with": "XMLHttpRequest"})

    return send


DOORS: list[Door] = [
    ("edit", on_edit("get"), CORRECT),
    ("save a draft", on_edit("post", action="save"), CORRECT),
    ("publish", on_edit("post", action="publish"), BOTH),
    ("schedule", schedule, BOTH),
    ("unschedule", unschedule, BOTH),
    ("start again", restart, WRITE),
    ("translate a segment", segment("put"), CORRECT),
    ("clear a segment", segment("delete"), CORRECT),
    ("choose something else", override("put"), CORRECT),
    ("choose the same again", override("delete"), CORRECT),
    ("download", to("download_pofile"), CORRECT),
    ("upload", upload, CORRECT),
    ("machine", to("machine_translate", "post"), CORRECT),
    ("changed texts", changed("get"), CORRECT),
    ("confirm changed texts", changed("post"), CORRECT),
    ("history", history, CORRECT),
    ("use a past text", use_again, CORRECT),
    ("stop", to("stop_translation", "post"), WRITE),
]
PAGE_DOORS: list[Door] = [
    *DOORS,
    ("preview", to("preview_translation"), CORRECT),
    ("submit for moderation", on_edit("post", **{"action-submit": "submit"}), CORRECT),
    ("cancel moderation", cancel, set()),
    ("ask to convert", alias("get"), BOTH),  # since the source is live
    ("convert", alias("post"), BOTH),
]


@pytest.fixture(autouse=True)
def machine(settings: Any) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }


def test_of_pages(site: Any) -> None:
    assert table(PAGE_DOORS, Case.page()) == in_french(roles_of(PAGE_DOORS))


def test_of_snippets(site: Any) -> None:
    assert table(DOORS, Case.contact()) == in_french(roles_of(DOORS))


def table(listed: list[Door], case: Case) -> Table:
    knocks = [(name, partial(knock, send, case)) for name, send, _roles in listed]
    callers = browsers_of(users_limited_to_french(CONTACTS))
    return let_in(knocks, callers, {code: code for code in ("fr", "ar")})


def knock(send: Send, case: Case, client: Client, code: str) -> Any:
    return send(client, case, code)


def roles_of(listed: list[Door]) -> Iterator[tuple[str, set[str]]]:
    return ((name, roles) for name, _send, roles in listed)


def test_every_address_of_wagtail_localize_is_guarded(site: Any) -> None:
    (prefix,) = upstream.register_admin_urls()
    for pattern in prefix.url_patterns:
        arguments = dict.fromkeys(pattern.pattern.converters, "1")
        url = reverse(f"wagtail_localize:{pattern.name}", kwargs=arguments)
        assert resolve(url).namespaces == [], f"{url} leads past the guards"
