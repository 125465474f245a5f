"""The YAML block at the head of a guide, read strictly: a key nobody knows is an error, not a silence.

Only importer of PyYAML. It is composed into nodes and never constructed into objects: each value keeps its
line, dates stay text, and no tag can name a Python type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import yaml

from dragoman.errors import UserError
from dragoman.model import Level, Location, Meta, Role, Segment

# That of libyaml takes a sixteenth of the time; a PyYAML that was built without it has the other alone.
_FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPEN_QUOTE = re.compile(r"""\s*(?:[\w-]+:|-)\s+(?:"(?:[^"\\]|\\.)*|'[^']*)""")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TEXT_KEYS = ("title", "summary", "audience", "version", "revised", "review_by")
_KEYS = (*_TEXT_KEYS, "keywords", "blanks", "card", "pages")
MOST_PAGES = 99
"""Of a sheet: what its foot has room for."""


def split_front_matter(text: str, path: str) -> tuple[str, str, int]:
    """YAML text, body, and the line of the file that the body begins on."""
    match = _BLOCK.match(text)
    if match is None:
        raise UserError(
            "The guide has no front matter.",
            where=Location(path, 1),
            remedy="Begin it with a line '---', 'title: …' and another line '---'.",
        )
    return match[1], text[match.end() :], text[: match.end()].count("\n") + 1


def parse_front_matter(yaml_text: str, path: str, guide: str) -> Meta:
    """The front matter of a guide; `UserError` with the line of what is wrong."""
    node = _compose(yaml_text, path)
    fields = _mapping(node, path, "The front matter")
    for key, (_, where) in fields.items():
        if key not in _KEYS:
            raise UserError(
                f"'{key}' is not a key of the front matter.", where=where, remedy=f"There are {', '.join(_KEYS)}."
            )
    texts = {key: _text(*fields[key], key) for key in _TEXT_KEYS if key in fields}
    if not texts.get("title"):
        raise UserError("The front matter has no title.", where=Location(path, 1), remedy="Add a line 'title: …'.")
    for key in ("revised", "review_by"):
        if key in texts and not _is_date(texts[key]):
            raise UserError(
                f"'{key}' is not a date: {texts[key]}.", where=fields[key][1], remedy="Write it like 2026-11-22."
            )

    def segment(text: str, role: Role, where: Location) -> Segment:
        return Segment(text, role, Level.INFO, where, domain=guide, section=texts["title"])

    summary = texts.get("summary")
    return Meta(
        title=segment(texts["title"], Role.TITLE, fields["title"][1]),
        summary=segment(summary, Role.SUMMARY, fields["summary"][1]) if summary else None,
        keywords=tuple(segment(text, Role.KEYWORD, where) for text, where in _texts(fields.get("keywords"))),
        audience=texts.get("audience", ""),
        version=texts.get("version", ""),
        revised=texts.get("revised", ""),
        review_by=texts.get("review_by", ""),
        pages=_pages(fields.get("pages")),
        blanks=tuple(
            (name, segment(_text(value, where, name), Role.BLANK, where))
            for name, (value, where) in _blanks(fields.get("blanks"), path).items()
        ),
        card="card" in fields and _truth(*fields["card"], "card"),
    )


def _compose(yaml_text: str, path: str) -> yaml.Node | None:
    try:
        return yaml.compose(yaml_text, Loader=_FAST_LOADER)
    except (yaml.YAMLError, RecursionError):
        return _compose_in_python(yaml_text, path)


def _compose_in_python(yaml_text: str, path: str) -> yaml.Node | None:
    """The same by the reader whose sentences say what is wrong."""
    try:
        return yaml.compose(yaml_text, Loader=yaml.SafeLoader)
    except RecursionError as error:
        where = Location(path, 2)
        raise UserError("The front matter is nested too deep.", where=where, remedy="It needs one list.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 2 if mark else 2
        problem = getattr(error, "problem", None) or "it cannot be read"
        opened = _open_quote(yaml_text.split("\n")[: line - 1])
        if opened is not None:
            raise UserError(
                "The front matter is not YAML: a quotation mark is not closed.",
                where=Location(path, opened + 2),
                remedy="Close it at the end of its line.",
            ) from error
        raise UserError(
            f"The front matter is not YAML: {problem}.",
            where=Location(path, line),
            remedy="Put a text with a colon in it in quotation marks.",
        ) from error


def _open_quote(lines: list[str]) -> int | None:
    """The first line whose value begins with a quotation mark and does not end with one; from 0."""
    return next((number for number, line in enumerate(lines) if _OPEN_QUOTE.fullmatch(line)), None)


def _mapping(node: yaml.Node | None, path: str, what: str) -> dict[str, tuple[yaml.Node, Location]]:
    if not isinstance(node, yaml.MappingNode):
        where = Location(path, node.start_mark.line + 2 if node else 1)
        raise UserError(f"{what} is not a list of 'key: value' lines.", where=where, remedy="Write 'title: …'.")
    fields: dict[str, tuple[yaml.Node, Location]] = {}
    for key, value in node.value:
        where = Location(path, key.start_mark.line + 2)
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name in fields:
            raise UserError(f"'{name}' stands twice in the front matter.", where=where, remedy="Keep one of the two.")
        fields[name] = (value, where)
    return fields


def _text(node: yaml.Node, where: Location, key: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise UserError(f"'{key}' is not a text.", where=where, remedy="Write it on one line, in quotation marks.")
    return " ".join(str(node.value).split())


def _truth(node: yaml.Node, where: Location, key: str) -> bool:
    text = _text(node, where, key)
    if text not in ("true", "false"):
        raise UserError(f"'{key}' is neither true nor false.", where=where, remedy=f"Write '{key}: true'.")
    return text == "true"


def _texts(field: tuple[yaml.Node, Location] | None) -> list[tuple[str, Location]]:
    if field is None:
        return []
    node, where = field
    if not isinstance(node, yaml.SequenceNode):
        raise UserError("'keywords' is not a list.", where=where, remedy="Write 'keywords: [one, two]'.")
    found = ((item, Location(where.path, item.start_mark.line + 2)) for item in node.value)
    return [(text, place) for item, place in found if (text := _text(item, place, "keywords"))]


def _blanks(field: tuple[yaml.Node, Location] | None, path: str) -> Mapping[str, tuple[yaml.Node, Location]]:
    if field is None:
        return {}
    blanks = _mapping(field[0], path, "'blanks'")
    for name, (_, where) in blanks.items():
        if not _NAME.fullmatch(name):
            raise UserError(
                f"'{name}' is not a name for a blank.", where=where, remedy="Use small letters, digits and _."
            )
        if not _text(blanks[name][0], where, name):
            raise UserError(f"The blank '{name}' has no label.", where=where, remedy="Write what to fill in.")
        if "{blank." in str(blanks[name][0].value):
            raise UserError(
                f"The label of the blank '{name}' holds a blank.", where=where, remedy="Write what to fill in, as text."
            )
    return blanks


def _pages(field: tuple[yaml.Node, Location] | None) -> int:
    if field is None:
        return 0
    text = _text(*field, "pages")
    if not re.fullmatch(r"[1-9][0-9]?", text):
        raise UserError(
            f"'pages' is not a number of pages: {text}.", where=field[1], remedy=f"Write one from 1 to {MOST_PAGES}."
        )
    return int(text)


def _is_date(text: str) -> bool:
    """Whether there is such a day, in ISO's longer form."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
