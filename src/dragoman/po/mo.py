"""`Catalog` → `.mo`, the compiled form that programs load."""

from __future__ import annotations

import polib

from dragoman.model import Catalog, Entry, Status
from dragoman.po.header import header_with

_CONTEXT_END = "\x04"
_FORM_END = "\0"


def to_mo(catalog: Catalog) -> bytes:
    """Header and translated entries; fuzzy, untranslated and obsolete ones stay out, as in `msgfmt`."""
    compiled = polib.MOFile()
    header = header_with(catalog, Content_Type="text/plain; charset=UTF-8")
    compiled.metadata = dict(header.fields)
    for entry in catalog.entries:
        if entry.status is Status.TRANSLATED:
            compiled.append(_compiled(entry))
    content: bytes = compiled.to_binary()
    return content


def _compiled(entry: Entry) -> polib.MOEntry:
    """Context and plural forms are joined here: polib takes an empty context or plural for none."""
    context = "" if entry.key.context is None else entry.key.context + _CONTEXT_END
    plural = "" if entry.plural is None else _FORM_END + entry.plural
    return polib.MOEntry(msgid=context + entry.key.text + plural, msgstr=_FORM_END.join(entry.translation))
