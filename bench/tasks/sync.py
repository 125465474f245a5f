"""One large catalog brought into step with new English: few texts changed, or all of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bench.corpora import Corpus, Document, locale_folder, write_catalogs, write_project
from bench.edits import edited
from bench.evidence import entries_of
from bench.pairing import Contender, Offer, Task, Trial, Workshop
from bench.peers import program_lacks
from bench.projects import command
from bench.running import Broken, Command, dragoman
from bench.values import Missing
from dragoman.languages import find_language

_NAME = "long"
_FEW = 100
"""One text of so many is replaced by a new one where few change."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A catalog as it was, and the template of the new English, in a folder."""

    folder: Path
    tag: str
    texts: Mapping[str, str]
    """New English → the translation that belongs to it, of its own old text."""
    others: frozenset[str]
    """All old translations."""

    @property
    def catalog(self) -> Path:
        return locale_folder(self.folder, self.tag) / f"{_NAME}.po"

    @property
    def old(self) -> Path:
        return self.folder / "old.po"

    @property
    def made(self) -> Path:
        return self.folder / "new.po"

    def judge(self, path: Path) -> str:
        """How many texts still have the translation of their own old text, and how many got another's."""
        under = beside = wrong = 0
        for entry in entries_of(path):
            if entry.obsolete or not (own := self.texts.get(entry.msgid)):
                continue
            under += entry.msgstr == own
            beside += entry.msgstr != own and own in entry.tcomment
            wrong += entry.msgstr != own and entry.msgstr in self.others
        if not under + beside:
            raise Broken("kept no translation")
        in_comments = f", {beside:,} in a comment of theirs" if beside else ""
        return f"of {len(self.texts):,} texts {under:,} kept their translation{in_comments}; {wrong:,} got another's"


def _long(workshop: Workshop, messages: int) -> Corpus:
    """One document."""
    tag, texts = workshop.texts(messages)
    return Corpus((Document(_NAME, "A long guide", "\n\n".join(texts)),), {tag: texts})


def _merge(workshop: Workshop, messages: int, change: Callable[[str, int], str], folder: Path) -> Merge:
    before = _long(workshop, messages)
    tag, translations = next(iter(before.translations.items()))
    texts = {change(english, number): local for number, (english, local) in enumerate(translations.items())}
    body = "\n\n".join(texts)
    after = replace(before, documents=(replace(before.documents[0], body=body),))
    write_project(before, folder)
    write_catalogs(before, folder)
    workshop.place.whole([dragoman(folder, "extract"), dragoman(folder, "sync")])
    shutil.copy(locale_folder(folder, tag) / f"{_NAME}.po", folder / "old.po")
    shutil.rmtree(folder / "source")
    (folder / "dragoman.toml").unlink()
    write_project(after, folder)
    workshop.place.whole([dragoman(folder, "extract")])
    return Merge(folder, tag, texts, frozenset(translations.values()))


def _few(text: str, number: int) -> str:
    return f"Something quite new stands here: {number * 7919 % 10_007}." if number % _FEW == 0 else text


def _ours(workshop: Workshop, merge: Merge) -> Contender:
    def prepare() -> None:
        shutil.copy(merge.old, merge.catalog)

    return command(
        workshop.place, merge.folder, "sync", find_language(merge.tag).tag,
        prepare=prepare, verify=lambda: merge.judge(merge.catalog),
    )  # fmt: skip


def _theirs(workshop: Workshop, merge: Merge, name: str, commands: list[Command], remark: str) -> Contender:
    def prepare() -> None:
        shutil.copy(merge.old, merge.made)

    place = workshop.place.within(merge.folder)
    return Contender(name, lambda: [place.whole(commands)], lambda: merge.judge(merge.made), prepare, remark)


def _msgmerge(*options: str) -> list[Command]:
    return [["msgmerge", "--quiet", *options, "-o", "new.po", "old.po", f"locales/{_NAME}.pot"]]


def _pot2po(workshop: Workshop, *options: str) -> list[Command]:
    program = workshop.peers.module("translate.convert.pot2po")
    return [[*program, "--progress=none", *options, "-t", "old.po", f"locales/{_NAME}.pot", "new.po"]]


def _pybabel(workshop: Workshop, tag: str, *options: str) -> list[Command]:
    language = find_language(tag).gettext
    program = [*workshop.peers.command("pybabel"), "-q", "update", *options, "-l", language]
    return [[*program, "-i", f"locales/{_NAME}.pot", "-o", "new.po"]]


def _offer(workshop: Workshop, merge: Merge, corpus: str, theirs: Contender, reason: str) -> Offer:
    return Missing(theirs.name, reason) if reason else Trial(corpus, _ours(workshop, merge), theirs)


def _exact(workshop: Workshop) -> Iterator[Offer]:
    merge = _merge(workshop, workshop.size.merged, _few, workshop.place.folder / "exact")
    corpus, lacks = f"1 catalog, {len(merge.texts):,} texts", workshop.peers.lacks
    for name, commands, reason in (
        ("msgmerge -N", _msgmerge("--no-fuzzy-matching"), program_lacks("msgmerge")),
        ("pot2po", _pot2po(workshop, "--nofuzzymatching"), lacks("translate-toolkit")),
        ("pybabel update -N", _pybabel(workshop, merge.tag, "--no-fuzzy-matching"), lacks("babel")),
    ):
        theirs = _theirs(workshop, merge, name, commands, "looks for no similar texts")
        yield _offer(workshop, merge, corpus, theirs, reason)


def _reworded(workshop: Workshop) -> Iterator[Offer]:
    lacks = workshop.peers.lacks
    merge = _merge(workshop, workshop.size.reworded, edited, workshop.place.folder / "reworded")
    corpus = f"1 catalog, {len(merge.texts):,} texts"
    theirs = _theirs(workshop, merge, "msgmerge", _msgmerge("--previous"), "keeps the old English beside it")
    yield _offer(workshop, merge, corpus, theirs, program_lacks("msgmerge"))
    theirs = _theirs(workshop, merge, "pot2po", _pot2po(workshop), "with RapidFuzz")
    yield _offer(workshop, merge, corpus, theirs, lacks("translate-toolkit"))
    merge = _merge(workshop, workshop.size.reworded_slow, edited, workshop.place.folder / "slow")
    corpus = f"1 catalog, {len(merge.texts):,} texts"
    # With --previous it writes catalogs that no reader takes.
    remark = "compares each text with each other; does not keep the old English"
    theirs = _theirs(workshop, merge, "pybabel update", _pybabel(workshop, merge.tag, "--no-wrap"), remark)
    yield _offer(workshop, merge, corpus, theirs, lacks("babel"))


_MORE = "Dragoman also reads the guide, and says of each edit what it does to the meaning; the others do not."
EXACT = Task(
    "sync-exact",
    "Sync, few texts changed",
    f"One catalog is brought into step with a guide of which one text in {_FEW} was replaced by a new one. {_MORE}",
    _exact,
)
REWORDED = Task(
    "sync-reworded",
    "Sync, all texts reworded",
    "One catalog is brought into step with a guide of which every text was edited: other words for the same, a "
    f"sentence less or more, and in one of ten another meaning. {_MORE} A translation whose text means something "
    "else now is put into a comment.",
    _reworded,
)
