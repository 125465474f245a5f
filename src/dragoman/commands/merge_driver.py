"""`dragoman merge-driver`: what git calls to join two versions of a catalog."""

from __future__ import annotations

from pathlib import Path

from dragoman.disk import read_file, replace_file
from dragoman.merge import CONFLICT_MARK, Merged, merge_catalogs
from dragoman.model import USUAL_LIMITS, Catalog, Limits
from dragoman.po import read_catalog, write_catalog
from dragoman.report.marked import clipped, visible


def run(base: Path, ours: Path, theirs: Path, *, name: str, limits: Limits = USUAL_LIMITS) -> int:
    """Writes the merged catalog to `ours`, as git expects; exits 1 when it holds conflicts.

    `name` is the catalog's path in the repository: git hands over copies with names of their own. A version that
    cannot be read stops the merge before anything is written.
    """
    ancestor = _read(base, f"{name} (common ancestor)", limits)
    label = f"{name} (ours)"
    file = read_file(ours, label)
    mine = read_catalog(file.content, label, limits=limits)
    merged = merge_catalogs(ancestor, mine, _read(theirs, f"{name} (theirs)", limits))
    content = write_catalog(merged.catalog, mine)
    replace_file(ours.resolve(), content, expected=file.digest, name=label)
    _report(merged, content, name, limits)
    return 1 if merged.conflicts else 0


def _read(path: Path, label: str, limits: Limits) -> Catalog:
    return read_catalog(read_file(path, label).content, label, limits=limits)


def _report(merged: Merged, content: bytes, name: str, limits: Limits) -> None:
    if not merged.conflicts:
        return
    again = read_catalog(content, name, limits=limits)
    lines = {entry.key: entry.line for entry in again.entries if CONFLICT_MARK in "".join(entry.comments)}
    for key in merged.conflicts:
        print(f"{name}:{lines[key]}: each side has its own translation of “{clipped(visible(key.text))}”.")
    print("Ours stay there as fuzzy, the others in comments. `dragoman check` lists them; mend them, then `git add`.")
