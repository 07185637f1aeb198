from typing import Any

from django.db import migrations

from search.engines import postgresql, sqlite


def make(apps: Any, schema_editor: Any) -> None:
    engine = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for statement in engine.CREATE:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    engine = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for statement in engine.DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
