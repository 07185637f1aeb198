"""What is installed, and in which order it sees a request."""

from cms.settings.environment import read_environment

env = read_environment()

DEBUG = env.debug
SECRET_KEY = env.secret_key or "insecure-and-only-for-debugging-" * 2
SECRET_KEY_FALLBACKS = env.secret_key_fallbacks

INSTALLED_APPS = [
    # the project, from the top floor down
    "cms.demo",
    "cms.preview",
    "search",
    "cms.delivery",
    "home",
    "news",
    "cms.edge",
    "cms.localization",
    "cms.webhooks",
    "cms.schemas",
    "cms.contacts",
    "cms.images",
    "cms.blocks",
    "cms.events",
    "cms.core",
    # Wagtail
    "wagtail_localize",
    "wagtail_localize.locales",  # in place of wagtail.locales: adds "synchronise from"
    "wagtail.api.v3",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "ninja",  # serves the API documentation's assets from this host
    "django_tasks",
    "django_tasks_db",
    "phonenumber_field",
    "corsheaders",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",  # Django 6.1 asks for it where the search index is PostgreSQL's
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.core.request_log.RequestLogMiddleware",
    "cms.core.health.HealthMiddleware",  # ahead of host and HTTPS checks: probes know neither
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.core.vary.SameForAllOriginsMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.languages.PathLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.core.transactions.WholeRequestMiddleware",
    "cms.delivery.middleware.DeliveryMiddleware",
    "cms.delivery.management_api.TokenRequiredMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "cms.localization.backends.LanguageRightsBackend",
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
