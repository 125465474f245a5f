"""The folder of approved versions: what is kept, what is found there, and what stands in place of a draft.

`approved/<language>/<guide>[.<office>].pdf` are the bytes that were approved, the `.json` beside them is their record
with the data of the sheet. Drafts never come here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from dragoman.approval import Edge, age_of, approval_of, read_approval, why_withdrawn, write_approval
from dragoman.errors import UserError
from dragoman.folder import decode
from dragoman.handouts import Edition, compose_handout, identity_of, open_edition
from dragoman.history import english_changed_on
from dragoman.model import Age, Approval, Currency, EarlierSheet, Handout, Office, Outdated
from dragoman.project import Project
from dragoman.render.links import page_path
from dragoman.render.sheet_types import Sheet


@dataclass(frozen=True, slots=True)
class ApprovedVersion:
    """An approved version out of the archive."""

    approval: Approval
    sheet: Sheet
    pdf: bytes


def archive_path(project: Project, guide: str, language: str, office: str) -> str:
    """Of the sheet, without its ending."""
    return f"{project.settings.archive}/{language}/{guide}{f'.{office}' if office else ''}"


def read_kept(project: Project, guide: str, language: str, office: Office | None) -> ApprovedVersion | None:
    """The approved version of a handout, if one was kept."""
    if not _is_kept(project, guide, language, office):
        return None
    return _read(project, archive_path(project, guide, language, office.id if office else ""))


def _is_kept(project: Project, guide: str, language: str, office: Office | None) -> bool:
    return project.exists(f"{archive_path(project, guide, language, office.id if office else '')}.json")


def all_kept(project: Project) -> Iterator[ApprovedVersion]:
    """All approved versions, also of guides, languages and offices that there are no more."""
    folder = project.inside(project.settings.archive, project.settings.path)
    for found in sorted(folder.glob("*/*.json")):
        yield _read(project, project.relative(found).removesuffix(".json"))


def _read(project: Project, path: str) -> ApprovedVersion:
    name = f"{path}.json"
    approval, sheet = read_approval(decode(project.read_bytes(name), name), name)
    if archive_path(project, approval.guide, approval.language, approval.office) != path:
        raise UserError(
            "This record is about another handout than its name says.",
            where=name,
            remedy="Take it from git as it was.",
        )
    pdf = project.read_bytes(f"{path}.pdf")
    if digest(pdf) != approval.pdf:
        raise UserError(
            "This sheet is not the one that its record says was approved.",
            where=f"{path}.pdf",
            remedy="Take both files from git as they were, or remove both and run `dragoman archive`.",
        )
    return ApprovedVersion(approval, sheet, pdf)


def files_to_keep(
    project: Project, handout: Handout, sheet: Sheet, pdf: bytes, edge: tuple[Office | None, str]
) -> Mapping[str, bytes]:
    """The files of a final handout; none where just this is kept already. `edge` is the office and today's date."""
    office, today = edge
    assert "identity" in sheet, "what is kept is a sheet of paper"
    made = Edge(office.id if office else "", digest(pdf), today)
    approval = approval_of(handout, sheet["identity"], made)
    before = read_kept(project, approval.guide, approval.language, office)
    if before and _says_the_same(before.approval, approval):
        return {}
    approval = replace(approval, earlier=_earlier(before, approval, today))
    path = archive_path(project, approval.guide, approval.language, approval.office)
    return {f"{path}.pdf": pdf, f"{path}.json": write_approval(approval, sheet).encode()}


def _earlier(before: ApprovedVersion | None, now: Approval, today: str) -> tuple[EarlierSheet, ...]:
    if before is None:
        return ()
    old = before.approval
    if old.pdf == now.pdf:
        return old.earlier
    return (*old.earlier, EarlierSheet(old.pdf, old.identity, old.approved_on, today))


def _says_the_same(old: Approval, new: Approval) -> bool:
    """Whether nothing is new but the day."""
    signed = bool(new.signed)
    return (old.pdf, old.identity, old.texts, old.english, old.facts, old.signed, old.lapses) == (
        new.pdf,
        new.identity,
        new.texts,
        new.english,
        new.facts,
        new.signed,
        new.lapses,
    ) and (not signed or old.approved_on == new.approved_on)


def digest(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


# ── what stands in place of a draft ──


class Instead(Enum):
    """What a build makes of a handout, where that is no version that was kept."""

    ITSELF = auto()
    """Its text of today, final or a draft."""
    NOTHING = auto()


def stand_in(
    edition: Edition, handout: Handout, office: Office | None, outdated: Outdated | None = None
) -> ApprovedVersion | Instead:
    """What a build makes of a handout. `outdated` is what the policy says, unless it is given.

    Only what was approved once is out of date; everything else that is not final is a draft.
    """
    policy = outdated or edition.project.settings.policy.outdated
    if not handout.draft or policy is Outdated.DRAFT:
        return Instead.ITSELF
    kept = read_kept(edition.project, handout.guide.id, handout.language.tag, office)
    if kept is None:
        return Instead.ITSELF
    if policy is Outdated.NOTHING:
        return Instead.NOTHING
    return Instead.ITSELF if why_not(edition, handout, kept.approval) else kept


def pages_left_out(project: Project, office: Office | None, today: str) -> Iterator[str]:
    """Paths of the pages that no build makes until their new text is approved: nothing may lead to them."""
    if project.settings.policy.outdated is not Outdated.NOTHING:
        return
    for language in (project.english, *project.languages):
        kept = [guide for guide in project.guides if _is_kept(project, guide, language.tag, office)]
        if not kept:
            continue
        edition = open_edition(project, language, today=today)
        for guide in kept:
            if stand_in(edition, compose_handout(edition, guide, office), office) is Instead.NOTHING:
                yield page_path(guide, language.tag)


def why_not(edition: Edition, handout: Handout, approval: Approval) -> str:
    """Why a kept version may not stand for a draft, in a sentence; empty if it may."""
    if age_of(approval, handout, identity_of(edition, handout)).currency is Currency.ENDED:
        return "Nobody stands for its text any more."
    if approval.paper is not handout.paper:
        return f"It is kept for paper of the size '{approval.paper}'."
    return why_withdrawn(approval, handout.facts, (edition.ledger, edition.english), edition.today)


def age_of_kept(edition: Edition, handout: Handout, approval: Approval) -> Age:
    """How a kept version stands to today's text; git is asked for a date that the guide does not give."""
    identity = identity_of(edition, handout)
    age = age_of(approval, handout, identity)
    if age.currency is Currency.ENGLISH and not age.changed:
        return age_of(approval, handout, identity, english_changed_on(edition.project, handout.guide.id))
    return age
