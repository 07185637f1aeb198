from django.apps import AppConfig


class PreviewConfig(AppConfig):
    name = "cms.preview"
    label = "preview"
    verbose_name = "Preview"

    def ready(self) -> None:
        from cms.core import rendering
        from cms.preview.renderer import ReadingView

        rendering.use(ReadingView())
