"""How long answers are kept, and where."""

from cms.settings.environment import read_environment

env = read_environment()

DELIVERY_CACHE_BYTES = env.delivery_cache_mb * 1024 * 1024
DELIVERY_MAX_STALENESS = env.delivery_max_staleness_ms / 1000  # seconds
