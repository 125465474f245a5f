"""Header entries: new ones, and single fields of those that are there."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from dragoman.model import Catalog, Entry, Language, MessageKey, Status

_GENERATOR = "Dragoman"
NEVER_REVISED = "YEAR-MO-DA HO:MI+ZONE"
"""gettext's own words for a file that nobody has revised yet; Babel cannot read an empty date."""
_MIME = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
_LEFT_OUT_IF_EMPTY = frozenset({"Report-Msgid-Bugs-To", "POT-Creation-Date"})
"""`msgfmt -c` asks for all the other fields."""


def new_catalog(
    language: Language,
    path: str,
    project: str,
    *,
    revised: str,
    translator: str = "",
    team: str = "",
    report_to: str = "",
    created: str = "",
) -> Catalog:
    """A catalog with a header and no entries.

    Dates are as gettext writes them, `2026-03-04 14:30+0000`; nothing here reads a clock. A catalog nobody has worked
    on names no person: `translator` and `team` have neutral values that `msgfmt -c` takes.
    """
    fields = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": report_to,
        "POT-Creation-Date": created,
        "PO-Revision-Date": revised or NEVER_REVISED,
        "Last-Translator": translator or "none",
        "Language-Team": team or language.english,
        "Language": language.gettext,
        **_MIME,
        "Plural-Forms": language.plural_forms,
        "X-Generator": _GENERATOR,
    }
    return Catalog(path, language.tag, _header(tuple(fields.items())), ())


def new_template(path: str, project: str, *, created: str = "", report_to: str = "") -> Catalog:
    """A template with a header and no entries.

    The header is not fuzzy, unlike `xgettext`'s: a translator who copies the template by hand would otherwise get a
    catalog whose header, and with it the encoding, `msgfmt` may leave out. The encoding is no
    placeholder to be overlooked either (`CHARSET`); what is not known stays out or empty. `created` belongs to the
    text, not to the run: a date that changes when nothing else did makes every template differ.
    """
    fields = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": report_to,
        "POT-Creation-Date": created,
        "PO-Revision-Date": NEVER_REVISED,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": "",
        **_MIME,
        "X-Generator": _GENERATOR,
    }
    return Catalog(path, "", _header(tuple(fields.items())), ())


def header_with(catalog: Catalog, **fields: str) -> Catalog:
    """The catalog with these header fields set; all others, and the order, stay.

    Names are given as in the file (`**{"PO-Revision-Date": …}`) or with underscores. A new field goes last. Nothing
    changes, not a byte, where all values are there already.
    """
    text = catalog.header.translation[0]
    for name, value in fields.items():
        text = _with_field(text, name.replace("_", "-"), value)
    if text == catalog.header.translation[0]:
        return catalog
    status = Status.FUZZY if catalog.header.status is Status.FUZZY else Status.TRANSLATED
    return replace(catalog, header=replace(catalog.header, translation=(text,), status=status, raw=None))


@lru_cache  # all templates of a project have the same
def _header(fields: tuple[tuple[str, str], ...]) -> Entry:
    text = ""
    for name, value in fields:
        if value or name not in _LEFT_OUT_IF_EMPTY:
            text = _with_field(text, name, value)
    return Entry(MessageKey(None, ""), (text,), Status.TRANSLATED)


def _with_field(text: str, name: str, value: str) -> str:
    """The first field of the name counts, as in gettext."""
    if re.search(r"[\n\r:]", name) or re.search(r"[\n\r\0\x04]", value):
        raise ValueError(f"a header field is one line: {name}: {value!r}")
    line = f"{name}: {value}" + "\n"
    found = re.search(rf"^{re.escape(name)}[ \t]*:[^\n]*(?:\n|\Z)", text, re.MULTILINE | re.IGNORECASE)
    if found is None:
        gap = "\n" if text and not text.endswith("\n") else ""
        return text + gap + line
    if found[0].partition(":")[2].strip() == value.strip():
        return text
    return text[: found.start()] + line + text[found.end() :]
