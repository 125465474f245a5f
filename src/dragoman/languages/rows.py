"""From a TOML table to a `Language`, with every value checked.

A language's names become folders and its rules reach the paper, so a row is refused rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from difflib import get_close_matches
from enum import StrEnum
from typing import NoReturn, TypeVar

from dragoman.errors import UserError
from dragoman.languages.plurals import plural_rule
from dragoman.model import Breaking, Direction, Language, Location

_Choice = TypeVar("_Choice", bound=StrEnum)

KEYS = tuple(field.name for field in fields(Language))

RTL_SCRIPTS = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})

MAX_CODE = 35
"""Characters: the least that BCP 47 asks every program to take, and more than any language here needs."""

_TAG = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?"
)
_FOLDER = re.compile(r"[A-Za-z]{2,8}([_-][A-Za-z0-9]{1,8})*(@[A-Za-z0-9]{1,16})?")
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_DIGITS = re.compile(r"[a-z]{3,8}")
_PDF_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")

_USUAL: Mapping[str, object] = {
    "aliases": (),
    "digits": "latn",
    "fonts": (),
    "line_height": 1.4,
    "size_factor": 1.0,
    "expansion": 1.0,
}
"""What a project's own row may leave out; without fonts it can be translated but not printed."""


def is_code(text: str) -> bool:
    """Whether it has the form of a BCP 47 or POSIX language code: safe in a path, whatever it means."""
    return len(text) <= MAX_CODE and _FOLDER.fullmatch(text) is not None


def language_from_table(table: Mapping[str, object], base: Language | None, where: Location) -> Language:
    """A project's row: `base` with the keys of `table` in place of its own, or a language that is not built in.

    A new row needs its tag, English name, autonym, script, direction, plural forms and breaking;
    there is no safe guess for those.
    """
    language = read_row({**_start(table, base), **table}, where)
    try:
        plural_rule(language.plural_forms)
    except ValueError as error:
        raise UserError(
            f"The plural_forms of language '{language.tag}' cannot be used: {error}.", where=where
        ) from None
    return language


def read_row(table: Mapping[str, object], where: Location | str) -> Language:
    """A complete row. The plural rule is not tried: that takes longer than all the rest."""
    row = _Row(table, where)
    row.check_keys()
    language = Language(
        tag=row.code("tag", _TAG, "a BCP 47 tag such as 'so', 'pt-BR' or 'zh-Hans'"),
        gettext=row.code("gettext", _FOLDER, "a locale name such as 'so', 'pt_BR' or 'zh_Hans'"),
        english=row.text("english"),
        autonym=row.text("autonym"),
        aliases=row.texts("aliases"),
        script=row.code("script", _SCRIPT, "an ISO 15924 script such as 'Latn' or 'Arab'"),
        direction=row.choice("direction", Direction),
        plural_forms=row.text("plural_forms"),
        digits=row.code("digits", _DIGITS, "a CLDR numbering system such as 'latn' or 'mymr'"),
        breaking=row.choice("breaking", Breaking),
        fonts=row.texts("fonts"),
        line_height=row.number("line_height", 1.0, 4.0),
        size_factor=row.number("size_factor", 0.5, 2.0),
        expansion=row.number("expansion", 0.1, 10.0),
        pdf_language=row.code("pdf_language", _PDF_LANGUAGE, "a language with or without a region, such as 'fa-AF'"),
    )
    expected = Direction.RTL if language.script in RTL_SCRIPTS else Direction.LTR
    if language.direction is not expected:
        row.fail("direction", f"must be '{expected}' for the script {language.script}")
    return language


def _start(table: Mapping[str, object], base: Language | None) -> Mapping[str, object]:
    if base is not None:
        return asdict(base)
    tag = table.get("tag")
    if not isinstance(tag, str):
        return _USUAL
    region = re.search(r"-([A-Z]{2})(?=-|$)", tag)
    pdf_language = tag.partition("-")[0] + (region[0] if region else "")
    return {**_USUAL, "gettext": tag.replace("-", "_"), "pdf_language": pdf_language}


@dataclass(frozen=True, slots=True)
class _Row:
    table: Mapping[str, object]
    where: Location | str

    def check_keys(self) -> None:
        for key in self.table:
            if key not in KEYS:
                close = get_close_matches(key, KEYS, n=1)
                remedy = f"Did you mean '{close[0]}'?" if close else f"The keys are {', '.join(KEYS)}."
                raise UserError(f"[[language]] has no key '{key}'.", where=self.where, remedy=remedy)
        for key in KEYS:
            if key not in self.table:
                name = self.table.get("tag", "?")
                raise UserError(f"Language '{name}' has no '{key}'.", where=self.where, remedy="Add it to the table.")

    def fail(self, key: str, demand: str) -> NoReturn:
        raise UserError(f"The key '{key}' of [[language]] {demand}, not {self.table[key]!r}.", where=self.where)

    def text(self, key: str) -> str:
        value = self.table[key]
        if not isinstance(value, str) or not _is_label(value):
            self.fail(key, "must be one line of text")
        return value

    def code(self, key: str, form: re.Pattern[str], demand: str) -> str:
        value = self.table[key]
        if not isinstance(value, str) or len(value) > MAX_CODE or not form.fullmatch(value):
            self.fail(key, f"must be {demand}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.table[key]
        if not isinstance(values, list | tuple):
            self.fail(key, "must be a list of texts")
        for value in values:
            if not isinstance(value, str) or not _is_label(value):
                self.fail(key, "must be a list of texts of one line each")
        return tuple(values)

    def number(self, key: str, low: float, high: float) -> float:
        value = self.table[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self.fail(key, f"must be a number from {low} to {high}")
        return float(value)

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        value = self.table[key]
        if value not in list(choices):
            self.fail(key, f"must be one of {', '.join(choices)}")
        return choices(str(value))


def _is_label(value: str) -> bool:
    return bool(value.strip()) and all(character.isprintable() or character in "\u200c\u200d" for character in value)
