"""The languages that patients read: `registry.toml` and the project's own rows.

`babel_data` is kept apart from this, so that finding a language costs no import of Babel.
"""

from dragoman.languages.plurals import plural_form, plural_rule
from dragoman.languages.registry import all_languages, find_language
from dragoman.languages.rows import is_code, language_from_table

__all__ = ["all_languages", "find_language", "is_code", "language_from_table", "plural_form", "plural_rule"]
