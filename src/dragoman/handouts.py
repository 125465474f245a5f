"""A guide, a language and the facts of an office composed into a handout, and set as a page or a sheet."""

from __future__ import annotations

import calendar
import re
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.claims import guide_claims
from dragoman.errors import MissingGlyph
from dragoman.fonts import font_stack, missing_glyphs
from dragoman.freshness import Dates, Freshness, State, freshness, lapsed_sign_offs
from dragoman.localize import Lookup, entry_lookup, inline_context, localize
from dragoman.markup.tree import iter_segments, iter_shown_segments
from dragoman.model import (
    NO_LEDGER,
    SOURCE_LANGUAGE,
    Catalog,
    Guide,
    Handout,
    Language,
    Ledger,
    Location,
    LostLetter,
    Office,
    Segment,
    SheetForm,
    SignOff,
    Standing,
    TextHash,
)
from dragoman.policy import Claim, Court, draft_reasons, first_day_of_notice, judge_handout, next_change
from dragoman.project import Project
from dragoman.render.identity import sheet_identity
from dragoman.render.letterhead import letterhead_of
from dragoman.render.links import page_path
from dragoman.render.sheet import make_sheet
from dragoman.render.sheet_types import Sheet
from dragoman.render.words import PAGE_DOMAIN, Words, page_words
from dragoman.settings import facts_of
from dragoman.signoff import texts_signed_for

ENGLISH_WORDS = Words(SOURCE_LANGUAGE, {})
PLAIN_FORM = SheetForm()
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Edition:
    """A language of a project with its catalogs read, by the guide (or `page`) that they translate."""

    project: Project
    language: Language
    catalogs: Mapping[str, Catalog]
    words: Words
    lookup: Lookup
    ledger: Ledger
    """What was signed in the language; nothing for English, which has `english`."""
    english: Ledger
    today: str
    """ISO date: sign-offs and dates of review come to an end."""


def open_edition(project: Project, language: Language, *, today: str) -> Edition:
    return edition_of(project, language, project.catalogs(language), today=today)


def edition_of(project: Project, language: Language, catalogs: Mapping[str, Catalog], *, today: str) -> Edition:
    """The edition of catalogs that were read already, by the guide (or `page`) that they translate."""
    entries = catalogs[PAGE_DOMAIN].entries if PAGE_DOMAIN in catalogs else ()
    return Edition(
        project,
        language,
        catalogs,
        words=page_words(language, entries),
        lookup=entry_lookup(catalogs),
        ledger=NO_LEDGER if language.tag == SOURCE_LANGUAGE else project.ledger(language),
        english=project.ledger(project.english),
        today=today,
    )


def standing_of(edition: Edition, guide: Guide) -> Standing:
    """Whether a handout of the guide is final in this language, who signed what, and what is lacking."""
    return judge_handout(_claims(edition, guide), _court(edition, guide))


def standing_of_language(edition: Edition, guide: Guide) -> Standing:
    """The same of the texts in this language alone: the English they come from is a matter of its own edition."""
    is_english = edition.language.tag == SOURCE_LANGUAGE
    claims = [claim for claim in _claims(edition, guide) if bool(claim.translation) is not is_english]
    return judge_handout(claims, _court(edition, guide))


def _claims(edition: Edition, guide: Guide) -> tuple[Claim, ...]:
    page = edition.catalogs[PAGE_DOMAIN].entries if PAGE_DOMAIN in edition.catalogs else ()
    return guide_claims(guide, edition.language, edition.catalogs, edition.lookup, page)


def _court(edition: Edition, guide: Guide) -> Court:
    return Court(
        edition.project.settings.policy,
        edition.today,
        ledger=edition.ledger,
        english=edition.english,
        context=inline_context(guide),
        review_by=guide.meta.review_by,
    )


def handout_freshness(edition: Edition) -> tuple[Freshness, ...]:
    """How each handout of a language stands today, in the order of the guides."""
    guides = edition.project.guides.values()
    return tuple(freshness_of(edition, guide, standing_of(edition, guide)) for guide in guides)


