"""A corpus of any folder of Markdown and a folder of catalogs, such as `src` and `po` of a translated book."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import polib

from bench.corpora import Corpus, Document, counted, leaves, single_spaced, write_project
from dragoman.errors import UserError
from dragoman.languages import find_language
from dragoman.project import find_project
from dragoman.references import require_references

_HEADING = re.compile(r"\A\s*# +(.+?) *#*$", re.M)
_NO_NAME = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"[^\W\d_]\S*(?: [^ \[\]\\<>|*`{}~]+){4,}")
"""Words without links, marks and code."""
_UNREADABLE = ("SUMMARY",)
"""A table of contents of mdBook is no text of the book."""


def read_folder(source: Path, catalogs: Path) -> Corpus:
    """All Markdown below `source`, and the catalogs `<language>.po` anywhere below `catalogs`.

    Documents without a translation, and those that Dragoman refuses, for a link to a file that is not there or the
    like, are left out for all tools; the description of the corpus says how many. Raises UserError if nothing is left,
    or if there is no catalog.
    """
    documents = tuple(_documents(source))
    translations = dict(_translations(catalogs))
    if not documents or not translations:
        lacking = "Markdown" if not documents else "catalog of a known language"
        raise UserError(f"There is no {lacking} below '{source if not documents else catalogs}'.")
    known = next(iter(translations.values()))
    translated = tuple(one for one in documents if any(text in known for text in leaves(one)))
    kept = accepted(translated, translations)
    left_out = len(documents) - len(kept)
    described = f"{source.resolve().parent.name}, {counted(left_out, 'document')} of {len(documents)} left out"
    return Corpus(kept, translations, described)


def texts_of(corpus: Corpus, count: int) -> tuple[str, Mapping[str, str]]:
    """Different texts of several words that stand in the corpus, with their translations into its first language."""
    tag, translations = next(iter(corpus.translations.items()))
    there = [text for document in corpus.documents for text in leaves(document)[1:]]
    plain = [text for text in dict.fromkeys(there) if text in translations and _PLAIN.fullmatch(text)]
    return tag, {text: translations[text] for text in plain[:count]}


def _documents(source: Path) -> Iterator[Document]:
    for path in sorted(source.rglob("*.md")):
        name = _NO_NAME.sub("-", path.relative_to(source).with_suffix("").as_posix().lower()).strip("-")
        text = path.read_text("utf-8")
        heading = _HEADING.search(text)
        body = text[heading.end() :].strip() if heading else ""
        if heading and body and path.stem not in _UNREADABLE:
            yield Document(name, heading.group(1), body)


def _translations(catalogs: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Of finished entries alone. Catalogs of one language in several files count as one."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(catalogs.rglob("*.po")):
        for name in (path.stem, *(folder.name for folder in path.parents)):
            try:
                tag = find_language(name).tag
            except UserError:
                continue
            texts = found.setdefault(tag, {})
            for entry in polib.pofile(str(path)).translated_entries():
                if entry.msgstr:
                    texts[single_spaced(entry.msgid)] = single_spaced(entry.msgstr)
            break
    yield from found.items()


def part_of(corpus: Corpus, documents: int, languages: int) -> Corpus:
    """As many documents and languages, less those that refer to one that is not among them."""
    part = corpus.part(documents, languages)
    return replace(part, documents=accepted(part.documents, part.translations))


def accepted(documents: tuple[Document, ...], translations: Mapping[str, Mapping[str, str]]) -> tuple[Document, ...]:
    """Those that Dragoman takes together. Raises UserError if there is none."""
    corpus = Corpus(documents, translations)
    with tempfile.TemporaryDirectory() as name:
        write_project(corpus, Path(name))
        guides = find_project(Path(name)).guides
        kept = [document for document in corpus.documents if _is_read(guides, document.name)]
    while kept:
        with tempfile.TemporaryDirectory() as name:
            write_project(replace(corpus, documents=tuple(kept)), Path(name))
            try:
                require_references(find_project(Path(name)))
            except UserError as error:
                refused = Path(str(error).partition(":")[0]).stem
                if refused not in {document.name for document in kept}:
                    raise
                kept = [document for document in kept if document.name != refused]
            else:
                break
    if not kept:
        raise UserError("Dragoman refuses all of these documents.")
    return tuple(kept)


def _is_read(guides: Mapping[str, object], name: str) -> bool:
    try:
        return bool(guides[name])
    except UserError:
        return False
