from decimal import Decimal

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Orderable, Page, TranslatableMixin

from cms.core.api_fields import RelatedAPIField
from cms.core.feeds import Feed
from cms.core.pages import HeadlessPage
from cms.localization.fields import ChosenField, RichTextField, StreamField


class WorkingCooks(models.Manager["Cook"]):
    def get_queryset(self) -> models.QuerySet["Cook"]:
        return super().get_queryset().exclude(name__startswith="Former ")


class Cook(TranslatableMixin, models.Model):  # noqa: DJ008 - shown nowhere by itself
    name = models.CharField(max_length=50)

    objects = WorkingCooks()
    api_fields = ["name"]


class StepBlock(blocks.StructBlock):
    text = blocks.RichTextBlock()
    minutes = blocks.IntegerBlock(required=False)
    needs = blocks.ListBlock(
        blocks.StructBlock([("what", blocks.CharBlock()), ("grams", blocks.DecimalBlock())])
    )


class PlateBlock(blocks.StructBlock):
    """Parts of parts, none of them required."""

    inside = blocks.StructBlock(
        [
            ("photo", ImageBlock(required=False)),
            ("film", EmbedBlock(required=False)),
            ("words", blocks.CharBlock(required=False)),
            ("lines", blocks.ListBlock(blocks.TextBlock())),
        ]
    )


class RecipeBlock(blocks.StreamBlock):
    """Every kind of block that Wagtail has, and four levels of nesting."""

    step = StepBlock()
    course = blocks.StreamBlock(
        [("steps", blocks.ListBlock(StepBlock())), ("note", blocks.TextBlock())]
    )
    day = blocks.DateBlock()
    hour = blocks.TimeBlock()
    moment = blocks.DateTimeBlock(required=False)
    hot = blocks.BooleanBlock(required=False)
    weight = blocks.FloatBlock()
    link = blocks.URLBlock()
    mail = blocks.EmailBlock()
    taste = blocks.ChoiceBlock(choices=[("sweet", "Sweet"), ("Others", [("sour", "Sour")])])
    tastes = blocks.MultipleChoiceBlock(choices=[("sweet", "Sweet"), ("sour", "Sour")])
    page = blocks.PageChooserBlock()
    picture = ImageChooserBlock()
    described = ImageBlock()
    file = DocumentChooserBlock()
    quote = blocks.BlockQuoteBlock()
    plate = PlateBlock()
    film = EmbedBlock(required=False)
    html = blocks.RawHTMLBlock()


class RecipePage(HeadlessPage, Page):
    servings = models.PositiveSmallIntegerField(default=4)
    price = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal("0.00"))
    rating = models.FloatField(null=True, blank=True)
    is_vegan = models.BooleanField(default=False)
    first_cooked = models.DateField(null=True, blank=True)
    course = models.CharField(
        max_length=10, choices=[("main", "Main"), ("dessert", "Dessert")], default="main"
    )
    introduction = RichTextField(blank=True)
    cook = models.ForeignKey(
        Cook, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    goes_with = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    steps = StreamField(RecipeBlock(), blank=True)

    api_fields = [
        "servings",
        "price",
        "rating",
        "is_vegan",
        "first_cooked",
        "course",
        "introduction",
        "cook",
        "goes_with",
        "steps",
        RelatedAPIField("helpers", target="cook"),
    ]
    api_card_fields = ["servings", "cook"]
    api_feed = Feed("recipes", newest_first_by="first_cooked")
    override_translatable_fields = [ChosenField("cook")]
    parent_page_types = ["home.HomePage"]


class RecipeHelper(Orderable):
    page = ParentalKey(RecipePage, on_delete=models.CASCADE, related_name="helpers")
    cook = models.ForeignKey(Cook, on_delete=models.CASCADE, related_name="+")
