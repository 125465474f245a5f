"""`dragoman sign`: a person's word for each text of a handout, kept in the ledger of its language."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from dragoman.commands.asking import ANSWERS, Answer, Ask, answer_to, sentence_for
from dragoman.errors import UserError
from dragoman.handouts import Edition, open_edition, standing_of
from dragoman.inspection import Scope, inspect_project
from dragoman.ledger_file import write_ledger
from dragoman.model import SOURCE_LANGUAGE, Judgement, Language, Level, SignOff
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.report.signing import ballot_text
from dragoman.signing import Ballot, Person, ballots, need_lines, signed_by
from dragoman.signoff import joined

_QUESTION = "Sign it?  y yes · r reject · n not now · all yes to all from here · q stop  "
_REASON = "What is wrong with it?  "
_LISTED = 5


_ANSWERS = {**ANSWERS, "r": Answer.REJECT, "reject": Answer.REJECT, "not now": Answer.NO}


class Way(Enum):
    """How the texts are gone through."""

    ASK = auto()
    """One by one."""
    ALL = auto()
    """All of them approved, unseen: for what was signed on paper."""
    SHOW = auto()
    """Only shown."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which texts of the handout."""

    levels: tuple[Level, ...] = ()
    hashes: tuple[str, ...] = ()


def run(
    project: Project, *, guide: str, language: Language, person: Person | None, choice: Choice, way: Way, scope: Scope,
    ask: Ask,
) -> int:  # fmt: skip
    """Asks for each text, and writes what was answered when all have been asked for or the person stops.

    Exits 1 where texts were refused for errors. Without a person it only shows.
    """
    require_references(project)
    edition = open_edition(project, language, today=scope.today)
    papers = _ballots(project, edition, guide, person, choice, scope)
    if person is None or way is Way.SHOW:
        _show(papers, language)
        _print_needs(edition, guide)
        return 0
    if person.date > scope.today:
        raise UserError(f"{person.date} is still to come.", remedy="Give the day of the signature: --date.")
    refused = [ballot for ballot in papers if ballot.refused]
    sign_offs = _answers(papers, language, person, way, ask)
    if sign_offs:
        _write(project, language, sign_offs)
        edition = open_edition(project, language, today=scope.today)
    _print_result(sign_offs, refused, person)
    _print_needs(edition, guide)
    return 1 if refused else 0


def _ballots(
    project: Project, edition: Edition, guide: str, person: Person | None, choice: Choice, scope: Scope
) -> tuple[Ballot, ...]:
    is_english = edition.language.tag == SOURCE_LANGUAGE
    inspected = inspect_project(project, replace(scope, languages=() if is_english else (edition.language,)))
    papers = ballots(
        standing_of(edition, project.guide(guide)),
        (finding for finding in inspected.findings if bool(finding.language) is not is_english),
        english=is_english,
        person=person,
        levels=choice.levels,
        hashes=choice.hashes,
        notice_days=project.settings.policy.notice_days,
    )
    if choice.hashes and person is not None:
        for wanted in choice.hashes:
            if not any(ballot.text.text.startswith(wanted) for ballot in papers):
                raise UserError(
                    f"No text that waits for a signature has a hash that begins with '{wanted}'.",
                    remedy="It may have changed, or be signed already: `dragoman sign GUIDE LANG --show` lists them.",
                )
    return papers


def _answers(papers: Sequence[Ballot], language: Language, person: Person, way: Way, ask: Ask) -> tuple[SignOff, ...]:
    if way is Way.ALL:
        return _all_approved(papers, person)
    answers: list[SignOff] = []
    for number, ballot in enumerate(papers, 1):
        print(ballot_text(ballot, number, len(papers), language.english, _width()), end="\n\n")
        match answer_to(_QUESTION, ask, _ANSWERS):
            case Answer.STOP:
                break
            case Answer.REJECT:
                if (reason := sentence_for(_REASON, ask)) is None:
                    break
                answers.append(signed_by(person, ballot.text, Judgement.REJECTED, reason))
            case Answer.ALL:
                return (*answers, *_all_approved(papers[number - 1 :], person))
            case Answer.YES:
                answers += _all_approved((ballot,), person)
            case Answer.NO:
                pass
    return tuple(answers)


def _all_approved(papers: Sequence[Ballot], person: Person) -> tuple[SignOff, ...]:
    """But for those with errors."""
    return tuple(signed_by(person, ballot.text, Judgement.APPROVED) for ballot in papers if not ballot.refused)


def _write(project: Project, language: Language, sign_offs: Sequence[SignOff]) -> None:
    ledger = joined(project.ledger(language), sign_offs)
    project.write({project.ledger_path(language): write_ledger(ledger).encode()})


# ── what is said ──


def _show(papers: Sequence[Ballot], language: Language) -> None:
    for number, ballot in enumerate(papers, 1):
        print(ballot_text(ballot, number, len(papers), language.english, _width()), end="\n\n")


def _width() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, 160)


def _print_result(sign_offs: Sequence[SignOff], refused: Sequence[Ballot], person: Person) -> None:
    approved = sum(s.judgement is Judgement.APPROVED for s in sign_offs)
    rejected = len(sign_offs) - approved
    print(f"Signed by {person.name}, {person.role}: {approved} approved, {rejected} rejected.")
    if refused:
        print(f"Not to be approved before their errors are mended: {len(refused)}.")
        for ballot in refused[:_LISTED]:
            finding = ballot.refused[0]
            print(f"    {finding.location}  {finding.problem} [{finding.rule}]")
        if len(refused) > _LISTED:
            print(f"    … and {len(refused) - _LISTED} more; `dragoman check` lists them.")


def _print_needs(edition: Edition, guide: str) -> None:
    lines = need_lines(standing_of(edition, edition.project.guide(guide)))
    print(f"{guide} in {edition.language.english} is {'a draft' if lines else 'final'}.")
    for line in lines:
        print(f"    {line}")
