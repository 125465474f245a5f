"""The glossary of a project: terms with the words that stand for them, and names that stay as they are."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.model import Conventions, KeptName, Term
from dragoman.settings.document import Document, Row, parse_toml

_TERM_KEYS = ("english", "use", "avoid", "note")
_NAME_KEYS = ("name", "also")


def parse_glossary(text: str, path: str) -> Conventions:
    """Terms and names in the order of the file; `UserError` names the line of what is wrong."""
    document = Document(parse_toml(text, path), text, path)
    document.check_keys((), document.table, ("term", "name"))
    return Conventions(
        terms=tuple(_term(row) for row in document.rows(("term",))),
        names=tuple(_name(row) for row in document.rows(("name",))),
    )


def _term(row: Row) -> Term:
    row.check_keys(_TERM_KEYS)
    english = row.texts("english")
    if not english:
        row.fail("The term has no English.", 'Write english = ["…"], with each form of the word.')
    return Term(english, _by_language(row, "use"), _by_language(row, "avoid"), row.text("note", ""))


def _name(row: Row) -> KeptName:
    row.check_keys(_NAME_KEYS)
    return KeptName(row.text("name"), _by_language(row, "also"))


def _by_language(row: Row, key: str) -> Mapping[str, tuple[str, ...]]:
    """Language tag → forms, as written: `use.es = ["…"]`."""
    found = row.table.get(key, {})
    if not isinstance(found, dict):
        row.fail(f"'{key}' does not say for which language.", f'Write {key}.es = ["…"].')
    return {tag: Row(found, f"{row.name}.{key}", row.where).texts(tag) for tag in found}
