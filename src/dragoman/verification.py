"""What a sheet is, whoever brings it: held against today's handouts and the archive, by its bytes, then by its mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.archive import ApprovedVersion, age_of_kept, all_kept, digest
from dragoman.errors import NoRoom, UserError
from dragoman.handouts import Edition, compose_handout, identity_of, open_edition, pdf_timestamp, sheet_data
from dragoman.model import FORMS, Age, Arrangement, Currency, Handout, Language, Layout, Office, Paper, SheetForm
from dragoman.packs import verify_pack
from dragoman.pressroom import set_pdf
from dragoman.project import Project
from dragoman.render.card import has_card
from dragoman.render.identity import SheetMark, find_mark, find_pack_mark, stated_forms
from dragoman.render.strip import revision_of
from dragoman.verified import Answer, Verified

MAX_SHEET_BYTES = 50_000_000
"""The largest sheet of the shipped guides has less than 400 kB."""
NAMES_OF_PAPER = {Paper.LETTER: "us-letter", Paper.A4: "a4"}


@dataclass(frozen=True, slots=True)
class _Today:
    """A handout as it is today."""

    handout: Handout
    office: str
    identity: str
    edition: Edition


@dataclass(frozen=True)
class Verifier:
    """A project as sheets are held against it; what was worked out for one sheet serves the next."""

    project: Project
    today: str
    offices: Sequence[Office | None]

    @cached_property
    def kept(self) -> tuple[ApprovedVersion, ...]:
        return tuple(all_kept(self.project))

    @cached_property
    def _editions(self) -> dict[str, Edition]:
        return {}

    @cached_property
    def _hashes(self) -> dict[tuple[str, str, str, Paper, SheetForm], str]:
        return {}

    def verify(self, pdf: bytes) -> Verified:
        """The answer for the bytes of a file."""
        if fault := _fault(pdf):
            return Verified(Answer.UNREADABLE, fault)
        sha256, mark = digest(pdf), find_mark(pdf)
        if mark is None and (pack := find_pack_mark(pdf)):
            return replace(verify_pack(self.project, pack, self.offices, self.today, pdf), sha256=sha256)
        found = self._by_bytes(sha256, mark, stated_forms(pdf)) or self._by_mark(mark)
        return replace(found, sha256=sha256)

    def find(self, digits: str) -> tuple[Verified, ...]:
        """All sheets whose identity, or whose file's SHA-256, begins with these digits."""
        found = [self._of_today(now) for now in self._all_today() if now.identity.startswith(digits)]
        known = {one.identity for one in found}
        for kept in self.kept:
            approval = kept.approval
            if approval.pdf.startswith(digits) or (
                approval.identity.startswith(digits) and approval.identity not in known
            ):
                found.append(self._of_kept(kept))
            found += [
                self._of_earlier(kept, one.pdf)
                for one in approval.earlier
                if one.pdf.startswith(digits) or (one.identity.startswith(digits) and one.identity not in known)
            ]
        return tuple(dict.fromkeys(found)) or tuple(self._of_revision(digits))

    def _of_revision(self, digits: str) -> Iterator[Verified]:
        """Guides whose English has this hash, which stands at the foot too: people may take it for the id."""
        for guide in self.project.guides.values():
            if revision_of(guide) == digits:
                says = (
                    "This is the hash of today's English text, in all languages. Give the digits that stand after “id”."
                )
                yield Verified(Answer.UNKNOWN, says, guide.id)

    # ── by its bytes ──

    def _by_bytes(self, sha256: str, mark: SheetMark | None, stated: frozenset[tuple[str, str]]) -> Verified | None:
        for kept in self.kept:
            if kept.approval.pdf == sha256:
                return self._of_kept(kept)
            if sha256 in [one.pdf for one in kept.approval.earlier]:
                return self._of_earlier(kept, sha256)
        # A sheet of today has its mark and says its form, so only what says the same need be set.
        today = [now for now in self._today_of(mark) if now.identity == mark.identity] if mark else []
        for form in FORMS:
            for paper in Paper:
                if (NAMES_OF_PAPER[paper], form.name) in stated:
                    for now in today:
                        if self._hash(now, paper, form) == sha256:
                            return self._of_today(now)
        return None

    def _hash(self, now: _Today, paper: Paper, form: SheetForm) -> str:
        """Of a sheet of today; empty for a form that the handout does not have."""
        language = now.handout.language
        if form.arrangement is not Arrangement.ALONE and language == self.project.english:
            return ""
        if form.layout is Layout.CARD and not has_card(now.handout.source):
            return ""
        key = (now.handout.guide.id, language.tag, now.office, paper, form)
        if key not in self._hashes:
            sheet = sheet_data(now.edition, replace(now.handout, paper=paper), form)
            try:
                self._hashes[key] = digest(set_pdf(sheet, pdf_timestamp(now.handout), self.project.settings.limits))
            except NoRoom:
                self._hashes[key] = ""
        return self._hashes[key]

    def _of_today(self, now: _Today) -> Verified:
        guide, language = now.handout.guide.id, now.handout.language.tag
        if now.handout.draft:
            answer, says = Answer.DRAFT, "Not for patients: this text is not approved."
        else:
            answer, says = Answer.CURRENT, "This is the text that is approved today."
        return Verified(answer, says, guide, language, now.office, now.identity)

    def _of_kept(self, kept: ApprovedVersion) -> Verified:
        approval = kept.approval
        found = Verified(
            Answer.OUTDATED,
            "",
            approval.guide,
            approval.language,
            approval.office,
            approval.identity,
            approval.pdf,
            approval.approved_on,
        )
        now = self._now(approval.guide, approval.language, approval.office)
        if now is None:
            return replace(found, says="It was approved; the project no longer has this handout. Take it away.")
        age = age_of_kept(now.edition, now.handout, approval)
        if age.currency is Currency.CURRENT:
            return replace(found, answer=Answer.CURRENT, says="This is the text that is approved today.")
        return replace(found, says=_what_to_do(age, now.handout), since=age.changed)

    def _of_earlier(self, kept: ApprovedVersion, pdf: str) -> Verified:
        approval = kept.approval
        one = next(one for one in approval.earlier if one.pdf == pdf)
        found = self._of_kept(kept)
        if one.identity == approval.identity:
            return replace(found, sha256=pdf)  # the same text, set by another version of the program
        says = f"A newer version took its place on {one.replaced_on}. Print the newer one, and take this one away."
        return replace(
            found,
            answer=Answer.OUTDATED,
            says=says,
            identity=one.identity,
            sha256=pdf,
            approved_on=one.approved_on,
            since=one.replaced_on,
        )

    # ── by its mark ──

    def _by_mark(self, mark: SheetMark | None) -> Verified:
        if mark is None:
            return Verified(Answer.UNKNOWN, "Dragoman did not make it, or it lost its properties.")
        found = Verified(Answer.ALTERED, "", mark.guide, mark.language, identity=mark.identity)
        if mark.state == "notice":
            return replace(found, answer=Answer.UNKNOWN, says="This is a notice that goes with a sheet, and no sheet.")
        if mark.state == "draft":
            return replace(found, answer=Answer.DRAFT, says="It says of itself that it is a draft: not for patients.")
        if any(now.identity == mark.identity for now in self._today_of(mark)):
            text = "It says that it has the text of today"
        elif any(mark.identity in _identities(kept) for kept in self.kept):
            text = "It says that it has a text that was approved once"
        else:
            text = "It says that it has a text that neither today's handouts nor the archive have"
        why = "it was altered, filled in at the desk, or made by another version of the program"
        return replace(found, says=f"{text}, and its bytes are others: {why}. Print a new one.")

    # ── today ──

    def _today_of(self, mark: SheetMark) -> Iterator[_Today]:
        for office in self.offices:
            now = self._now(mark.guide, mark.language, office.id if office else "")
            if now:
                yield now

    def _all_today(self) -> Iterator[_Today]:
        for language in (self.project.english, *self.project.languages):
            for guide in self.project.guides:
                yield from self._today_of(SheetMark(guide, language.tag, "", ""))

    def _now(self, guide: str, tag: str, office_id: str) -> _Today | None:
        """The handout of these names today; `None` where there is none, or none on paper."""
        languages = {language.tag: language for language in (self.project.english, *self.project.languages)}
        offices = {office.id if office else "": office for office in self.offices}
        if guide not in self.project.guides or tag not in languages or office_id not in offices:
            return None
        if not languages[tag].fonts:
            return None
        edition = self._edition(languages[tag])
        handout = compose_handout(edition, guide, offices[office_id])
        return _Today(handout, office_id, identity_of(edition, handout), edition)

    def _edition(self, language: Language) -> Edition:
        if language.tag not in self._editions:
            self._editions[language.tag] = open_edition(self.project, language, today=self.today)
        return self._editions[language.tag]


