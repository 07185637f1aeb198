"""The backend's own front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.core.languages import direction, native_name
from cms.core.trees import Forest


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Tells a newcomer where the admin, the API and its documentation are."""
    forest = Forest.load()
    homes = [
        {
            "language": tree.language,
            "name": native_name(tree.language),
            "direction": direction(tree.language),
            "path": f"/{tree.language}/",
        }
        for tree in forest.trees
        if tree.site.is_default_site
    ]
    context = {"language": "en", "direction": "ltr", "homes": homes}
    return render(request, "preview/welcome.html", context)
