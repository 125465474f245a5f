"""Whom a text tells its reader to reach: emergency numbers, phone numbers, e-mail and web addresses.

A page shows no translation that lost one of them, changed one or invented one: `keeps_contacts` is what it asks, and
`is_broken` what it has in common with the rules of `dragoman check`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.model import Language
from dragoman.values.compare import Difference, Nature, compare_figures
from dragoman.values.contacts import EMERGENCY, find_addresses, find_phones
from dragoman.values.digits import fold_digits
from dragoman.values.value import Kind

_MAY = re.compile(r"\d{3}|\d-\d|\+\d|@|://|www\.|\.[a-z]{2}", re.IGNORECASE)
"""What a text has that names a contact; most have none of it."""
_CONTACTS = frozenset({Kind.PHONE, Kind.EMAIL, Kind.ADDRESS})
_KEPT = 4096


def may_hold_contacts(text: str) -> bool:
    """A cheap look: whether it is worth while to look for contacts in a text."""
    return _MAY.search(text) is not None


def keeps_contacts(english: str, local: str, source: Language, language: Language) -> bool:
    """Whether a translation names just the contacts of its English. Texts are what readers see, in NFC.

    In doubt it does: how often one stands there, its form and its digits are left to the rules.
    """
    if _contacts(english) == _contacts(local):
        return True
    return not any(map(is_broken, compare_figures(english, local, source, language)))


def is_broken(difference: Difference) -> bool:
    """Whether a reader of the translation cannot reach whom the English names, or is sent to somebody else."""
    match difference.nature:
        case Nature.CHANGED | Nature.LOST:
            return difference.kind in _CONTACTS or difference.kind is Kind.EMERGENCY
        case Nature.ADDED:
            return difference.kind in _CONTACTS
        case _:
            return False


@lru_cache(maxsize=_KEPT)
def _contacts(text: str) -> frozenset[tuple[Kind, str]]:
    """As they are reached, however they are written."""
    if not may_hold_contacts(text):
        return frozenset()
    folded = fold_digits(text)
    values = (*find_addresses(text), *find_phones(text, folded))
    dialled = {(Kind.EMERGENCY, number.replace("-", "")) for number in EMERGENCY.findall(folded)}
    return frozenset({(value.kind, value.number) for value in values} | dialled)
