"""The peers that turn Markdown into templates, and catalogs into translated documents: each in its best usual form."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench.corpora import Corpus, catalog_of, fill, write_markdown
from bench.peers import Peers, program_lacks
from bench.running import Command
from dragoman.languages import find_language

_SOURCE = "src"
_MADE = "made"
_TEMPLATES = "templates"


class DocumentPeer(Protocol):
    """A peer in a folder of its own. Paths in commands are relative to it."""

    @property
    def name(self) -> str: ...

    @property
    def extracts(self) -> str:
        """What it does less or more than Dragoman when it extracts."""

    @property
    def renders(self) -> str:
        """What it does less or more when it makes translated documents."""

    def lacks(self, peers: Peers, /) -> str:
        """Why it cannot be measured; empty if it can."""

    def lay_out(self, corpus: Corpus, folder: Path) -> None:
        """Writes sources and settings."""

    def extracting(self, peers: Peers, folder: Path, /) -> list[Command]: ...

    def templates(self, folder: Path) -> list[Path]: ...

    def fill(self, corpus: Corpus, folder: Path) -> None:
        """Catalogs in all languages of the corpus, of the peer's own templates."""

    def forget(self, folder: Path) -> None:
        """Removes all that rendering made."""

    def rendering(self, peers: Peers, folder: Path, tags: Sequence[str], /) -> list[Command]: ...

    def rendering_one(self, peers: Peers, folder: Path, tag: str, document: str, /) -> list[Command]:
        """What its user would do after one entry of one document was edited."""

    def catalog(self, folder: Path, tag: str, document: str, /) -> Path: ...

    def document(self, folder: Path, tag: str, document: str) -> Path:
        """The translated document that it makes."""


def code(tag: str) -> str:
    return find_language(tag).gettext


def remove(*paths: Path) -> None:
    for path in paths:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def names(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / _SOURCE).glob("*.md"))


@dataclass(frozen=True, slots=True)
class Po4a:
    name: str = "po4a"
    extracts: str = "one template for all; knows no levels, roles or notes"
    renders: str = "writes Markdown, no HTML; one catalog a language"

    def lacks(self, _peers: Peers, /) -> str:
        return program_lacks("po4a")

    def lay_out(self, corpus: Corpus, folder: Path) -> None:
        write_markdown(corpus, folder / _SOURCE)
        (folder / "po").mkdir()
        for tag in corpus.translations:
            self._settings(folder, f"{code(tag)}.cfg", [tag])
        self._settings(folder, "all.cfg", list(corpus.translations))

    def _settings(self, folder: Path, name: str, tags: Sequence[str]) -> None:
        lines = [
            f"[po4a_langs] {' '.join(map(code, tags))}",
            "[po4a_paths] po/library.pot $lang:po/$lang.po",
            '[options] opt:"--keep 0 --master-charset UTF-8 --localized-charset UTF-8"',
            '[po4a_alias:markdown] text opt:"--option markdown --option neverwrap"',
            *(f"[type: markdown] {_SOURCE}/{one}.md $lang:{_MADE}/$lang/{one}.md" for one in names(folder)),
        ]
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")

    def extracting(self, _peers: Peers, _folder: Path, /) -> list[Command]:
        return [["po4a", "--no-translations", "--quiet", "all.cfg"]]

    def templates(self, folder: Path) -> list[Path]:
        return [path for path in [folder / "po/library.pot"] if path.exists()]

    def fill(self, corpus: Corpus, folder: Path) -> None:
        for tag in corpus.translations:
            fill(folder / "po/library.pot", corpus, folder / f"po/{code(tag)}.po", tag)

    def forget(self, folder: Path) -> None:
        remove(folder / _MADE)

    def rendering(self, _peers: Peers, _folder: Path, tags: Sequence[str], /) -> list[Command]:
        return [["po4a", "--no-update", "--quiet", f"{code(tags[0])}.cfg" if len(tags) == 1 else "all.cfg"]]

    def rendering_one(self, _peers: Peers, _folder: Path, tag: str, _document: str, /) -> list[Command]:
        # It tells what is newer by full seconds: without --force it would sometimes do nothing.
        return [["po4a", "--no-update", "--force", "--quiet", f"{code(tag)}.cfg"]]

    def catalog(self, folder: Path, tag: str, _document: str, /) -> Path:
        return folder / f"po/{code(tag)}.po"

    def document(self, folder: Path, tag: str, document: str) -> Path:
        return folder / _MADE / code(tag) / f"{document}.md"


