"""Phone numbers, e-mail addresses and web addresses that stand in a text as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.values.value import Kind, Value

_PHONE = re.compile(
    # North America: area code, exchange and line; the last two may have lost or won a digit
    # where 200.000.000 is a number, it is no phone
    r"(?<![\d.,/+-])(?!\d{3}\.\d{3}\.\d{3}(?!\d))(?:\+?1[ \u00a0.-]{1,2})?"
    r"(?:\([2-9]\d{2}\)[ \u00a0.-]{0,2}|[2-9]\d{2}[ \u00a0]?[.-][ \u00a0]?)"
    r"\d{2,4}[ \u00a0]?[.-][ \u00a0]?\d{3,5}(?![\d/]|[.,]\d)"
    r"|(?<![\d.,/+-])(?:\+?1[ \u00a0.-]{1,2})?(?:\([2-9]\d{2}\)[ \u00a0]?|[2-9]\d{2}[ \u00a0])"
    r"\d{3}[ \u00a0.-]\d{4}(?![\d/]|[.,]\d)"
    # without area code, and in one piece
    r"|(?<![\d.,/+-])[2-9]\d{2}-\d{4}(?![\d/-]|[.,]\d)"
    r"|(?<![\d.,/+-])(?:1?[2-9]\d{2}[2-9]\d{6})(?![\d/-]|[.,]\d)"
    # any country, with its code
    r"|\+\d{1,3}(?:[ \u00a0.-]?\(?\d{1,4}\)?){2,5}(?![\d/]|[.,]\d)"
)
_SHORTEST_PHONE = 7
_LONGEST_PHONE = 15
"""Digits, with the code of the country: ITU-T E.164."""
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
)
_ENDINGS = "com|org|net|gov|edu|mil|info|health|care|clinic|us|io|example|test"
_ADDRESS = re.compile(
    r"(?<![\w@.])(?:(?i:https?://|www\.)[A-Za-z0-9][!#-;=?-~]*"
    # A capital behind the full stop is a sentence whose space is missing: "pain.Care".
    rf"|(?:[A-Za-z0-9-]{{1,63}}\.){{1,5}}(?:{_ENDINGS}|{_ENDINGS.upper()})(?![\w-])(?:/[!-~]*)?)",
    re.ASCII,
)
_HOST_SIGN = re.compile(rf"\.(?:(?<=www\.)|{_ENDINGS})", re.IGNORECASE)
"""What every address without a scheme has."""
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = 7
"""Of a phone number without the sign of another country."""
_AFTER_ADDRESS = ".,;:!?)]}>'\"*_"
"""Punctuation of the sentence, not of the address."""
EMERGENCY = re.compile(r"(?<![A-Za-z0-9_.,/+-])(?:9-?1-?1|988)(?![\d/]|[.,-]\d|-\d)")
"""The numbers of the United States for emergencies and for a crisis of the mind."""


def find_addresses(text: str) -> Iterator[Value]:
    """E-mail and web addresses; these are in ASCII in every language."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            end = match.start() + len(match[0].rstrip(".-"))
            words = text[match.start() : end]
            yield Value(Kind.EMAIL, (words.lower(),), match.start(), end, words)
    for match in _ADDRESS.finditer(text) if "://" in text or _HOST_SIGN.search(text) else ():
        words = match[0].rstrip(_AFTER_ADDRESS)
        yield Value(Kind.ADDRESS, (_bare(words),), match.start(), match.start() + len(words), words)


def find_phones(text: str, folded: str) -> Iterator[Value]:
    if "+" not in folded and len(_DIGIT.findall(folded)) < _FEWEST_DIGITS:
        return
    for match in _PHONE.finditer(folded):
        start, end = match.span()
        groups = re.findall(r"\d+", match[0])
        digits = "".join(groups)
        if not _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE:
            continue
        # The code of the country is dialled or not; it is the same phone.
        national = digits.removeprefix("1") if len(digits) == 11 else digits
        yield Value(Kind.PHONE, (national,), start, end, text[start:end], tuple(groups))


def _bare(address: str) -> str:
    """Without the scheme and a last slash, which may be left out in print."""
    scheme, _, rest = address.partition("://")
    bare = (rest or scheme).removesuffix("/")
    host, slash, path = bare.partition("/")
    return f"{host.lower()}{slash}{path}"
