"""One handout on paper."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.document_peers import remove
from bench.evidence import sheet_shows
from bench.pairing import Contender, Offer, Task, Trial, Workshop
from bench.peers import program_lacks
from bench.running import ROOT, Broken, dragoman
from bench.values import Cost, Missing

_GUIDE, _LANGUAGE = "before-your-injection", "es"
_FOLDER = Path(__file__).parents[1]
PRINT = "dragoman print"
ON_TWO = "two processes"
_TITLE = "Antes de su inyección en la espalda"
_CORPUS = "1 handout of the shipped guides in Spanish, US Letter"


def _trials(workshop: Workshop) -> Iterator[Offer]:
    place, count = workshop.place, str(workshop.size.sheets)
    folder = place.folder
    page = _page(workshop)
    what = f"{ROOT}:{_GUIDE}:{_LANGUAGE}"

    def maker(name: str, kind: str, python: str, of: str, remark: str) -> Contender:
        command = [python, str(_FOLDER / "sheet_makers.py"), kind, str(ROOT / "src"), of, count, str(folder)]
        pdf = folder / f"{kind}.pdf"
        return Contender(name, partial(place.inside, command), partial(_sheet, pdf), partial(remove, pdf), remark)

    ours = maker("dragoman", "dragoman", sys.executable, what, "")
    two = maker(ON_TWO, "two", sys.executable, what, "within two processes at once, each on a processor of its own")
    yield Trial(_CORPUS, two)
    remark = "the compiler with Dragoman's template and data, and none of its Python: the floor"
    yield Trial(_CORPUS, ours, maker("bare Typst", "typst", sys.executable, what, remark))
    remark = "prints Dragoman's page; no strip at the foot of each page; claims PDF/UA-1 and does not check it"
    theirs = maker("WeasyPrint", "weasyprint", str(workshop.peers.python), str(page), remark)
    yield _offer(theirs, ours, workshop.peers.lacks("weasyprint"))
    for theirs in (_kept(workshop, page), _process(workshop, page)):
        yield _offer(theirs, ours, program_lacks("chromium"))
    pdf = folder / "printed.pdf"

    def run() -> Sequence[Cost]:
        return [place.whole([dragoman(ROOT, "print", _GUIDE, _LANGUAGE, "-o", str(pdf))])]

    printed = Contender(
        PRINT, run, partial(_sheet, pdf), partial(remove, pdf), "a whole process, from the shell to the PDF"
    )
    yield Trial(_CORPUS, printed)


def _offer(theirs: Contender, ours: Contender, reason: str) -> Offer:
    return Missing(theirs.name, reason) if reason else Trial(_CORPUS, ours, theirs)


def _page(workshop: Workshop) -> Path:
    """The page that other tools print, with its style sheets and fonts, in the folder that this project builds into."""
    inside = (workshop.place.folder / "built").relative_to(ROOT)
    command = ("build", _LANGUAGE, "--guide", _GUIDE, "--format", "html", "--output", str(inside))
    workshop.place.whole([dragoman(ROOT, *command)])
    return ROOT / inside / _LANGUAGE / f"{_GUIDE}.html"


def _kept(workshop: Workshop, page: Path) -> Contender:
    folder, count = workshop.place.folder, str(workshop.size.sheets)
    pdf = folder / "kept.pdf"
    command = [sys.executable, str(_FOLDER / "chromium_sheets.py"), "chromium", page.as_uri(), count, str(folder)]
    remark = "prints Dragoman's page; no strip at the foot of each page; processor time with that of its start"
    return Contender(
        "Chromium, one browser kept",
        partial(workshop.place.inside, command),
        partial(_sheet, pdf),
        partial(remove, pdf),
        remark,
    )


def _process(workshop: Workshop, page: Path) -> Contender:
    pdf = workshop.place.folder / "process.pdf"
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}")

    def run() -> Sequence[Cost]:
        return [workshop.place.whole([["chromium", *flags, page.as_uri()]])]

    remark = "the same, a process a sheet; beside it Dragoman's process is there already"
    return Contender("Chromium, a process a sheet", run, partial(_sheet, pdf), partial(remove, pdf), remark)


def _sheet(pdf: Path) -> str:
    if not pdf.exists():
        raise Broken("made no sheet")
    return sheet_shows(pdf, _TITLE)


TASK = Task(
    "sheets",
    "Sheets",
    "The PDF of one handout. What is a library is measured within one process, after a sheet that is not counted; each "
    "sheet of Typst and Dragoman has other words, because Typst remembers what it has set.",
    _trials,
)
