"""`contacts/` and `contacts/{id}/`."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from cms.delivery import schema, shapes
from cms.delivery.answers import answer, open_scope
from cms.delivery.content import Content
from cms.delivery.errors import NotFoundError, Problem
from cms.delivery.pagination import Order
from cms.delivery.parameters import (
    MAX_ID,
    FallbackParameters,
    FieldsParameters,
    Name,
    PagingParameters,
    Query,
    RichTextParameters,
)
from cms.delivery.presentation import Presentation, presentation_of
from cms.delivery.scope import Scope
from cms.schemas.models import snippet

router = Router(tags=["contacts"])
_model: Any = apps.get_model("contacts.Contact")


_ORDERS = {"name": "name", "id": "pk"}


class ContactsParameters(
    FallbackParameters, FieldsParameters, RichTextParameters, PagingParameters
):
    """In which languages, which part of them."""

    order: Name = Field(
        "name",
        description="`name` or `id`, with `-` before to run backwards.",
        examples=["-name"],
    )


@router.get(
    "",
    response={
        200: schema.paged("ContactList", list[schema.Contact]),
        404: Problem,
        422: Problem,
    },
    summary="List contacts",
    operation_id="list_contacts",
    url_name="contacts_list",
)
def list_contacts(request: HttpRequest, parameters: Query[ContactsParameters]) -> HttpResponse:
    """The public contacts, of some languages or of all."""
    scope = open_scope(request, parameters)
    contacts = _in_languages(scope, _model.objects.all(), parameters)
    order = Order(_model, parameters.order, _ORDERS)
    chosen, following = order.part(contacts, parameters)
    items = _built(scope, chosen, presentation_of(parameters, snippet(_model).fields))
    body = {"count": contacts.count(), "items": items, "next": following}
    return answer(scope, body, language="" if parameters.fallback else parameters.locale or "")


class ContactParameters(FallbackParameters, FieldsParameters, RichTextParameters):
    """Which translation of the contact, and how."""


@router.get(
    "{int:contact_id}/",
    response={200: schema.Contact, 404: Problem, 422: Problem},
    summary="One contact",
    operation_id="get_contact",
    url_name="contact",
)
def get_contact(
    request: HttpRequest, contact_id: int, parameters: Query[ContactParameters]
) -> HttpResponse:
    """A contact, or with `locale` its translation."""
    scope = open_scope(request, parameters)
    presentation = presentation_of(parameters, snippet(_model).fields)
    public = scope.visibility.snippets(_model.objects.all())
    found = public.filter(pk=contact_id) if 0 < contact_id <= MAX_ID else public.none()
    if parameters.locale is not None:
        versions = _model.objects.filter(translation_key__in=found.values("translation_key"))
        found = _in_languages(scope, versions, parameters)
    contacts = _built(scope, list(found[:1]), presentation)
    if not contacts:
        raise NotFoundError("No such contact.")
    return answer(scope, contacts[0], language=contacts[0]["meta"]["locale"])


def _in_languages(scope: Scope, contacts: Any, parameters: FallbackParameters) -> Any:
    """The public ones, of translations the first by the asked for languages."""
    trees = scope.trees_in(parameters.locale, parameters.fallback)
    for locale in [tree.language for tree in trees] if parameters.locale else [None]:
        scope.tags.listing(_model, locale)
    public = scope.visibility.snippets(contacts)
    return scope.first_by_language(public, public, trees) if parameters.locale else public


def _built(scope: Scope, contacts: list[Any], presentation: Presentation) -> list[dict[str, Any]]:
    content = Content(scope, presentation.rich_text_format)
    content.add(snippet(_model).only(presentation.fields), contacts)
    content.load()
    return [shapes.snippet(content, contact, presentation) for contact in contacts]
