"""Guides and finished catalogs to documents in the languages of their readers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bench.corpora import Corpus, counted
from bench.document_peers import FAST, SLOW, DocumentPeer
from bench.evidence import documents_in
from bench.pairing import Contender, Offer, Task, Trial, Workshop
from bench.projects import command, forget_built, page, settled_project
from bench.values import Cost, Missing


def _one(workshop: Workshop) -> Iterator[Offer]:
    for peers, guides in ((FAST, workshop.size.guides), (SLOW, workshop.size.guides_slow)):
        yield from _trials(workshop, peers, workshop.corpus(guides, 1))


def _all(workshop: Workshop) -> Iterator[Offer]:
    for peers, guides in ((FAST, workshop.size.guides_all), (SLOW, workshop.size.guides_all_slow)):
        yield from _trials(workshop, peers, workshop.corpus(guides, workshop.size.languages))


def _trials(workshop: Workshop, peers: tuple[DocumentPeer, ...], corpus: Corpus) -> Iterator[Offer]:
    tags = list(corpus.translations)
    project = workshop.place.folder / f"project-{len(corpus.documents)}"
    settled_project(corpus, project, workshop.place)
    described = f"{corpus.size}, {counted(len(tags), 'language')}"
    ours = command(
        workshop.place, project, "build", *(tags if len(tags) == 1 else []), "--format", "html",
        prepare=partial(forget_built, project), verify=lambda: documents_in(tags, corpus, page(project)),
    )  # fmt: skip
    for peer in peers:
        if reason := peer.lacks(workshop.peers):
            yield Missing(peer.name, reason)
        else:
            yield Trial(described, ours, _theirs(workshop, corpus, peer))


def _theirs(workshop: Workshop, corpus: Corpus, peer: DocumentPeer) -> Contender:
    folder = workshop.place.folder / peer.name.replace(" ", "-")
    place, tags = workshop.place.within(folder), list(corpus.translations)
    peer.lay_out(corpus, folder)
    place.whole(peer.extracting(workshop.peers, folder))
    peer.fill(corpus, folder)

    def run() -> list[Cost]:
        return [place.whole(peer.rendering(workshop.peers, folder, tags))]

    return Contender(
        peer.name,
        run,
        lambda: documents_in(tags, corpus, partial(peer.document, folder)),
        partial(peer.forget, folder),
        peer.renders,
    )


_MORE = (
    "Dragoman makes pages with their style sheets and fonts, cut to the letters of each language, and remembers what "
    "it made; nothing is there before."
)
ONE = Task("html-one", "Pages, one language", f"All guides in one language. {_MORE}", _one)
ALL = Task(
    "html-all",
    "Pages, all languages",
    f"All guides in English and all languages, with index, tables, desk and search. {_MORE}",
    _all,
)
