"""Caches in front of this backend, and how they are told of changes."""

from cms.settings.environment import read_environment

env = read_environment()

EDGE_MAX_AGE = env.edge_max_age
