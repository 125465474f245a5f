"""Holds `dragoman sync` against GNU `msgmerge`: the same translations shown, and never fewer kept.

    python tools/judge_sync.py CATALOG TEMPLATE [CATALOG TEMPLATE …]

Brings each catalog into step with its template in both ways. Prints a table; exits 1 if a translation that msgmerge
shows is not shown by us, or one that it keeps is nowhere in our catalog. Files in other encodings are converted; pairs
that one side cannot read are named and left out.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.errors import UnreadableCatalog
from dragoman.languages import find_language
from dragoman.model import Catalog, Entry, Language, Location, Message, MessageKey, Status
from dragoman.po import read_catalog, write_catalog
from dragoman.po.convert import convert_catalog
from dragoman.sync.catalogs import sync_catalog
from dragoman.sync.entries import template_entries
from gettext_judge import NoVerdictError, told

_PLURAL_FORMS = re.compile(r"^Plural-Forms:(.*nplurals=[0-9]+;.*)$", re.MULTILINE)
_REFERENCE = re.compile(r"(.+):([1-9][0-9]*)")


@dataclass
class Tally:
    """All pairs together."""

    pairs: int = 0
    messages: int = 0
    same: int = 0
    """Messages that both show with the same translation, or both show with none."""
    shown: int = 0
    """Translations that msgmerge shows: in use and not fuzzy."""
    more: int = 0
    """Messages that we show translated and msgmerge does not: edits without any change of meaning."""
    drafts: int = 0
    """Fuzzy translations of msgmerge; for us some of them are comments, as they would mean something else."""
    left_out: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)


def judge_pair(old: bytes, template: bytes, name: str, tally: Tally) -> None:
    """One catalog, one template."""
    try:
        before, wanted = _read(old, name), _untranslated(_read(template, name))
        theirs = read_catalog(_merged(write_catalog(before), write_catalog(wanted)), name)
    except (UnreadableCatalog, NoVerdictError) as error:
        tally.left_out.append(f"{name}: {error}")
        return
    ours = _synced(before, wanted)
    tally.pairs += 1
    our, their = _shown(ours), _shown(theirs)
    for entry in wanted.entries:
        tally.messages += 1
        tally.same += our.get(entry.key) == their.get(entry.key)
        tally.more += entry.key in our and entry.key not in their
    tally.shown += len(their)
    tally.drafts += sum(entry.status is Status.FUZZY for entry in theirs.entries)
    tally.losses += [f"{name}: not shown: {key.text!r}" for key in their if our.get(key) != their[key]]
    gone = (text for text in sorted(_kept(theirs) - _kept(ours)) if not _noted(ours, text))
    tally.losses += [f"{name}: not kept: {text!r}" for text in gone]


def _read(content: bytes, name: str) -> Catalog:
    try:
        return read_catalog(content, name)
    except UnreadableCatalog:
        return read_catalog(convert_catalog(content, name).content, name)


def _untranslated(template: Catalog) -> Catalog:
    """Without the translations, as msgmerge would take those of a template over."""
    return replace(template, entries=template_entries(_messages(template)))


def _merged(old: bytes, template: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, "x.po"), Path(folder, "x.pot")]
        for path, content in zip(paths, (old, template), strict=True):
            path.write_bytes(content)
        code, output, messages = told(["msgmerge", "--quiet", "--previous", "--no-wrap", "-o", "-", *map(str, paths)])
    if code:
        raise NoVerdictError(messages.splitlines()[0] if messages else "msgmerge")
    return output


def _synced(before: Catalog, wanted: Catalog) -> Catalog:
    after = sync_catalog(before, _messages(wanted), _language(before)).catalog
    return read_catalog(write_catalog(after, before), before.path)


def _language(catalog: Catalog) -> Language:
    """Any language, with the plural forms of the header."""
    found = _PLURAL_FORMS.search(catalog.header.translation[0])
    return replace(find_language("es"), plural_forms=found[1].strip() if found else "nplurals=2; plural=n != 1;")


def _messages(template: Catalog) -> list[Message]:
    return [_message(entry) for entry in template.entries if entry.status is not Status.OBSOLETE]


def _message(entry: Entry) -> Message:
    places = (_REFERENCE.fullmatch(reference) for reference in entry.references)
    locations = tuple(Location(place[1], int(place[2])) for place in places if place)
    return Message(entry.key, locations, entry.extracted, entry.flags, entry.plural)


def _shown(catalog: Catalog) -> dict[MessageKey, tuple[str, ...]]:
    return {entry.key: entry.translation for entry in catalog.entries if entry.status is Status.TRANSLATED}


def _kept(catalog: Catalog) -> set[str]:
    return {text for entry in catalog.entries for text in entry.translation if text}


def _noted(catalog: Catalog, text: str) -> bool:
    """Whether a translation stands in a comment, on one line."""
    line = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return any(comment.endswith(line) for entry in catalog.entries for comment in entry.comments)


def print_table(tally: Tally) -> None:
    print(*tally.left_out, sep="\n")
    share = 100 * tally.same / max(tally.messages, 1)
    print(f"{tally.pairs} pairs, {tally.messages} messages; {tally.same} the same ({share:.2f} %)")
    print(f"{tally.shown} translations shown by msgmerge, {tally.drafts} drafts; {tally.more} shown by us alone")
    print(*tally.losses, sep="\n")


def _pairs(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    return zip(paths[::2], paths[1::2], strict=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="CATALOG TEMPLATE")
    options = parser.parse_args()
    if shutil.which("msgmerge") is None:
        print("GNU gettext is not installed.", file=sys.stderr)
        return 2
    tally = Tally()
    for catalog, template in _pairs(options.paths):
        judge_pair(catalog.read_bytes(), template.read_bytes(), str(catalog), tally)
    print_table(tally)
    return 1 if tally.losses else 0


if __name__ == "__main__":
    sys.exit(main())