@dataclass(frozen=True, slots=True)
class TranslateToolkit:
    name: str = "translate-toolkit"
    extracts: str = "md2po, a template a file; knows no levels, roles or notes"
    renders: str = "po2md: writes Markdown, no HTML; a process a language"

    def lacks(self, peers: Peers, /) -> str:
        return peers.lacks("translate-toolkit")

    def lay_out(self, corpus: Corpus, folder: Path) -> None:
        write_markdown(corpus, folder / _SOURCE)

    def extracting(self, peers: Peers, folder: Path, /) -> list[Command]:
        (folder / _TEMPLATES).mkdir(exist_ok=True)
        return [[*peers.module("translate.convert.md2po"), *_QUIET, "--pot", _SOURCE, _TEMPLATES]]

    def templates(self, folder: Path) -> list[Path]:
        return sorted((folder / _TEMPLATES).glob("*.pot"))

    def fill(self, corpus: Corpus, folder: Path) -> None:
        for tag in corpus.translations:
            for template in self.templates(folder):
                fill(template, corpus, self.catalog(folder, tag, template.stem), tag)

    def forget(self, folder: Path) -> None:
        remove(folder / _MADE)

    def rendering(self, peers: Peers, folder: Path, tags: Sequence[str], /) -> list[Command]:
        for tag in tags:
            (folder / _MADE / code(tag)).mkdir(parents=True, exist_ok=True)
        program = [*peers.module("translate.convert.po2md"), *_QUIET, "-t", _SOURCE]
        return [[*program, f"po/{code(tag)}", f"{_MADE}/{code(tag)}"] for tag in tags]

    def rendering_one(self, peers: Peers, folder: Path, tag: str, document: str, /) -> list[Command]:
        catalog, made = self.catalog(folder, tag, document), self.document(folder, tag, document)
        program = [*peers.module("translate.convert.po2md"), *_QUIET, "-t", f"{_SOURCE}/{document}.md"]
        return [[*program, str(catalog), str(made)]]

    def catalog(self, folder: Path, tag: str, document: str, /) -> Path:
        return folder / "po" / code(tag) / f"{document}.po"

    def document(self, folder: Path, tag: str, document: str) -> Path:
        return folder / _MADE / code(tag) / f"{document}.md"


_QUIET = ("--progress=none", "--no-placeholders")


