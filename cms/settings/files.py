"""Uploads and static files."""

from cms.settings.environment import read_environment

env = read_environment()

STATIC_URL = "/static/"
STATIC_ROOT = env.data_dir / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = env.data_dir / "media"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if env.debug
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
FILE_UPLOAD_PERMISSIONS = 0o640