def freshness_of(edition: Edition, guide: Guide, standing: Standing) -> Freshness:
    """How a handout of that standing stands today, in the words of the table of all."""
    dates = Dates(
        edition.today,
        edition.project.settings.policy.notice_days,
        revised=guide.meta.revised,
        translated=translation_date(edition, guide),
        review_by=guide.meta.review_by,
    )
    domains = _domains(guide)
    signed = {sign_off.guide for ledger in (edition.ledger, edition.english) for sign_off in ledger.sign_offs}
    lapsed: list[SignOff] = []
    if signed & domains:
        stand = frozenset(_texts_of(edition, domains))
        for ledger in (edition.ledger, edition.english):
            lapsed += lapsed_sign_offs(ledger, stand, domains)
    return freshness(guide.id, edition.language.tag, standing, lapsed, dates)


def _texts_of(edition: Edition, domains: Iterable[str]) -> Iterator[TextHash]:
    """All that a sign-off of these guides may be about today, each of the guides as a whole."""
    for domain in domains:
        guide = edition.project.guide(domain)
        for claim in _claims(edition, guide):
            ledger = edition.ledger if claim.translation else edition.english
            yield from texts_signed_for(ledger, claim.key, claim.translation, inline_context(guide))


def _domains(guide: Guide) -> frozenset[str]:
    """The guide and those it includes."""
    return frozenset({guide.id, *(segment.domain for segment in iter_segments(guide, parts=True))})


def next_day_of_change(edition: Edition, guide: Guide, found: Freshness) -> str:
    """The ISO date from which the handout may stand differently though nothing was changed; empty for never."""
    policy = edition.project.settings.policy
    review_by = (edition.project.guide(domain).meta.review_by for domain in _domains(guide))
    of_itself = next_change((edition.ledger, edition.english), policy, review_by, edition.today)
    soon = first_day_of_notice(found.lapses, policy.notice_days) if found.state is State.FINAL else ""
    return min((day for day in (of_itself, soon) if day), default="")


def translation_date(edition: Edition, guide: Guide) -> str:
    """`PO-Revision-Date` of the youngest catalog that the handout is made from, as an ISO date; empty for none."""
    domains = {segment.domain for segment in iter_segments(guide, parts=True)}
    catalogs = [edition.catalogs[domain] for domain in sorted(domains) if domain in edition.catalogs]
    dates = (catalog.fields.get("PO-Revision-Date", "")[:10] for catalog in catalogs)
    return max((date for date in dates if _DATE.fullmatch(date)), default="")


def compose_handout(edition: Edition, guide_id: str, office: Office | None) -> Handout:
    """The handout; the facts it asks for are there (`require_references`)."""
    project, language = edition.project, edition.language
    guide = project.guide(guide_id)
    facts = facts_of(project.settings, office)
    localized = localize(guide, language, edition.lookup)
    standing = standing_of(edition, guide)
    return Handout(
        guide=localized.guide,
        source=guide,
        language=language,
        coverage=localized.coverage,
        draft=draft_reasons(standing),
        facts=facts,
        paper=project.settings.paper,
        translated_on=translation_date(edition, guide) if localized.coverage.translated else "",
        standing=standing,
        gaps=localized.gaps,
    )


def page_data(edition: Edition, handout: Handout) -> Sheet:
    """What a page is made of. A language without bundled fonts can have pages: the reader's device has its own."""
    if handout.language.fonts:
        return sheet_data(edition, handout)
    return make_sheet(handout, edition.words, ENGLISH_WORDS)


