from django.db import migrations

from cms.core import indexes


class Migration(migrations.Migration):
    """See there why they are no `Meta.indexes`."""

    initial = True
    dependencies = [("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunSQL(indexes.CREATE, indexes.DROP)]
