"""Every stored page and snippet, live and draft, against the published types."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import F, Field, Q, TextField
from django.db.models.functions import Cast
from pydantic import TypeAdapter, ValidationError
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Page, RevisionMixin

from cms.delivery.content import Content
from cms.delivery.scope import Scope
from cms.schemas.audit import Audit, Misfit, gone
from cms.schemas.models import (
    FieldNode,
    ObjectNode,
    delivered_pages,
    delivered_snippets,
    page_detail,
    snippet,
)

CHUNK = 50  # instances in memory at once


@dataclass(frozen=True)
class Finding:
    """One misfit, and of what."""

    type: str
    id: int
    title: str
    version: str  # "live" or "draft"
    pointer: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Stored:
    """A version of a page or snippet: the instance, and its fields as they are stored."""

    node: ObjectNode
    instance: Any
    version: str
    raw: dict[str, Any]


def audit(scope: Scope, count: dict[str, int]) -> Iterator[Finding]:
    """All that does not fit. `count` is told how many versions of each kind were looked at.

    A draft may lack what is required: somebody is still writing.
    """
    nodes: list[ObjectNode] = [page_detail(model) for model in delivered_pages()]
    nodes += [snippet(model) for model in delivered_snippets()]
    for node in sorted(nodes, key=lambda node: node.model._meta.label):
        for versions in (_live(node), _drafts(node)):
            while chunk := list(islice(versions, CHUNK)):
                for each in chunk:
                    count[each.version] += 1
                yield from _findings(scope, node, chunk)


def _findings(scope: Scope, node: ObjectNode, chunk: list[Stored]) -> Iterator[Finding]:
    audits: list[Audit] = []
    for stored in chunk:
        walk = Audit(strict=stored.version == "live")
        for field in _fields(node):
            walk.field(field, stored.raw.get(field.name))
        audits.append(walk)
    for walk, misfit in gone(audits):
        walk.misfits.append(misfit)
    delivered = _delivered(scope, node, chunk)
    for stored, walk, wrong in zip(chunk, audits, delivered, strict=True):
        for misfit in sorted([*walk.misfits, *wrong], key=lambda each: [*map(str, each.place)]):
            yield Finding(
                type=node.model._meta.label,
                id=stored.instance.pk,
                title=str(stored.instance),
                version=stored.version,
                pointer=misfit.pointer,
                message=misfit.message,
            )


def _delivered(scope: Scope, node: ObjectNode, chunk: list[Stored]) -> list[list[Misfit]]:
    """Where an answer itself would not be what the document says: a node's mistake."""
    content = Content(scope)
    for stored in chunk:  # one by one: versions of one page differ
        content.add(node, [stored.instance])
    content.load()
    return [list(_wrong(node, content, stored)) for stored in chunk]


def _wrong(node: ObjectNode, content: Content, stored: Stored) -> Iterator[Misfit]:
    answer = node.build(stored.instance, content.source(stored.instance))
    for name, child in node.fields.items():
        try:
            _adapter(child).validate_python(answer[name])
        except ValidationError as error:
            for each in error.errors(include_url=False):
                message = f"the answer does not fit its schema: {each['msg']}"
                yield Misfit((name, *each["loc"]), message)


@cache
def _adapter(node: Any) -> TypeAdapter[Any]:
    return TypeAdapter(node.annotation)


def _fields(node: ObjectNode) -> list[Field]:
    return [child.field for child in node.fields.values() if isinstance(child, FieldNode)]


def _streams(node: ObjectNode) -> list[StreamField]:
    return [field for field in _fields(node) if isinstance(field, StreamField)]


def _live(node: ObjectNode) -> Iterator[Stored]:
    """What the tables hold. Streams as text: Wagtail drops blocks that it does not know."""
    model = node.model
    rows = model._default_manager.order_by("pk").annotate(
        **{f"stored_{field.name}": Cast(F(field.name), TextField()) for field in _streams(node)}
    )
    if issubclass(model, DraftStateMixin) or issubclass(model, Page):
        rows = rows.filter(live=True)
    for instance in rows.iterator(chunk_size=CHUNK):
        raw = {field.name: field.value_from_object(instance) for field in _fields(node)}
        for field in _streams(node):
            raw[field.name] = _parsed(getattr(instance, f"stored_{field.name}"))
        yield Stored(node, instance, "live", raw)


def _drafts(node: ObjectNode) -> Iterator[Stored]:
    """The latest revision of what has unpublished changes, or was never live."""
    model = node.model
    if not issubclass(model, RevisionMixin):
        return
    rows = model._default_manager.order_by("pk").exclude(latest_revision=None)
    if issubclass(model, DraftStateMixin):
        rows = rows.filter(Q(live=False) | Q(has_unpublished_changes=True))
    for instance in rows.select_related("latest_revision").iterator(chunk_size=CHUNK):
        revision: Any = instance.latest_revision
        raw = {field.name: revision.content.get(field.name) for field in _fields(node)}
        for field in _streams(node):
            raw[field.name] = _parsed(raw[field.name])
        yield Stored(node, revision.as_object(), "draft", raw)


def _parsed(stored: Any) -> Any:
    if not isinstance(stored, str):
        return stored
    try:
        return json.loads(stored)
    except ValueError:
        return stored
