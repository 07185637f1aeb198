from django.db.backends.postgresql import base

from cms.core.database.committing import LastWordsMixin


class DatabaseWrapper(LastWordsMixin, base.DatabaseWrapper):
    pass