@dataclass(frozen=True, slots=True)
class Sphinx:
    name: str = "Sphinx with MyST"
    extracts: str = "a template a file; reads documents into full trees first"
    renders: str = "writes HTML and compiles catalogs; a process a language, two readers and writers each (-j 2)"

    def lacks(self, peers: Peers, /) -> str:
        return peers.lacks("sphinx") or peers.lacks("myst-parser")

    def lay_out(self, corpus: Corpus, folder: Path) -> None:
        write_markdown(corpus, folder / _SOURCE)
        listed = "\n".join(names(folder))
        index = f"# Library\n\n```{{toctree}}\n{listed}\n```\n"
        (folder / _SOURCE / "index.md").write_text(index, "utf-8")
        settings = (
            'extensions = ["myst_parser"]\nproject = "Library"\ngettext_compact = False\nlocale_dirs = ["../po"]\n'
            "smartquotes = False\n"
        )
        (folder / _SOURCE / "conf.py").write_text(settings, "utf-8")

    def extracting(self, peers: Peers, _folder: Path, /) -> list[Command]:
        return [[*peers.command("sphinx-build"), "-q", "-E", "-b", "gettext", _SOURCE, _TEMPLATES]]

    def templates(self, folder: Path) -> list[Path]:
        return sorted((folder / _TEMPLATES).glob("*.pot"))

    def fill(self, corpus: Corpus, folder: Path) -> None:
        for tag in corpus.translations:
            for template in self.templates(folder):
                fill(template, corpus, self.catalog(folder, tag, template.stem), tag)

    def forget(self, folder: Path) -> None:
        remove(folder / _MADE, *folder.glob("po/*/LC_MESSAGES/*.mo"))

    def rendering(self, peers: Peers, _folder: Path, tags: Sequence[str], /) -> list[Command]:
        program = [*peers.command("sphinx-build"), "-q", "-j", "2", "-b", "html"]
        return [[*program, "-D", f"language={code(tag)}", _SOURCE, f"{_MADE}/{code(tag)}"] for tag in tags]

    def rendering_one(self, peers: Peers, folder: Path, tag: str, _document: str, /) -> list[Command]:
        return self.rendering(peers, folder, [tag])

    def catalog(self, folder: Path, tag: str, document: str, /) -> Path:
        return folder / "po" / code(tag) / "LC_MESSAGES" / f"{document}.po"

    def document(self, folder: Path, tag: str, document: str) -> Path:
        return folder / _MADE / code(tag) / f"{document}.html"


@dataclass(frozen=True, slots=True)
class Mdpo:
    name: str = "mdpo"
    extracts: str = "md2po, one template for all; knows no levels, roles or notes"
    renders: str = "po2md: writes Markdown, no HTML; a process a document"

    def lacks(self, peers: Peers, /) -> str:
        return peers.lacks("mdpo")

    def lay_out(self, corpus: Corpus, folder: Path) -> None:
        write_markdown(corpus, folder / _SOURCE)

    def extracting(self, peers: Peers, _folder: Path, /) -> list[Command]:
        program = peers.module("mdpo.md2po.__main__")
        return [[*program, f"{_SOURCE}/*.md", "--quiet", "--save", "--po-filepath", "library.pot"]]

    def templates(self, folder: Path) -> list[Path]:
        return [path for path in [folder / "library.pot"] if path.exists()]

    def fill(self, corpus: Corpus, folder: Path) -> None:
        for tag, texts in corpus.translations.items():
            for document in corpus.documents:
                path = self.catalog(folder, tag, document.name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(catalog_of(document, tag, texts), "utf-8")

    def forget(self, folder: Path) -> None:
        remove(folder / _MADE)

    def rendering(self, peers: Peers, folder: Path, tags: Sequence[str], /) -> list[Command]:
        found = names(folder)
        return [one for tag in tags for name in found for one in self.rendering_one(peers, folder, tag, name)]

    def rendering_one(self, peers: Peers, folder: Path, tag: str, document: str, /) -> list[Command]:
        catalog, made = self.catalog(folder, tag, document), self.document(folder, tag, document)
        made.parent.mkdir(parents=True, exist_ok=True)
        program = [*peers.module("mdpo.po2md.__main__"), f"{_SOURCE}/{document}.md", "--quiet"]
        return [[*program, "--po-files", str(catalog), "--save", str(made)]]

    def catalog(self, folder: Path, tag: str, document: str, /) -> Path:
        return folder / "po" / code(tag) / f"{document}.po"

    def document(self, folder: Path, tag: str, document: str) -> Path:
        return folder / _MADE / code(tag) / f"{document}.md"


FAST: tuple[DocumentPeer, ...] = (Po4a(), TranslateToolkit(), Sphinx())
SLOW: tuple[DocumentPeer, ...] = (Mdpo(),)
"""Takes a process a document, or compares each message with all."""
