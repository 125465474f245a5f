"""Where the files of a project are: every path that comes from a guide, a catalog or the settings is confined here.

The only module that resolves paths. How a file is read and replaced is `disk.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dragoman.disk import (
    ABSENT,
    Absent,
    Digest,
    Replacement,
    clean_strays,
    digest_of,
    read_file,
    replace_files,
    write_scratch,
)
from dragoman.errors import UnreadableCatalog, UserError, or_raise
from dragoman.languages import find_language
from dragoman.layout import Place, names_in_use, other_languages, refuse_strange_catalogs
from dragoman.markup.drawing import parse_drawing
from dragoman.markup.join import figure_sources, join_drawings, join_parts
from dragoman.markup.logo import vetted_logo
from dragoman.markup.parse import parse_guide
from dragoman.model import (
    NO_LEDGER,
    SOURCE_LANGUAGE,
    USUAL_LIMITS,
    Catalog,
    Commitment,
    Drawing,
    Guide,
    Language,
    Ledger,
    Limits,
    Location,
    PageTemplates,
    Settings,
)
from dragoman.ondemand import OnDemand
from dragoman.po import read_catalog
from dragoman.render.words import PAGE_DOMAIN
from dragoman.settings import FILE_NAME, parse_settings
from dragoman.signoff import LEDGER_NAME, parse_ledger

_GUIDE_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
MEMORY = ".dragoman"
ALL_GUIDES = "guides"
"""Name of the one catalog a language, where the layout has no `{guide}`."""


@dataclass(frozen=True)
class Project:
    """A folder with a `dragoman.toml`. Files are read when they are first asked for."""

    root: Path
    settings: Settings
    _seen: dict[str, Digest | Absent] = field(default_factory=dict, repr=False, compare=False)
    """What each file was when it was read: it must still be so when it is replaced."""

    # ── guides ──

    @cached_property
    def guides(self) -> Mapping[str, Guide]:
        """All guides by id, joined with their drawings and parts; each is read when it is first asked for."""
        folder = self.inside(self.settings.source, self.settings.path)
        if not folder.is_dir():
            raise UserError(
                f"There is no folder '{self.settings.source}' with guides.",
                where=self.settings.path,
                remedy='Make it, or name another one: source = "…" in [project].',
            )
        paths = {path.stem: path for path in sorted(folder.glob("*.md"))}
        if not paths:
            raise UserError("There are no guides.", where=self.settings.source, remedy="Put one there: my-guide.md.")
        for path in paths.values():
            self._require_guide_name(path)
        alone = OnDemand(tuple(paths), lambda id_: self._read_guide(paths[id_]))
        return OnDemand(tuple(paths), lambda id_: join_parts(alone[id_], alone))

    def guide(self, id_: str) -> Guide:
        if id_ not in self.guides:
            there = ", ".join(self.guides)
            raise UserError(f"There is no guide '{id_}'.", where=self.settings.source, remedy=f"There are: {there}.")
        return self.guides[id_]

    def _require_guide_name(self, path: Path) -> None:
        if not _GUIDE_ID.fullmatch(path.stem) or path.stem in (PAGE_DOMAIN, ALL_GUIDES):
            raise UserError(
                f"'{path.name}' cannot be the name of a guide.",
                where=self.relative(path),
                remedy=f"Use small letters, digits and hyphens, and neither '{PAGE_DOMAIN}' nor '{ALL_GUIDES}'.",
            )

    def _read_guide(self, path: Path) -> Guide:
        name = self.relative(path)
        guide = parse_guide(self.read_text(name), name, path.stem, self.settings.limits)
        drawings: dict[str, Drawing] = {}
        for figure in figure_sources(guide):
            if figure.source not in drawings:
                relative = f"{self.settings.source}/{figure.source}"
                drawings[figure.source] = self._read_drawing(relative, figure.location)
        return join_drawings(guide, drawings)

    def _read_drawing(self, relative: str, where: Location) -> Drawing:
        path = self.inside(relative, where)
        if path.suffix != ".svg":
            raise UserError(f"'{path.name}' is not a drawing.", where=where, remedy="Figures are SVG files.")
        if not path.is_file():
            raise UserError(f"There is no drawing '{relative}'.", where=where, remedy="Check the path in the figure.")
        return parse_drawing(self.read_text(relative), relative)

    @cached_property
    def page_templates(self) -> PageTemplates:
        """The templates by which the project changes its pages."""
        folder = self.settings.page_templates
        if not folder:
            return PageTemplates("", ())
        path = self.inside(folder, self.settings.path)
        if not path.is_dir():
            raise UserError(
                f"There is no folder '{folder}' of page templates.",
                where=self.settings.path,
                remedy="Make it, or take 'page_templates' out of [project].",
            )
        name = self.relative(path)
        files = sorted(file.name for file in path.glob("*.j2"))
        return PageTemplates(name, tuple((file, self.read_text(f"{name}/{file}")) for file in files))

    @cached_property
    def logo(self) -> str:
        """A vetted SVG of the letterhead's logo; empty where there is none."""
        path = self.settings.letterhead.logo
        if not path:
            return ""
        if not self.inside(path, self.settings.path).is_file():
            raise UserError(f"There is no logo '{path}'.", where=self.settings.path, remedy="Check [letterhead] logo.")
        return vetted_logo(self.read_bytes(path), path)

    # ── languages and catalogs ──

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those of the settings, without English."""
        return tuple(language for language, _ in self.settings.languages)

    @property
    def english(self) -> Language:
        return find_language(SOURCE_LANGUAGE)

    def language(self, name: str) -> Language:
        """A language of this project, or English, by any of its names."""
        language = find_language(name, among=(*self.languages, self.english, *other_languages(self.languages)))
        if language not in (*self.languages, self.english):
            there = ", ".join(sorted(known.english for known in self.languages))
            raise UserError(
                f"There is nothing in {language.english}.",
                remedy=f"There are: {there}. To begin another, add '{language.tag}' to [languages] in {FILE_NAME}.",
            )
        return language

    def commitment(self, language: Language) -> Commitment:
        return dict(self.settings.languages)[language]

    @property
    def one_catalog_a_language(self) -> bool:
        return "{guide}" not in self.settings.catalog_layout

    def domains(self) -> Mapping[str, tuple[str, ...]]:
        """Each catalog's name with what is translated in it: guide ids, and the words of the page."""
        names = (*self.guides, PAGE_DOMAIN)
        return {ALL_GUIDES: names} if self.one_catalog_a_language else {name: (name,) for name in names}

    def template_path(self, domain: str) -> str:
        return self.settings.template_layout.replace("{guide}", domain)

    def catalog_path(self, domain: str, language: Language) -> str:
        """Where the catalog is, by whichever code its folder or file is named; else where a new one belongs."""
        found = self._names_in_use(domain, language)
        if len(found) > 1:
            first, second, *_ = found.values()
            raise UserError(
                f"{language.english} has two places for catalogs, '{first}' and '{second}'.",
                where=first,
                remedy="Bring the translations together in one, and remove the other.",
            )
        layout = self.settings.catalog_layout.replace("{guide}", domain)
        return layout.replace("{language}", next(iter(found), language.gettext))

    def catalog_paths(self, language: Language) -> Callable[[str], str]:
        """`catalog_path` for the catalogs of a language, which looks once where it can how their folder is named."""
        before, _, after = self.settings.catalog_layout.partition("{language}")
        if "{guide}" in before or "{guide}" in after.partition("/")[0]:
            return lambda domain: self.catalog_path(domain, language)
        # Only the name of the guide differs between the paths.
        mark = "\0"
        layout = self.catalog_path(mark, language)
        return lambda domain: layout.replace(mark, domain)

    def _names_in_use(self, domain: str, language: Language) -> Mapping[str, str]:
        return names_in_use(self.settings.catalog_layout, domain, language, self._place)

    def _place(self, folder: str) -> Place:
        path = self.inside(folder or ".", self.settings.path)
        return Place(path, self.relative)

    def template(self, domain: str) -> Catalog | None:
        path = self.template_path(domain)
        return self._read_catalog(path, "") if self.exists(path) else None

    def catalog(self, domain: str, language: Language) -> Catalog | None:
        path = self.catalog_path(domain, language)
        return self._read_catalog(path, language.tag) if self.exists(path) else None

    def _read_catalog(self, path: str, tag: str) -> Catalog:
        try:
            return read_catalog(self.read_bytes(path), path, tag, limits=self.settings.limits)
        except UnreadableCatalog:
            raise
        except UserError as error:
            raise UnreadableCatalog(error.problem, where=error.where, remedy=error.remedy) from error

    def ledger_path(self, language: Language) -> str:
        """Where the sign-offs of a language are: in the folder of its name, whatever the layout of its catalogs."""
        used = () if language.tag == SOURCE_LANGUAGE else self._names_in_use(next(iter(self.domains())), language)
        return f"{self.settings.locales}/{next(iter(used), language.gettext)}/{LEDGER_NAME}"

    def ledger(self, language: Language) -> Ledger:
        path = self.ledger_path(language)
        return parse_ledger(decode(self.read_bytes(path), path), path) if self.exists(path) else NO_LEDGER

    def catalogs(self, language: Language) -> Mapping[str, Catalog]:
        """The catalogs of a language that exist, by guide id (and `page`) that they translate; read when asked for."""
        if language.tag == SOURCE_LANGUAGE:
            return {}
        domains = {name: domain for domain, names in self.domains().items() for name in names}
        files = OnDemand(tuple(self.domains()), lambda domain: self.catalog(domain, language))

        def catalog(name: str) -> Catalog:
            found = files[domains[name]]
            assert found is not None, "it was there when it was looked for"
            return found

        paths = self.catalog_paths(language)

        def is_there(name: str) -> bool:
            return self.exists(paths(domains[name]))

        return OnDemand(tuple(domains), catalog, is_there)

    def refuse_strange_catalogs(self) -> None:
        """A catalog of a language that the project does not know would be passed over in silence; it is an error."""
        refuse_strange_catalogs(self.settings, self.languages, tuple(self.domains()), self._place)

    # ── paths ──

    def inside(self, relative: str, where: Location | str) -> Path:
        """The one place where a path is resolved: links followed, and never out of the project's folder."""
        if "\0" in relative or "\\" in relative or ":" in relative:
            raise UserError(f"'{relative}' is no path in this project.", where=where, remedy="Use / and plain names.")
        path = (self.root / relative).resolve()
        if not path.is_relative_to(self.root):
            raise UserError(
                f"'{relative}' leads out of the project.", where=where, remedy="Put the file into the project's folder."
            )
        return path

    def relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def exists(self, relative: str) -> bool:
        found = self.inside(relative, self.settings.path).exists()
        if not found:
            self._seen[relative] = ABSENT
        return found

    def read_bytes(self, relative: str) -> bytes:
        state = read_file(self.inside(relative, self.settings.path), relative)
        self._seen[relative] = state.digest
        return state.content

    def read_text(self, relative: str) -> str:
        """A UTF-8 text; what is not is said with its line."""
        content = self.read_bytes(relative)
        most = self.settings.limits.guide_bytes
        if len(content) > most:
            remedy = or_raise("Divide it into several", "guide_bytes")
            raise UserError(f"The file is larger than {most:,} bytes.", where=relative, remedy=remedy)
        return decode(content, relative)

    def write(self, contents: Mapping[str, bytes]) -> tuple[str, ...]:
        """Replaces files whole, and leaves those alone that hold just this already; the names of those it wrote.

        A file that was read before must still be what was read: what an editor saved meanwhile is never overwritten.
        """
        replacements = [
            Replacement(self.inside(name, self.settings.path), content, self._seen.get(name), name)
            for name, content in contents.items()
        ]
        written = replace_files(replacements)
        self._seen.update({name: digest_of(content) for name, content in contents.items()})
        return written

    def all_files(self) -> Mapping[str, bytes]:
        """All that handouts are made of, for a machine that does not have the folder."""
        settings = self.settings
        folders = (
            settings.source,
            settings.locales,
            settings.catalog_layout.partition("{")[0],
            settings.archive,
            settings.page_templates,
        )
        names = {settings.path, *filter(None, [settings.letterhead.logo])}
        for folder in filter(None, (folder.rstrip("/") for folder in folders)):
            names |= {self.relative(path) for path in self.inside(folder, settings.path).rglob("*") if path.is_file()}
        return {name: self.read_bytes(name) for name in sorted(names)}

    @property
    def memory(self) -> Path:
        """Folder of what builds remember. It can be removed at any time."""
        return self.inside(MEMORY, self.settings.path)

    def hide_memory(self) -> None:
        """Tells git that what builds remember is nothing for it."""
        note = self.memory / ".gitignore"
        with suppress(OSError):
            if self.memory.is_dir() and not note.exists():
                write_scratch(note, b"*\n")

    def remove(self, relative: str) -> None:
        self.inside(relative, self.settings.path).unlink(missing_ok=True)

    def clean_strays(self) -> None:
        """Removes what killed runs left beside catalogs, ledgers and templates, in the output and in the archive."""
        names = [self.template_path("x"), f"{self.settings.output}/x"]
        names += [self.catalog_path("x", language) for language in self.languages]
        names += [self.ledger_path(language) for language in (self.english, *self.languages)]
        names += [f"{self.settings.output}/{language.tag}/x" for language in (self.english, *self.languages)]
        names += [f"{self.settings.archive}/{language.tag}/x" for language in (self.english, *self.languages)]
        for folder in {self.inside(name, self.settings.path).parent for name in names}:
            clean_strays(folder)


