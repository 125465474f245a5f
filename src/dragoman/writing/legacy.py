"""Texts in the encodings of old fonts, whose codes are those of other characters in Unicode.

Sources: Unicode's technical note on Myanmar (UTN #11) for the order of letters; the tables of VNI, TCVN 5712 and
RFC 1456 (VIQR) for Vietnamese.
"""

from __future__ import annotations

import re

_MYANMAR = re.compile("[\u1000-\u109f]")
_CONSONANT = "\u1000-\u102a\u103f\u104e\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e"
_ZAWGYI = re.compile(
    f"(?<![{_CONSONANT}\u103b-\u103e\u1060\u1082\u1039\u200b-\u200d\u2060])\u1031"  # a vowel written before its letter
    f"|\u1039(?![{_CONSONANT}\u200b-\u200d])"  # the sign that stacks letters, with nothing to stack
    f"|(?<![{_CONSONANT}\u103a-\u103e\u1060])[\u103b\u103c]"  # a medial before its letter
    "|\u1004\u1039|\u103a[\u102b-\u102e\u1030\u1032]"  # the same, where no letters are stacked
    "|[\u1033\u1034]|[\u1060\u1067-\u106d\u1071-\u1074\u1085\u108f\u1090-\u1097]"  # forms of letters of their own
)

_VIETNAMESE = (
    ("VNI", re.compile(r"[a-zA-Z][øØûÛïÏåÅäÄëËüÜöÖîÎñÑ]|[eE][áàãâÁÀÃÂ]|[aA][áàâãéèêùúÁÀÂÃÉÈÊÙÚ]")),
    (
        "TCVN3",
        re.compile(r"(?<=[a-zA-Z])[¨¬µ¶·¸¹»¼½¾ÆÇËÎÏÐÑÖ×ØÜÞäåæçëîïñö÷øûüþ](?=[a-zA-Z\s,.]|$)|(?<!\S)[®§](?=[a-zÀ-ÿ])"),
    ),
    ("VIQR", re.compile(r"(?<=[aeiouy])[\^(+](?=[`'?~.]?[a-z]?\b)|(?<=[aeiouy^(+])[`~](?=\w|\s)|\bdd(?=[aeiouy])")),
)
_VIETNAMESE_LETTER = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


def legacy_encoding(text: str, tag: str) -> tuple[str, tuple[str, ...]] | None:
    """Name of the encoding that a text seems to be in, and what says so; `None` for Unicode."""
    match tag.partition("-")[0]:
        case "my":
            return _zawgyi(text)
        case "vi":
            return _old_vietnamese(text)
        case _:
            return None


def _zawgyi(text: str) -> tuple[str, tuple[str, ...]] | None:
    found = tuple(match[0] for match in _ZAWGYI.finditer(text))
    return ("Zawgyi", tuple(dict.fromkeys(found))) if found else None


def _old_vietnamese(text: str) -> tuple[str, tuple[str, ...]] | None:
    if text.isascii() and not any(sign in text for sign in "^+`"):
        return None
    if _VIETNAMESE_LETTER.search(text):
        return None
    for name, sign in _VIETNAMESE:
        found = tuple(match[0] for match in sign.finditer(text))
        if len(found) >= 3:
            return name, tuple(dict.fromkeys(found))
    return None


_BARE = re.compile(
    r"\b(?:va|cua|khong|cac|mot|nay|voi|trong|duoc|quy|neu|hoac|nguoi|bac|thuoc|dau|truoc|ngay|hay|gi|phai)\b",
    re.IGNORECASE,
)


def without_marks(text: str, tag: str) -> tuple[str, ...]:
    """Vietnamese words that were written without their marks, where the whole text has none."""
    found = tuple(dict.fromkeys(_BARE.findall(text))) if tag == "vi" and text.isascii() else ()
    return found if len(found) >= 3 else ()
