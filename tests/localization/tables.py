"""Tables of doors: who is let in where. Each knock is undone, so that one site serves them all."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from tests.localization.people import group, logged_in, member

Knock = Callable[[Any, Any], Any]  # by a caller, on a thing; the response
Table = dict[str, set[tuple[str, str]]]  # of each door: the roles let in, with the languages

ROLES = ("request", "translate", "review", "publish", "translate publish", "")
WRITE = {"translate", "translate publish"}
CORRECT = WRITE | {"review"}
PUBLISH = {"publish", "translate publish"}
WORK = CORRECT | PUBLISH
BOTH = {"translate publish"}


def users_limited_to_french(may: tuple[str, ...] = ()) -> dict[str, Any]:
    """One for each role, with every page permission and those on snippets that are named."""
    return {role: member(group(f"French: {role}", may=may, rights={"fr": role})) for role in ROLES}


def browsers_of(users: dict[str, Any]) -> dict[str, Any]:
    return {role: logged_in(user) for role, user in users.items()}


def let_in(
    doors: Iterable[tuple[str, Knock]],
    callers: dict[str, Any],
    things: dict[str, Any],
    refused: frozenset[int] = frozenset({403}),
) -> Table:
    """Every caller knocks at every door of the thing in each language."""
    table: Table = {}
    for name, knock in doors:
        table[name] = {
            (role, code)
            for role, caller in callers.items()
            for code, thing in things.items()
            if opens(name, knock, caller, thing, refused)
        }
    return table


def opens(name: str, knock: Knock, caller: Any, thing: Any, refused: frozenset[int]) -> bool:
    with transaction.atomic():
        response = knock(caller, thing)
        transaction.set_rollback(True)
    assert response.status_code < 500, f"{name}: {response.status_code}"
    assert response.status_code in refused or response.status_code not in {400, 404, 405, 422}, (
        f"{name}: {response.status_code} {response.content[:300]!r}"
    )
    return response.status_code not in refused


def in_french(doors: Iterable[tuple[str, set[str]]]) -> Table:
    """What a table should be: of each door these roles, and in French only."""
    return {name: {(role, "fr") for role in roles} for name, roles in doors}
