"""`dragoman.toml`, and the files it names, from text to values."""

from dragoman.settings.facts import facts_of, find_office
from dragoman.settings.folders import refuse_output
from dragoman.settings.parse import FILE_NAME, parse_settings

__all__ = ["FILE_NAME", "facts_of", "find_office", "parse_settings", "refuse_output"]
