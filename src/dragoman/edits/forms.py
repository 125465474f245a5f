"""Which words are forms of one word: by number, tense and person, or one made from the other."""

from __future__ import annotations

from functools import cache

_IRREGULAR = """
be am is are was were been being|do does did done doing|have has had having|go went gone|take took taken
give gave given|get got gotten|feel felt|keep kept|tell told|say said|see saw seen|come came|eat ate eaten
drink drank drunk|drive drove driven|sleep slept|wake woke woken|lie lay lain lying|sit sat|stand stood|lose lost
make made|know knew known|think thought|bring brought|buy bought|catch caught|hold held|send sent|speak spoke spoken
stick stuck|swell swollen|throw threw thrown|wear wore worn|write wrote written|find found|fall fell fallen
break broke broken|choose chose chosen|run ran|rise rose risen|shake shook shaken|bleed bled|feed fed|meet met
pay paid|ride rode ridden|seek sought|show shown|spend spent|teach taught|understand understood|win won
draw drew drawn|grow grew grown|begin began begun|swim swam swum|forget forgot forgotten|freeze froze frozen
hide hid hidden|bite bit bitten|tear tore torn|person people persons|child children|tooth teeth|foot feet|man men
woman women|wife wives|life lives|knife knives|half halves|leaf leaves|die dying|tie tying
"""
_BASES = {
    form: group.split()[0] for line in _IRREGULAR.split("\n") for group in line.split("|") for form in group.split()
}
_NO_ADVERBS = frozenset((
    "ally", "apply", "assembly", "belly", "bully", "comply", "costly", "curly", "daily", "deadly", "early", "elderly",
    "family", "fly", "friendly", "hourly", "imply", "jelly", "likely", "lively", "lonely", "monthly", "multiply",
    "nightly", "only", "rely", "reply", "silly", "supply", "ugly", "unlikely", "weekly", "yearly",
))  # fmt: skip
_ENDINGS = (
    ("", "ment"), ("", "ness"), ("", "ful"), ("", "ly"), ("", "al"), ("e", "al"), ("", "ion"), ("e", "ion"),
    ("e", "ation"), ("", "ation"), ("y", "ication"), ("d", "sion"), ("de", "sion"), ("t", "ce"), ("", "ity"),
    ("e", "ity"), ("", "y"), ("e", "y"), ("", "ive"), ("e", "ive"), ("ion", "ive"), ("e", "able"), ("", "able"),
    ("ic", "y"), ("ous", "y"), ("", "ic"), ("y", "ic"), ("le", "ly"), ("y", "ily"), ("y", "iness"), ("", "th"),
    ("ed", "ion"), ("", "ance"), ("", "ous"), ("n", "nal"), ("y", "ial"), ("", "ical"), ("", "en"),
)  # fmt: skip
"""What a word ends in, and a word made from it: `arrive` and `arrival`, `weak` and `weakness`."""


def singulars(word: str) -> list[str]:
    """What a word may be the plural of."""
    found = [word[:-1]] if word.endswith("s") and not word.endswith("ss") else []
    if word.endswith("es"):
        found.append(word[:-2])
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    return found


def infinitives(word: str) -> list[str]:
    """What a word may be a form of: `stopped` of `stop`, `reducing` of `reduce`."""
    found = singulars(word)
    if word.endswith("ied"):
        found.append(f"{word[:-3]}y")
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            found += [stem, f"{stem}e"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return found


@cache
def lemmas(word: str) -> tuple[str, ...]:
    """A word and all that it may be a form of; most of them are no words."""
    base = _BASES.get(word)
    return tuple(dict.fromkeys((word, base) if base else (word, *infinitives(word))))


def is_participle(word: str) -> bool:
    """Whether a word may stand after `is` and say what is done to something."""
    if word.endswith("ed") and len(word) > 4:
        return True
    return word in ("put", "cut", "let", "set", "read", "hurt", "held", "left") or (
        word in _BASES and word != _BASES[word] and not word.endswith(("s", "ing"))
    )


def is_adverb(word: str) -> bool:
    """Whether a word in -ly says how; `apply` and `early` do not."""
    return word.endswith("ly") and word not in _NO_ADVERBS


def are_related(one: str, other: str) -> bool:
    """Whether one word is made from the other by its ending, and means the same thing as another part of speech."""
    return _is_made_from(one, other) or _is_made_from(other, one)


def _is_made_from(made: str, word: str) -> bool:
    if min(len(made), len(word)) < 4:
        return False
    for base in lemmas(word):
        for plain in lemmas(made):
            if plain[:3] == base[:3] and any(  # what they share is at least so long
                plain.endswith(new) and base.endswith(old) and len(plain) - len(new) > 2
                and plain.removesuffix(new) == (base.removesuffix(old) if old else base)
                for old, new in _ENDINGS
            ):  # fmt: skip
                return True
    return False
