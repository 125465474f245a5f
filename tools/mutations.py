"""One fault put into a right translation: what must be kept is lost or damaged, hidden or look-alike signs come in.

Texts that hold nothing to damage are given something first: the same atom in the English and in the translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from dragoman.writing.addresses import ADDRESS, CODE, NUMBER


@dataclass(frozen=True, slots=True)
class Couple:
    """An English text and its right translation."""

    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Mutation:
    kind: str
    couple: Couple
    mutated: str
    """The translation with one fault."""


Damage = Callable[[str, Random], str]
"""What becomes of an atom as it is written."""

_PLAIN = re.compile(r"[^\[\]`<>{}*_~!\\&\n]+")
_SEPARATE = re.compile(r"(?<![\w.-])(?:[\w.+-]+@|https?://|www\.)\S+|\d")


def grafted(couple: Couple, rng: Random, atoms: Sequence[str]) -> Couple | None:
    """The same atom at the end of both texts, or round both where it has a place for words: `[…](…)`."""
    atom = rng.choice(atoms)
    if "…" not in atom:
        return Couple(f"{couple.source} {atom}", f"{couple.translation} {atom}")
    if not (_PLAIN.fullmatch(couple.source) and _PLAIN.fullmatch(couple.translation)):
        return None
    return Couple(atom.replace("…", couple.source), atom.replace("…", couple.translation))


# ── what must be kept ──

KEPT: Mapping[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    "placeholder": (re.compile(r"\{[a-z][a-z0-9_.]*\}"), ("{clinic.phone}", "{clinic.after_hours}", "{blank.driver}")),
    "link": (
        re.compile(r"(?<!!)\[[^\[\]]+\]\([^()\s]+\)"),
        ("[…](https://clinic.example/visit)", "[…](warning-signs.html#call)", "[…](tel:+17632018191)"),
    ),
    "picture": (re.compile(r"!\[[^\[\]]+\]\([^()\s]+\)"), ("![…](images/spot.svg)",)),
    "code": (re.compile(r"`[^`]+`"), ("`F5`", "`setup.exe`", "`AB-12`")),
    "tag": (re.compile(r"<([a-z]+)>[^<>]+</\1>"), ("<kbd>F5</kbd>", "<small>…</small>", "<sup>2</sup>")),
    "mark": (re.compile(r"(?<!\*)\*\*[^*\s](?:[^*]*[^*\s])?\*\*(?!\*)"), ("**…**",)),
}
"""Each sort of atom: how it is written, and some to give to texts without one."""

_WIDE: dict[int, int] = str.maketrans("[]()", "\uff3b\uff3d\uff08\uff09")
_DAMAGES: Mapping[str, Mapping[str, Damage]] = {
    "placeholder": {
        "renamed": lambda atom, rng: _letter_changed(atom, rng, 1, len(atom) - 1),
        "another": lambda _, rng: rng.choice(("{clinic.name}", "{clinic.map}")),
        "without its end": lambda atom, _: atom[:-1],
        "without its start": lambda atom, _: atom[1:],
        "spaced": lambda atom, _: f"{{ {atom[1:-1]} }}",
        "in capitals": lambda atom, _: atom.upper(),
        "in wide braces": lambda atom, _: f"\uff5b{atom[1:-1]}\uff5d",
    },
    "link": {
        "unlinked": lambda atom, _: atom[1 : atom.index("](")],
        "with another address": lambda atom, rng: _letter_changed(atom, rng, atom.index("](") + 2, len(atom) - 1),
        "spaced": lambda atom, _: atom.replace("](", "] ("),
        "without address": lambda atom, _: atom[: atom.index("](") + 1],
        "without its end": lambda atom, _: atom[:-1],
        "without its start": lambda atom, _: atom[1:],
        "in wide brackets": lambda atom, _: atom.translate(_WIDE),
        "made a picture": lambda atom, _: f"!{atom}",
    },
    "picture": {
        "made a link": lambda atom, _: atom[1:],
        "with another address": lambda atom, rng: _letter_changed(atom, rng, atom.index("](") + 2, len(atom) - 1),
        "spaced": lambda atom, _: atom.replace("](", "] ("),
        "without its end": lambda atom, _: atom[:-1],
    },
    "code": {
        "unmarked": lambda atom, _: atom[1:-1],
        "changed": lambda atom, rng: _letter_changed(atom, rng, 1, len(atom) - 1),
        "without its end": lambda atom, _: atom[:-1],
        "in quotes": lambda atom, _: f"'{atom[1:-1]}'",
    },
    "tag": {
        "unmarked": lambda atom, _: re.sub(r"</?[a-z]+>", "", atom),
        "without its end": lambda atom, _: atom[: atom.rindex("<")],
        "without its start": lambda atom, _: atom[atom.index(">") + 1 :],
        "misspelt": lambda atom, _: atom.replace(atom[1 : atom.index(">")], atom[1 : atom.index(">")] + "x"),
        "another": lambda atom, _: re.sub(r"[a-z]+(?=>)", "sub", atom),
        "with an attribute": lambda atom, _: atom.replace(">", " class=x>", 1),
    },
    "mark": {
        "unmarked": lambda atom, _: atom[2:-2],
        "without its end": lambda atom, _: atom[:-2],
        "with half its end": lambda atom, _: atom[:-1],
        "spaced": lambda atom, _: f"** {atom[2:-2]} **",
        "weaker": lambda atom, _: atom[1:-1],
    },
}


def damaged_atoms(couple: Couple, rng: Random) -> Iterator[Mutation]:
    """Atoms of the translation, one of each sort, lost, doubled or damaged."""
    for sort, (shape, atoms) in KEPT.items():
        given = couple if shape.search(couple.translation) else grafted(couple, rng, atoms)
        found = list(shape.finditer(given.translation)) if given else []
        if not given or not found:
            continue
        match = rng.choice(found)
        damages: dict[str, Damage] = {"lost": lambda _, __: "", "doubled": lambda atom, _: f"{atom} {atom}"}
        for name, damage in (damages | dict(_DAMAGES[sort])).items():
            yield _mutation(f"{sort} {name}", given, match.span(), damage(match[0], rng))


# ── hidden signs ──

_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_PAIRS = tuple(
    (opening, closing)
    for closing, all_ in (("\u2069", _TURNING[5:8]), ("\u202c", "\u202a\u202b\u202d\u202e"))
    for opening in all_
)
_MARKS = "\u200e\u200f\u061c"
_HIDDEN = "\u200b\u00ad\u200c\u200d\u2060\ufeff\U000e0061\U000e007f"
COPIED = ("https://clinic.example/visit/12", "care@clinic.example", "(763) 201-8191", "`AB-12`", "2,500", "38.5")
"""What people copy and dial."""


def hidden_signs(couple: Couple, rng: Random) -> Iterator[Mutation]:
    """Controls of direction that nothing closes, and hidden signs within an address, a number or code."""
    text = couple.translation
    place = rng.randrange(len(text) + 1)
    yield _mutation("control without its half", couple, (place, place), rng.choice(_TURNING))
    given = grafted(couple, rng, COPIED)
    assert given is not None
    for sort, (start, end) in copied_parts(given.translation):
        if end - start < 2:
            continue
        place = rng.randrange(start + 1, end)
        yield _mutation(f"mark of direction in {sort}", given, (place, place), rng.choice(_MARKS))
        yield _mutation(f"hidden sign in {sort}", given, (place, place), rng.choice(_HIDDEN))
        opening, closing = rng.choice(_PAIRS)
        stop = rng.randrange(place, end)
        inner = f"{opening}{given.translation[place:stop]}{closing}"
        yield _mutation(f"pair of controls in {sort}", given, (place, stop), inner)


def isolated(couple: Couple, rng: Random) -> Iterator[Couple]:
    """Right uses of hidden signs in a text from right to left: round a whole address or number."""
    given = grafted(couple, rng, COPIED)
    assert given is not None
    for _, (start, end) in copied_parts(given.translation):
        text = given.translation
        for opening, closing in (("\u2066", "\u2069"), ("\u2068", "\u2069"), ("\u200e", "\u200e"), ("\u200f", "")):
            yield Couple(given.source, f"{text[:start]}{opening}{text[start:end]}{closing}{text[end:]}")


def copied_parts(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Addresses, code and numbers with their places, each place once."""
    found: list[tuple[str, tuple[int, int]]] = []
    for sort, shape in (("an address", ADDRESS), ("code", CODE), ("a number", NUMBER)):
        for match in shape.finditer(text):
            start, end = match.span()
            end = start + len(match[0].rstrip(".,;:!?"))
            if all(end <= first or start >= last for _, (first, last) in found):
                found.append((sort, (start, end)))
    return found