def sheet_data(edition: Edition, handout: Handout, form: SheetForm = PLAIN_FORM) -> Sheet:
    """What a sheet is set from; stops at a character that no bundled font of its language has."""
    for lost in lost_letters(edition, handout):
        raise _missing_glyph(lost.character, lost.text, lost.location)
    stack = font_stack(handout.language)
    sheet = make_sheet(handout, edition.words, ENGLISH_WORDS, form)
    identity = sheet_identity(sheet) if form == PLAIN_FORM else identity_of(edition, handout)
    sheet["language"]["fonts"] = list(stack)
    settings = edition.project.settings
    if settings.web:
        sheet["strip"]["web"] = f"{settings.web}/{page_path(handout.guide.id, handout.language.tag)}"
    sheet["letterhead"] = letterhead_of(settings.letterhead, edition.project.logo, handout.facts)
    _require_desk_glyphs(form, handout.language, stack)
    sheet["identity"] = identity
    sheet["form"] = form.name
    return sheet


def identity_of(edition: Edition, handout: Handout) -> str:
    """What the handout is known by, however it is set."""
    return sheet_identity(make_sheet(handout, edition.words, ENGLISH_WORDS))


def _require_desk_glyphs(form: SheetForm, language: Language, stack: tuple[str, ...]) -> None:
    """Says which character it is, and not the value: that may be about a patient."""
    for name, value in form.filled:
        if lost := missing_glyphs(value, stack):
            raise MissingGlyph(
                f"The fonts of {language.english} have no {_named(lost[0])}.",
                where=f"--set blank.{name}",
                remedy="Write the value with other characters.",
            )


def lost_letters(edition: Edition, handout: Handout) -> Iterator[LostLetter]:
    """Characters that the handout asks for and no bundled font of their language has, text by text."""
    stacks = _stacks(edition, handout)
    for segment in iter_shown_segments(handout.guide):
        for lost in missing_glyphs(segment.text, stacks[segment.language]):
            yield LostLetter(lost, segment.text, _origin(edition, segment))
    for word in edition.words.translations.values():
        for lost in missing_glyphs(word, stacks[handout.language.tag]):
            yield LostLetter(lost, word, edition.catalogs[PAGE_DOMAIN].path)
    for fact in handout.facts.values():
        for lost in missing_glyphs(fact.value, stacks[SOURCE_LANGUAGE]):
            yield LostLetter(lost, fact.value, fact.location)
    settings = edition.project.settings
    letterhead = letterhead_of(settings.letterhead, edition.project.logo, handout.facts)
    for line in letterhead["lines"] if letterhead else ():
        for lost in missing_glyphs(line, stacks[SOURCE_LANGUAGE]):
            yield LostLetter(lost, line, settings.path)


def _stacks(edition: Edition, handout: Handout) -> Mapping[str, tuple[str, ...]]:
    return {language.tag: font_stack(language) for language in (edition.project.english, handout.language)}


def _origin(edition: Edition, segment: Segment) -> Location:
    """Where the text of a localized segment is written: in a catalog, else in the guide itself."""
    if segment.language != SOURCE_LANGUAGE and segment.domain in edition.catalogs:
        catalog = edition.catalogs[segment.domain]
        for entry in catalog.entries:
            if segment.text in entry.translation:
                return Location(catalog.path, entry.line)
    return segment.location


def _missing_glyph(character: str, text: str, where: Location | str) -> MissingGlyph:
    return MissingGlyph(
        f"No bundled font has {_named(character)} of “{text[:60]}”.",
        where=where,
        remedy="Write it with another character.",
    )


def _named(character: str) -> str:
    return f"'{character}' (U+{ord(character):04X}, {unicodedata.name(character, 'a character without a name')})"


def pdf_timestamp(handout: Handout) -> int:
    """The date inside a PDF is that of its text, so that the same text gives the same bytes on any day."""
    return timestamp_of(max(handout.source.meta.revised, handout.translated_on))


def timestamp_of(date: str) -> int:
    """Unix seconds of the beginning of an ISO date; 0 for none."""
    if not _DATE.fullmatch(date):
        return 0
    try:
        return calendar.timegm(time.strptime(date, "%Y-%m-%d"))
    except ValueError:
        return 0
