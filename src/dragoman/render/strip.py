"""What tells staff which sheet they hold: the strip at the foot of each page, and the marks of a draft."""

from __future__ import annotations

from hashlib import sha256

from dragoman.markup.tree import iter_shown_segments
from dragoman.model import SOURCE_LANGUAGE, Guide, Handout, Signer, Standing
from dragoman.render import sheet_types as data
from dragoman.render.block_types import Leaf
from dragoman.render.words import DRAFT_MARK, DRAFT_REASONS, FINAL_MARK, PAGE_OF, Words

_HASH_DIGITS = 7


def draft_of(handout: Handout, words: Words, english: Words) -> data.Draft | None:
    """The mark and the reasons of a draft, in both languages; nothing for a final handout."""
    if not handout.draft:
        return None
    both = (english,) if handout.language.tag == SOURCE_LANGUAGE else (english, words)

    def said(text: str) -> list[Leaf]:
        found = dict.fromkeys(language.word(text) for language in both)
        return [{"spans": [{"t": "text", "text": word.text}], "lang": word.language} for word in found]

    marks = dict.fromkeys(language.word(DRAFT_MARK) for language in both)
    return {
        "mark": [{"text": word.text, "lang": word.language} for word in marks],
        "notes": [said(DRAFT_REASONS[reason]) for reason in handout.draft],
    }


def strip_of(handout: Handout, title_en: str, words: Words, english: Words) -> data.Strip:
    source = handout.source.meta
    clinic = handout.facts.get("clinic.name")
    return {
        "title_en": title_en,
        "language_en": handout.language.english,
        "language_own": handout.language.autonym,
        "guide": handout.guide.id,
        "version": source.version,
        "revised": source.revised,
        "revision": revision_of(handout.source),
        "translated": handout.translated_on,
        "review_by": source.review_by,
        "state_en": english.word(DRAFT_MARK if handout.draft else FINAL_MARK).text,
        "signed_en": "" if handout.draft else _signed(handout.standing),
        "page": words.word(PAGE_OF).text,
        "page_en": english.word(PAGE_OF).text,
        "clinic": clinic.value if clinic else "",
        "web": "",
    }


def _signed(standing: Standing) -> str:
    """Who signed a final handout, by role, and when last; nothing where nobody had to."""
    signed = [sign_off for text in standing.texts for sign_off in text.signed]
    if not signed:
        return ""
    roles = [role.value for role in Signer if any(sign_off.role is role for sign_off in signed)]
    return f"signed by {', '.join(roles)}, {max(sign_off.date for sign_off in signed)}"


def revision_of(guide: Guide) -> str:
    """The first digits of the SHA-256 of all English texts of a guide, its parts and its drawings."""
    text = "\0".join(segment.text for segment in iter_shown_segments(guide))
    return sha256(text.encode()).hexdigest()[:_HASH_DIGITS]
