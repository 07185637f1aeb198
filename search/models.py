"""What can be found."""

import datetime
from typing import Any

from django.db import models
from wagtail.models import Page

_ID_BITS = 31


class Document(models.Model):
    """The own words of a live page, as the API delivers them.

    The words themselves are kept in what each database has for the purpose: `search.engines`.
    The primary key holds the page's date and id, so that newest first is its descending order,
    by which both databases can stop after the first matches.
    """

    key = models.BigIntegerField(primary_key=True)
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="search_document")
    locale_id = models.IntegerField()
    content_type_id = models.IntegerField()
    tags = models.TextField()  # one on each line
    title = models.TextField()
    text = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "search document"

    def __str__(self) -> str:
        return self.title

    @property
    def date(self) -> datetime.date:
        return date_of(self.key)


class Mention(models.Model):
    """Something else that decides what a document says: the target of a link with a label of
    its own, a captioned picture, a tag."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="mentions")
    target = models.CharField(max_length=100, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "mention"

    def __str__(self) -> str:
        return self.target


class FTSWords(models.Model):
    """SQLite's full text table of the documents, so that queries can join it."""

    document = models.OneToOneField(
        Document,
        on_delete=models.DO_NOTHING,  # a trigger does it
        primary_key=True,
        db_column="rowid",
        related_name="words",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        managed = False
        db_table = "search_words"

    def __str__(self) -> str:
        return str(self.pk)


def key_for(date: datetime.date, page_id: int) -> int:
    """The place of a page in the order by date."""
    return first_key_of(date.toordinal()) | page_id


def first_key_of(ordinal: int) -> int:
    """The lowest key of a day, given as `date.toordinal()` does."""
    return ordinal << _ID_BITS


def date_of(key: int) -> datetime.date:
    return datetime.date.fromordinal(key >> _ID_BITS)


def target_name(thing: Any) -> str:
    """Names something for `Mention`; the same for all its translations."""
    model = Page if isinstance(thing, Page) else type(thing)
    return f"{model._meta.label_lower}:{getattr(thing, 'translation_key', thing.pk)}"
