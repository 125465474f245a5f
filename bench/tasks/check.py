"""Every rule over every catalog, beside the checkers of catalogs that others have."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.corpora import Corpus, counted, locale_folder
from bench.document_peers import code
from bench.pairing import Contender, Offer, Task, Trial, Workshop
from bench.peers import program_lacks
from bench.projects import command, settled_project
from bench.running import Broken, dragoman
from bench.tasks.edited import Edits
from bench.values import Missing
from dragoman.folder import MEMORY

_PLANTED = re.compile(r'(msgstr ".*)\{[a-z_.]+\}')
"""A placeholder in a translation. One is taken out of a catalog of each language, which every tool must say."""


def _plant(project: Path, tags: Sequence[str]) -> dict[str, Path]:
    """Takes a placeholder out of one translation of each language; says in which file."""
    planted = {}
    for tag in tags:
        for path in sorted(locale_folder(project, tag).glob("*.po")):
            text = path.read_text("utf-8")
            without = _PLANTED.sub(r"\1", text, count=1)
            if without != text and path.stem != "page":
                path.write_text(without, "utf-8")
                planted[tag] = path
                break
    return planted


def _said(log: Path, planted: Sequence[str]) -> str:
    """Whether what was printed names each planted fault."""
    printed = log.read_text("utf-8", "replace")
    if missed := [name for name in planted if name not in printed]:
        raise Broken(f"did not say what is wrong in {missed[0]}")
    return f"{counted(len(planted), 'planted fault')} found"


def _trials(workshop: Workshop, guides: int, languages: int, *, edited: bool = False) -> Iterator[Offer]:
    corpus = workshop.corpus(guides, languages)
    tags = list(corpus.translations)
    project = workshop.place.folder / "project"
    settled_project(corpus, project, workshop.place)
    planted = _plant(project, tags)
    names = [path.relative_to(project).as_posix() for path in planted.values()]
    described = f"{corpus.size}, {counted(languages, 'language')}"
    only = tags if languages == 1 else []
    prepare: Callable[[], None] = partial(shutil.rmtree, project / MEMORY, ignore_errors=True)
    if edited:
        workshop.place.whole([dragoman(project, "check")], (0, 1))
        document = corpus.documents[1]
        prepare = Edits(locale_folder(project, tags[0]) / f"{document.name}.po", document).make
    ours = command(
        workshop.place, project, "check", *only, "--format", "json",
        prepare=prepare, verify=partial(_said, workshop.place.log, names), allowed=(0, 1),
    )  # fmt: skip
    for theirs, reason in _theirs(workshop, project, corpus, names):
        yield Missing(theirs.name, reason) if reason else Trial(described, ours, theirs)


def _theirs(workshop: Workshop, project: Path, corpus: Corpus, names: Sequence[str]) -> Iterator[tuple[Contender, str]]:
    place, tags = workshop.place.within(project), list(corpus.translations)
    catalogs = [str(path) for tag in tags for path in sorted(locale_folder(project, tag).glob("*.po"))]

    def contender(name: str, commands: Sequence[Sequence[str]], remark: str) -> Contender:
        verify = partial(_said, place.log, names)
        return Contender(name, lambda: [place.whole(commands, (0, 1))], verify, remark=remark)

    msgfmt = [["msgfmt", "-c", "-o", "/dev/null", one] for one in catalogs]
    remark = "form alone: format strings, headers, line breaks; a process a catalog"
    yield contender("msgfmt -c", msgfmt, remark), program_lacks("msgfmt")
    folders = [str(locale_folder(project, tag).parent) for tag in tags]
    dennis = [[*workshop.peers.command("dennis-cmd"), "lint", *catalogs]]
    remark = "some ten rules on placeholders, tags and white space; one process"
    yield contender("dennis lint", dennis, remark), workshop.peers.lacks("dennis")
    spector = [["i18nspector", *catalogs]]
    remark = "headers, plural forms and format strings; compares no texts otherwise; one process"
    yield contender("i18nspector", spector, remark), program_lacks("i18nspector")
    out = workshop.place.folder / "filtered"
    program = [*workshop.peers.command("pofilter"), "--progress=none"]
    pofilter = [
        [*program, f"--language={_pofilter_code(tag)}", folder, str(out / code(tag))]
        for tag, folder in zip(tags, folders, strict=True)
    ]
    found = [out / Path(name).relative_to("locales") for name in names]
    yield (
        Contender(
            "pofilter",
            lambda: [place.whole(pofilter)],
            partial(_filtered, found),
            partial(_clean, out, tags),
            "all its tests: punctuation, numbers, variables, doubled words, spelling of brackets; a process a language",
        ),
        workshop.peers.lacks("translate-toolkit"),
    )


def _pofilter_code(tag: str) -> str:
    return code(tag).replace("zh_Hans", "zh_CN")


def _clean(out: Path, tags: Sequence[str]) -> None:
    shutil.rmtree(out, ignore_errors=True)
    for tag in tags:
        (out / code(tag)).mkdir(parents=True)


def _filtered(paths: Sequence[Path]) -> str:
    if missed := [path for path in paths if not path.exists()]:
        raise Broken(f"wrote nothing of {missed[0].name}")
    return f"{counted(len(paths), 'planted fault')} found"


def _one(workshop: Workshop) -> Iterator[Offer]:
    return _trials(workshop, workshop.size.guides, 1)


ONE = Task(
    "check-one",
    "Check, one language",
    "All catalogs of one language are checked for the first time: by Dragoman with all its rules.",
    _one,
)


def _all(workshop: Workshop) -> Iterator[Offer]:
    return _trials(workshop, workshop.size.guides_check, workshop.size.languages)


ALL = Task("check-all", "Check, all languages", "The same for all languages, for the first time.", _all)


def _edited(workshop: Workshop) -> Iterator[Offer]:
    return _trials(workshop, workshop.size.guides_check, workshop.size.languages, edited=True)


EDITED = Task(
    "check-edited",
    "Check, one entry edited",
    "One translation was edited since the last check; the others look at everything again.",
    _edited,
)
