"""Catalog × messages → the catalog in step with its guide, and what changed and why."""

from dragoman.sync.catalogs import SyncResult, sync_catalog
from dragoman.sync.entries import new_entry, same_messages, template_entries
from dragoman.sync.successors import Correction, Elsewhere

__all__ = [
    "Correction",
    "Elsewhere",
    "SyncResult",
    "new_entry",
    "same_messages",
    "sync_catalog",
    "template_entries",
]
