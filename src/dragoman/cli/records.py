"""Commands about what was approved: their options, and the call that each makes."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.options import (
    Commands,
    add_check,
    add_command,
    add_desk,
    add_languages,
    digits,
    editions_of,
    guides_of,
    language_after_guide,
    office_of,
    project_of,
    today,
)
from dragoman.model import ProofPages


def add_record_commands(commands: Commands) -> None:
    """What was approved: kept, attested, shown, and known again."""
    archive = add_command(
        commands,
        "archive",
        "keep the handouts that are final today",
        _archive,
        "example:  dragoman archive            keep every handout that is final today\n"
        "          dragoman archive so --guide after-your-injection",
    )
    add_languages(archive)
    archive.add_argument(
        "--guide", metavar="GUIDE", action="append", help="only this guide; may be given several times"
    )
    add_check(archive)

    certificate = add_command(
        commands,
        "certificate",
        "who signed a handout, on paper",
        _certificate,
        "example:  dragoman certificate after-your-injection so -o certificate.pdf",
    )
    certificate.add_argument("guide", metavar="GUIDE")
    certificate.add_argument("language", metavar="LANG", help="tag, English name, own name or alias")
    certificate.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    add_desk(certificate)

    proof = add_command(
        commands,
        "proof",
        "all languages of a guide side by side",
        _proof,
        "example:  dragoman proof -o proof.pdf         all guides, a page each\n"
        "          dragoman proof warning-signs es so ar -o proof.png\n"
        "          dragoman proof back-injections ur --pages all -o urdu.pdf",
    )
    proof.add_argument("names", metavar="GUIDE_OR_LANG", nargs="*", help="guides and languages; default: all")
    proof.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=".pdf, or .png of one guide")
    pages = [pages.value for pages in ProofPages]
    proof.add_argument("--pages", choices=pages, default=pages[0], help="of each sheet: its first page, or all")
    add_desk(proof)

    verify = add_command(
        commands,
        "verify",
        "say whether a sheet is what is approved today",
        _verify,
        "example:  dragoman verify sheet.pdf from-the-drawer.pdf\n"
        "          dragoman verify --hash 3fa91c07     the id at the foot of a sheet of paper",
    )
    verify.add_argument("files", metavar="FILE", nargs="*", type=Path, help="PDF files")
    verify.add_argument(
        "--hash", metavar="ID", type=digits, action="append", default=[], help="id at the foot of a sheet, or SHA-256"
    )
    verify.add_argument("--format", choices=["text", "json"], default="text", help="default: text")


def _archive(options: argparse.Namespace) -> int:
    from dragoman.commands import archive

    project = project_of(options)
    return archive.run(
        project,
        languages=editions_of(project, options.languages),
        guides=guides_of(project, options.guide),
        today=today(),
        check=options.check,
    )


def _certificate(options: argparse.Namespace) -> int:
    from dragoman.commands import certificate

    project = project_of(options)
    return certificate.run(
        project,
        guide=options.guide,
        language=language_after_guide(project, options),
        office=office_of(project, options),
        output=options.output,
        today=today(),
    )


def _proof(options: argparse.Namespace) -> int:
    from dragoman.commands import proof

    project = project_of(options)
    office = office_of(project, options)
    return proof.run(
        project,
        names=options.names,
        office=office,
        shown=ProofPages(options.pages),
        output=options.output,
        today=today(),
    )


def _verify(options: argparse.Namespace) -> int:
    from dragoman.commands import verify

    return verify.run(
        project_of(options),
        files=options.files,
        hashes=options.hash,
        form=verify.VerifyFormat(options.format),
        today=today(),
    )
