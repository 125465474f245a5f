"""Catalog × messages → the catalog in step with its guide, and what changed and why.

`catalogs.py` brings a whole catalog into step. To make entries of messages, as templates do, needs `entries.py` alone,
which knows nothing of edits.
"""
