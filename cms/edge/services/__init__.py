"""The caches that can be told to forget: one class for each kind, found by their addresses."""

from cms.edge.addresses import AddressError
from cms.edge.services.base import Service, Wanted
from cms.edge.services.configured import configured, parse

__all__ = ["AddressError", "Service", "Wanted", "configured", "parse"]
