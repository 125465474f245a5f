"""`dragoman convert`: catalogs in other encodings, brought to UTF-8."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman.disk import Replacement, clean_strays, read_file, replace_files
from dragoman.model import USUAL_LIMITS, Limits
from dragoman.po.convert import convert_catalog
from dragoman.po.scan import BYTE_ORDER_MARK


def run(paths: Sequence[Path], *, check: bool, limits: Limits = USUAL_LIMITS) -> int:
    """Converts each file in place; with `check` says which it would, and exits 1.

    Needs no project: such files mostly wait to be adopted. All are read and converted before the first is written.
    """
    replacements: dict[Path, Replacement] = {}
    for path in paths:
        # Not `path.resolve()`: a file that is a link is refused, not replaced where it leads.
        place = path.parent.resolve() / path.name
        file = read_file(place, str(path))
        converted = convert_catalog(file.content, str(path), limits=limits)
        if converted.content == file.content:
            print(f"{path}: is {converted.charset} already")
            continue
        replacements[place] = Replacement(place, converted.content, file.digest, str(path))
        marked = converted.content == file.content.removeprefix(BYTE_ORDER_MARK.encode())
        done = "byte order mark taken off" if marked else f"{converted.charset} to UTF-8"
        print(f"{path}: {done}{', not written' if check else ''}")
    if check:
        return 1 if replacements else 0
    for folder in {place.parent for place in replacements}:
        clean_strays(folder)
    replace_files(tuple(replacements.values()))
    return 0
