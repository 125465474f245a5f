"""Where GNU `msgcat` may end a line: Unicode Standard Annex 14, of which it knows most.

Learnt from `msgcat` 0.21 with each pair of classes: it has no rule for a letter behind a full stop or colon (LB29), so
that it ends lines within addresses and within `{clinic.phone}`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_TOKEN = re.compile(r"\\.|[^\\]", re.DOTALL)

_MEMBERS = {
    "BA": "|\u00ad\u0964\u0965\u0e5a\u0e5b\u0f0b\u0f34\u0f7f\u0f85\u0fbe\u0fbf\u0fd2\u104a\u104b\u1361"
    "\u17d4\u17d5\u17d8\u17da\u2027\u2056\u2058\u2059\u205a\u205b\u205d",
    "BB": "´ˈˌ˟",
    "B2": "—⸺⸻",
    "CL": "、。﹐﹒，．｡､",
    "CP": ")]",
    "EX": "!?\u05c6؛؝؞؟۔߹\u0f0d\u0f0e\u0f0f\u0f10\u0f11\u0f14❢❣！？﹖﹗",
    "GL": "\u00a0\u2007\u2011\u202f\u034f\u035c\u035d\u035e\u035f\u0360\u0361\u0362\u180e\u0f08\u0f0c\u0f12",
    "HY": "-",
    "ID": "〰︱︲﹘﹣－☀☁☂☃☘☚☛☜☞☟☹☺☻♨✀✁✂✃✄✈✉❤⏱⏲",
    "IN": "․‥…⋯",
    "IS": ",.:;\u037e։،؍߸⁄",
    "NS": "々〻〼ぁぃぅぇぉっゃゅょゎゕゖ゛゜ゝゞァィゥェォッャュョヮヵヶ・ーヽヾ〜゠：；﹔﹕‼‽⁇⁈⁉៖･ｧｨｩｪｫｬｭｮｯｰﾞﾟ",
    "OP": "¡¿⸘",
    "PO": "%°؉؊٪‰‱′″‴‵‶‷℃℉¢؋৳₧₾﷼￠％﹪",
    "PR": "+\\±№−∓",
    "QU": "\"'❛❜❝❞❟❠",
    "SY": "/",
    "WJ": "\u2060\ufeff",
    "ZW": "\u200b",
    "AL": "―⏩⏪⏫⏬◽◾♈♉♊♋♌♍♎♏♐♑♒♓⚓⚡⚪⚫⛎✅✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕",
}
_EXCEPTIONS = {character: name for name, members in _MEMBERS.items() for character in members}
_CATEGORIES = {
    "Mn": "CM", "Mc": "CM", "Me": "CM", "Cf": "CM", "Cc": "CM", "Nd": "NU", "Pi": "QU", "Pf": "QU", "Ps": "OP",
    "Pe": "CL", "Sc": "PR", "Zs": "BA", "Pd": "BA",
}  # fmt: skip
_JOINS_NEXT = "\u200d"

_LETTERS = ("AL", "HL", "NU")
_IDEOGRAPHS = ("ID", "H2", "JL", "EB", "EM")
_NEVER_BEFORE = frozenset({"CL", "CP", "EX", "IS", "SY", "WJ", "ZW"})
"""Not even behind spaces."""
_ONLY_SPACED_BEFORE = frozenset({"QU", "GL", "NS", "BA", "HY", "IN"})
_ONLY_SPACED_AFTER = frozenset({"QU", "GL", "BB", "WJ"})
_NEVER = frozenset({("QU", "OP"), ("QU", "OW"), ("B2", "B2"), ("CL", "NS")})
_ONLY_SPACED = frozenset(
    [(left, right) for left in _LETTERS for right in (*_LETTERS, "PR", "PO", "OP")]
    + [(left, right) for left in ("PR", "PO") for right in (*_LETTERS, "OP", "OW")]
    + [("PR", right) for right in _IDEOGRAPHS]
    + [(left, "PO") for left in _IDEOGRAPHS]
    + [("CP", right) for right in (*_LETTERS, "PR", "PO")]
    + [("CL", "PR"), ("CL", "PO"), ("IS", "NU"), ("SY", "NU"), ("HY", "NU"), ("SY", "HL")]
    + [("JL", "JL"), ("JL", "H2"), ("RI", "RI"), ("EB", "EM"), ("B2", "B2")]
)


@lru_cache(1024)
def units(string: str, *, whole_names: bool = False) -> tuple[str, ...]:
    """The pieces of a quoted string between which a line may end; with `whole_names`, LB29 holds as well."""
    found: list[str] = []
    start, earlier, before, spaced, joined = 0, "", "", False, False
    for token in _TOKEN.finditer(string):
        if token[0] == " ":
            spaced = True
            continue
        opening, closing = _classes(token[0])
        if opening == "CM" and before and not spaced:
            # A mark belongs to what it stands on.
            joined = token[0] == _JOINS_NEXT
            continue
        # A hyphen behind a Hebrew letter is a part of the word.
        joined = not spaced and (joined or (earlier == "HL" and before in ("BA", "HY")))
        joined = joined or (whole_names and not spaced and before == "IS" and opening in ("AL", "HL"))
        if before and not joined and _may_part(before, opening, spaced=spaced):
            found.append(string[start : token.start()])
            start = token.start()
        earlier, before, spaced, joined = "" if spaced else before, closing, False, False
    return (*found, string[start:]) if string else ()


def _may_part(before: str, after: str, *, spaced: bool) -> bool:
    if before == "ZW":
        return after != "ZW"
    if after in _NEVER_BEFORE or before in ("OP", "OW") or (before, after) in _NEVER:
        return False
    if spaced:
        return True
    if after == "GL" and before in ("BA", "HY"):
        return True
    return not (after in _ONLY_SPACED_BEFORE or before in _ONLY_SPACED_AFTER or (before, after) in _ONLY_SPACED)


@cache
def _classes(token: str) -> tuple[str, str]:
    """What a character or an escape is to those before it, and to those after it."""
    match token:
        case "\\n":
            return "ZW", "ZW"
        case _ if len(token) > 1:
            return "PR", _class(token[1])
        case _:
            found = _class(token)
            return found, "AL" if found == "CM" else found


def _class(character: str) -> str:
    if (exception := _EXCEPTIONS.get(character)) is not None:
        return exception
    category = unicodedata.category(character)
    wide = unicodedata.east_asian_width(character) in "WF"
    if category in _CATEGORIES and not (wide and category == "Nd"):
        return "OW" if wide and category == "Ps" else _CATEGORIES[category]
    ranges = {
        "HL": "\u05d0" <= character <= "\u05f2" or "\ufb1d" <= character <= "\ufb4f",
        "JL": "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c",
        "H2": "\uac00" <= character <= "\ud7a3",
        "RI": "\U0001f1e6" <= character <= "\U0001f1ff",
        "EM": "\U0001f3fb" <= character <= "\U0001f3ff",
        "ID": wide or "\uff66" <= character <= "\uffdc",
    }
    return next((name for name, holds in ranges.items() if holds), "AL")
