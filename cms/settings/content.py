"""How Wagtail treats content here."""

from cms.settings.environment import read_environment

env = read_environment()

WAGTAIL_SITE_NAME = "Content"
WAGTAILADMIN_BASE_URL = env.backend_url
FRONTEND_URL = env.frontend_url

WAGTAILREDIRECTS_AUTO_CREATE = False  # the content log does, in the transaction of the move

WAGTAILIMAGES_IMAGE_MODEL = "images.CustomImage"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # a small file can hold a picture that fills memory
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "svg", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.localization.library.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.localization.library.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_CONTENT_TYPES = {  # the same on every machine, whatever its own list knows
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False  # tells nobody which version runs here
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # tells nobody who works here
WAGTAIL_MODERATION_ENABLED = True

# Page forms with many blocks have more fields than Django's default of 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

PHONENUMBER_DB_FORMAT = "E164"
PHONENUMBER_DEFAULT_FORMAT = "E164"

# What contacts may say they speak: ISO 639-1 codes, named in each language by the frontend.
SPOKEN_LANGUAGES = ["ar", "de", "en", "es", "fr", "it", "ja", "pt", "ru", "sw", "zh"]

CHANGES_KEPT_DAYS = env.changes_kept_days
