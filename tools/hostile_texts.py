"""Texts and catalogs that make a program slow or large, if anything does: tests read them, `judge_times.py` times."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from dragoman.model import Catalog, Entry, MessageKey, Status

_LONG = 100_000
CATALOGS: Mapping[str, str] = {
    "quotes": 'msgid "a" ' + '"" ' * _LONG,
    "unclosed": 'msgid "' + "a" * _LONG,
    "backslashes": 'msgid "' + "\\\\" * _LONG + '"',
    "octal": 'msgid "' + "\\101" * _LONG + '"',
    "flags": "#, " + '", ' * _LONG,
    "words": "#, " + "a b" * _LONG + " fuzzy",
    "isolates": "#: " + "\u2068 " * _LONG,
    "marks": "#~ " * _LONG,
    "previous": "#| " * _LONG,
    "strings": 'msgid ""\n' + '"a"\n' * _LONG,
    "comments": "#\n" * _LONG,
    "blank lines": "\n" * _LONG,
    "header fields": 'msgid ""\nmsgstr ""\n' + '"Plural-Forms: nplurals \\n"\n' * (_LONG // 10),
    "charsets": 'msgid ""\nmsgstr "' + "charset=" * _LONG + '"',
}
"""Catalogs without a header, long in one way."""

_FORM = "nplurals=2; plural={};"
PLURAL_RULES: Sequence[str] = [
    *map(
        _FORM.format,
        [
            "n", "n-1", "-1", "n/0", "1/n", "n%0", "n%(n-5)", "n**n", "n<<n", "9" * 500, "(" * 200 + "n" + ")" * 200,
            "n?" * 400 + "1" + ":0" * 400, "__import__('os').system('true')", "n.__class__", "[n]", "lambda: n",
            "n if n else 1", "0x1",
            "n=1", "n>1 and 1 or 0", "*".join(["999999999"] * 90), "n;import os", "\u0661", "n!=1\0",
        ],
    ),
    "nplurals=0; plural=0;", "nplurals=-1; plural=0;", "nplurals=2147483647; plural=n;", "nplurals=2.5; plural=0;",
    "nplurals=" + "9" * 5000 + "; plural=0;", "nplurals=2;", "plural=n;", "nplurals=2; plural=;", "",
]  # fmt: skip

FIGURES: Sequence[str] = (
    "1",
    "1,",
    "1 ",
    "1.1",
    "1/2 ",
    "12:30 ",
    "a@",
    "a.",
    "612-",
    "March 4 ",
    "1-",
    "½",
    "(612) ",
    "三",
    "+1 ",
    "9" * 50 + " ",
)
"""What a text of figures is made of, over and over."""

GUIDES: Mapping[str, str] = {
    "blanks in a text": "a" + " " * 200_000 + "b",
    "blanks in a heading": "## a" + " " * 200_000 + "b",
    "blanks in code": "`a" + " " * 200_000 + "\nb`",
    "comments that do not end": "<!--" * 50_000,
}
"""Guides, each of which may seem to begin something at every place."""

MANY_KINDS = ("all different", "one translation for all", "shifted", "obsolete")


def many_entries(kind: str, count: int) -> Catalog:
    """A catalog of short texts that are alike in one way."""

    def entry(number: int) -> Entry:
        english, translation = f"Take {number} pills in room {number}.", f"Tome {number} pastillas en la sala {number}."
        match kind:
            case "one translation for all":
                translation = "Tome las pastillas ya."
            case "shifted":
                translation = f"Tome {number + 1} pastillas en la sala {number + 1}."
            case "obsolete":
                return Entry(MessageKey(None, english), (translation,), Status.OBSOLETE, line=3 * number + 9)
            case _:
                pass
        return Entry(MessageKey(None, english), (translation,), Status.TRANSLATED, line=3 * number + 9)

    fields = "Language: es\nContent-Type: text/plain; charset=UTF-8\n"
    header = Entry(MessageKey(None, ""), (fields,), Status.TRANSLATED)
    return Catalog("g.po", "es", header, tuple(map(entry, range(count))))


_VOCABULARY = (
    "rest keep sheet find usual help arm leg numb weak heavy hours spot sore bruise pain days steroid face warm red "
    "headache sleep restless body fluid blood pressure sugar clinic call lasts weakness starts suddenly drive stairs "
    "shower bathe ice never stop restart thinner medicine own doctor told return activity slowly exercise injection"
)
WORDS = _VOCABULARY.split()


def _paragraph(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(16, 45)))


def _edited(text: str, chance: random.Random) -> str:
    words = text.split()
    for _ in range(chance.randint(1, len(words) // 6)):
        place = chance.randrange(len(words))
        words[place : place + chance.randint(0, 1)] = [chance.choice(WORDS)]
    return " ".join(words)


def edited_paragraphs(count: int) -> tuple[list[str], list[str], list[int]]:
    """Paragraphs, the same edited and in another order, and for each of these the place that it had."""
    chance = random.Random(5)  # noqa: S311 - not for secrets
    gone = [_paragraph(chance) for _ in range(count)]
    order = chance.sample(range(count), count)
    return gone, [_edited(gone[place], chance) for place in order], order
