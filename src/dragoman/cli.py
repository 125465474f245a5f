"""Options to one typed call, and the one place where errors end.

Exit codes: 0 fine · 1 findings, or something is out of date · 2 wrong use or input that cannot be read ·
3 a bug of ours · 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UserError
from dragoman.model import Language, Office, Paper
from dragoman.project import Project, find_project
from dragoman.settings import find_office

if TYPE_CHECKING:
    from dragoman.sync import Correction

Run = Callable[[argparse.Namespace], int]

_EPILOG = {
    "extract": "example:  dragoman extract            write locales/*.pot from source/*.md\n"
    "          dragoman extract --check    say whether they are out of date; write nothing",
    "sync": "example:  dragoman sync               bring every catalog into step with the guides\n"
    "          dragoman sync es so         only these languages\n"
    "          dragoman sync --typo --by 'Ana López'   keep translations: only typos were corrected",
    "add": "example:  dragoman add ti             begin Tigrinya: an empty catalog for each guide",
    "adopt": "example:  dragoman adopt --check ../old/locale      say what keeps its place; write nothing\n"
    "          dragoman adopt po/es.po po/so.po\n"
    "          dragoman adopt guide.po --language es",
    "status": "example:  dragoman status --format markdown >> $GITHUB_STEP_SUMMARY",
    "check": "example:  dragoman check              all languages; exits 1 when something is wrong\n"
    "          dragoman check om --notes   with everything that is missing in a begun language\n"
    "          dragoman check --against origin/main    and what was done to catalogs since that revision",
    "explain": "example:  dragoman explain placeholder-mismatch",
    "build": "example:  dragoman build              every page and sheet, into build/\n"
    "          dragoman build ar --guide back-injections --format pdf",
    "merge-driver": "example:  git config merge.dragoman.driver 'dragoman merge-driver %O %A %B %P'",
    "convert": "example:  dragoman convert old/es.po        from ISO-8859-1, say, to UTF-8",
    "print": "example:  dragoman print back-injections Hmong -o sheet.pdf\n"
    "          dragoman print after-your-injection es -o sheet.pdf --location chaska",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code."""
    parser = make_parser()
    try:
        options = parser.parse_args(arguments)
        run: Run = options.run
        code = run(options)
        sys.stdout.flush()
        return code
    except UserError as error:
        from dragoman.report.findings import visible

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
    sys.exit(main())


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options; the README's list is held against it by a test."""
    parser = argparse.ArgumentParser(
        prog="dragoman",
        description="One English guide to localized pages and printed handouts that people can trust.",
        epilog="`dragoman COMMAND --help` has examples.",
    )
    parser.add_argument("--project", metavar="DIR", type=Path, default=Path(), help="folder of dragoman.toml, or below")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    extract = _command(commands, "extract", "guides to templates (.pot)", _extract)
    _add_check(extract)

    sync = _command(commands, "sync", "bring catalogs (.po) into step with the guides", _sync)
    _add_languages(sync)
    sync.add_argument("--format", choices=["text", "json"], default="text", help="of the report; default: text")
    sync.add_argument("--typo", action="store_true", help="the English edits are corrections of typos; needs --by")
    sync.add_argument("--by", metavar="NAME", help="who says so; stands in the catalogs")
    _add_check(sync)

    add = _command(commands, "add", "begin a language", _add)
    add.add_argument("languages", metavar="LANG", nargs="+", help="tag, name or alias of a language of dragoman.toml")

    adopt = _command(commands, "adopt", "bring in translations made with other tools", _adopt)
    adopt.add_argument("paths", metavar="FILE_OR_FOLDER", nargs="+", type=Path, help=".po files, or folders of them")
    adopt.add_argument("--language", metavar="LANG", help="of catalogs whose header does not say it")
    _add_check(adopt)

    status = _command(commands, "status", "how far each language is", _status)
    status.add_argument("--format", choices=["text", "json", "markdown"], default="text", help="default: text")

    check = _command(commands, "check", "find what must not reach a patient", _check)
    _add_languages(check)
    check.add_argument("--format", choices=["text", "json"], default="text", help="default: text")
    check.add_argument("--notes", action="store_true", help="list notes one by one")
    check.add_argument(
        "--against", metavar="REV", help="also find flags cleared and translations bent since this revision of git"
    )

    explain = _command(commands, "explain", "what a rule is about; all rules without a name", _explain)
    explain.add_argument("rule", metavar="RULE", nargs="?")

    build = _command(commands, "build", "make every page and sheet", _build)
    _add_languages(build)
    build.add_argument("--guide", metavar="GUIDE", action="append", help="only this guide; may be given several times")
    build.add_argument("--format", choices=["html", "pdf"], action="append", help="only this; default: both")
    build.add_argument("--jobs", metavar="N", type=_count, default=os.cpu_count() or 1, help="processes at once")
    build.add_argument("--output", metavar="DIR", help="folder in the project; default: from dragoman.toml")
    _add_desk(build)
    _add_check(build)

    driver = _command(commands, "merge-driver", "join two versions of a catalog, for git", _merge_driver)
    driver.add_argument("base", metavar="BASE", type=Path, help="%%O: the version both come from")
    driver.add_argument("ours", metavar="OURS", type=Path, help="%%A: our version; the result is written here")
    driver.add_argument("theirs", metavar="THEIRS", type=Path, help="%%B: their version")
    driver.add_argument("name", metavar="PATH", help="%%P: the catalog's path in the repository")

    convert = _command(commands, "convert", "catalogs in other encodings to UTF-8", _convert)
    convert.add_argument("paths", metavar="FILE", nargs="+", type=Path)
    _add_check(convert)

    print_ = _command(commands, "print", "make one sheet", _print)
    print_.add_argument("guide", metavar="GUIDE")
    print_.add_argument("language", metavar="LANG", help="tag, English name, own name or alias")
    print_.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    _add_desk(print_)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, summary: str, run: Run
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=_EPILOG[name],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command


