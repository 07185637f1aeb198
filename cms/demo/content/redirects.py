"""Old addresses and where they lead: to a page, or anywhere."""

from cms.demo.writing import Ref

REDIRECTS: dict[str, Ref | str] = {
    "/atlas": Ref("page", "atlas"),
    "/grants-2024": Ref("page", "grants"),
    "/data-portal": "https://data.osral.example.org/",
}
