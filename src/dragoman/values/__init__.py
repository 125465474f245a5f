"""What a text says in figures, in any script: numbers, times, dates, phone numbers, addresses; and whether two texts say the same."""

from dragoman.values.extract import may_hold_figures, read_figures, read_words
from dragoman.values.value import Join, Kind, Value

__all__ = ["Join", "Kind", "Value", "may_hold_figures", "read_figures", "read_words"]