def _add_check(command: argparse.ArgumentParser) -> None:
    command.add_argument("--check", action="store_true", help="say what would change, write nothing; exit 1 if so")


def _add_languages(command: argparse.ArgumentParser) -> None:
    command.add_argument("languages", metavar="LANG", nargs="*", help="only these languages; default: all")


def _add_desk(command: argparse.ArgumentParser) -> None:
    command.add_argument("--location", metavar="NAME", help="whose phone and address; default: the first")
    command.add_argument("--paper", choices=[paper.value for paper in Paper], help="default: from dragoman.toml")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 512:
        raise argparse.ArgumentTypeError("a number of processes from 1 to 512")
    return int(text)


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

    return status.run(_project(options), form=status.StatusFormat(options.format))


def _check(options: argparse.Namespace) -> int:
    from dragoman.commands import check

    project = _project(options)
    form = check.CheckFormat(options.format)
    languages = _languages(project, options.languages)
    return check.run(
        project, languages=languages, form=form, notes=options.notes, today=_today(), against=options.against
    )


def _explain(options: argparse.Namespace) -> int:
    from dragoman.commands import explain

    return explain.run(rule=options.rule)


def _build(options: argparse.Namespace) -> int:
    from dragoman.build import Format
    from dragoman.commands import build

    project = _project(options)
    if options.output:
        project.inside(options.output, "--output")
        project = replace(project, settings=replace(project.settings, output=options.output))
    languages = tuple(project.language(name) for name in options.languages) or (project.english, *project.languages)
    return build.run(
        project,
        languages=languages,
        guides=[project.guide(name).id for name in options.guide or project.guides],
        formats=tuple(Format(name) for name in options.format or Format),
        office=_office(project, options),
        jobs=options.jobs,
        whole=not (options.languages or options.guide or options.format),
        check=options.check,
    )


def _merge_driver(options: argparse.Namespace) -> int:
    from dragoman.commands import merge_driver

    return merge_driver.run(options.base, options.ours, options.theirs, name=options.name)


def _convert(options: argparse.Namespace) -> int:
    from dragoman.commands import convert

    return convert.run(options.paths, check=options.check)


def _print(options: argparse.Namespace) -> int:
    from dragoman.commands import print_

    project = _project(options)
    return print_.run(
        project,
        guide=options.guide,
        language=project.language(options.language),
        office=_office(project, options),
        output=options.output,
    )
