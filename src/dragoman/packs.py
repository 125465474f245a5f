"""What a pack is, whoever brings it: held against the packs that its mark can be of, as they are today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.model import Office, Paper
from dragoman.posters import make_pack
from dragoman.pressroom import press_within
from dragoman.project import Project
from dragoman.render.identity import PackMark, find_pack_mark
from dragoman.verified import Answer, Verified


@dataclass(frozen=True, slots=True)
class _Pack:
    """One of the guides and the language that a mark names."""

    office: str
    """Empty where the project has no locations."""
    identity: str
    is_draft: bool
    pdf: bytes


def verify_pack(project: Project, mark: PackMark, offices: Sequence[Office | None], today: str, pdf: bytes) -> Verified:
    """The answer for a file with that mark. Packs are not in the archive: one is what it would be today, or other."""
    found = Verified(Answer.ALTERED, "", "+".join(mark.guides), mark.language, identity=mark.identity)
    packs = list(_packs_of_today(project, mark, offices, today))
    for pack in packs:
        if pack.pdf == pdf:
            found = replace(found, office=pack.office)
            if pack.is_draft:
                return replace(found, answer=Answer.DRAFT, says="Not for patients: a text in it is not approved.")
            return replace(found, answer=Answer.CURRENT, says="These are the texts that are approved today.")
    if mark.state == "draft":
        return replace(found, answer=Answer.DRAFT, says="It says of itself that it has drafts: not for patients.")
    if any(pack.identity == mark.identity for pack in packs):
        text = "It says that it has the texts of today, and its bytes are others"
        why = "it was altered, or made by another version of the program"
        return replace(found, says=f"{text}: {why}. Make a new one.")
    return replace(found, says="It says that it has texts that are not those of today. Make a new one.")


def _packs_of_today(project: Project, mark: PackMark, offices: Sequence[Office | None], today: str) -> Iterator[_Pack]:
    """One for each location and paper; none where the project lacks a guide or the language, or has it not on paper."""
    languages = {language.tag: language for language in (project.english, *project.languages)}
    language = languages.get(mark.language)
    if language is None or not language.fonts or not set(mark.guides) <= set(project.guides):
        return
    for paper in Paper:
        on_paper = replace(project, settings=replace(project.settings, paper=paper))
        for office in offices:
            made = make_pack(on_paper, language, mark.guides, office, today=today)
            pdf = press_within(project.settings.limits).set_pack(made.data, timestamp=made.timestamp)
            own = find_pack_mark(pdf)
            assert own, "a pack has its mark"
            yield _Pack(office.id if office else "", own.identity, made.draft, pdf)
