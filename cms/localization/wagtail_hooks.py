"""Where language rights show in Wagtail's admin."""

from wagtail import hooks

from cms.localization.group_form import LanguageRightsForm


@hooks.register("register_group_permission_panel")
def language_rights_panel() -> type[LanguageRightsForm]:
    return LanguageRightsForm
