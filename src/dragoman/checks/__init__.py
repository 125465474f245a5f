"""Rules, and the engine that runs them. A rule is two files in `rules/` and one line in `registry.py`."""
