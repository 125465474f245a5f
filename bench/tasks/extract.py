"""English guides to templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.corpora import Corpus, write_project
from bench.document_peers import FAST, SLOW, DocumentPeer, remove
from bench.evidence import messages_in
from bench.pairing import Contender, Offer, Task, Trial, Workshop
from bench.projects import command
from bench.values import Missing


def _trials(workshop: Workshop) -> Iterator[Offer]:
    for peers, guides in ((FAST, workshop.size.guides), (SLOW, workshop.size.guides_slow)):
        corpus = workshop.corpus(guides, 1)
        project = workshop.place.folder / f"extract-{guides}"
        if not project.exists():
            write_project(corpus, project)
        for peer in peers:
            if reason := peer.lacks(workshop.peers):
                yield Missing(peer.name, reason)
            else:
                yield Trial(corpus.size, _ours(workshop, corpus, project), _theirs(workshop, corpus, peer))


def _ours(workshop: Workshop, corpus: Corpus, project: Path) -> Contender:
    def templates() -> list[Path]:
        return sorted((project / "locales").glob("*.pot"))

    return command(
        workshop.place, project, "extract",
        prepare=lambda: remove(*templates()), verify=lambda: messages_in(templates(), corpus),
    )  # fmt: skip


def _theirs(workshop: Workshop, corpus: Corpus, peer: DocumentPeer) -> Contender:
    folder = workshop.place.folder / f"extract-{peer.name}"
    peer.lay_out(corpus, folder)
    place = workshop.place.within(folder)

    def prepare() -> None:
        remove(*peer.templates(folder), folder / "templates/.doctrees")

    return Contender(
        peer.name,
        lambda: [place.whole(peer.extracting(workshop.peers, folder))],
        lambda: messages_in(peer.templates(folder), corpus),
        prepare,
        peer.extracts,
    )


TASK = Task(
    "extract",
    "Extract",
    "All guides to templates that translators can work on; nothing is there before.",
    _trials,
)
