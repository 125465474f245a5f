"""The last version of a handout that was approved: today's, else out of the archive, else out of git."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.approval import Edge, approval_date, approval_of
from dragoman.archive import ApprovedVersion, age_of_kept, digest, read_kept, why_not
from dragoman.errors import UserError
from dragoman.handouts import (
    ENGLISH_WORDS,
    Edition,
    compose_handout,
    identity_of,
    open_edition,
    pdf_timestamp,
    sheet_data,
)
from dragoman.history import Wanted, last_final
from dragoman.model import Age, Currency, Handout, Language, Office
from dragoman.pressroom import set_pdf
from dragoman.project import Project
from dragoman.render.notice import notice_lines, notice_sheet


@dataclass(frozen=True, slots=True)
class LastApproved:
    """An approved version, and what must be said with it."""

    pdf: bytes
    notice: bytes
    """A sheet; empty where the approved text is that of today."""
    title_en: str
    age: Age
    source: str
    """Where it was found, as the end of a sentence."""
    warning: str = ""
    """Why it may be wrong to hand it out, in a sentence; empty for nothing."""


def find_last_approved(
    project: Project, guide: str, language: Language, office: Office | None, today: str
) -> LastApproved:
    """The version, with its bytes as they were kept; one out of git is set anew by this program."""
    edition = open_edition(project, language, today=today)
    handout = compose_handout(edition, guide, office)
    kept = read_kept(project, guide, language.tag, office)
    if kept and not (handout.standing.final and kept.approval.identity != identity_of(edition, handout)):
        if kept.approval.paper is not handout.paper:
            raise UserError(
                f"The approved sheet is kept for paper of the size '{kept.approval.paper}'.",
                remedy=f"Print it with --paper {kept.approval.paper}.",
            )
        return _told(edition, handout, kept, "as it was kept")
    if handout.standing.final:
        return _final_today(edition, handout)
    found = last_final(project, Wanted(guide, language.tag, office.id if office else None))
    if found is None:
        raise UserError(
            f"The handout {guide} in {language.english} was never final: neither the archive nor git has it.",
            remedy="If this is a shallow clone, fetch its whole history first.",
        )
    pdf = set_pdf(found.sheet, pdf_timestamp(found.handout), project.settings.limits)
    edge = Edge(office.id if office else "", digest(pdf), found.commit.date)
    approval = approval_of(found.handout, found.sheet.get("identity", ""), edge)
    source = f"from the commit {found.commit.name[:12]} of {found.commit.date}, set by this version of the program"
    return _told(edition, handout, ApprovedVersion(approval, found.sheet, pdf), source)


def _final_today(edition: Edition, handout: Handout) -> LastApproved:
    sheet = sheet_data(edition, handout)
    pdf = set_pdf(sheet, pdf_timestamp(handout), edition.project.settings.limits)
    age = Age(Currency.CURRENT, approval_date(handout.standing) or edition.today)
    return LastApproved(pdf, b"", sheet["strip"]["title_en"], age, "the text of today")


def _told(edition: Edition, handout: Handout, kept: ApprovedVersion, source: str) -> LastApproved:
    """The version with its notice."""
    age = age_of_kept(edition, handout, kept.approval)
    title = kept.sheet["strip"]["title_en"]
    if age.currency is Currency.CURRENT:
        return LastApproved(kept.pdf, b"", title, age, source)
    lines = notice_lines(age, edition.words, ENGLISH_WORDS)
    sheet = notice_sheet(sheet_data(edition, handout), kept.sheet, lines, edition.words, ENGLISH_WORDS)
    notice = set_pdf(sheet, pdf_timestamp(handout), edition.project.settings.limits)
    return LastApproved(kept.pdf, notice, title, age, source, why_not(edition, handout, kept.approval))
