"""What a text says in figures, in any script, and whether two texts say the same.

Numbers, times, dates, phone numbers and addresses are read as values, so that `1,000` in English is `1.000` in Spanish
and `8:30 PM` is `20:30`.
"""

from dragoman.values.compare import Difference, Nature, compare_figures, compare_words
from dragoman.values.extract import may_hold_figures, read_figures, read_words
from dragoman.values.matching import ordinals
from dragoman.values.reach import keeps_contacts, lost_in_sentences
from dragoman.values.value import Join, Kind, Value

__all__ = [
    "Difference",
    "Join",
    "Kind",
    "Nature",
    "Value",
    "compare_figures",
    "compare_words",
    "keeps_contacts",
    "lost_in_sentences",
    "may_hold_figures",
    "ordinals",
    "read_figures",
    "read_words",
]
