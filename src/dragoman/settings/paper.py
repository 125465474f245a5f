"""What `dragoman.toml` says of paper: sizes, the address on the web, and the tables `[letterhead]` and `[notice]`."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.model import Arrangement, Letterhead, SheetForm, TextSize
from dragoman.settings.document import Document

_WEB = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?")
_FACT = re.compile(r"\{([^{}]*)\}")
_SIZES = {str(size.value): size for size in TextSize}
_ARRANGEMENTS = {"bilingual": Arrangement.SIDE, "side": Arrangement.SIDE, "stacked": Arrangement.STACKED}
_DESK_EXAMPLE = 'desk = ["18", "bilingual", "18 numbered"]'
_MOST_PAGES = 99
_MOST_LINES = 5
"""More would push the text of a first page too far down."""


def read_sizes(document: Document) -> tuple[TextSize, ...]:
    """The sizes in rising order, always with the normal one."""
    key = ("project", "sizes")
    found = document.value(key)
    if found is None:
        return (TextSize.NORMAL,)
    known = [size.value for size in TextSize]
    if not isinstance(found, list) or any(type(size) is not int or size not in known for size in found):
        remedy = f"Write some of {', '.join(map(str, known))}: sizes = [14, 18]."
        document.fail(key, "'project.sizes' is not a list of sizes of text.", remedy)
    return tuple(sorted({TextSize.NORMAL, *map(TextSize, found)}))


def read_desk(document: Document) -> tuple[SheetForm, ...]:
    """Forms of sheets, each a text of words: `18`, `bilingual`, `18 stacked numbered`."""
    key = ("project", "desk")
    found = document.value(key)
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(words, str) for words in found):
        document.fail(key, "'project.desk' is not a list of texts.", f"Write one such as {_DESK_EXAMPLE}.")
    return tuple(dict.fromkeys(_form(document, key, words) for words in found))


def _form(document: Document, key: tuple[str, ...], words: str) -> SheetForm:
    form = SheetForm()
    for word in words.split():
        if word in _SIZES:
            form = replace(form, size=_SIZES[word])
        elif word in _ARRANGEMENTS:
            form = replace(form, arrangement=_ARRANGEMENTS[word])
        elif word == "numbered":
            form = replace(form, numbered=True)
        else:
            there = ", ".join([*_SIZES, *_ARRANGEMENTS, "numbered"])
            document.fail(key, f"'project.desk' cannot have '{word}'.", f"There are: {there}.")
    if form.arrangement is Arrangement.SIDE and form.size is TextSize.LARGEST:
        document.fail(key, "Two columns of 24 points are too narrow for long words.", 'Write "24 stacked".')
    return form


def read_pages(document: Document) -> int:
    """How many pages a sheet may have; 0 where the settings do not say."""
    key = ("project", "pages")
    found = document.value(key)
    if found is None:
        return 0
    if type(found) is not int or not 1 <= found <= _MOST_PAGES:
        document.fail(key, "'project.pages' is not a number of pages.", f"Write one from 1 to {_MOST_PAGES}.")
    return found


def read_web(document: Document) -> str:
    key = ("project", "web")
    web = document.text(key, "")
    if web and not _WEB.fullmatch(web):
        document.fail(key, f"'{web}' is no address of pages.", 'Write one such as "https://example.org/handouts".')
    return web.rstrip("/")


def read_letterhead(document: Document) -> Letterhead:
    """`UserError` for a line that names a fact which neither the clinic nor any location has."""
    document.check_keys(("letterhead",), document.subtable("letterhead"), ("logo", "lines"))
    logo = document.text(("letterhead", "logo"), "")
    if logo and not logo.endswith((".svg", ".png")):
        document.fail(("letterhead", "logo"), f"'{logo}' is not a logo.", "Name an SVG or a PNG file of the project.")
    key = ("letterhead", "lines")
    lines = document.value(key) or []
    if not isinstance(lines, list) or not all(isinstance(line, str) and line.isprintable() for line in lines):
        document.fail(key, "'letterhead.lines' is not a list of texts.", 'Write lines = ["{clinic.name}"].')
    if len(lines) > _MOST_LINES:
        document.fail(key, f"The letterhead has {len(lines)} lines.", f"It may have {_MOST_LINES}.")
    known = _fact_names(document)
    for name in (name for line in lines for name in _FACT.findall(line)):
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            document.fail(key, f"The letterhead names the fact '{name}', which is not set.", f"There are: {there}.")
    return Letterhead(logo, tuple(lines))


def read_notice(document: Document) -> str:
    """Id of the guide that `dragoman notice` sets in all languages; empty for none."""
    document.check_keys(("notice",), document.subtable("notice"), ("guide",))
    return document.text(("notice", "guide"), "")


def _fact_names(document: Document) -> frozenset[str]:
    tables = [document.subtable("facts"), *document.subtable("locations").values()]
    groups = [item for table in tables if isinstance(table, dict) for item in table.items()]
    return frozenset(f"{group}.{name}" for group, facts in groups if isinstance(facts, dict) for name in facts)
