"""The languages of the content and of the admin."""

from django.utils.translation import gettext_lazy as _

from cms.settings.environment import read_environment

env = read_environment()

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True

# Where a language looks when something is not translated yet, in order.
# A language that is not named here falls back to LANGUAGE_CODE.
LOCALE_FALLBACKS: dict[str, list[str]] = {}

WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # translations start as drafts
WAGTAILLOCALIZE_JOBS = {"BACKEND": "cms.localization.tree.tasks.Tasks"}
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.localization.workflow_end.publish_after_source"

USE_TZ = True
TIME_ZONE = env.time_zone
