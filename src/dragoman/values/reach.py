"""Whom a text tells its reader to reach: emergency numbers, phone numbers, e-mail and web addresses.

A page shows no translation that lost one of them, changed one or invented one. What `keeps_contacts` refuses, the rules
of `dragoman check` call an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dragoman.model import Language
from dragoman.values.compare import Difference, Nature, compare_figures
from dragoman.values.contacts import EMERGENCY, find_addresses, find_phones
from dragoman.values.digits import fold_digits
from dragoman.values.value import Kind
from dragoman.writing.sentences import sentence_pairs

_CONTACTS = frozenset({Kind.PHONE, Kind.EMAIL, Kind.ADDRESS})
_EMERGENCIES = ("911", "988")
_THREE = re.compile(r"\d{3}")
_KEPT = 4096


def keeps_contacts(english: str, local: str, source: Language, language: Language) -> bool:
    """Whether a translation names just the contacts of its English. Texts are what readers see, in NFC.

    In doubt it does: how often one stands there, its form and its digits are left to the rules.
    """
    if _contacts(english) == _contacts(local):
        return True
    if any(lost_in_sentences(english, local)):
        return False
    return not any(map(_is_broken, compare_figures(english, local, source, language)))


def lost_in_sentences(english: str, local: str) -> Iterator[tuple[str, str, str]]:
    """An emergency number that stands in the text and lacks in a sentence, with that sentence in both languages.

    Nothing where there are not as many sentences on both sides: then they cannot be told apart.
    """
    if not any(number in local for number in _EMERGENCIES):
        return
    sentences = sentence_pairs(english, local)
    for ours, theirs in sentences if len(sentences) > 1 else ():
        lost = next((n for n in _EMERGENCIES if re.search(rf"\b{n}\b", ours) and not _THREE.search(theirs)), None)
        if lost:
            yield lost, ours, theirs


def _is_broken(difference: Difference) -> bool:
    """Whether a reader of the translation cannot reach whom the English names, or is sent to somebody else."""
    match difference.nature:
        case Nature.CHANGED | Nature.LOST:
            return difference.kind in _CONTACTS or difference.kind is Kind.EMERGENCY
        case Nature.ADDED:
            return difference.kind in _CONTACTS
        case _:
            return False


@lru_cache(maxsize=_KEPT)
def _contacts(text: str) -> Mapping[tuple[Kind, str], int]:
    """As they are reached, however they are written, each with how often it stands there."""
    folded = fold_digits(text)
    found = Counter((value.kind, value.number) for value in (*find_addresses(text), *find_phones(text, folded)))
    found.update((Kind.EMERGENCY, number.replace("-", "")) for number in EMERGENCY.findall(folded))
    return found
