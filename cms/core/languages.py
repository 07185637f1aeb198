"""What the project knows of its languages, and which one a request is in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.coreutils import get_content_languages


def direction(code: str) -> str:
    """`ltr` or `rtl`, for a language code such as `ar` or `pt-br`."""
    return "rtl" if translation.get_language_info(code)["bidi"] else "ltr"


def native_name(code: str) -> str:
    """A language's name in that language itself."""
    name: str = translation.get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]


def fallbacks(code: str) -> list[str]:
    """Where a language looks for what is not translated yet, in order."""
    if code in settings.LOCALE_FALLBACKS:
        return list(settings.LOCALE_FALLBACKS[code])
    return [] if code == settings.LANGUAGE_CODE else [settings.LANGUAGE_CODE]


def stand_ins(code: str) -> list[str]:
    """A language and those in which its readers are shown what it does not have, in order."""
    return list(dict.fromkeys([code, *fallbacks(code)]))


class PathLanguageMiddleware:
    """Activates the language that the path begins with, and nothing else.

    Django's LocaleMiddleware also looks at cookies and Accept-Language, and turns a 404 into
    a redirect to `/en/…`, which would break an API's errors.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info.lstrip("/").partition("/")[0]
        code = first if first in get_content_languages() else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = code
        with translation.override(code):
            return self.get_response(request)
