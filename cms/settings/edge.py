"""Caches in front of this backend, and how they are told of changes."""

from cms.settings.environment import read_environment

env = read_environment()

EDGE_MAX_AGE = env.edge_max_age
EDGE_PURGE = env.edge_purge
EDGE_TOKENS = {
    "EDGE_VARNISH_TOKEN": env.edge_varnish_token,
    "EDGE_FASTLY_TOKEN": env.edge_fastly_token,
    "EDGE_CLOUDFLARE_TOKEN": env.edge_cloudflare_token,
    "EDGE_HTTP_TOKEN": env.edge_http_token,
}
