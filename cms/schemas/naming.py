"""Names of generated types: short, stable, never used twice for different things.

Clients generate code from these names, so they must not depend on which type was compiled first
in a process. `cms.schemas.models` therefore compiles everything in one order, the shared
vocabulary ahead, and a name that is taken by another type gets the place it stands in in front:
`QuoteBlock` in a recipe's stream is `RecipeQuoteBlock`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, Any, Union, get_args

from pydantic import BaseModel, Field, GetJsonSchemaHandler, create_model
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema
from typing_extensions import TypeAliasType

from cms.schemas.shapes import Shape

_made: dict[str, Any] = {}
_places: ContextVar[tuple[str, ...]] = ContextVar("places", default=())


class NameTakenError(TypeError):
    """Two different types of one place want the same name."""


@contextmanager
def place(name: str) -> Iterator[None]:
    """Types that are named in here stand inside of this block or model."""
    token = _places.set((*_places.get(), name) if name else _places.get())
    try:
        yield
    finally:
        _places.reset(token)


@contextmanager
def outermost(*names: str) -> Iterator[None]:
    """The same for a model, whose types are named alike wherever it was reached from."""
    token = _places.set(names)
    try:
        yield
    finally:
        _places.reset(token)


def here() -> str:
    """The innermost place; empty outside of all."""
    return (_places.get() or ("",))[-1]


def make_shape(
    name: str, fields: dict[str, tuple[Any, FieldInfo]], doc: str = ""
) -> type[BaseModel]:
    """A Pydantic model with these fields; the same one for the same name and fields.

    Raises NameTakenError where not even the places around it make a name that is free.
    """
    wanted = {
        key: (_plain(annotation), info.description) for key, (annotation, info) in fields.items()
    }
    for candidate in _candidates(name):
        if candidate not in _made:
            definitions: dict[str, Any] = fields
            _made[candidate] = create_model(
                candidate, __base__=Shape, __doc__=doc or None, **definitions
            )
        if _fields_of(_made[candidate]) == wanted:
            return _made[candidate]
    raise NameTakenError(f"Another type is called {name} already; rename this block's class.")


def make_union(name: str, members: Sequence[Any], discriminator: str) -> Any:
    """A named union of shapes, told apart by one of their properties; the same for the same.

    Raises NameTakenError as `make_shape` does.
    """
    for candidate in _candidates(name):
        if candidate not in _made:
            _made[candidate] = _Union(candidate, tuple(members), discriminator)
        made = _made[candidate]
        if isinstance(made, _Union) and made.members == tuple(members):
            return made.annotation
    raise NameTakenError(f"Another type is called {name} already; rename this block's class.")


class _Union:
    def __init__(self, name: str, members: tuple[Any, ...], discriminator: str) -> None:
        self.members = members
        text = "One block, of the type that its `type` names."
        if len(members) > 1:
            told = Field(discriminator=discriminator, description=text)
            value: Any = Annotated[Union[members], told]  # noqa: UP007
        else:
            tag = get_args(members[0].model_fields[discriminator].annotation)[0]
            value = Annotated[members[0], _OnlyMember(discriminator, tag, text)]
        self.annotation: Any = TypeAliasType(name, value)


class _OnlyMember:
    """A union of one says how its members are told apart, too: a second one may follow."""

    def __init__(self, discriminator: str, tag: str, description: str) -> None:
        self.discriminator, self.tag, self.description = discriminator, tag, description

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        member = handler(core)
        told_by = {"propertyName": self.discriminator, "mapping": {self.tag: member["$ref"]}}
        return {"description": self.description, "oneOf": [member], "discriminator": told_by}


def _candidates(name: str) -> Iterator[str]:
    yield name
    longer = name
    for around in reversed(_places.get()):
        longer = f"{around}{longer}"
        yield longer


def _fields_of(made: Any) -> dict[str, tuple[Any, str | None]] | None:
    if not (isinstance(made, type) and issubclass(made, BaseModel)):
        return None
    fields = made.model_fields
    return {name: (info.annotation, info.description) for name, info in fields.items()}


def _plain(annotation: Any) -> Any:
    """What Pydantic keeps as the annotation of `Annotated[X, …]` is X."""
    metadata = getattr(annotation, "__metadata__", None)
    return annotation.__origin__ if metadata else annotation


def camel(name: str) -> str:
    """`link_group` -> `LinkGroup`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))
