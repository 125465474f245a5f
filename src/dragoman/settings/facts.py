"""The tables `[facts]` and `[locations]`: what is true of the clinic, and of each of its locations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dragoman.errors import UserError
from dragoman.model import Fact, FactKind, Office, Settings
from dragoman.settings.document import Document

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_FACT_PART = re.compile(r"[a-z][a-z0-9_]*")
_FORMS = {
    FactKind.PHONE: (
        re.compile(
            r"(?=(?:[^0-9]*[0-9]){3})\+?[0-9().\-\u2011\u2013 \u00a0]+(?:,? ?(?:ext\.?|extension|x) ?[0-9]+)?",
            re.IGNORECASE,
        ),
        "no telephone number",
        '"(612) 555-0100 ext. 5"',
    ),
    FactKind.EMAIL: (re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+"), "no address of e-mail", '"desk@clinic.example"'),
    FactKind.URL: (
        re.compile(r"(?:https?://)?[^\s/?#@.]+(?:\.[^\s/?#@.]+)+(?::[0-9]+)?(?:[/?#]\S*)?", re.IGNORECASE),
        "no address on the web",
        '"https://clinic.example/help"',
    ),
    FactKind.MEASURE: (re.compile(r".*[0-9].*"), "no measure: it has no figure", '"100.4 °F"'),
}
"""How the value of each kind must look, what it is else, and an example: what is shown as a number can be called."""


def read_facts(document: Document, prefix: tuple[str, ...], table: Mapping[str, Any]) -> tuple[Fact, ...]:
    found: list[Fact] = []
    for group, facts in table.items():
        if not isinstance(facts, dict):
            heading = ".".join((*prefix, group))
            document.fail((*prefix, group), f"'{group}' is not a group of facts.", f"Write [{heading}].")
        for name, value in facts.items():
            found.append(_fact(document, (*prefix, group, name), value))
    return tuple(found)


def _fact(document: Document, key: tuple[str, ...], value: object) -> Fact:
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
    fact = Fact(name, value, FactKind(str(kind)), document.where(key))
    _check_form(document, key, fact)
    return fact


def _check_form(document: Document, key: tuple[str, ...], fact: Fact) -> None:
    if not fact.value or fact.kind not in _FORMS:
        return
    form, problem, example = _FORMS[fact.kind]
    if not form.fullmatch(fact.value):
        remedy = f'Write one such as {example}, take out the kind, or write "" for what staff fill in by hand.'
        document.fail(key, f"The fact '{fact.name}' is '{fact.value}', which is {problem}.", remedy)


def read_offices(document: Document) -> tuple[Office, ...]:
    found: list[Office] = []
    for id_, table in document.subtable("locations").items():
        key = ("locations", id_)
        if not _ID.fullmatch(id_) or not isinstance(table, dict):
            document.fail(key, f"'{id_}' is not a location.", "Write [locations.some-name] and its facts below.")
        name = table.get("name")
        if not isinstance(name, str) or not name:
            document.fail((*key, "name"), f"The location '{id_}' has no name.", 'Write name = "…".')
        groups = {group: facts for group, facts in table.items() if group != "name"}
        found.append(Office(id_, name, read_facts(document, key, groups)))
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
