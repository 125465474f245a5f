"""The commands and their options, with an example of each; what they do is in `cli.py` and `commands/`."""

from __future__ import annotations

import argparse
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.model import Level, Origin, Paper, Signer, TextSize

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - has no public name

_SIZES = [size.value for size in TextSize]
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
    "status": "example:  dragoman status --format markdown >> $GITHUB_STEP_SUMMARY\n"
    "          dragoman status --format badge > handouts.svg",
    "check": "example:  dragoman check              all languages; exits 1 when something is wrong\n"
    "          dragoman check om --notes   with everything that is missing in a begun language\n"
    "          dragoman check --against origin/main    and what was done to catalogs since that revision\n"
    "          dragoman check --print so --guide after-your-injection    and the sheet as it is on paper",
    "waive": "example:  dragoman waive copied-english locales/es/LC_MESSAGES/g.po:9 --by Lee --reason Name "
    "--until 2027-03-31",
    "sign": "example:  dragoman sign back-injections es --by 'Ana López' --role translator\n"
    "          dragoman sign back-injections es --by 'Lee Ray' --role editor --level warn --level instruct\n"
    "          dragoman sign back-injections en --by 'Dr. Ruth Ek' --role clinician --all --date 2026-11-20\n"
    "          dragoman sign back-injections es --show",
    "explain": "example:  dragoman explain placeholder-mismatch",
    "build": "example:  dragoman build              every page and sheet, into build/\n"
    "          dragoman build ar --guide back-injections --format pdf",
    "merge-driver": "example:  git config merge.dragoman.driver 'dragoman merge-driver %O %A %B %P'",
    "convert": "example:  dragoman convert old/es.po        from ISO-8859-1, say, to UTF-8",
    "pack": "example:  dragoman pack so -o pack.pdf        all guides, for a binder\n"
    "          dragoman pack so before-your-injection after-your-injection -o pack.pdf",
    "notice": "example:  dragoman notice -o notice.pdf    of the guide that [notice] in dragoman.toml names",
    "i-speak": "example:  dragoman i-speak -o i-speak.pdf",
    "archive": "example:  dragoman archive            keep every handout that is final today\n"
    "          dragoman archive so --guide after-your-injection",
    "certificate": "example:  dragoman certificate after-your-injection so -o certificate.pdf",
    "proof": "example:  dragoman proof -o proof.pdf         all guides, a page each\n"
    "          dragoman proof warning-signs es so ar -o proof.png",
    "verify": "example:  dragoman verify sheet.pdf from-the-drawer.pdf\n"
    "          dragoman verify --hash 3fa91c07     the id at the foot of a sheet of paper",
    "review-sheet": "example:  dragoman review-sheet warning-signs es -o review.pdf      to judge on paper\n"
    "          dragoman review-sheet warning-signs es -o review.xlsx     to judge in Excel or LibreOffice\n"
    "          dragoman review-sheet --read review.xlsx                  what was judged, into the ledger",
    "print": "example:  dragoman print back-injections Hmong -o sheet.pdf\n"
    "          dragoman print after-your-injection es -o sheet.pdf --location chaska --size 18\n"
    "          dragoman print back-injections so -o both.pdf --bilingual side --numbered\n"
    "          dragoman print after-your-injection so -o sheet.pdf --set blank.next='Monday 9:30 AM'\n"
    "          dragoman print after-your-injection so -o sheet.pdf --last-approved\n"
    "          dragoman print after-your-injection so -o message.txt     or .html to paste, .json for programs\n"
    "          dragoman print warning-signs so -o cards.pdf --card",
}


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options; the README's list is held against it by a test."""
    parser = argparse.ArgumentParser(
        prog="dragoman",
        description="One English guide to localized pages and printed handouts that people can trust.",
        epilog="`dragoman COMMAND --help` has examples.",
    )
    parser.add_argument("--project", metavar="DIR", type=Path, default=Path(), help="folder of dragoman.toml, or below")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    _add_catalog_commands(commands)
    _add_check_commands(commands)
    _add_handout_commands(commands)
    _add_poster_commands(commands)
    _add_proof_commands(commands)
    return parser


def _add_catalog_commands(commands: Commands) -> None:
    """Guides to catalogs."""
    extract = _command(commands, "extract", "guides to templates (.pot)")
    _add_check(extract)

    sync = _command(commands, "sync", "bring catalogs (.po) into step with the guides")
    _add_languages(sync)
    sync.add_argument("--format", choices=["text", "json"], default="text", help="of the report; default: text")
    sync.add_argument("--typo", action="store_true", help="the English edits are corrections of typos; needs --by")
    sync.add_argument("--by", metavar="NAME", help="who says so; stands in the catalogs")
    _add_check(sync)

    add = _command(commands, "add", "begin a language")
    add.add_argument("languages", metavar="LANG", nargs="+", help="tag, name or alias of a language of dragoman.toml")

    adopt = _command(commands, "adopt", "bring in translations made with other tools")
    adopt.add_argument("paths", metavar="FILE_OR_FOLDER", nargs="+", type=Path, help=".po files, or folders of them")
    adopt.add_argument("--language", metavar="LANG", help="of catalogs whose header does not say it")
    _add_check(adopt)

    convert = _command(commands, "convert", "catalogs in other encodings to UTF-8")
    convert.add_argument("paths", metavar="FILE", nargs="+", type=Path)
    _add_check(convert)

    driver = _command(commands, "merge-driver", "join two versions of a catalog, for git")
    driver.add_argument("base", metavar="BASE", type=Path, help="%%O: the version both come from")
    driver.add_argument("ours", metavar="OURS", type=Path, help="%%A: our version; the result is written here")
    driver.add_argument("theirs", metavar="THEIRS", type=Path, help="%%B: their version")
    driver.add_argument("name", metavar="PATH", help="%%P: the catalog's path in the repository")


