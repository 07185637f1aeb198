"""What receivers are sent: enough to know what changed and what to ask the Delivery API for."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from cms.events import tags
from cms.events.models import ACTIONS, Action, Change
from cms.webhooks.models import Message

TEST = "webhooks.test"
RESYNC = "content.resync"
EVENTS = [f"content.{action}" for action in ACTIONS]
MOST_BYTES = 20_000
_LONGEST_PATH = 4_000
_MOST_SITES = 500


def event_of(change: Change) -> str:
    return f"content.{change.action}"


def thing_of(type_name: str, object_id: int) -> str:
    return f"{type_name}:{object_id}"


def message_about(change: Change, site_ids: list[int]) -> Message:
    event = event_of(change)
    return Message(
        id=_new_id(),
        sequence=change.sequence,
        event=event,
        thing=thing_of(change.type, change.object_id),
        title=change.title,
        html_path=change.html_path or change.previous_html_path,
        body=_within_bounds(event, change, site_ids),
    )


def message_without_change(event: str, title: str, at: datetime, data: dict[str, Any]) -> Message:
    message_id = _new_id()
    body = _body(event, at, data)
    return Message(id=message_id, event=event, thing=message_id, title=title, body=body)


def _within_bounds(event: str, change: Change, site_ids: list[int]) -> str:
    """Tags fold into those that all answers have, and paths beyond all measure are left out."""
    item = as_item(change)
    body = _body(event, change.at, item)
    if len(body) > MOST_BYTES:
        item["cache_tags"] = [tags.EVERYTHING, *map(tags.site, site_ids[:_MOST_SITES])]
        for name in ("html_path", "previous_html_path"):
            if len(item[name] or "") > _LONGEST_PATH:
                item[name] = None
        body = _body(event, change.at, item)
    return body


def as_item(change: Change) -> dict[str, Any]:
    """A change in the shape in which `changes/` lists it, so that receivers need know one only."""
    is_gone = change.action in (Action.UNPUBLISHED, Action.DELETED)
    return {
        "cursor": f"{change.sequence}.{change.version}",
        "at": _time(change.at),
        "action": change.action,
        "object": {
            "type": change.type,
            "id": change.object_id,
            "locale": change.locale or None,
            "translation_key": str(change.translation_key) if change.translation_key else None,
        },
        "version": change.version,
        "html_path": None if is_gone else change.html_path or None,
        "previous_html_path": change.previous_html_path or None,
        "cache_tags": change.tags,
    }


def _body(event: str, at: datetime, data: dict[str, Any]) -> str:
    whole = {"type": event, "timestamp": _time(at), "data": data}
    return json.dumps(whole, separators=(",", ":"))  # ASCII, so that letters are bytes


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _new_id() -> str:
    return f"msg_{uuid4().hex}"
