"""Looks at what a tool made: one that did nothing must not count as a fast one."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from unicodedata import normalize

import polib
import pypdfium2

from bench.corpora import Corpus, Document, counted, leaves, single_spaced
from bench.running import Broken

_ENOUGH = 0.95
"""Share of the texts of a corpus that must be found again. Tools cut some texts in ways of their own."""
_FEW = 12
"""Texts that are looked for in each document."""
_TAG = re.compile(r"<[^>]*>")
_NO_LETTER = re.compile(r"[\W_]+")


def messages_in(paths: Sequence[Path], corpus: Corpus) -> str:
    """Whether templates hold the texts of the corpus."""
    if not paths:
        raise Broken("made no template")
    there = {single_spaced(entry.msgid) for path in paths for entry in entries_of(path)}
    texts = {text for document in corpus.documents for text in _translated(document, corpus)}
    if not texts:
        raise Broken("had no text to translate")
    share = len(texts & there) / len(texts)
    if share < _ENOUGH:
        raise Broken(f"found only {share:.0%} of the texts")
    return f"{counted(len(paths), 'template')} with {counted(len(there), 'text')}"


def entries_of(path: Path) -> polib.POFile:
    """The entries of a catalog that a tool wrote."""
    if not path.exists():
        raise Broken("made no catalog")
    try:
        return polib.pofile(str(path))
    except OSError as error:
        raise Broken(f"wrote a catalog that polib cannot read: {str(error).rpartition(': ')[2]}") from error


def documents_in(tags: Sequence[str], corpus: Corpus, place: Callable[[str, str], Path]) -> str:
    """Whether documents hold the translations of the corpus; `place` says where that of a language and a name is."""
    looked = found = 0
    for tag in tags:
        texts = corpus.translations[tag]
        for document in corpus.documents:
            path = place(tag, document.name)
            if not path.exists():
                raise Broken(f"made no {document.name} in {tag}")
            letters = only_letters(path.read_text("utf-8"))
            wanted = [text for text in _translated(document, corpus) if "{" not in text][:_FEW]
            looked += len(wanted)
            found += sum(only_letters(texts[text]) in letters for text in wanted)
    if not looked or found / looked < _ENOUGH:
        raise Broken(f"shows only {found} of {looked} translations")
    made = len(tags) * len(corpus.documents)
    return f"{counted(made, 'document')}; {found:,} of {looked:,} translations looked for"


def shows(path: Path, text: str) -> str:
    """Whether a document has this text."""
    if not path.exists() or only_letters(text) not in only_letters(path.read_text("utf-8")):
        raise Broken(f"{path.name} does not show the edited translation")
    return "the edited translation is shown"


def sheet_shows(path: Path, text: str) -> str:
    """Whether a PDF has this text on its first page."""
    document = pypdfium2.PdfDocument(str(path))
    pages, printed = len(document), document[0].get_textpage().get_text_bounded()
    document.close()
    if only_letters(text) not in only_letters(printed):
        raise Broken(f"{path.name} does not show '{text}'")
    return f"{counted(pages, 'page')}, {path.stat().st_size / 1024:.0f} kB"


def only_letters(text: str) -> str:
    """Without tags, spaces, signs and marks, in which tools differ."""
    return _NO_LETTER.sub("", normalize("NFKC", html.unescape(_TAG.sub("", text)))).casefold()


def _translated(document: Document, corpus: Corpus) -> Iterable[str]:
    texts = next(iter(corpus.translations.values()))
    return [text for text in leaves(document) if text in texts]
