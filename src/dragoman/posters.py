"""What is made of several handouts or languages at once: packs, the notice in all languages, the sheet to point at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dragoman.claims import word_claim
from dragoman.errors import MissingGlyph, UserError
from dragoman.fonts import font_stack, missing_glyphs
from dragoman.handouts import (
    ENGLISH_WORDS,
    Edition,
    compose_handout,
    open_edition,
    pdf_timestamp,
    sheet_data,
    timestamp_of,
)
from dragoman.model import SOURCE_LANGUAGE, Handout, Language, Office, Paper, Standing
from dragoman.policy import Court, judge_handout
from dragoman.project import Project
from dragoman.render.identity import PackMark, pack_identity, pack_keyword
from dragoman.render.poster_types import CoverRow, Frame, ISpeakPoster, ISpeakRow, NoticePoster, Pack
from dragoman.render.sheet import sheet_language
from dragoman.render.sheet_types import Draft, Sheet
from dragoman.render.words import DRAFT_MARK, FINAL_MARK, I_SPEAK, PAGE_DOMAIN

POSTED_SIZE = 20
"""Points, the least for a posted notice: 45 CFR 92.11 asks for 20 in a typeface without serifs."""
_COVER_SIZE = 14
_I_SPEAK_TITLE = "Which language do you speak?"
_Data = TypeVar("_Data")


@dataclass(frozen=True, slots=True)
class Poster(Generic[_Data]):
    """What the press sets, the date in the file, and what a person at the desk is told."""

    data: _Data
    timestamp: int
    draft: bool
    left_out: tuple[str, ...] = ()
    """English names of the languages that it has not got."""


def make_pack(
    project: Project, language: Language, guides: Sequence[str], office: Office | None, *, today: str
) -> Poster[Pack]:
    """Several guides in one language, in this order, after a cover."""
    edition = open_edition(project, language, today=today)
    handouts = [compose_handout(edition, guide, office) for guide in guides]
    sheets = [sheet_data(edition, handout) for handout in handouts]
    drafts = [sheet["draft"] for sheet in sheets if sheet["draft"]]
    draft: Draft | None = {"mark": drafts[0]["mark"], "notes": []} if drafts else None
    frame = _frame(project, draft, _clinic(handouts[0]), [f"{len(sheets)} guides, {language.english}"])
    stack = font_stack(language)
    identity = pack_identity([sheet.get("identity", "") for sheet in sheets])
    mark = PackMark(tuple(guides), language.tag, identity, "draft" if drafts else "final")
    pack: Pack = {
        **frame,
        "keywords": [pack_keyword(mark)],
        "language": sheet_language(language, stack),
        "size": _COVER_SIZE,
        "title": project.settings.name,
        "language_en": language.english,
        "language_own": language.autonym,
        "rows": [_cover_row(sheet) for sheet in sheets],
        "sheets": sheets,
    }
    return Poster(pack, max(map(pdf_timestamp, handouts)), bool(drafts))


def _cover_row(sheet: Sheet) -> CoverRow:
    english = sheet["strip"]["title_en"]
    return {
        "title": sheet["title_text"],
        "title_lang": sheet.get("title_lang", SOURCE_LANGUAGE),
        "title_en": english if english != sheet["title_text"] else "",
        "state_en": sheet["strip"]["state_en"],
        "draft": sheet["draft"] is not None,
    }


def make_notice(project: Project, guide: str, office: Office | None, *, today: str) -> Poster[NoticePoster]:
    """One guide in English and in each language that has any of it, one after another."""
    found: list[tuple[Handout, Sheet]] = []
    left_out: list[str] = []
    for edition in _editions(project, (project.english, *project.languages), today):
        handout = compose_handout(edition, guide, office)
        is_english = edition.language.tag == SOURCE_LANGUAGE
        if edition.language.fonts and (is_english or handout.coverage.translated):
            sheet = sheet_data(edition, handout)
            sheet["size"] = POSTED_SIZE
            found.append((handout, sheet))
        else:
            left_out.append(edition.language.english)
    handouts = [handout for handout, _ in found]
    drafts = [handout.language.english for handout in handouts if handout.draft]
    strip = found[0][1]["strip"]
    facts = [
        strip["guide"],
        " ".join(("English text", *filter(None, (strip["revised"], f"({strip['revision']})")))),
        *_lacking(drafts, left_out),
    ]
    notice: NoticePoster = {
        **_frame(project, _mark(bool(drafts or left_out)), strip["clinic"], facts),
        "title": strip["title_en"],
        "sheets": [sheet for _, sheet in found],
    }
    return Poster(notice, max(map(pdf_timestamp, handouts)), bool(drafts or left_out), tuple(left_out))


def make_i_speak(project: Project, office: Office | None, *, today: str) -> Poster[ISpeakPoster]:
    """A row for each language of the project; final when the sentence is signed in all of them."""
    editions = [edition for edition in _editions(project, project.languages, today) if edition.language.fonts]
    left_out = [language.english for language in project.languages if not language.fonts]
    drafts = [edition.language.english for edition in editions if not _standing(edition).final]
    names = {fact.name: fact.value for fact in (*project.settings.facts, *(office.facts if office else ()))}
    poster: ISpeakPoster = {
        **_frame(project, _mark(bool(drafts)), names.get("clinic.name", ""), _lacking(drafts, left_out)),
        "title": _I_SPEAK_TITLE,
        "rows": [_i_speak_row(edition) for edition in editions],
    }
    dates = [edition.catalogs[PAGE_DOMAIN].fields.get("PO-Revision-Date", "")[:10] for edition in _with_words(editions)]
    return Poster(poster, timestamp_of(max(dates, default="")), bool(drafts), tuple(left_out))


def _with_words(editions: Sequence[Edition]) -> Iterator[Edition]:
    return (edition for edition in editions if PAGE_DOMAIN in edition.catalogs)


def _standing(edition: Edition) -> Standing:
    court = Court(edition.project.settings.policy, edition.today, ledger=edition.ledger, english=edition.english)
    return judge_handout([word_claim(I_SPEAK, edition.catalogs)], court)


def _i_speak_row(edition: Edition) -> ISpeakRow:
    language = edition.language
    stack = font_stack(language)
    word = edition.words.word(I_SPEAK)
    for text in (language.autonym, word.text):
        if lost := missing_glyphs(text, stack):
            raise MissingGlyph(
                f"No bundled font of {language.english} has '{lost[0]}' (U+{ord(lost[0]):04X}) of “{text[:60]}”.",
                remedy="Write it with another character.",
            )
    return {
        "language": sheet_language(language, stack),
        "autonym": language.autonym,
        "sentence": word.text,
        "sentence_lang": word.language,
        "english": language.english,
    }


def _editions(project: Project, languages: Sequence[Language], today: str) -> Iterator[Edition]:
    return (open_edition(project, language, today=today) for language in languages)


def _lacking(drafts: Sequence[str], left_out: Sequence[str]) -> list[str]:
    said = (("Not approved", drafts), ("without", left_out))
    return [f"{what}: {', '.join(names)}" for what, names in said if names]


def _mark(draft: bool) -> Draft | None:
    return {"mark": [{"text": DRAFT_MARK, "lang": SOURCE_LANGUAGE}], "notes": []} if draft else None


def _clinic(handout: Handout) -> str:
    return handout.facts["clinic.name"].value if "clinic.name" in handout.facts else ""


def _frame(project: Project, draft: Draft | None, clinic: str, facts: list[str]) -> Frame:
    return {
        "language": sheet_language(project.english, font_stack(project.english)),
        "paper": "us-letter" if project.settings.paper is Paper.LETTER else "a4",
        "size": POSTED_SIZE,
        "arrangement": "alone",
        "title": "",
        "clinic": clinic,
        "draft": draft,
        "state": ENGLISH_WORDS.word(DRAFT_MARK if draft else FINAL_MARK).text,
        "facts": facts,
    }


def notice_guide(project: Project) -> str:
    """The guide that `[notice]` names; `UserError` where there is none."""
    name = project.settings.notice
    if not name:
        raise UserError(
            "The project has no notice of its own.",
            where=project.settings.path,
            remedy='Write the clinic\'s text as a guide, source/notice.md, and [notice] guide = "notice".',
        )
    return project.guide(name).id
