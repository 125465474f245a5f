"""`dragoman.toml` from text to values, every key checked; what is wrong is said with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from dragoman.errors import UserError
from dragoman.languages import all_languages, find_language, language_from_table
from dragoman.model import (
    SOURCE_LANGUAGE,
    Commitment,
    Fact,
    FactKind,
    Language,
    Location,
    Office,
    Paper,
    Policy,
    Settings,
)

_Choice = TypeVar("_Choice", bound=StrEnum)

FILE_NAME = "dragoman.toml"

_TABLES = ("project", "languages", "language", "policy", "facts", "locations")
_PROJECT_KEYS = ("name", "source", "locales", "output", "catalogs", "templates", "paper")
_POLICY_KEYS = ("sign_off", "machine")
_SYNTAX_PLACE = re.compile(r"^(.*?)\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_FACT_PART = re.compile(r"[a-z][a-z0-9_]*")


def parse_settings(text: str, path: str = FILE_NAME) -> Settings:
    """Settings of a project; `UserError` names the key and its line."""
    document = _Document(_parse(text, path), text, path)
    document.check_keys((), document.table, _TABLES)
    project = document.subtable("project")
    document.check_keys(("project",), project, _PROJECT_KEYS)
    policy = document.subtable("policy")
    document.check_keys(("policy",), policy, _POLICY_KEYS)
    locales = document.text(("project", "locales"), "locales")
    settings = Settings(
        name=document.text(("project", "name"), ""),
        source=document.text(("project", "source"), "source"),
        locales=locales,
        output=document.text(("project", "output"), "build"),
        catalog_layout=document.text(("project", "catalogs"), f"{locales}/{{language}}/LC_MESSAGES/{{guide}}.po"),
        template_layout=document.text(("project", "templates"), f"{locales}/{{guide}}.pot"),
        languages=_languages(document),
        facts=_facts(document, ("facts",), document.subtable("facts")),
        offices=_offices(document),
        paper=document.choice(("project", "paper"), Paper, Paper.LETTER),
        policy=Policy(
            sign_off=document.truth(("policy", "sign_off"), True), machine=document.truth(("policy", "machine"), False)
        ),
        path=path,
    )
    if not settings.name:
        document.fail(("project", "name"), "[project] has no name.", 'Write name = "…".')
    _check_layouts(document, settings)
    return settings


def _parse(text: str, path: str) -> Mapping[str, Any]:
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
        raise UserError(
            f"This is not TOML: {problem[:1].lower()}{problem[1:]}.",
            where=Location(path, line, column),
            remedy="Texts stand in quotation marks, lists in [ ].",
        ) from error


@dataclass(frozen=True, slots=True)
class _Document:
    """The parsed file with its text, to say on which line a key stands."""

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

    def choice(self, key: tuple[str, ...], choices: type[_Choice], usual: _Choice) -> _Choice:
        found = self.value(key)
        if found is None:
            return usual
        if found not in [choice.value for choice in choices]:
            self.fail(key, f"'{'.'.join(key)}' cannot be {found!r}.", f"Write one of {', '.join(choices)}.")
        return choices(found)


# ── languages ──


def _languages(document: _Document) -> tuple[tuple[Language, Commitment], ...]:
    table = document.subtable("languages")
    document.check_keys(("languages",), table, tuple(commitment.value for commitment in Commitment))
    known = _known_languages(document)
    found: dict[str, tuple[Language, Commitment]] = {}
    for commitment in Commitment:
        key = ("languages", commitment.value)
        names = document.value(key)
        if names is None:
            continue
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            document.fail(key, f"'{'.'.join(key)}' is not a list of language tags.", 'Write ["es", "so"].')
        for name in names:
            language = find_language(name, where=document.where(key), among=known)
            if language.tag == SOURCE_LANGUAGE:
                document.fail(key, "English is the language of the guides: it has no catalogs.", "Leave it out.")
            if language.tag in found:
                document.fail(key, f"The language '{language.tag}' is listed twice.", "Keep one of the two.")
            found[language.tag] = (language, commitment)
    return tuple(found.values())


def _known_languages(document: _Document) -> tuple[Language, ...]:
    """The registry with the project's own rows above it."""
    rows = document.table.get("language", [])
    if not isinstance(rows, list):
        document.fail(("language",), "'language' is not a list of tables.", "Write [[language]].")
    by_tag = {language.tag: language for language in all_languages()}
    for row in rows:
        if not isinstance(row, dict):
            document.fail(("language",), "'language' is not a list of tables.", "Write [[language]].")
        tag = str(row.get("tag", ""))
        language = language_from_table(row, by_tag.get(tag), document.where(("language",)))
        by_tag[language.tag] = language
    return tuple(by_tag.values())


