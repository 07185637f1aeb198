"""Providers of machine translation, as bad as they come."""

from typing import Any

from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from tests.localization.translating import french


class Robot(BaseMachineTranslator):
    display_name = "Robot"

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        return target_locale.language_code != "es"

    def translate(self, source_locale: Any, target_locale: Any, strings: Any) -> Any:
        return {string: StringValue(french(string.data)) for string in strings}


class Down(Robot):
    def translate(self, source_locale: Any, target_locale: Any, strings: Any) -> Any:
        raise ConnectionError("no route to host")


class Babbling(Robot):
    def translate(self, source_locale: Any, target_locale: Any, strings: Any) -> Any:
        return ["what", "is", "this"]


class Forgetful(Robot):
    """Loses links, and some of the texts."""

    def translate(self, source_locale: Any, target_locale: Any, strings: Any) -> Any:
        return {string: StringValue("Robot") for string in strings if "a1" in string.data}