# ── one sign for another ──

LOOKALIKES = {
    **dict(zip("aceijopsxyhvkmtlw", "асеіјорѕхуһѵкмтӏԝ", strict=True)),
    **dict(zip("ABCEHIKMOPTXY", "АВСЕНІКМОРТХУ", strict=True)),
}
_GREEK = dict(zip("ovpa", "ονρα", strict=True))
_ASCII = {"l": "1", "1": "l", "o": "0", "0": "O", "i": "l", "5": "S", "8": "B", "O": "0", "I": "l"}
_LETTERED = {"0": "OоО", "1": "lI", "5": "Sѕ", "8": "B", "3": "З"}
DIALLED = (
    "https://clinic.example/visit/12",
    "https://spine-care.org/help",
    "www.clinic.com/contact",
    "care@clinic.example",
    "nurse.line@spine-care.org",
    "(763) 201-8191",
    "763-201-8191",
    "+1 763 201 8191",
    "[…](https://clinic.example/visit)",
    "[…](tel:+17632018191)",
    "[…](mailto:care@clinic.example)",
    "15",
    "38",
    "120/80",
    "400",
)


def one_sign(couple: Couple, rng: Random) -> Iterator[Mutation]:
    """One digit or look-alike letter for another in an address, a telephone number or another number."""
    for given in (couple, grafted(couple, rng, DIALLED)):
        for sort, (start, end) in copied_parts(given.translation) if given else ():
            if given and sort != "code":
                changed = _sign_changed(given.translation[start:end], sort, rng)
                if changed:
                    yield _mutation(f"{changed[0]} in {sort}", given, (start, end), changed[1])


