"""Django's settings, one file for each concern."""

from cms.settings.apps import *  # noqa: F403
from cms.settings.caching import *  # noqa: F403
from cms.settings.content import *  # noqa: F403
from cms.settings.database import *  # noqa: F403
from cms.settings.edge import *  # noqa: F403
from cms.settings.files import *  # noqa: F403
from cms.settings.http import *  # noqa: F403
from cms.settings.languages import *  # noqa: F403
from cms.settings.logs import *  # noqa: F403