def _add_check_commands(commands: Commands) -> None:
    """How far catalogs are, and what is wrong with them."""
    status = _command(commands, "status", "how far each language is, and which handouts may be handed out")
    forms = ["text", "json", "markdown", "badge"]
    status.add_argument("--format", choices=forms, default="text", help="badge is a picture (SVG); default: text")

    check = _command(commands, "check", "find what must not reach a patient")
    _add_languages(check)
    forms = ["text", "json", "sarif", "junit", "github", "markdown"]
    check.add_argument("--format", choices=forms, default="text", help="of what is printed; default: text")
    check.add_argument(
        "--report",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="also write a report: .txt, .json, .sarif, .xml (JUnit) or .md; may be given several times",
    )
    check.add_argument("--notes", action="store_true", help="list notes one by one")
    check.add_argument(
        "--against", metavar="REV", help="also find flags cleared and translations bent since this revision of git"
    )
    check.add_argument(
        "--print", dest="sheets", action="store_true", help="also set every sheet, take it apart and look at the paper"
    )
    check.add_argument(
        "--guide", metavar="GUIDE", action="append", help="with --print: only sheets of this guide; may be repeated"
    )
    _add_desk(check)
    check.add_argument("--fix", action="store_true", help="show what form alone would mend, and ask before each change")
    check.add_argument(
        "--update-baseline", action="store_true", help="all findings of today are known from now on, and do not count"
    )

    waive = _command(commands, "waive", "let one finding stand, by name and for a time")
    waive.add_argument("rule", metavar="RULE")
    waive.add_argument("place", metavar="PATH:LINE", help="as `dragoman check` says it")
    waive.add_argument("--by", metavar="NAME", required=True, help="who says so")
    waive.add_argument("--reason", metavar="TEXT", required=True, help="why it may stand")
    waive.add_argument("--until", metavar="DATE", type=_date, required=True, help="last day, as 2027-03-31")

    _add_sign(commands)

    explain = _command(commands, "explain", "what a rule is about; all rules without a name")
    explain.add_argument("rule", metavar="RULE", nargs="?")


def _add_sign(commands: Commands) -> None:
    sign = _command(commands, "sign", "say that texts may be handed out, by name")
    sign.add_argument("guide", metavar="GUIDE")
    sign.add_argument("language", metavar="LANG", help="en for the English itself")
    sign.add_argument("--by", metavar="NAME", help="who signs; without it the texts are only shown")
    sign.add_argument("--role", choices=[role.value for role in Signer], help="as what")
    sign.add_argument("--qualification", metavar="TEXT", default="", help="what makes the person fit to judge")
    sign.add_argument(
        "--origin",
        choices=[origin.value for origin in Origin],
        default=Origin.HUMAN.value,
        help="where the text came from, as the person states it; default: human",
    )
    sign.add_argument("--date", metavar="DATE", type=_date, help="of a signature on paper; default: today")
    sign.add_argument(
        "--level",
        choices=[level.value for level in Level],
        action="append",
        default=[],
        help="only texts of this level",
    )
    sign.add_argument("--text", metavar="HASH", action="append", default=[], help="only this text; a few digits do")
    way = sign.add_mutually_exclusive_group()
    way.add_argument("--all", action="store_true", help="approve all without asking: what was signed on paper")
    way.add_argument("--show", action="store_true", help="show the texts and who signed them; sign nothing")


