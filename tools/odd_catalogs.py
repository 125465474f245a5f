"""Catalogs made by chance in every manner that gettext accepts, damaged ones, and large ones.

The layout is written here by hand and not by `dragoman.po`, so that the reader meets what its own writer never makes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

FIELDS = (
    "Project-Id-Version: {}", "Report-Msgid-Bugs-To: ", "POT-Creation-Date: 2026-03-04 14:30+0000",
    "PO-Revision-Date: 2026-03-04 14:30+0000", "Last-Translator: Ana {} <ana@clinic.example>", "Language-Team: {}",
    "Language: es", "MIME-Version: 1.0", "Content-Transfer-Encoding: 8bit",
    "Plural-Forms: nplurals=6; plural=(n==1 ? 0 : 1);", "X-Generator: {}", "X-Poedit-Basepath: ..", "X-Own: {}",
    "X-Own: twice", "no colon {}",
)  # fmt: skip
_FLAGS = ("fuzzy", "c-format", "no-c-format", "python-brace-format", "no-wrap", "range: 0..5", "max-length:40",
          "placeholders:x", "lisp-format", "safe-html", "possible-c-format")  # fmt: skip
_LETTERS = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a", "\b": "\\b", "\f": "\\f", "\v": "\\v",
            '"': '\\"', "\\": "\\\\"}  # fmt: skip
_SPECIAL = '\n\n\t\r\a\b\f\v"\\\x85\u2028\u2029\x1c\x1d\x1e\x7f\x01\u2068\u2069\u200f\ufeff\u00ad\ufffd#~|{}%'
_PLAIN = "Take the medicine with food, 2 tablets. Nï ñandú 日本語、文 தமிழ் ខ្មែរ ကညီ 😀 e\u0301"


def odd_catalog(dice: random.Random) -> bytes:
    """A catalog that gettext accepts, as far as chance allows."""
    newline = dice.choice(["\n", "\n", "\n", "\r\n"])
    parts = ["" if dice.random() < 0.9 else newline * dice.randrange(3), _header(dice, newline)]
    for number in range(dice.randrange(9)):
        parts.append(newline * dice.choice([0, 1, 1, 1, 2]))
        parts.append(_entry(dice, newline, f"{number} "))
    if dice.random() < 0.1:
        parts.append(f"{newline}# {_line(dice)}{newline}")
    text = "".join(parts)
    content = (text.removesuffix(newline) if dice.random() < 0.1 else text).encode()
    return b"\xef\xbb\xbf" + content if dice.random() < 0.05 else content


def _header(dice: random.Random, newline: str) -> str:
    fields = [field.format(_line(dice)) for field in dice.sample(FIELDS, dice.randrange(len(FIELDS)))]
    fields.insert(dice.randrange(len(fields) + 1), "Content-Type: text/plain; charset=UTF-8")
    text = "".join(field + "\n" for field in fields)
    comments = "".join(_comments(dice, newline, fuzzy=dice.random() < 0.2))
    return f'{comments}msgid ""{newline}msgstr{_strings(dice, text, newline, "", raw=True)}'


def _entry(dice: random.Random, newline: str, unique: str) -> str:
    obsolete = "#~" + dice.choice(["", " ", " ", "\t"]) if dice.random() < 0.2 else ""
    previous = "#~|" if obsolete else "#|"
    lines = list(_comments(dice, newline, fuzzy=dice.random() < 0.3))
    if dice.random() < 0.3:
        if dice.random() < 0.3:
            lines.append(f"{previous} msgctxt{_strings(dice, _text(dice), newline, previous)}")
        lines.append(f"{previous} msgid{_strings(dice, _text(dice), newline, previous)}")
        if dice.random() < 0.2:
            lines.append(f"{previous} msgid_plural{_strings(dice, _text(dice), newline, previous)}")
    if dice.random() < 0.3:
        lines.append(f"{obsolete}msgctxt{_strings(dice, _text(dice), newline, obsolete)}")
    lines.append(f"{obsolete}msgid{_strings(dice, unique + _text(dice), newline, obsolete)}")
    translations = [_text(dice) if dice.random() < 0.9 else ""]
    if dice.random() < 0.2:
        lines.append(f"{obsolete}msgid_plural{_strings(dice, _text(dice), newline, obsolete)}")
        translations += [_text(dice) for _ in range(dice.randrange(6))]
        for form, text in enumerate(translations):
            index = dice.choice(["[{}]", "[{}]", " [ {} ]"]).format(form)
            lines.append(f"{obsolete}msgstr{index}{_strings(dice, text, newline, obsolete)}")
    else:
        lines.append(f"{obsolete}msgstr{_strings(dice, translations[0], newline, obsolete)}")
    return "".join(lines)


def _comments(dice: random.Random, newline: str, *, fuzzy: bool) -> Iterator[str]:
    """Comment lines in any order, some of them apart."""
    flags = dice.sample(_FLAGS[1:], dice.randrange(1, 4)) if dice.random() < 0.3 else []
    flags += ["fuzzy"] if fuzzy else []
    dice.shuffle(flags)
    lines = [f"#, {', '.join(flags)}"] if flags else []
    # Two lines of flags mean different things to different versions of gettext, hence they are rare.
    lines += ["#, python-brace-format"] if dice.random() < 0.02 else []
    for _ in range(dice.choice([0, 0, 1, 3])):
        kind = dice.choice(["# ", "#", "#.", "#. ", "#  ", "#: ", "#:", "#= ", "#", "#"])
        references = " ".join(f"g{dice.randrange(9)}.md:{dice.randrange(1, 99)}" for _ in range(dice.randrange(1, 4)))
        isolated = "\u2068a guide.md\u2069:7"
        if kind.startswith("#:"):
            lines.append(kind + dice.choice([references, references, isolated, "guide.md"]))
        elif kind == "#= ":
            lines.append(kind + dice.choice(_FLAGS[1:]))
        else:
            lines.append(kind + _line(dice).lstrip(".:,=!~| \t") if kind in ("#", "#.") else kind + _line(dice))
    dice.shuffle(lines)
    for line in lines:
        # gettext joins a line that ends in a backslash with the next.
        line = line.rstrip("\\") if dice.random() < 0.5 else line  # noqa: PLW2901
        yield line + newline * dice.choice([1, 1, 1, 1, 2])


def _strings(dice: random.Random, text: str, newline: str, mark: str, *, raw: bool = False) -> str:
    """The text in one string or several, on one line or several, with any escapes."""
    pieces = [text]
    while len(pieces) < 5 and dice.random() < 0.4:
        last = pieces.pop()
        cut = dice.randrange(len(last) + 1)
        pieces += [last[:cut], last[cut:]]
    gap = dice.choice(["", " ", " ", " ", "\t"])
    quoted = [f'"{"".join(_escaped(dice, character, raw=raw) for character in piece)}"' for piece in pieces]
    # Adjacent strings may share a line.
    gaps = [gap, *(" " if dice.random() < 0.2 else newline + mark for _ in quoted[1:])]
    return "".join(before + string for before, string in zip(gaps, quoted, strict=True)) + newline


def _escaped(dice: random.Random, character: str, *, raw: bool) -> str:
    if character in _LETTERS and (raw or dice.random() < 0.9):
        return _LETTERS[character]
    if raw or (character not in _LETTERS and dice.random() < 0.98):
        return character
    if character.isascii() and dice.random() < 0.3:
        # Hexadecimal digits go on as long as they can: the string ends behind them.
        return f'\\x{ord(character):02x}" "'
    return "".join(f"\\{byte:03o}" for byte in character.encode())


def _text(dice: random.Random) -> str:
    kind = dice.randrange(4)
    if kind == 0:
        return "".join(_any_character(dice) for _ in range(dice.randrange(12)))
    if kind == 1:
        return "".join(dice.choice(_SPECIAL + "ab ñ日") for _ in range(dice.randrange(20)))
    start = dice.randrange(len(_PLAIN))
    return _PLAIN[start : start + dice.randrange(30)] * dice.choice([1, 1, 4])


def _line(dice: random.Random) -> str:
    return "".join(character for character in _text(dice) if character not in "\r\n")


def _any_character(dice: random.Random) -> str:
    while True:
        code = dice.choice([dice.randrange(1, 0x180), dice.randrange(0x3000), dice.randrange(0x110000)])
        if code not in (0, 4) and not 0xD800 <= code < 0xE000:
            return chr(code)


# ── damage ──

_SCRAPS = (
    b'"', b"\\", b"\n", b"\r\n", b"\r", b"#", b"#~ ", b"#| ", b"#~| ", b"#, fuzzy\n", b"# c\n", b'msgid "a"\n',
    b'msgstr "b"\n', b"msgid_plural ", b"msgstr[1] ", b"msgctxt ", b"\0", b"\xff", b"\xc3", "ñ".encode(), b"\\x4",
    b"\\12", b"<<<<<<< a\n", b" ", b"domain ", b"\x1c", b"\xc2\x85", b"\xe2\x80\xa8", b"charset=", b'msgid ""\n',
)  # fmt: skip


def mutated(dice: random.Random, content: bytes) -> bytes:
    """The file after one to three accidents to bytes or to lines."""
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        content = _lines_mutated(dice, content) if dice.random() < 0.5 else _bytes_mutated(dice, content)
    return content


def _bytes_mutated(dice: random.Random, content: bytes) -> bytes:
    place = dice.randrange(len(content) + 1)
    kind = dice.randrange(4)
    if kind == 0:
        return content[:place] + dice.choice(_SCRAPS) + content[place:]
    if kind == 1:
        return content[:place] + content[place + dice.randrange(12) :]
    if kind == 2:
        return content[:place] + dice.randbytes(dice.randrange(1, 4)) + content[place + 1 :]
    return content[:place] if dice.random() < 0.2 else content[:place] + bytes([dice.randrange(256)]) + content[place:]


def _lines_mutated(dice: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    place, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    kind = dice.randrange(4)
    if kind == 0:
        del lines[place]
    elif kind == 1:
        lines.insert(other, lines[place])
    elif kind == 2:
        lines[place], lines[other] = lines[other], lines[place]
    else:
        lines[place] = dice.choice([b"#~ ", b"#| ", b"# ", b"  ", b"#~| "]) + lines[place]
    return b"\n".join(lines)


# ── size ──


def large_catalog(entries: int) -> bytes:
    """About a hundred bytes an entry."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    item = (
        '\n#. step\n#: guide.md:{0}\n#, python-brace-format\nmsgid "Take {0} of {{x}} at night"\nmsgstr "Tome {0} ñ"\n'
    )
    return (head + "".join(item.format(number) for number in range(entries))).encode()