def find_project(start: Path) -> Project:
    """The project of the nearest `dragoman.toml`, from `start` upward."""
    folder = _project_folder(start)
    if folder is None:
        raise UserError(
            f"There is no {FILE_NAME} here or in a folder above.",
            where=str(start),
            remedy="Go to your project, or name it with --project DIR.",
        )
    return _project_at(folder)


def nearest_limits(start: Path) -> Limits:
    """The limits of the project round `start`, for what works on catalogs outside of one too.

    The usual ones where there is no project, and where its settings are broken: in the middle of a merge they may be,
    and catalogs must be merged all the same.
    """
    folder = _project_folder(start)
    try:
        return _project_at(folder).settings.limits if folder else USUAL_LIMITS
    except UserError:
        return USUAL_LIMITS


def _project_folder(start: Path) -> Path | None:
    begin = start.resolve()
    return next((folder for folder in (begin, *begin.parents) if (folder / FILE_NAME).is_file()), None)


def _project_at(folder: Path) -> Project:
    text = decode(read_file((folder / FILE_NAME).resolve(), FILE_NAME).content, FILE_NAME)
    return Project(folder, parse_settings(text))


def decode(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UserError(
            "The file is not UTF-8.", where=Location(name, line), remedy="Save it again with the encoding UTF-8."
        ) from error
