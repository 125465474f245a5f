"""`dragoman print GUIDE LANG -o FILE`: one sheet, now, or the last version that was approved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dragoman.build import make_handout
from dragoman.disk import read_at_most, replace_file, require_place
from dragoman.errors import UserError
from dragoman.jobs import Format, Job
from dragoman.last_approved import LastApproved, find_last_approved
from dragoman.model import (
    Arrangement,
    Commitment,
    Currency,
    Guide,
    Language,
    Layout,
    Office,
    Outdated,
    SheetForm,
    TextSize,
)
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.render.card import card_guide, not_for_cards
from dragoman.render.identity import find_mark
from dragoman.verification import MAX_SHEET_BYTES
from dragoman.workers import guarded_by_limits


def run(
    project: Project,
    *,
    guide: str,
    language: Language,
    office: Office | None,
    form: SheetForm,
    output: Path,
    today: str,
) -> int:
    """Sets one sheet and writes it to `output`, which may be anywhere: the person at the desk named it."""
    blanks = dict(project.guide(guide).meta.blanks)
    require_references(project)
    for name, _ in form.filled:
        if name not in blanks:
            there = ", ".join(f"blank.{known}" for known in blanks) or "none"
            raise UserError(f"The guide '{guide}' has no blank.{name}.", remedy=f"There are: {there}.")
    if form.arrangement is not Arrangement.ALONE and language == project.english:
        raise UserError("A sheet in English has no English beside it.", remedy="Leave --bilingual out.")
    if form.arrangement is Arrangement.SIDE and form.size is TextSize.LARGEST:
        problem = f"Two columns of {form.size.value} points are too narrow for long words."
        raise UserError(problem, remedy="Print them with --bilingual stacked.")
    if form.arrangement is not Arrangement.ALONE and form.layout is Layout.BOOKLET:
        raise UserError("The pages of a booklet are too small for two languages.", remedy="Leave --bilingual out.")
    if form.layout is Layout.CARD:
        _require_card(project.guide(guide), form)
    kind = _format(output)
    if kind is not Format.PDF and form != SheetForm():
        raise UserError(
            "Only a sheet of paper has a form.", where=str(output), remedy="Name a file that ends with .pdf."
        )
    # A person who asks for a sheet gets today's text, marked as a draft if it is one, whatever a build shows.
    paper = project.settings.paper
    job = Job(str(project.root), guide, language.tag, (kind,), office, paper, today, (form,), outdated=Outdated.DRAFT)
    # In a process of its own, which the kernel ends when it takes too long.
    with guarded_by_limits(project, 1) as guarded:
        made = guarded.submit(make_handout, job).result()
    (sheet,) = made.artifacts
    assert made.listing, "a draft is shown as one"
    replace_file(output.resolve(), sheet.content, expected=None, name=str(output))
    state = "a draft, and says so on each page" if made.listing.draft else "final"
    print(f"{output}: {made.listing.title_en}, {language.english}; {state}.")
    if english := made.listing.english:
        passages = "1 passage stands" if english == 1 else f"{english} passages stand"
        # What is missing in a language that is begun is a note.
        notes = " --notes" if project.commitment(language) is Commitment.BEGUN else ""
        print(f"{passages} in English: `dragoman check {language.tag}{notes}` names what is broken or missing.")
    return 0


def _require_card(guide: Guide, form: SheetForm) -> None:
    """Stops at a guide that no card can show, and at a form that a card does not have."""
    if replace(form, filled=()) != SheetForm(layout=Layout.CARD):
        raise UserError(
            "A card is in one language, without numbers, and its text is as large as it can be.",
            remedy="Leave --size, --bilingual and --numbered out.",
        )
    if not card_guide(guide).blocks:
        raise UserError(
            f"The guide '{guide.id}' has no warnings for a card.",
            where=guide.path,
            remedy="Mark its callouts with <!-- dragoman:level warn -->, or make a guide with 'card: true' for it.",
        )
    if odd := not_for_cards(guide):
        raise UserError(
            f"The guide '{guide.id}' has a {odd}, which a card has no room for.",
            where=guide.path,
            remedy="A card holds headings, paragraphs, lists and callouts.",
        )


def run_last_approved(
    project: Project,
    *,
    guide: str,
    language: Language,
    office: Office | None,
    form: SheetForm,
    output: Path,
    today: str,
) -> int:
    """Writes the last approved version, and beside it a notice where the text of today is another."""
    project.guide(guide)
    require_references(project)
    require_sheet_name(output)
    if form != SheetForm():
        raise UserError(
            "The last approved sheet is printed just as it was.",
            remedy="Leave --size, --bilingual, --numbered, --card, --booklet and --set out.",
        )
    found = find_last_approved(project, guide, language, office, today)
    beside = output.with_name(f"{output.stem}-notice.pdf")
    replace_file(output.resolve(), found.pdf, expected=None, name=str(output))
    if found.notice:
        replace_file(beside.resolve(), found.notice, expected=None, name=str(beside))
    elif _is_our_notice(beside):
        _remove(beside)  # of a time when the sheet was not the newest
    print(f"{output}: {found.title_en}, {language.english}; approved on {found.age.approved_on}, {found.source}.")
    if found.notice:
        print(f"{beside}: give it with the sheet. {_change(found)}")
    if found.warning:
        print(f"Ask before you give it to anybody. {found.warning}")
    return 0


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise UserError(
            f"The notice is out of date and could not be removed: {error.strerror}.",
            where=str(path),
            remedy="The sheet is written. Remove the notice by hand.",
        ) from error


def _is_our_notice(path: Path) -> bool:
    if not path.is_file():
        return False
    mark = find_mark(read_at_most(path.resolve(), str(path), MAX_SHEET_BYTES))
    return mark is not None and mark.state == "notice"


def _change(found: LastApproved) -> str:
    match found.age.currency:
        case Currency.ENGLISH if found.age.changed:
            return f"The English was changed on {found.age.changed}, and the newer version is not approved yet."
        case Currency.ENDED:
            return "The text is still the same, and its approval has ended."
        case _:
            return "The text has changed since, and the newer version is not approved yet."


_FORMATS = {".pdf": Format.PDF, ".txt": Format.TEXT, ".html": Format.FRAGMENT, ".json": Format.JSON}


def _format(output: Path) -> Format:
    """What the name of the file asks for."""
    kind = _FORMATS.get(output.suffix.lower(), Format.PDF)
    if kind is Format.PDF:
        require_sheet_name(output)
    else:
        require_place(output, str(output))
    return kind


def require_sheet_name(output: Path) -> None:
    """A file of a PDF in a folder that is there."""
    require_place(output, str(output))
    if output.suffix.lower() != ".pdf":
        raise UserError("The name of a sheet ends with .pdf.", where=str(output), remedy="Write, say, -o sheet.pdf.")
