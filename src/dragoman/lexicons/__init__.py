"""Words of a language that carry what must not get lost: negation, side, order, time, unit, number, body part,
medicine, amount.

Each language has a file in `words/`, named by its gettext name; `en.toml` lists the concepts. Where the words of a
file come from, and whether a linguist has reviewed them, stands at its head.
"""

from dragoman.lexicons.lexicon import Group, Hit, Lexicon, find_forms, find_lexicon, lexicon_languages

__all__ = ["Group", "Hit", "Lexicon", "find_forms", "find_lexicon", "lexicon_languages"]
