from django.db.backends.sqlite3 import base

from cms.core.database.committing import LastWordsMixin


class DatabaseWrapper(LastWordsMixin, base.DatabaseWrapper):
    pass
