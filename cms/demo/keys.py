"""Names that never change, so that a second run finds what the first one made."""

from uuid import UUID, uuid5

_NAMESPACE = UUID("6f1d2c0e-5b7a-4c43-9f0e-2a7d1c3b9e58")
SOURCE_LANGUAGE = "en"
FILE_PREFIX = "demo-"


def translation_key(kind: str, key: str) -> UUID:
    """The translation key of a page or snippet: the same in every language and on every site."""
    return uuid5(_NAMESPACE, f"{kind}:{key}")


def file_name(key: str, ending: str) -> str:
    """The file by which an image or document is known again, whatever its title becomes."""
    return f"{FILE_PREFIX}{key}.{ending}"


def key_of_file(path: str) -> str | None:
    """The key that made this file, or None if the demonstration did not make it."""
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if not stem.startswith(FILE_PREFIX):
        return None
    return stem.removeprefix(FILE_PREFIX).split("_")[0]  # storages add _x1y2z3 to a taken name
