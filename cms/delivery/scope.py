"""What one request may see: a site, its language trees, and a moment in time."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.models import Page, Site

from cms.core.trees import Forest, Tree
from cms.core.visibility import Unindexed, Visibility, branch
from cms.delivery.errors import NotFoundError, ParameterError
from cms.delivery.parameters import check_text
from cms.delivery.tagging import Tags
from cms.events import tags


class Scope:
    """Made once for each request; every look-up of content goes through it."""

    def __init__(self, forest: Forest, site: Site) -> None:
        self.forest, self.site = forest, site
        self.visibility = Visibility(timezone.now())
        self.wanted_language = ""  # that the client asked for; "": for none
        self.key: tuple[Any, ...] = ()  # of the answer: all that it depends on in the request
        self.tags = Tags()
        self.tags.add(tags.site(site.pk))

    @classmethod
    def of(cls, request: HttpRequest, site_name: str | None = None) -> "Scope":
        """The scope that `site=` names, else the Host header's; 422 or 404 if there is none."""
        forest = Forest.load()
        if site_name is None:
            site = forest.site_of(request)
            if site is None:
                raise NotFoundError("No site is set up here.")
        else:
            try:
                site = forest.site_named(site_name)
            except ValidationError as error:
                raise ParameterError("site", error.message) from error
        return cls(forest, site)

    @cached_property
    def trees(self) -> list[Tree]:
        """This site's languages: the default one first, then by code."""
        own = self.forest.of_site(self.site)
        return sorted(
            own, key=lambda tree: (tree.root_id != self.site.root_page_id, tree.language)
        )

    @property
    def default_tree(self) -> Tree:
        return self.trees[0]

    @cached_property
    def locale_ids(self) -> dict[str, int]:
        """Of every language that any site has."""
        return {tree.language: tree.locale_id for tree in self.forest.trees}

    @cached_property
    def languages(self) -> dict[int, str]:
        return {locale_id: language for language, locale_id in self.locale_ids.items()}

    def language_of(self, instance: Any) -> str:
        """The language that a page or snippet is written in."""
        return self.languages.get(instance.locale_id) or self.default_tree.language

    def tree(self, language: str | None) -> Tree:
        """This site's tree of a language, or of its default one; 422 for an unknown language."""
        if language is None:
            return self.default_tree
        for tree in self.trees:
            if tree.language == language:
                return tree
        known = ", ".join(tree.language for tree in self.trees)
        raise ParameterError("locale", f"is no language of this site, which has: {known}")

    def trees_in(self, language: str | None, fallback: Sequence[str] = ()) -> list[Tree]:
        """The trees of a language and of those that stand in for it, in order; all for None."""
        if language is None:
            if fallback:
                raise ParameterError("fallback", "needs a locale that it stands in for")
            return self.trees
        default = self.default_tree.language
        codes = [default if code == "default" else code for code in fallback]
        known = {tree.language for tree in self.trees}
        if unknown := [code for code in codes if code not in known]:
            raise ParameterError(
                "fallback",
                f"{unknown[0]!r} is no language of this site, which has: "
                + ", ".join(sorted(known))
                + ", default",
            )
        return [self.tree(code) for code in dict.fromkeys([language, *codes])]

    def public_trees(self) -> list[Tree]:
        """The languages whose home page the public may see."""
        self.tags.add(tags.LOCALES)
        roots = Page.objects.filter(pk__in=[tree.root_id for tree in self.trees])
        live = set(self.visibility.pages(roots).values_list("pk", flat=True))
        return [tree for tree in self.trees if tree.root_id in live]

    def pages(
        self,
        queryset: QuerySet[Any],
        trees: Iterable[Tree] | None = None,
        *,
        by_order: bool = False,
    ) -> QuerySet[Any]:
        """The public ones of these pages in this site, of some languages or of all.

        `by_order`: they are many, of which the first ones are wanted by an order that has an
        index. Then the trees are no way to them.
        """
        column = "path"
        if by_order:
            queryset, column = queryset.alias(place=Unindexed("path")), "place"
        inside = Q(pk__in=[])
        for tree in self.trees if trees is None else trees:
            own = branch(tree.root_path, column)
            for nested in self.forest.inside(tree):
                own &= ~branch(nested.root_path, column)
            inside |= own
        return self.visibility.pages(queryset.filter(inside))

    def first_versions(
        self, queryset: QuerySet[Any], trees: Sequence[Tree], *, by_order: bool = False
    ) -> QuerySet[Any]:
        """Of pages that are translations of each other, the first public one by these trees."""
        found = self.pages(queryset, trees, by_order=by_order)
        if len(trees) < 2:
            return found
        return self.first_by_language(found, self.pages(Page.objects.all(), trees), trees)

    @staticmethod
    def first_by_language(
        queryset: QuerySet[Any], public: QuerySet[Any], trees: Sequence[Tree]
    ) -> QuerySet[Any]:
        """Without those for which `public` has a translation in an earlier language."""
        first = Q(pk__in=[])
        locales = [tree.locale_id for tree in trees]
        for number, locale in enumerate(locales):
            earlier = public.order_by().filter(
                translation_key=OuterRef("translation_key"), locale_id__in=locales[:number]
            )
            first |= Q(locale_id=locale) & (~Exists(earlier) if number else Q())
        return queryset.filter(first)

    def tree_of(self, path: str) -> Tree | None:
        """The tree of a page by its treebeard path; this site's own, where sites share it."""
        return self.forest.tree_of(path, self.site)

    def shows(self, page: Page) -> bool:
        """Whether a loaded page is public, in any of the sites."""
        return self.tree_of(page.path) is not None and self.visibility.shows(page)

    def shows_snippet(self, snippet: Any) -> bool:
        return not hasattr(snippet, "live") or self.visibility.is_live(snippet)


def scope_or_404(request: HttpRequest) -> Scope:
    """For views beside the API: the site that `site=` names, else the Host header's."""
    try:
        name = request.GET.get("site")
        scope = Scope.of(request, check_text(name) if name is not None else None)
        scope.key = (request.path, scope.site.pk)
        return scope
    except (NotFoundError, ParameterError, ValueError) as error:
        raise Http404 from error
