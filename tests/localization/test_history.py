"""Every value that a translation ever had is kept, by whichever door it came."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from cms.localization import history
from cms.localization.exchange.outgoing import po_file
from cms.localization.models import PastText
from tests import builders
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.django_db


def past(translation: Translation, path: str = "title") -> list[tuple[str, str]]:
    """What a text has been, newest first, and how that came."""
    rows = PastText.objects.filter(
        object=translation.source.object_id,
        locale=translation.target_locale,
        context__path=path,
    )
    return list(rows.order_by("-id").values_list("data", "how"))


def segment_url(translation: Translation, path: str = "title") -> str:
    segment = translation.source.stringsegment_set.get(context__path=path)
    return reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])


def put(client: Any, translation: Translation, text: str) -> None:
    answer = client.put(segment_url(translation), {"value": text}, content_type="application/json")
    assert answer.status_code in {200, 201}


@pytest.fixture
def translation(site: Any) -> Translation:
    return submit(builders.content_page("A river"))


def test_what_is_written_in_the_editor(translation: Any, admin_client: Any) -> None:
    put(admin_client, translation, "Une rivière")
    put(admin_client, translation, "Une rivière")
    put(admin_client, translation, "Un fleuve")
    admin_client.delete(segment_url(translation))
    assert past(translation) == [
        ("", "deleted"),
        ("Un fleuve", "hand"),
        ("Une rivière", "hand"),
    ]
    users = PastText.objects.filter(context__path="title").values_list("user__username", flat=True)
    assert set(users) == {"admin"}


def test_what_a_machine_wrote_and_a_person_confirmed(
    translation: Any, admin_client: Any, settings: Any
) -> None:
    machine = "wagtail_localize.machine_translators.dummy.DummyTranslator"
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": machine}
    admin_client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    [(text, how)] = past(translation)
    assert how == "machine"
    assert PastText.objects.filter(tool="Dummy translator").exists()
    put(admin_client, translation, text)
    assert past(translation) == [(text, "hand"), (text, "machine")]


def test_what_came_by_a_po_file(translation: Any, admin_client: Any) -> None:
    file = po_file(translation)
    for entry in file:
        entry.msgstr = french(entry.msgid)
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    upload = SimpleUploadedFile("a.po", str(file).encode())
    admin_client.post(url, {"file": upload})
    assert past(translation) == [(french("A river"), "po")]


def test_what_is_carried_over_from_a_changed_source(translation: Any) -> None:
    translate(translation, french)
    source = translation.source.get_source_instance()
    source.title = "A long river"
    source.save_revision().publish()
    assert past(translation) == [
        (french("A river"), "carried"),
        (french("A river"), "hand"),
    ]


def test_bulk_writers_say_it_themselves(translation: Any) -> None:
    segments = list(translation.source.stringsegment_set.select_related("string"))
    rows = [
        StringTranslation(
            translation_of=each.string,
            context_id=each.context_id,
            locale=translation.target_locale,
            data=french(each.string.data),
        )
        for each in segments
    ]
    StringTranslation.objects.bulk_create(rows)
    assert past(translation) == []
    with CaptureQueriesContext(
        connection,
    ) as queries:
        history.record(rows, history.How.CARRIED)
    assert len(queries) <= 2
    assert past(translation) == [(french("A river"), "carried")]


def test_history_is_only_added_to(translation: Any) -> None:
    translate(translation, french)
    row = PastText.objects.all()[0]
    row.data = "something else"
    with pytest.raises(TypeError):
        row.save()


def test_it_goes_with_the_page_and_not_with_a_text(translation: Any, admin_client: Any) -> None:
    translate(translation, french)
    other = submit(translation.source.get_source_instance(), "es")
    translate(other, french)
    StringTranslation.objects.filter(locale=translation.target_locale).delete()
    assert past(translation)[0] == ("", "deleted")
    translate(translation, french)
    translation.get_target_instance().delete()
    assert past(translation) == []
    assert past(other) != []
    translation.source.get_source_instance().delete()
    assert not PastText.objects.filter(object=translation.source.object_id).exists()