def _add_handout_commands(commands: Commands) -> None:
    """Catalogs to handouts."""
    build = _command(commands, "build", "make every page and sheet")
    _add_languages(build)
    build.add_argument("--guide", metavar="GUIDE", action="append", help="only this guide; may be given several times")
    build.add_argument("--format", choices=["html", "pdf"], action="append", help="only this; default: both")
    build.add_argument(
        "--also",
        choices=["text", "fragment", "json"],
        action="append",
        default=[],
        help="for other systems too: plain text, HTML to paste, data; may be given several times",
    )
    build.add_argument("--jobs", metavar="N", type=_count, default=os.cpu_count() or 1, help="processes at once")
    build.add_argument("--scheduler", metavar="ADDRESS", help="make them on a Dask cluster, as tcp://host:8786")
    build.add_argument("--output", metavar="DIR", help="folder in the project; default: from dragoman.toml")
    build.add_argument(
        "--size",
        choices=_SIZES,
        type=int,
        action="append",
        default=[],
        help="sheets in this size too, in points; may be given several times; default: from dragoman.toml",
    )
    _add_desk(build)
    _add_check(build)

    print_ = _command(commands, "print", "make one sheet")
    print_.add_argument("guide", metavar="GUIDE")
    print_.add_argument("language", metavar="LANG", help="tag, English name, own name or alias")
    print_.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    print_.add_argument(
        "--size", choices=_SIZES, type=int, default=_SIZES[0], help="of the text in points; default: %(default)s"
    )
    print_.add_argument(
        "--bilingual",
        nargs="?",
        choices=["side", "stacked"],
        const="side",
        help="with the English, beside the translation (so without a word after it) or below each text",
    )
    made = print_.add_mutually_exclusive_group()
    made.add_argument("--card", action="store_true", help="the warnings alone, four times on one sheet, to cut apart")
    made.add_argument("--booklet", action="store_true", help="two pages on each side, to fold and staple")
    print_.add_argument("--numbered", action="store_true", help="paragraphs have numbers, the same in all languages")
    print_.add_argument(
        "--set",
        metavar="blank.NAME=VALUE",
        dest="filled",
        action="append",
        default=[],
        help="fill in a blank; the value goes on the sheet and nowhere else; may be given several times",
    )
    print_.add_argument(
        "--last-approved",
        action="store_true",
        help="the last final version, and a notice if it is not today's",
    )
    _add_desk(print_)

    review = _command(commands, "review-sheet", "a handout to judge on paper or in a workbook, and back")
    review.add_argument("guide", metavar="GUIDE", nargs="?")
    review.add_argument("language", metavar="LANG", nargs="?", help="tag, name or alias; English for the guide itself")
    review.add_argument("-o", "--output", metavar="FILE", type=Path, help=".pdf to print, or .xlsx to fill in")
    review.add_argument("--read", metavar="FILE", type=Path, help="take what is judged in this .xlsx as signed")
    review.add_argument("--accept-others", action="store_true", help="with --read: leave out rows that are refused")


def _add_poster_commands(commands: Commands) -> None:
    """Several guides or languages on one file of paper."""
    pack = _command(commands, "pack", "several guides in one file, after a cover")
    pack.add_argument("language", metavar="LANG", help="tag, English name, own name or alias")
    pack.add_argument("guides", metavar="GUIDE", nargs="*", help="in this order; default: all")
    notice = _command(commands, "notice", "the clinic's notice of language help, in all languages")
    i_speak = _command(commands, "i-speak", "a sheet where people point at their language")
    for command in (pack, notice, i_speak):
        command.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
        _add_desk(command)


def _add_proof_commands(commands: Commands) -> None:
    """What was approved: kept, attested, and known again."""
    archive = _command(commands, "archive", "keep the handouts that are final today")
    _add_languages(archive)
    archive.add_argument(
        "--guide", metavar="GUIDE", action="append", help="only this guide; may be given several times"
    )
    _add_check(archive)

    certificate = _command(commands, "certificate", "who signed a handout, on paper")
    certificate.add_argument("guide", metavar="GUIDE")
    certificate.add_argument("language", metavar="LANG", help="tag, English name, own name or alias")
    certificate.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    _add_desk(certificate)

    proof = _command(commands, "proof", "all languages of a guide side by side")
    proof.add_argument("names", metavar="GUIDE_OR_LANG", nargs="*", help="guides and languages; default: all")
    proof.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=".pdf, or .png of one guide")
    _add_desk(proof)

    verify = _command(commands, "verify", "say whether a sheet is what is approved today")
    verify.add_argument("files", metavar="FILE", nargs="*", type=Path, help="PDF files")
    verify.add_argument(
        "--hash", metavar="ID", type=_digits, action="append", default=[], help="id at the foot of a sheet, or SHA-256"
    )
    verify.add_argument("--format", choices=["text", "json"], default="text", help="default: text")


def _command(commands: Commands, name: str, summary: str) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=_EPILOG[name],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(command=name)
    return command


def _add_check(command: argparse.ArgumentParser) -> None:
    command.add_argument("--check", action="store_true", help="say what would change, write nothing; exit 1 if so")


def _add_languages(command: argparse.ArgumentParser) -> None:
    command.add_argument("languages", metavar="LANG", nargs="*", help="only these languages; default: all")


def _add_desk(command: argparse.ArgumentParser) -> None:
    command.add_argument("--location", metavar="NAME", help="whose phone and address; default: the first")
    command.add_argument("--paper", choices=[paper.value for paper in Paper], help="default: from dragoman.toml")


def _date(text: str) -> str:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError("a date such as 2027-03-31") from error


def _digits(text: str) -> str:
    digits = text.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{6,64}", digits):
        raise argparse.ArgumentTypeError("an id such as 3fa91c07: from 6 digits, 0 to 9 and a to f")
    return digits


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 512:
        raise argparse.ArgumentTypeError("a number of processes from 1 to 512")
    return int(text)
