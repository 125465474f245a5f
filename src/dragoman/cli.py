"""Options to one typed call, and the one place where errors end.

Exit codes: 0 fine · 1 findings, or something is out of date · 2 wrong use or input that cannot be read ·
3 a bug of ours · 130 interrupted.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.desk import person_who_signs, sheet_form, sheet_scope, words
from dragoman.errors import UserError
from dragoman.model import Language, Level, Office, Paper, TextSize
from dragoman.options import make_parser
from dragoman.project import Project, find_project, nearest_limits
from dragoman.settings import find_office

if TYPE_CHECKING:
    from dragoman.inspection import Scope
    from dragoman.sync import Correction

Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code."""
    parser = make_parser()
    try:
        options = parser.parse_args(arguments)
        code = _RUNS[options.command](options)
        sys.stdout.flush()
        return code
    except UserError as error:
        from dragoman.report.marked import visible

        print(visible(str(error)), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        # The one place that catches everything: what comes here is our bug, and the person should know that it is.
        traceback.print_exc()
        print("This is a bug in Dragoman, not a mistake of yours. Please report it with these lines.", file=sys.stderr)
        return 3


def entry() -> None:
    """The command `dragoman`."""
    # Commands make values by the hundred thousand, and hardly a cycle among them: to look for garbage as often as
    # Python does takes a tenth of the time and finds next to nothing.
    gc.set_threshold(50_000, 20, 50)
    sys.exit(main())


# ── from options to calls; each command is imported when it is asked for ──


def _project(options: argparse.Namespace) -> Project:
    project = find_project(options.project)
    if getattr(options, "paper", None):
        project = replace(project, settings=replace(project.settings, paper=Paper(options.paper)))
    return project


def _languages(project: Project, names: Sequence[str]) -> tuple[Language, ...]:
    """Languages of the project by their names, without English; all for no names."""
    chosen = tuple(project.language(name) for name in names)
    if project.english in chosen:
        raise UserError("English is the language of the guides: it has no catalogs.", remedy="Name another language.")
    return chosen or project.languages


def _correction(options: argparse.Namespace) -> Correction | None:
    from dragoman.sync import Correction

    if not options.typo:
        return None
    name = " ".join((options.by or "").split())
    if not name or not name.isprintable():
        raise UserError("A correction needs the name of the person who vouches for it.", remedy="Add --by NAME.")
    return Correction(name, _today())


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _office(project: Project, options: argparse.Namespace) -> Office | None:
    return find_office(project.settings, options.location)


def _extract(options: argparse.Namespace) -> int:
    from dragoman.commands import extract

    return extract.run(_project(options), check=options.check)


def _sync(options: argparse.Namespace) -> int:
    from dragoman.commands import sync

    project = _project(options)
    return sync.run(
        project,
        languages=_languages(project, options.languages),
        form=sync.SyncFormat(options.format),
        correction=_correction(options),
        check=options.check,
    )


def _add(options: argparse.Namespace) -> int:
    from dragoman.commands import add

    project = _project(options)
    return add.run(project, languages=_languages(project, options.languages))


def _adopt(options: argparse.Namespace) -> int:
    from dragoman.commands import adopt

    project = _project(options)
    language = _languages(project, [options.language])[0] if options.language else None
    return adopt.run(project, paths=options.paths, language=language, check=options.check)


def _status(options: argparse.Namespace) -> int:
    from dragoman.commands import status

    return status.run(_project(options), form=status.StatusFormat(options.format), today=_today())


def _check(options: argparse.Namespace) -> int:
    from dragoman.commands import check

    project = _project(options)
    scope = _scope(project, options)
    if options.update_baseline:
        return check.update_baseline(project, scope=scope)
    if options.fix:
        from dragoman.commands import fix

        return fix.run(project, scope=scope, ask=input)
    form = check.CheckFormat(options.format)
    return check.run(project, scope=scope, form=form, reports=options.report, notes=options.notes)


def _scope(project: Project, options: argparse.Namespace) -> Scope:
    from dragoman.inspection import Scope

    against = getattr(options, "against", None)
    chosen = getattr(options, "languages", ())
    sheets = sheet_scope(project, options)
    if sheets is not None:
        # English has sheets and no catalogs: alone, it leaves none of the others to look at.
        languages = tuple(language for language in sheets.languages if language != project.english)
        return Scope(languages, _today(), against, sheets)
    return Scope(_languages(project, chosen), _today(), against)


def _waive(options: argparse.Namespace) -> int:
    from dragoman.checks.anatomy import SheetRule
    from dragoman.checks.registry import RULES
    from dragoman.commands import waive

    project = _project(options)
    options.sheets = isinstance(RULES.get(options.rule), SheetRule)
    return waive.run(
        project,
        rule=options.rule,
        place=options.place,
        by=words(options.by, "--by"),
        reason=words(options.reason, "--reason"),
        until=options.until,
        scope=_scope(project, options),
    )


def _sign(options: argparse.Namespace) -> int:
    from dragoman.commands import sign

    project = _project(options)
    way = sign.Way.ALL if options.all else sign.Way.SHOW if options.show else sign.Way.ASK
    levels = tuple(Level(level) for level in options.level)
    return sign.run(
        project,
        guide=project.guide(options.guide).id,
        language=project.language(options.language),
        person=person_who_signs(options, _today()),
        choice=sign.Choice(levels, tuple(text.lower() for text in options.text)),
        way=way,
        scope=_scope(project, argparse.Namespace()),
        ask=input,
    )


def _explain(options: argparse.Namespace) -> int:
    from dragoman.commands import explain

    return explain.run(rule=options.rule)


def _build(options: argparse.Namespace) -> int:
    from dragoman.build import USUAL_FORMATS, Format, plan_jobs
    from dragoman.commands import build

    project = _project(options)
    if options.output:
        project.inside(options.output, "--output")
        project = replace(project, settings=replace(project.settings, output=options.output))
    languages = _editions(project, options.languages)
    formats = tuple(dict.fromkeys(map(Format, (*(options.format or USUAL_FORMATS), *options.also))))
    guides = _guides(project, options.guide)
    sizes = sorted({*project.settings.sizes, *map(TextSize, options.size)})
    return build.run(
        project,
        plan_jobs(project, languages, guides, formats, _office(project, options), sizes=sizes, today=_today()),
        formats=formats,
        workers=options.scheduler or options.jobs,
        whole=not (options.languages or options.guide or options.format),
        check=options.check,
        today=_today(),
    )


def _merge_driver(options: argparse.Namespace) -> int:
    from dragoman.commands import merge_driver

    limits = nearest_limits(options.project)
    return merge_driver.run(options.base, options.ours, options.theirs, name=options.name, limits=limits)


def _convert(options: argparse.Namespace) -> int:
    from dragoman.commands import convert

    return convert.run(options.paths, check=options.check, limits=nearest_limits(options.project))


def _print(options: argparse.Namespace) -> int:
    from dragoman.commands import print_

    project = _project(options)
    run = print_.run_last_approved if options.last_approved else print_.run
    return run(
        project,
        guide=options.guide,
        language=project.language(options.language),
        office=_office(project, options),
        form=sheet_form(options),
        output=options.output,
        today=_today(),
    )


def _pack(options: argparse.Namespace) -> int:
    from dragoman.commands import pack

    project = _project(options)
    return pack.run(
        project,
        language=project.language(options.language),
        guides=_guides(project, options.guides),
        office=_office(project, options),
        output=options.output,
        today=_today(),
    )


def _notice(options: argparse.Namespace) -> int:
    from dragoman.commands import notice

    project = _project(options)
    return notice.run(project, office=_office(project, options), output=options.output, today=_today())


def _i_speak(options: argparse.Namespace) -> int:
    from dragoman.commands import i_speak

    project = _project(options)
    return i_speak.run(project, office=_office(project, options), output=options.output, today=_today())


def _archive(options: argparse.Namespace) -> int:
    from dragoman.commands import archive

    project = _project(options)
    return archive.run(
        project,
        languages=_editions(project, options.languages),
        guides=_guides(project, options.guide),
        today=_today(),
        check=options.check,
    )


def _editions(project: Project, names: Sequence[str]) -> tuple[Language, ...]:
    """Languages by their names, English among them; all for no names."""
    return tuple(project.language(name) for name in names) or (project.english, *project.languages)


def _guides(project: Project, names: Sequence[str] | None) -> list[str]:
    return [project.guide(name).id for name in names] if names else list(project.guides)


def _certificate(options: argparse.Namespace) -> int:
    from dragoman.commands import certificate

    project = _project(options)
    return certificate.run(
        project,
        guide=options.guide,
        language=project.language(options.language),
        office=_office(project, options),
        output=options.output,
        today=_today(),
    )


def _review_sheet(options: argparse.Namespace) -> int:
    from dragoman.commands import review_sheet

    project = _project(options)
    if options.read:
        if options.guide or options.output:
            raise UserError("--read takes a workbook alone: it says itself which guide and language it is of.")
        return review_sheet.read(project, workbook=options.read, others=options.accept_others, today=_today())
    if options.accept_others:
        raise UserError("--accept-others is about a workbook that comes back.", remedy="Name it: --read FILE.xlsx.")
    if not (options.guide and options.language and options.output):
        raise UserError(
            "A review sheet needs a guide, a language and a file.",
            remedy="Write, say, dragoman review-sheet warning-signs es -o review.pdf.",
        )
    return review_sheet.make(
        project,
        guide=options.guide,
        language=project.language(options.language),
        output=options.output,
        today=_today(),
    )


def _proof(options: argparse.Namespace) -> int:
    from dragoman.commands import proof

    project = _project(options)
    office = _office(project, options)
    return proof.run(project, names=options.names, office=office, output=options.output, today=_today())


def _verify(options: argparse.Namespace) -> int:
    from dragoman.commands import verify

    return verify.run(
        _project(options),
        files=options.files,
        hashes=options.hash,
        form=verify.VerifyFormat(options.format),
        today=_today(),
    )


_RUNS: Mapping[str, Run] = {
    "extract": _extract,
    "sync": _sync,
    "add": _add,
    "adopt": _adopt,
    "status": _status,
    "check": _check,
    "waive": _waive,
    "sign": _sign,
    "explain": _explain,
    "build": _build,
    "merge-driver": _merge_driver,
    "convert": _convert,
    "print": _print,
    "pack": _pack,
    "notice": _notice,
    "i-speak": _i_speak,
    "archive": _archive,
    "certificate": _certificate,
    "proof": _proof,
    "verify": _verify,
    "review-sheet": _review_sheet,
}