def verify_file(verifier: Verifier, read: Callable[[], bytes]) -> Verified:
    """The answer for a file that may not be readable at all."""
    try:
        return verifier.verify(read())
    except UserError as error:
        return Verified(Answer.UNREADABLE, f"{error.problem} {error.remedy}".rstrip())


def _fault(pdf: bytes) -> str:
    """Why these bytes are no PDF that can be looked at, in a sentence; empty if they may be one."""
    if not pdf.startswith(b"%PDF-"):
        return "This is not a PDF."
    if b"%%EOF" not in pdf[-1024:]:
        return "This PDF is not whole: its end is missing. Copy or fetch it again."
    return ""


def _identities(kept: ApprovedVersion) -> tuple[str, ...]:
    return (kept.approval.identity, *(one.identity for one in kept.approval.earlier))


def _what_to_do(age: Age, handout: Handout) -> str:
    match age.currency:
        case Currency.ENGLISH if age.changed:
            why = f"The English was changed on {age.changed}."
        case Currency.ENGLISH:
            why = "The English has changed since."
        case Currency.ENDED:
            return "Its approval has ended, or somebody took it back. Do not hand it out: have the text signed again."
        case _:
            why = "Its words or the facts in it have changed since."
    if handout.standing.final:
        return f"{why} Print the newer version, and take this one away."
    return f"{why} The newer version is not approved yet: print this one anew with --last-approved, and its notice."
