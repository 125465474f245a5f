"""Projects of Dragoman as the tasks need them, and its commands as contenders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.corpora import Corpus, write_catalogs, write_project
from bench.document_peers import remove
from bench.pairing import Contender, nothing_to_prepare
from bench.running import Place, dragoman

OUTPUT = "build"


def settled_project(corpus: Corpus, folder: Path, place: Place) -> None:
    """With templates, and catalogs that are in step with the guides: nothing waits to be done but building."""
    write_project(corpus, folder)
    write_catalogs(corpus, folder)
    place.whole([dragoman(folder, "extract"), dragoman(folder, "sync")])


def forget_built(folder: Path) -> None:
    """All that a build made, and what it remembers of it."""
    remove(*(path for path in (folder / OUTPUT, folder / ".dragoman") if path.exists()))


def page(folder: Path) -> Callable[[str, str], Path]:
    return lambda tag, document: folder / OUTPUT / tag / f"{document}.html"


def command(
    place: Place,
    folder: Path,
    *arguments: str,
    verify: Callable[[], str],
    prepare: Callable[[], None] = nothing_to_prepare,
    allowed: tuple[int, ...] = (0,),
    name: str = "dragoman",
    remark: str = "",
) -> Contender:
    """`dragoman …` as a whole process."""
    return Contender(name, lambda: [place.whole([dragoman(folder, *arguments)], allowed)], verify, prepare, remark)
