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
from cms.delivery.parameters import MAX_ID, MAX_LIMIT, MAX_OFFSET, LocaleParameters, Query
from cms.delivery.scope import Scope
from cms.schemas.models import snippet

router = Router(tags=["contacts"])
_model: Any = apps.get_model("contacts.Contact")


class ContactsParameters(LocaleParameters):
    """In which language, which part of them."""

    limit: int = Field(20, ge=1, le=MAX_LIMIT, description="How many at most.")
    offset: int = Field(0, ge=0, le=MAX_OFFSET, description="How many to pass over.")


@router.get(
    "",
    response={200: schema.listing("ContactList", schema.Contact), 404: Problem, 422: Problem},
    summary="List contacts",
    operation_id="contacts_list",
    url_name="contacts_list",
)
def list_contacts(request: HttpRequest, parameters: Query[ContactsParameters]) -> HttpResponse:
    """The public contacts, of one language or of all, by name."""
    scope = open_scope(request, parameters)
    contacts = scope.visibility.snippets(_model.objects.all()).order_by("name", "pk")
    if parameters.locale is not None:
        contacts = contacts.filter(locale_id=scope.tree(parameters.locale).locale_id)
    chosen = list(contacts[parameters.offset : parameters.offset + parameters.limit])
    return answer({"count": contacts.count(), "items": _built(scope, chosen)})


@router.get(
    "{int:contact_id}/",
    response={200: schema.Contact, 404: Problem, 422: Problem},
    summary="One contact",
    operation_id="contact",
    url_name="contact",
)
def get_contact(
    request: HttpRequest, contact_id: int, parameters: Query[LocaleParameters]
) -> HttpResponse:
    """A contact, or with `locale` its translation."""
    scope = open_scope(request, parameters)
    public = scope.visibility.snippets(_model.objects.all())
    found = public.filter(pk=contact_id) if 0 < contact_id <= MAX_ID else public.none()
    if parameters.locale is not None:
        locale_id = scope.tree(parameters.locale).locale_id
        found = public.filter(
            translation_key__in=found.values("translation_key"), locale_id=locale_id
        )
    contacts = _built(scope, list(found[:1]))
    if not contacts:
        raise NotFoundError("No such contact.")
    return answer(contacts[0])


def _built(scope: Scope, contacts: list[Any]) -> list[dict[str, Any]]:
    content = Content(scope)
    content.add(snippet(_model), contacts)
    content.load()
    return [shapes.snippet(content, contact) for contact in contacts]
