"""Commands between guides and catalogs: their options, and the call that each makes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli.options import (
    Commands,
    add_check,
    add_command,
    add_languages,
    languages_of,
    project_of,
    refuse_english,
    today,
    words,
)
from dragoman.errors import UserError
from dragoman.languages import find_language
from dragoman.project import nearest_limits

if TYPE_CHECKING:
    from dragoman.sync.successors import Corrector


def add_catalog_commands(commands: Commands) -> None:
    """Guides to catalogs, and catalogs of others."""
    _add_init(commands)
    extract = add_command(
        commands,
        "extract",
        "guides to templates (.pot)",
        _extract,
        "example:  dragoman extract            write locales/*.pot from source/*.md\n"
        "          dragoman extract --check    say whether they are out of date; write nothing",
    )
    add_check(extract)

    _add_sync(commands)

    add = add_command(
        commands,
        "add",
        "begin a language",
        _add,
        "example:  dragoman add ti             begin Tigrinya: an empty catalog for each guide",
    )
    add.add_argument("languages", metavar="LANG", nargs="+", help="tag, name or alias of a language of dragoman.toml")

    adopt = add_command(
        commands,
        "adopt",
        "bring in translations made with other tools",
        _adopt,
        "example:  dragoman adopt --check ../old/locale      say what keeps its place; write nothing\n"
        "          dragoman adopt po/es.po po/so.po\n"
        "          dragoman adopt guide.po --language es",
    )
    adopt.add_argument("paths", metavar="FILE_OR_FOLDER", nargs="+", type=Path, help=".po files, or folders of them")
    adopt.add_argument("--language", metavar="LANG", help="of catalogs whose header does not say it")
    add_check(adopt)

    convert = add_command(
        commands,
        "convert",
        "catalogs in other encodings to UTF-8",
        _convert,
        "example:  dragoman convert old/es.po        from ISO-8859-1, say, to UTF-8",
    )
    convert.add_argument("paths", metavar="FILE", nargs="+", type=Path)
    add_check(convert)

    _add_merge_driver(commands)


def _add_init(commands: Commands) -> None:
    init = add_command(
        commands,
        "init",
        "begin a library of guides",
        _init,
        "example:  dragoman init clinic-guides es so --name 'Guides of our clinic'\n"
        "          dragoman init .             in this folder, without a language yet",
    )
    init.add_argument("folder", metavar="FOLDER", type=Path, help="is made; nothing that is there is overwritten")
    init.add_argument("languages", metavar="LANG", nargs="*", help="tag, name or alias of a language to begin")
    init.add_argument("--name", metavar="NAME", help="of the library; default: that of the folder")


def _add_merge_driver(commands: Commands) -> None:
    driver = add_command(
        commands,
        "merge-driver",
        "join two versions of a catalog, for git",
        _merge_driver,
        "example:  git config merge.dragoman.driver 'dragoman merge-driver %O %A %B %P'",
    )
    driver.add_argument("base", metavar="BASE", type=Path, help="%%O: the version both come from")
    driver.add_argument("ours", metavar="OURS", type=Path, help="%%A: our version; the result is written here")
    driver.add_argument("theirs", metavar="THEIRS", type=Path, help="%%B: their version")
    driver.add_argument("name", metavar="PATH", help="%%P: the catalog's path in the repository")


def _add_sync(commands: Commands) -> None:
    sync = add_command(
        commands,
        "sync",
        "bring catalogs (.po) into step with the guides",
        _sync,
        "example:  dragoman sync               bring every catalog into step with the guides\n"
        "          dragoman sync es so         only these languages\n"
        "          dragoman sync --typo --by 'Ana López'   keep translations: only typos were corrected",
    )
    add_languages(sync)
    sync.add_argument("--format", choices=["text", "json"], default="text", help="of the report; default: text")
    sync.add_argument("--typo", action="store_true", help="the English edits are corrections of typos; needs --by")
    sync.add_argument("--by", metavar="NAME", help="who says so; stands in the catalogs")
    add_check(sync)


def _init(options: argparse.Namespace) -> int:
    from dragoman.commands import init

    name = options.folder.resolve().name if options.name is None else options.name
    chosen = tuple(dict.fromkeys(find_language(language) for language in options.languages))
    refuse_english(chosen)
    return init.run(options.folder, name=words(name, "--name"), languages=chosen, today=today())


def _extract(options: argparse.Namespace) -> int:
    from dragoman.commands import extract

    return extract.run(project_of(options), check=options.check)


def _sync(options: argparse.Namespace) -> int:
    from dragoman.commands import sync

    project = project_of(options)
    return sync.run(
        project,
        languages=languages_of(project, options.languages),
        form=sync.SyncFormat(options.format),
        correction=_correction(options),
        check=options.check,
    )


def _add(options: argparse.Namespace) -> int:
    from dragoman.commands import add

    project = project_of(options)
    return add.run(project, languages=languages_of(project, options.languages))


def _adopt(options: argparse.Namespace) -> int:
    from dragoman.commands import adopt

    project = project_of(options)
    language = languages_of(project, [options.language])[0] if options.language else None
    return adopt.run(project, paths=options.paths, language=language, check=options.check)


def _convert(options: argparse.Namespace) -> int:
    from dragoman.commands import convert

    return convert.run(options.paths, check=options.check, limits=nearest_limits(options.project))


def _merge_driver(options: argparse.Namespace) -> int:
    from dragoman.commands import merge_driver

    limits = nearest_limits(options.project)
    return merge_driver.run(options.base, options.ours, options.theirs, name=options.name, limits=limits)


def _correction(options: argparse.Namespace) -> Corrector | None:
    from dragoman.sync.successors import Corrector

    if not options.typo:
        return None
    name = " ".join((options.by or "").split())
    if not name or not name.isprintable():
        raise UserError("A correction needs the name of the person who vouches for it.", remedy="Add --by NAME.")
    return Corrector(name, today())
