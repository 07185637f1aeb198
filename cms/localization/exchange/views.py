"""Download and upload of PO files."""

from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext as _n
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation

from cms.localization.exchange.incoming import Plan, carry_out, plan_import
from cms.localization.exchange.outgoing import po_file
from cms.localization.exchange.reading import read_po

_SALT = "cms.localization.exchange"


@require_safe
def download_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = get_object_or_404(Translation, pk=translation_id)
    name = slugify(translation.source.object_repr) or "translation"
    language = translation.target_locale.language_code
    return HttpResponse(
        str(po_file(translation)),
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{language}.po"'},
    )


@require_POST
def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take over a file; one with doubts comes back first, with what they are."""
    translation = get_object_or_404(Translation, pk=translation_id)
    answer = redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
    shown = request.POST.get("confirmed")
    try:
        file = read_po(_confirmed(shown, translation) if shown else _uploaded(request))
        plan = plan_import(translation, file)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return answer
    if plan.needs_confirmation and not shown:
        return _ask(request, translation, plan, str(file))
    carry_out(plan, translation, request.user)
    messages.success(request, _summary(plan))
    return answer


def _uploaded(request: HttpRequest) -> bytes:
    file: Any = request.FILES.get("file")
    if file is None:
        raise ValidationError(_t("Choose a PO file first."))
    return bytes(file.read())


def _ask(request: HttpRequest, translation: Translation, plan: Plan, file: str) -> HttpResponse:
    """Show what is doubtful; the form holds the file, signed, so that what was shown is taken."""
    return TemplateResponse(
        request,
        "localization/confirm_po.html",
        {
            "translation": translation,
            "plan": plan,
            "newer": [line for line in plan.changes if line.overwrites_newer],
            "file": signing.dumps([translation.pk, file], salt=_SALT, compress=True),
            "next": get_valid_next_url_from_request(request),
        },
    )


def _confirmed(shown: str, translation: Translation) -> bytes:
    try:
        pk, file = signing.loads(shown, salt=_SALT)
    except signing.BadSignature as error:
        raise ValidationError(_t("Upload the file again.")) from error
    if pk != translation.pk:
        raise ValidationError(_t("Upload the file again."))
    return str(file).encode()


def _summary(plan: Plan) -> str:
    taken = len(plan.changes)
    parts = [_n("%(n)d text taken over.", "%(n)d texts taken over.", taken) % {"n": taken}]
    if plan.unchanged:
        parts.append(_t("%(n)d as before.") % {"n": plan.unchanged})
    if plan.fuzzy:
        parts.append(_t("%(n)d marked as fuzzy, and left out.") % {"n": plan.fuzzy})
    if plan.untranslated:
        parts.append(_t("%(n)d not translated in the file.") % {"n": plan.untranslated})
    if plan.objections:
        parts.append(_t("%(n)d left out.") % {"n": len(plan.objections)})
    return " ".join(parts)
