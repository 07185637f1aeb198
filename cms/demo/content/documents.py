"""The files for download."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.demo.files import csv_file, pdf_file
from cms.demo.prose import plain


@dataclass(frozen=True)
class DocumentContent:
    """`file` makes the bytes; it is called only when the document is missing."""

    key: str
    ending: str
    title: str
    file: Callable[[], bytes]
    internal: bool = False


def _strategy() -> bytes:
    return pdf_file(
        "Strategy 2026–2030",
        plain("""In the next five years the Organisation for Shared Rivers, Aquifers and Lakes
        will do four things, and will be judged by them."""),
        "1. Every shared basin has an hourly, open record of its water by 2030.",
        "2. Every flood and drought warning reaches the last village in its language.",
        "3. Every shared aquifer of the first class is mapped and has a joint body of care.",
        "4. Every agreement between members keeps a share of the water for the river itself.",
        plain("""Progress is published twice a year. This document was made for a demonstration;
        the organisation does not exist."""),
    )


def _convention() -> bytes:
    return pdf_file(
        "The Convention on Shared Waters in short",
        "Article 1. Waters that cross a border are cared for as one water.",
        "Article 4. Who measures shares what is measured, at once and with everybody.",
        "Article 7. Who plans a work on shared water tells the neighbours two years before.",
        "Article 9. A part of each flow belongs to the river and is not for use.",
        "Article 15. Disputes are heard by a chamber of five members within a hundred days.",
        "This text was made for a demonstration; the convention does not exist.",
    )


def _atlas_guide() -> bytes:
    return pdf_file(
        "How to read the Freshwater Atlas",
        plain("""Each sheet shows one basin four times: the water that falls, the water that
        flows, the water that is used and the water that is left."""),
        plain("""Blue is what was measured, green what was estimated from neighbouring stations,
        grey where nothing is known. Numbers in italics are younger than three years."""),
        plain("""All maps and numbers may be used freely if the source is named. This guide was
        made for a demonstration."""),
    )


def _grant_guide() -> bytes:
    return pdf_file(
        "Small grants: guide for applicants",
        "Who: groups of at least ten people who live along a shared river, lake or spring.",
        "How much: between 2,000 and 25,000 francs, once, for up to eighteen months.",
        "What for: tools, plants, surveys, training, meetings across a border.",
        "What not: salaries of officials, land, fuel, political campaigns.",
        "How: four pages in any language of the basin, by post, by e-mail or read to us by phone.",
        "This guide was made for a demonstration.",
    )


def _flows() -> bytes:
    months = range(1, 13)
    shape = [0.62, 0.7, 1.05, 1.72, 1.9, 1.38, 0.92, 0.66, 0.58, 0.71, 0.93, 0.8]
    years = {2020: 2140, 2021: 1985, 2022: 1730, 2023: 2210, 2024: 2065, 2025: 1890}
    rows = [
        (year, month, round(mean * share))
        for year, mean in years.items()
        for month, share in zip(months, shape, strict=True)
    ]
    return csv_file(("year", "month", "mean flow in cubic metres a second"), *rows)


def _protocol() -> bytes:
    return "\n".join(
        (
            "Field protocol for water samples (demonstration)",
            "",
            "1. Rinse the bottle three times with the water that you sample.",
            "2. Fill it under water, against the flow, without air.",
            "3. Write place, date, hour, weather and your station's number on the label.",
            "4. Measure temperature, acidity and oxygen at once, at the bank.",
            "5. Keep the bottle dark and cool; it must reach the laboratory within 24 hours.",
            "",
        )
    ).encode()


def _minutes() -> bytes:
    return pdf_file("Minutes of the editorial meeting", "Not for publication. Draft cover chosen.")


DOCUMENTS = [
    DocumentContent("strategy", "pdf", "Strategy 2026–2030", _strategy),
    DocumentContent("convention", "pdf", "The Convention on Shared Waters in short", _convention),
    DocumentContent("atlas-guide", "pdf", "How to read the Freshwater Atlas", _atlas_guide),
    DocumentContent("grant-guide", "pdf", "Small grants: guide for applicants", _grant_guide),
    DocumentContent("flows", "csv", "Monthly flows of the Maren, 2020–2025", _flows),
    DocumentContent("protocol", "txt", "Field protocol for water samples", _protocol),
    DocumentContent("minutes", "pdf", "Minutes of the editorial meeting", _minutes, internal=True),
]
