"""Names of generated types: short, stable, never used twice for different things."""

from typing import Any

from pydantic import BaseModel, create_model
from pydantic.fields import FieldInfo

from cms.schemas.shapes import Shape

_made: dict[str, type[BaseModel]] = {}


def make_shape(
    name: str, fields: dict[str, tuple[Any, FieldInfo]], doc: str = ""
) -> type[BaseModel]:
    """A Pydantic model with these fields; the same one for the same name and fields.

    A name that is taken by other fields gets a number, so that two blocks which happen to
    share a class name stay two types.
    """
    number, candidate = 1, name
    while candidate in _made and not _same(_made[candidate], fields):
        number += 1
        candidate = f"{name}{number}"
    if candidate not in _made:
        made: type[BaseModel] = create_model(  # type: ignore[call-overload]
            candidate, __base__=Shape, __doc__=doc or None, **fields
        )
        _made[candidate] = made
    return _made[candidate]


def _same(made: type[BaseModel], fields: dict[str, tuple[Any, FieldInfo]]) -> bool:
    return {name: info.annotation for name, info in made.model_fields.items()} == {
        name: _plain(annotation) for name, (annotation, _info) in fields.items()
    }


def _plain(annotation: Any) -> Any:
    """What Pydantic keeps as the annotation of `Annotated[X, …]` is X."""
    metadata = getattr(annotation, "__metadata__", None)
    return annotation.__origin__ if metadata else annotation


def camel(name: str) -> str:
    """`link_group` -> `LinkGroup`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))
