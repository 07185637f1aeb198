"""Sites, their language trees, and the paths under which a frontend serves pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.exceptions import DisallowedHost, ValidationError
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Page, Site

from cms.core.visibility import branch_paths

# Each site beside each translation of its home page. Every answer asks this, so it is plain SQL:
# Django would need two questions, and ten times as long to put them.
_TREES = """
    SELECT site.*, language.language_code,
           home.id AS home_id, home.locale_id, home.path, home.url_path
      FROM wagtailcore_site AS site
      JOIN wagtailcore_page AS chosen ON chosen.id = site.root_page_id
      JOIN wagtailcore_page AS home ON home.translation_key = chosen.translation_key
      JOIN wagtailcore_locale AS language ON language.id = home.locale_id
  ORDER BY LOWER(COALESCE(NULLIF(site.site_name, ''), site.hostname)), LOWER(site.hostname),
           home.path
"""


@dataclass(frozen=True)
class Tree:
    """One language of one site."""

    site: Site
    language: str
    locale_id: int
    root_id: int
    root_path: str  # treebeard's
    root_url_path: str

    def html_path(self, page: Page) -> str:
        """The path of one of this tree's pages on the frontend, percent-encoded."""
        return f"/{self.language}/{quote(page.url_path[len(self.root_url_path) :])}"


class Forest:
    """All sites with all their language trees, read at once."""

    def __init__(self, trees: Iterable[Tree]) -> None:
        self.trees = list(trees)
        self._by_root: dict[str, list[Tree]] = {}
        for tree in self.trees:
            self._by_root.setdefault(tree.root_path, []).append(tree)

    @classmethod
    def load(cls) -> "Forest":
        rows: list[Any] = list(Site.objects.raw(_TREES))
        sites = {row.pk: row for row in rows}
        return cls(
            Tree(
                sites[row.pk],
                row.language_code,
                row.locale_id,
                row.home_id,
                row.path,
                row.url_path,
            )
            for row in rows
        )

    def of_site(self, site: Site) -> list[Tree]:
        return [tree for tree in self.trees if tree.site.pk == site.pk]

    def inside(self, outer: Tree) -> list[Tree]:
        """Trees of other sites that stand somewhere inside this one."""
        return [
            tree
            for tree in self.trees
            if tree.root_path != outer.root_path and tree.root_path.startswith(outer.root_path)
        ]

    def tree_of(self, path: str, site: Site | None = None) -> Tree | None:
        """The tree that a page with this treebeard path stands in; the innermost, if nested.

        Where sites share their pages it is the given site's, else the default one's.
        """
        for branch in reversed(list(branch_paths(path))):
            if trees := self._by_root.get(branch):
                if len(trees) == 1:
                    return trees[0]
                return min(
                    trees, key=lambda tree: (tree.site != site, not tree.site.is_default_site)
                )
        return None

    @property
    def sites(self) -> list[Site]:
        return list({tree.site.pk: tree.site for tree in self.trees}.values())

    def site_named(self, name: str) -> Site:
        """The site of `HOSTNAME` or `HOSTNAME:PORT`; a ValidationError says what is wrong."""
        hostname, port = split_domain_port(name)
        if not hostname or (port and not (port.isdecimal() and int(port) < 2**16)):
            raise ValidationError("must be a host name, or a host name and a port: host:8000")
        found = self._matching(hostname, int(port) if port else None)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError("several sites have this host name; add the port: host:8000")
        raise ValidationError("no site has this name")

    def site_of(self, request: HttpRequest) -> Site | None:
        """The site that the Host header picks as in Wagtail, else the default one, if any."""
        try:
            hostname, port = split_domain_port(request.get_host())
        except DisallowedHost:
            hostname, port = "", ""
        for found in (
            self._matching(hostname, int(port or request.get_port())),
            self._matching(hostname, None),
        ):
            if len(found) == 1:
                return found[0]
        return next((site for site in self.sites if site.is_default_site), None)

    def _matching(self, hostname: str, port: int | None) -> list[Site]:
        return [
            site
            for site in self.sites
            if site.hostname == hostname.lower() and port in (None, site.port)
        ]
