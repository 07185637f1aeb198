import warnings

from django.apps import AppConfig
from django.conf import settings


class ImagesConfig(AppConfig):
    name = "cms.images"
    label = "images"
    verbose_name = "Images"

    def ready(self) -> None:
        from PIL import Image

        # Pillow warns from this number on and refuses twice as much, before it decodes;
        # Wagtail counts pixels only after all of them are in memory.
        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 2
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
