import django.db.models.deletion
from django.db import migrations, models


def count_what_is_published(apps, schema_editor):
    """Of translations that there were before."""
    def model(name):
        return apps.get_model("wagtail_localize", name).objects.using(schema_editor.connection.alias)

    State = apps.get_model("localization", "TranslationState")
    usable = models.Exists(
        model("StringTranslation").filter(
            translation_of=models.OuterRef("string"),
            context=models.OuterRef("context"),
            locale=models.OuterRef("source__translations__target_locale"),
            has_error=False,
        )
    )
    texts = model("StringSegment").exclude(context__path="slug").filter(source__translations__isnull=False)
    numbers = texts.values("source__translations").annotate(
        texts=models.Count("pk"), translated=models.Count("pk", filter=usable)
    ).order_by()
    State.objects.using(schema_editor.connection.alias).bulk_create(
        State(translation_id=row["source__translations"], texts=row["texts"], translated=row["translated"])
        for row in numbers
        if row["translated"]
    )


class Migration(migrations.Migration):

    dependencies = [
        ('localization', '0001_initial'),
        ('wagtail_localize', '0016_rename_page_revision_translationlog_revision'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangedText',
            fields=[
                ('translation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='changed_text', serialize=False, to='wagtail_localize.stringtranslation')),
                ('translated_from', models.TextField()),
                ('since', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'changed text',
                'verbose_name_plural': 'changed texts',
            },
        ),
        migrations.CreateModel(
            name='TranslationState',
            fields=[
                ('translation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='state', serialize=False, to='wagtail_localize.translation')),
                ('outdated_since', models.DateTimeField(null=True)),
                ('source_changed_at', models.DateTimeField(null=True)),
                ('changed_fields', models.JSONField(default=list)),
                ('texts', models.PositiveIntegerField(default=0)),
                ('translated', models.PositiveIntegerField(default=0)),
                ('machine', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'state of a translation',
                'verbose_name_plural': 'states of translations',
            },
        ),
        migrations.RunPython(count_what_is_published, migrations.RunPython.noop),
    ]
