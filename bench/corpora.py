"""A corpus: English texts in Markdown with their translations, and how each tool wants to have them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polib

from bench.running import ROOT
from dragoman.languages import find_language

_SPACE = re.compile(r"\s+")
DAY = "2026-11-22"
"""Of all texts of a corpus, so that the same numbers make the same files."""


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    """Of its file, without an ending."""
    title: str
    body: str
    """Markdown without the title."""


@dataclass(frozen=True, slots=True)
class Corpus:
    documents: tuple[Document, ...]
    translations: Mapping[str, Mapping[str, str]]
    """Tag of a language → English, with single spaces → its translation."""
    described: str = ""

    def part(self, documents: int, languages: int | None = None) -> Corpus:
        """The first documents, in the first languages, with the texts that stand in them."""
        kept = self.documents[:documents]
        tags = list(self.translations)[:languages]
        return replace(self, documents=kept, translations={tag: self.translations[tag] for tag in tags})

    @property
    def size(self) -> str:
        english = sum(len(document.body.encode()) for document in self.documents)
        return f"{counted(len(self.documents), 'guide')}, {english / 1e6:.2f} MB of English"


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def single_spaced(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def write_project(corpus: Corpus, folder: Path) -> None:
    """A project of Dragoman with the settings of the shipped one; guides alone, no templates, no catalogs."""
    (folder / "source").mkdir(parents=True)
    settings = (ROOT / "dragoman.toml").read_text("utf-8")
    facts = settings[settings.index("[facts") :]
    wanted = ", ".join(f'"{tag}"' for tag in corpus.translations)
    head = f'[project]\nname = "A large library"\n[languages]\nrequired = [{wanted}]\n'
    (folder / "dragoman.toml").write_text(head + facts, "utf-8")
    shutil.copy(ROOT / "glossary.toml", folder)
    for document in corpus.documents:
        title = document.title.replace("'", "''")
        text = f"---\ntitle: '{title}'\nversion: '1'\nrevised: {DAY}\n---\n\n{document.body}\n"
        (folder / "source" / f"{document.name}.md").write_text(text, "utf-8")


def write_markdown(corpus: Corpus, folder: Path) -> list[Path]:
    """The same texts for tools that know no front matter of ours: the title is a heading."""
    folder.mkdir(parents=True)
    paths = []
    for document in corpus.documents:
        path = folder / f"{document.name}.md"
        path.write_text(f"# {document.title}\n\n{document.body}\n", "utf-8")
        paths.append(path)
    return paths


def write_catalogs(corpus: Corpus, folder: Path) -> None:
    """A catalog of each document in each language, as `dragoman sync` lays them out, in the texts of the corpus."""
    for tag, texts in corpus.translations.items():
        home = locale_folder(folder, tag)
        home.mkdir(parents=True, exist_ok=True)
        for document in corpus.documents:
            (home / f"{document.name}.po").write_text(catalog_of(document, tag, texts), "utf-8")
        if (page := locale_folder(ROOT, tag) / "page.po").exists():  # the words of the page itself
            shutil.copy(page, home)


def locale_folder(project: Path, tag: str) -> Path:
    return project / "locales" / find_language(tag).gettext / "LC_MESSAGES"


def catalog_of(document: Document, tag: str, texts: Mapping[str, str]) -> str:
    return catalog(tag, {text: texts[text] for text in leaves(document) if text in texts})


def leaves(document: Document) -> list[str]:
    """The texts of a document that has nothing but headings, paragraphs and flat lists."""
    blocks = re.split(r"\n\s*\n|\n(?=- )", document.body)
    return [document.title, *(single_spaced(re.sub(r"^\s*(?:#+|-) ", "", block)) for block in blocks)]


def fill(template: Path, corpus: Corpus, path: Path, tag: str) -> None:
    """Writes a catalog of a tool's own template, with the translations of the corpus."""
    texts = corpus.translations[tag]
    filled: dict[str, str] = {}
    for entry in polib.pofile(str(template)):
        local = texts.get(single_spaced(entry.msgid), "")
        filled[entry.msgid] = f"{local}\n" if local and entry.msgid.endswith("\n") else local
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(catalog(tag, filled), "utf-8")


def catalog(tag: str, texts: Mapping[str, str]) -> str:
    """A catalog in the plainest form, which every tool reads."""
    language = find_language(tag)
    header = (
        "Project-Id-Version: Library",
        f"POT-Creation-Date: {DAY} 10:00+0000",
        f"PO-Revision-Date: {DAY} 10:00+0000",
        "Last-Translator: Library <library@example.org>",
        f"Language-Team: {language.english} <library@example.org>",
        "Report-Msgid-Bugs-To: library@example.org",
        f"Language: {language.gettext}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {language.plural_forms}",
    )
    lines = "".join(f'"{line}\\n"\n' for line in header)
    entries = (f'msgid "{quoted(english)}"\nmsgstr "{quoted(local)}"\n' for english, local in texts.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n' + "\n".join(entries)


def quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