def _sign_changed(part: str, sort: str, rng: Random) -> tuple[str, str] | None:
    """A part with one sign changed, and in which way."""
    ways: list[tuple[str, int, str]] = []
    for place, sign in enumerate(part):
        if sign.isdecimal():
            zero = ord(sign) - int(sign)
            ways.append(("another digit", place, chr(zero + (int(sign) + rng.randrange(1, 10)) % 10)))
            if sign in _LETTERED and len(part) > 2:
                ways.append(("a letter for a digit", place, rng.choice(_LETTERED[sign])))
        elif sort == "an address" and sign.isascii() and sign.isalpha():
            tables = [table for table in (LOOKALIKES, _GREEK, _ASCII) if sign in table]
            if tables:
                ways.append(("a look-alike", place, rng.choice(tables)[sign]))
    if not ways:
        return None
    way, place, sign = rng.choice(ways)
    return way, part[:place] + sign + part[place + 1 :]


def _letter_changed(text: str, rng: Random, start: int, end: int) -> str:
    """One letter between two places made another one."""
    places = [place for place in range(start, end) if text[place].isascii() and text[place].isalpha()]
    place = rng.choice(places)
    letters = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter != text[place].lower()]
    return text[:place] + rng.choice(letters) + text[place + 1 :]


def _mutation(kind: str, couple: Couple, place: tuple[int, int], new: str) -> Mutation:
    start, end = place
    return Mutation(kind, couple, couple.translation[:start] + new + couple.translation[end:])
