"""Makes small files out of text: PDF, CSV."""

import csv
from collections.abc import Sequence
from io import StringIO
from textwrap import wrap

_LINE_LENGTH = 82


def csv_file(*rows: Sequence[str | float]) -> bytes:
    """A table with its headings in the first row."""
    file = StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def pdf_file(title: str, *paragraphs: str) -> bytes:
    """One page of text, in a font that every reader has."""
    lines = [line for each in paragraphs for line in [*wrap(each, _LINE_LENGTH), ""]]
    words = [_shown(title, 20, 56, 770), *_column(lines, 56, 730)]
    drawing = "\n".join(words).encode("cp1252")
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % _escaped(title).encode("cp1252"),
    )


def _column(lines: Sequence[str], left: int, top: int) -> list[str]:
    return [_shown(line, 11, left, top - 16 * row) for row, line in enumerate(lines) if line]


def _shown(line: str, size: int, left: int, bottom: int) -> str:
    return f"BT /F1 {size} Tf {left} {bottom} Td ({_escaped(line)}) Tj ET"


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf(*objects: bytes) -> bytes:
    """Objects numbered from 1 (the catalogue first, the information last), and their index."""
    file, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size, start = len(objects) + 1, len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % size
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + (
        b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, len(objects), start)
    )
