"""The table `[limits]`: how much a file may hold."""

from __future__ import annotations

from dataclasses import fields

from dragoman.model import USUAL_LIMITS, Limits
from dragoman.settings.document import Document

_KEYS = tuple(limit.name for limit in fields(Limits))


def read_limits(document: Document) -> Limits:
    document.check_keys(("limits",), document.subtable("limits"), _KEYS)
    return Limits(**{key: document.count(("limits", key), getattr(USUAL_LIMITS, key)) for key in _KEYS})
