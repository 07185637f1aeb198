"""What every form for uploading an image stands on."""

from typing import Any

from wagtail.images.forms import BaseImageForm

from cms.images.fields import PictureFormField


class ImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = PictureFormField(
                label=file.label, required=file.required, widget=file.widget
            )

    class Meta(BaseImageForm.Meta):
        pass
