"""Types of fields in Wagtail's own API v3, through its own registry: exact ones for streams, and
one for phone numbers, which are no text in Python."""

import sys
from typing import Annotated, Any

from django.core.exceptions import ImproperlyConfigured
from phonenumber_field.modelfields import PhoneNumberField
from pydantic import PlainSerializer, WrapValidator
from wagtail.api.v3.schemas.generators.read import read_generator, streamfield_schema
from wagtail.fields import StreamField

from cms.schemas.blocks import UnknownBlockError
from cms.schemas.naming import NameTakenError, camel, outermost
from cms.schemas.stored import stored_stream


def register() -> None:
    """Has to come first: v3 makes its types when its registry is imported."""
    if "wagtail.api.v3.registry" in sys.modules:
        raise ImproperlyConfigured("Wagtail's API v3 was imported before its types were known.")
    read_generator.register_field_schema(StreamField, exact_stream)
    read_generator.register_field_schema(PhoneNumberField, phone_number)


def phone_number(generator: Any, field: Any) -> Any:
    """In international form; an empty one is empty."""

    def resolve(instance: Any) -> str:
        return str(getattr(instance, field.name) or "")

    return str, "", staticmethod(resolve)


def exact_stream(generator: Any, field: Any) -> Any:
    """As Wagtail's own function, with a type in place of `list[Any]`."""
    anything, default, resolve = streamfield_schema(generator, field)
    model = field.model._meta
    try:
        with outermost(camel(model.app_label), str(model.object_name), camel(field.name)):
            annotation = stored_stream(field.stream_block)
    except (UnknownBlockError, NameTakenError):  # a block of a project: Wagtail's own type
        return anything, default, resolve
    return documented(annotation), default, resolve


def documented(annotation: Any) -> Any:
    """This type in the document, and no validation: older content is not worth a 500."""
    as_it_is = WrapValidator(lambda value, _validate: value), PlainSerializer(lambda value: value)
    return Annotated[annotation, *as_it_is]
