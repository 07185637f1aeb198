"""Hosts, HTTPS, cookies and cross-origin reads."""

from urllib.parse import urlsplit

from cms.settings.environment import read_environment

env = read_environment()

_OWN_HOST = "*" if env.debug else urlsplit(env.backend_url).hostname or ""
ALLOWED_HOSTS = env.allowed_hosts or [_OWN_HOST]
CSRF_TRUSTED_ORIGINS = [env.backend_url]

SECURE_SSL_REDIRECT = env.https and not env.debug
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL_REDIRECT
SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.trusted_proxy else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"  # the admin's preview views allow their own origin themselves

# Private hosts and networks that webhooks may reach all the same.
WEBHOOK_ALLOWED_HOSTS = env.webhook_allowed_hosts

# The Delivery API is public and knows no cookies, so any origin may read it.
CORS_URLS_REGEX = r"^/api/delivery/"
CORS_ALLOW_ALL_ORIGINS = "*" in env.cors_allowed_origins
CORS_ALLOWED_ORIGINS = [origin for origin in env.cors_allowed_origins if origin != "*"]
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
