"""One translation is edited, or nothing: what a translator waits for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from bench.corpora import Corpus, Document, counted, leaves, locale_folder, quoted
from bench.document_peers import FAST, SLOW, DocumentPeer
from bench.evidence import shows
from bench.pairing import Contender, Offer, Task, Trial, Workshop
from bench.projects import OUTPUT, command, page, settled_project
from bench.running import ROOT, Broken, dragoman
from bench.values import Cost, Missing

_RESIDENT = Path(__file__).parents[1] / "resident.py"
_LONG = 60
"""Letters of a text that stands nowhere else."""
_EDITS = 10
"""In one resident process."""
NEW_PROCESS = "page and sheet, a new process"
RESIDENT_PAGE = "page, a resident process"
RESIDENT_SHEET = "page and sheet, a resident process"
WHOLE = "all pages, one entry edited"
NOTHING = "all pages, nothing changed"


class Edits:
    """Puts a new number before the translation of the same text each time."""

    def __init__(self, catalog: Path, document: Document) -> None:
        """The text is the first long one of the document."""
        english = next(text for text in leaves(document) if len(text) >= _LONG)
        self._entry = re.compile(rf'^(msgid "{re.escape(quoted(english))}(?:\\n)?"\nmsgstr ")(?:Edited \d+\. )?', re.M)
        self._catalog = catalog
        self._numbers = count(1)
        self.text = ""

    def make(self) -> None:
        self.text = f"Edited {next(self._numbers)}"
        content, times = self._entry.subn(rf"\g<1>{self.text}. ", self._catalog.read_text("utf-8"), count=1)
        if not times:
            raise Broken(f"{self._catalog.name} does not have the text that is to be edited")
        self._catalog.write_text(content, "utf-8")


def _beside(workshop: Workshop) -> Iterator[Offer]:
    corpus = workshop.corpus(workshop.size.guides_slow, 1)
    tag, name = next(iter(corpus.translations)), corpus.documents[1].name
    project = workshop.place.folder / "project"
    settled_project(corpus, project, workshop.place)
    workshop.place.whole([dragoman(project, "build", "--format", "html")])
    edits = Edits(locale_folder(project, tag) / f"{name}.po", corpus.documents[1])
    ours = command(
        workshop.place, project, "build", tag, "--guide", name, "--format", "html",
        prepare=edits.make, verify=lambda: shows(page(project)(tag, name), edits.text),
    )  # fmt: skip
    for peer in (*FAST, *SLOW):
        if reason := peer.lacks(workshop.peers):
            yield Missing(peer.name, reason)
        else:
            yield Trial(f"{corpus.size}, 1 language", ours, _theirs(workshop, corpus, peer, name))


def _theirs(workshop: Workshop, corpus: Corpus, peer: DocumentPeer, name: str) -> Contender:
    folder, tags = workshop.place.folder / peer.name.replace(" ", "-"), list(corpus.translations)
    place = workshop.place.within(folder)
    peer.lay_out(corpus, folder)
    place.whole(peer.extracting(workshop.peers, folder))
    peer.fill(corpus, folder)
    place.whole(peer.rendering(workshop.peers, folder, tags))
    edits = Edits(peer.catalog(folder, tags[0], name), corpus.documents[1])
    made = peer.document(folder, tags[0], name)

    def run() -> Sequence[Cost]:
        return [place.whole(peer.rendering_one(workshop.peers, folder, tags[0], name))]

    return Contender(peer.name, run, lambda: shows(made, edits.text), edits.make, peer.renders)


def _alone(workshop: Workshop) -> Iterator[Offer]:
    size, place = workshop.size, workshop.place
    corpus = workshop.corpus(size.guides_edited, size.languages_edited)
    tag, name = next(iter(corpus.translations)), corpus.documents[1].name
    project = place.folder / "project"
    settled_project(corpus, project, place)
    handouts = len(corpus.documents) * (len(corpus.translations) + 1)
    described = f"{corpus.size}, {counted(len(corpus.translations), 'language')}: {handouts:,} pages"
    place.whole([dragoman(project, "build", "--format", "html")])
    edits = Edits(locale_folder(project, tag) / f"{name}.po", corpus.documents[1])
    seen = partial(_seen, project, tag, name, edits)
    one = ("build", tag, "--guide", name)
    yield Trial(described, command(place, project, *one, prepare=edits.make, verify=seen, name=NEW_PROCESS))
    for formats, resident in (("html", RESIDENT_PAGE), ("html,pdf", RESIDENT_SHEET)):
        yield Trial(described, _resident(workshop, project, tag, name, formats, resident))
    whole = ("build", "--format", "html")
    yield Trial(described, command(place, project, *whole, prepare=edits.make, verify=seen, name=WHOLE, remark=_WHOLE))
    place.whole([dragoman(project, *whole), dragoman(project, *whole)])
    times = _Times(project / OUTPUT)
    nothing = command(
        place, project, *whole, prepare=times.look, verify=times.same, name=NOTHING, remark="no file is touched"
    )  # fmt: skip
    yield Trial(described, nothing)


_WHOLE = "looks whether any page of the library must be made anew, and writes the tables of all"


class _Times:
    """When each file of a build was last written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, int] = {}

    def look(self) -> None:
        self._seen = self._now()

    def same(self) -> str:
        now = self._now()
        if now != self._seen:
            raise Broken("touched files although nothing had changed")
        return f"{counted(len(now), 'file')}, none touched"

    def _now(self) -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in self._folder.rglob("*") if path.is_file()}


def _seen(project: Path, tag: str, name: str, edits: Edits) -> str:
    return shows(page(project)(tag, name), edits.text)


def _resident(workshop: Workshop, project: Path, tag: str, guide: str, formats: str, name: str) -> Contender:
    catalog = locale_folder(project, tag) / f"{guide}.po"
    arguments = (str(ROOT / "src"), str(project), tag, guide, str(catalog), formats, str(_EDITS))
    return Contender(
        name,
        lambda: workshop.place.inside([sys.executable, str(_RESIDENT), *arguments]),
        lambda: f"{_EDITS} edits, each looked for in the page",
        remark="from the edited catalog to the files on the disk; reads settings, guide and catalogs anew",
    )


BESIDE = Task(
    "edited",
    "One entry edited, beside peers",
    "One translation of one guide is edited; a new process makes what its reader will see. All was built before.",
    _beside,
)
ALONE = Task(
    "incremental",
    "One entry edited, and nothing, in a larger library",
    "Everything was built before as pages. A new process makes the page and the sheet of the edited guide; a process "
    "that is there already does; a whole build finds the one page by itself; and a whole build finds nothing to do.",
    _alone,
)