# ── the clinic ──


def _facts(document: _Document, prefix: tuple[str, ...], table: Mapping[str, Any]) -> tuple[Fact, ...]:
    found: list[Fact] = []
    for group, facts in table.items():
        if not isinstance(facts, dict):
            heading = ".".join((*prefix, group))
            document.fail((*prefix, group), f"'{group}' is not a group of facts.", f"Write [{heading}].")
        for name, value in facts.items():
            found.append(_fact(document, (*prefix, group, name), value))
    return tuple(found)


def _fact(document: _Document, key: tuple[str, ...], value: object) -> Fact:
    name = ".".join(key[-2:])
    for part in key[-2:]:
        if not _FACT_PART.fullmatch(part):
            document.fail(key, f"'{part}' cannot be part of a fact's name.", "Use small letters, digits and _.")
    kind: object = FactKind.TEXT
    if isinstance(value, dict):
        document.check_keys(key, value, ("kind", "value"))
        kind, value = value.get("kind", kind), value.get("value")
    if kind not in [choice.value for choice in FactKind]:
        document.fail(key, f"The fact '{name}' cannot be of kind {kind!r}.", f"Write one of {', '.join(FactKind)}.")
    if not isinstance(value, str) or not value.replace("\u00a0", " ").isprintable():
        document.fail(key, f"The fact '{name}' is not one line of text.", 'Write "" for what staff fill in by hand.')
    if name.startswith("blank."):
        document.fail(key, "'blank' is kept for what people fill in by hand.", "Choose another name for the group.")
    return Fact(name, value, FactKind(str(kind)), document.where(key))


def _offices(document: _Document) -> tuple[Office, ...]:
    found: list[Office] = []
    for id_, table in document.subtable("locations").items():
        key = ("locations", id_)
        if not _ID.fullmatch(id_) or not isinstance(table, dict):
            document.fail(key, f"'{id_}' is not a location.", "Write [locations.some-name] and its facts below.")
        name = table.get("name")
        if not isinstance(name, str) or not name:
            document.fail((*key, "name"), f"The location '{id_}' has no name.", 'Write name = "…".')
        groups = {group: facts for group, facts in table.items() if group != "name"}
        found.append(Office(id_, name, _facts(document, key, groups)))
    return tuple(found)


def facts_of(settings: Settings, office: Office | None) -> Mapping[str, Fact]:
    """The clinic's facts by name, those of the office in place of the clinic's own."""
    facts = {fact.name: fact for fact in settings.facts}
    return {**facts, **{fact.name: fact for fact in (office.facts if office else ())}}


def find_office(settings: Settings, name: str | None) -> Office | None:
    """The office of that id or name; the first one, if there is any, for `None`."""
    if name is None:
        return settings.offices[0] if settings.offices else None
    for office in settings.offices:
        if name.casefold() in (office.id, office.name.casefold()):
            return office
    there = ", ".join(office.id for office in settings.offices) or "none"
    raise UserError(f"There is no location '{name}'.", where=settings.path, remedy=f"There are: {there}.")


# ── layout ──


def _check_layouts(document: _Document, settings: Settings) -> None:
    if "{language}" not in settings.catalog_layout or not settings.catalog_layout.endswith(".po"):
        document.fail(
            ("project", "catalogs"),
            f"'{settings.catalog_layout}' is no pattern for catalogs.",
            "It needs {language} and ends with .po.",
        )
    if ("{guide}" in settings.catalog_layout) != ("{guide}" in settings.template_layout):
        document.fail(
            ("project", "templates"),
            "One of the patterns for catalogs and templates has {guide} and the other has not.",
            "Give it to both, or to none for one catalog a language.",
        )
