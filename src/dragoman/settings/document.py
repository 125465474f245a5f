"""A TOML file whose keys are checked one by one, and its errors, each with the line of its key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from dragoman.errors import UserError
from dragoman.model import Location

_Choice = TypeVar("_Choice", bound=StrEnum)
_SYNTAX_PLACE = re.compile(r"^(.*?)\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)
_TUPLE = re.compile(r"\('[^()]*'\)|\('[^()]*',\)")
"""The parts of a key, as Python writes them."""
_TWICE = re.compile(rf"Cannot declare ({_TUPLE.pattern}) twice")


def parse_toml(text: str, path: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        remedy = "Settings need no more than two."
        raise UserError("Lists are nested too deep.", where=Location(path, 1), remedy=remedy) from error
    except tomllib.TOMLDecodeError as error:
        place = _SYNTAX_PLACE.match(str(error))
        problem = place[1] if place else str(error)
        line = int(place[2]) if place and place[2] else text.count("\n") + 1
        column = int(place[3]) if place and place[3] else 1
        said, remedy = _in_words(problem)
        raise UserError(said, where=Location(path, line, column), remedy=remedy) from error


def _in_words(problem: str) -> tuple[str, str]:
    """What the reader of TOML found, for people who have not written it, and what to do."""
    if twice := _TWICE.fullmatch(problem):
        heading = ".".join(re.findall(r"'([^']*)'", twice[1]))
        return f"The section [{heading}] stands twice.", "Bring its lines together in one."
    if problem == "Cannot overwrite a value":
        return "This key stands twice.", "Keep one of the two."
    if problem == r"Illegal character '\n'":
        return "A quotation mark is not closed on this line.", "Close it at the end of the text."
    plain = _TUPLE.sub(lambda names: ".".join(re.findall(r"'([^']*)'", names[0])), problem)
    return f"This is not TOML: {plain[:1].lower()}{plain[1:]}.", "Texts stand in quotation marks, lists in [ ]."


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file with its text, to say on which line a key stands."""

    table: Mapping[str, Any]
    source: str
    path: str

    def where(self, key: tuple[str, ...]) -> Location:
        """Line of the key, else of its table, else of the file."""
        wanted = ".".join(key)
        heading, best = "", 1
        for number, line in enumerate(self.source.splitlines(), 1):
            if table := re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line):
                heading = re.sub(r"[\s\"']", "", table[1])
                full = heading
            elif assigned := re.match(r"\s*([\w.\"' -]+?)\s*=", line):
                name = re.sub(r"[\s\"']", "", assigned[1])
                full = f"{heading}.{name}" if heading else name
            else:
                continue
            if full == wanted or full.startswith(wanted + "."):
                return Location(self.path, number)
            if wanted.startswith(full + "."):
                best = number
        return Location(self.path, best)

    def fail(self, key: tuple[str, ...], problem: str, remedy: str = "") -> NoReturn:
        raise UserError(problem, where=self.where(key), remedy=remedy)

    def check_keys(self, prefix: tuple[str, ...], table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                close = get_close_matches(key, known, n=1)
                remedy = f"Did you mean '{close[0]}'?" if close else f"There are {', '.join(known)}."
                place = f"[{'.'.join(prefix)}]" if prefix else "The file"
                self.fail((*prefix, key), f"{place} has no key '{key}'.", remedy)

    def subtable(self, name: str) -> Mapping[str, Any]:
        found = self.table.get(name, {})
        if not isinstance(found, dict):
            self.fail((name,), f"'{name}' is not a table.", f"Write [{name}] on a line of its own.")
        return found

    def rows(self, key: tuple[str, ...]) -> tuple[Row, ...]:
        """The tables of a list, `[[key]]` each, with their lines."""
        found = self.value(key)
        name = ".".join(key)
        if found is None:
            return ()
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            self.fail(key, f"'{name}' is not a list of tables.", f"Write [[{name}]].")
        heading = re.compile(rf"^\s*\[\[\s*{re.escape(name)}\s*\]\]")
        lines = [number for number, line in enumerate(self.source.splitlines(), 1) if heading.match(line)]
        lines += [self.where(key).line] * (len(found) - len(lines))
        return tuple(Row(row, name, Location(self.path, line)) for row, line in zip(found, lines, strict=False))

    def value(self, key: tuple[str, ...]) -> Any:
        found: Any = self.table
        for part in key:
            found = found.get(part) if isinstance(found, dict) else None
        return found

    def text(self, key: tuple[str, ...], usual: str) -> str:
        found = self.value(key)
        if found is None:
            return usual
        if not isinstance(found, str) or not found.isprintable():
            self.fail(key, f"'{'.'.join(key)}' is not one line of text.", "Put it in quotation marks.")
        return found

    def truth(self, key: tuple[str, ...], usual: bool) -> bool:
        found = self.value(key)
        if found is None:
            return usual
        if not isinstance(found, bool):
            self.fail(key, f"'{'.'.join(key)}' is neither true nor false.", "Write it without quotation marks.")
        return found

    def number(self, key: tuple[str, ...], usual: int, *, most: int) -> int:
        """A whole number from 0."""
        found = self.value(key)
        if found is None:
            return usual
        if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= most:
            self.fail(
                key, f"'{'.'.join(key)}' is no whole number from 0 to {most}.", "Write it without quotation marks."
            )
        return found

    def count(self, key: tuple[str, ...], usual: int) -> int:
        """A whole number from 1 up."""
        found = self.value(key)
        if found is None:
            return usual
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            self.fail(key, f"'{'.'.join(key)}' is no whole number from 1 up.", "Write it in digits: 2_000_000.")
        return found

    def choice(self, key: tuple[str, ...], choices: type[_Choice], usual: _Choice) -> _Choice:
        found = self.value(key)
        if found is None:
            return usual
        if found not in [choice.value for choice in choices]:
            self.fail(key, f"'{'.'.join(key)}' cannot be {found!r}.", f"Write one of {', '.join(choices)}.")
        return choices(found)


@dataclass(frozen=True, slots=True)
class Row:
    """One table of a list."""

    table: Mapping[str, Any]
    name: str
    """Of the list."""
    where: Location

    def fail(self, problem: str, remedy: str = "") -> NoReturn:
        raise UserError(problem, where=self.where, remedy=remedy)

    def check_keys(self, known: tuple[str, ...]) -> None:
        for key in self.table:
            if key not in known:
                close = get_close_matches(key, known, n=1)
                remedy = f"Did you mean '{close[0]}'?" if close else f"There are {', '.join(known)}."
                self.fail(f"[[{self.name}]] has no key '{key}'.", remedy)

    def text(self, key: str, usual: str | None = None) -> str:
        """A text; one that must be there where `usual` is `None`."""
        found = self.table.get(key, usual)
        if not isinstance(found, str) or (usual is None and not found.strip()):
            self.fail(f"[[{self.name}]] has no text '{key}'.", f'Write {key} = "…".')
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(text, str) and text.strip() for text in found):
            self.fail(f"'{key}' of [[{self.name}]] is not a list of texts.", f'Write {key} = ["…"].')
        return tuple(found)
