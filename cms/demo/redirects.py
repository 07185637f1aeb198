"""Addresses that have moved."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.demo.content.redirects import REDIRECTS
from cms.demo.library import Library


def make_redirects(library: Library, site: Site) -> None:
    """Each redirect of the content that this site has not yet."""
    for old_path, target in REDIRECTS.items():
        path = Redirect.normalise_path(old_path)
        if not Redirect.objects.filter(old_path=path, site=site).exists():
            Redirect.add_redirect(path, redirect_to=library.resolve(target), site=site)
