"""One canonical English guide to localized pages and printed handouts that people can trust."""

__version__ = "0.1.0"
