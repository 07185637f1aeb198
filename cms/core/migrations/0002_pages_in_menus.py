from django.db import migrations

from cms.core import indexes


class Migration(migrations.Migration):
    """For databases in which the migration before ran when there were fewer."""

    dependencies = [("core", "0001_page_indexes")]
    operations = [migrations.RunSQL(indexes.CREATE, migrations.RunSQL.noop)]
