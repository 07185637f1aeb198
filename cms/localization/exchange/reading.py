"""Reading an uploaded PO file, whatever it is."""

import codecs
import re

import polib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t

from cms.localization.writing import is_storable

MOST_BYTES = 10 * 1024 * 1024
_CHARSET = re.compile(rb"Content-Type:[^\n]*charset=([\w.:-]+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\\\|(?P<bytes>(?:\\[0-7]{3})+)")


class UnreadableFileError(ValidationError):
    """The file is no PO file; the message says what is wrong with it."""


def read_po(data: bytes) -> polib.POFile:
    if not data.strip():
        raise UnreadableFileError(_t("The file is empty."))
    if len(data) > MOST_BYTES:
        raise UnreadableFileError(_t("The file is larger than 10 MB."))
    text = _decoded(data)
    try:
        # polib takes the name of a file, too, which has no line break in front
        file = polib.pofile("\n" + text)
    except Exception as error:  # polib's parser raises whatever it stumbles over
        raise UnreadableFileError(_what_is_wrong(error)) from error
    if not any(not entry.obsolete for entry in file):
        raise UnreadableFileError(_t("There is no text in the file."))
    return file


def _decoded(data: bytes) -> str:
    """UTF-8 unless the header says otherwise."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-16"
    else:
        said = _CHARSET.search(data[:5000])
        charset = said[1].decode("ascii") if said else "utf-8"
    if charset.lower() in {"charset", "utf-8", "utf8"}:
        charset = "utf-8-sig"
    try:
        text = data.decode(charset)
    except LookupError as error:
        message = _t("The file's character set is not known: %(charset)s. Save it as UTF-8.")
        raise UnreadableFileError(message % {"charset": charset}) from error
    except ValueError as error:
        raise UnreadableFileError(
            _t("The file's characters cannot be read. Save it as UTF-8.")
        ) from error
    if not is_storable(text):
        raise UnreadableFileError(_t("This is no PO file."))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPED.sub(_unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    """`\\303\\251` is é to gettext; polib would keep the digits."""
    if not found["bytes"]:
        return found[0]
    numbers = found["bytes"].split("\\")[1:]
    return bytes(int(each, 8) & 0xFF for each in numbers).decode(errors="replace")


def _what_is_wrong(error: Exception) -> str:
    line = re.search(r"line (\d+)", str(error))
    if line and int(line[1]) > 1:
        message = _t("This is no PO file, or it is damaged: line %(line)d cannot be understood.")
        return message % {"line": int(line[1]) - 1}
    return _t("This is no PO file, or it is damaged.")
