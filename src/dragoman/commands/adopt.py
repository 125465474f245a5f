"""`dragoman adopt`: translations that were made with other tools, brought into this project's catalogs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.adopt import Adopted, Adoption, Foreign, Place, Wanted, adopt, filled
from dragoman.disk import read_file
from dragoman.errors import UnknownLanguage, UserError
from dragoman.layout import is_code_of
from dragoman.markup.atoms import is_translatable
from dragoman.messages import domain_context, project_messages
from dragoman.model import Catalog, Language, Message, Origin, Status
from dragoman.po import header_with, read_catalog, write_catalog
from dragoman.policy import ORIGIN_FIELD, origin_of
from dragoman.project import Project
from dragoman.sync.catalogs import sync_catalog
from dragoman.templates import begin_catalog

_COLUMNS = ("exactly", "mechanically", "as fuzzy", "not at all", "there already")
_CUT = re.compile(r"[.\-_]")


@dataclass(frozen=True, slots=True)
class _Source:
    """A catalog of another tool."""

    catalog: Catalog
    language: Language
    domain: str


@dataclass(frozen=True, slots=True)
class _Planned:
    domain: str
    old: Catalog | None
    new: Catalog
    """In step with the guides, with nothing adopted yet."""


def run(project: Project, *, paths: Sequence[Path], language: Language | None, check: bool) -> int:
    """Says what keeps its place in each language, then writes it; with `check` writes nothing."""
    project.refuse_strange_catalogs()
    # Everything is read before the first is written: one file that cannot be read leaves every catalog as it was.
    by_language: dict[Language, list[_Source]] = defaultdict(list)
    for source in _sources(project, paths, language):
        by_language[source.language].append(source)
    contents: dict[str, bytes] = {}
    messages = project_messages(project)
    for known, sources in by_language.items():
        plans = _plans(project, known, messages)
        adoption = adopt(_wanted(project, plans), [entry for source in sources for entry in _entries(source)])
        print("\n".join(_report(known, plans, sources, adoption)))
        contents |= _contents(plans, sources, adoption)
    if contents and not check:
        project.clean_strays()
        project.write(contents)
    for path in contents:
        print(f"{path}: {'would be written' if check else 'written'}")
    return 1 if contents and check else 0


# ── the other tool's files ──


def _sources(project: Project, paths: Sequence[Path], language: Language | None) -> Iterator[_Source]:
    seen: set[Path] = set()
    for given in paths:
        files = sorted(given.rglob("*.po")) if given.is_dir() else [given]
        if not files:
            raise UserError("There is no .po file in this folder.", where=str(given), remedy="Name another one.")
        for path in files:
            if path.resolve() not in seen:
                seen.add(path.resolve())
                content = read_file(path.resolve(), str(path)).content
                catalog = read_catalog(content, str(path), limits=project.settings.limits)
                yield _Source(catalog, _language_of(project, catalog, path, language), path.stem)


def _language_of(project: Project, catalog: Catalog, path: Path, given: Language | None) -> Language:
    """The language of the header, else the one that was given, else the one that the path names."""
    if said := catalog.fields.get("Language", ""):
        return _said(project, said, f"{path}:{catalog.header.line}", given)
    if given is not None:
        return given
    for name in _names_in(path):
        for known in project.languages:
            if is_code_of(name, known):
                return known
    raise UserError(
        "Neither the header nor the path says which language of this project it is.",
        where=str(path),
        remedy="Name it with --language LANG.",
    )


def _said(project: Project, name: str, where: str, given: Language | None) -> Language:
    """The language of a header; what it says in a code that nobody knows is open to `--language`."""
    try:
        found = project.language(name)
    except UnknownLanguage as error:
        if given is not None:
            return given
        remedy = f"{error.remedy} Name the language with --language LANG."
        raise UnknownLanguage(error.problem, where=where, remedy=remedy) from error
    except UserError as error:
        raise UserError(error.problem, where=where, remedy=f"{error.remedy} Or leave this catalog out.") from error
    if found == project.english:
        raise UserError("The header says that this is English.", where=where, remedy="Correct its field Language.")
    if given is not None and found != given:
        remedy = "Correct its field Language, or leave out --language."
        raise UserError(f"The header says {found.english}, not {given.english}.", where=where, remedy=remedy)
    return found


def _names_in(path: Path) -> Iterator[str]:
    """`es` of `es.po`, `guide.es.po`, `es/guide.po` and `es/LC_MESSAGES/guide.po`."""
    folders = [folder.name for folder in path.resolve().parents if folder.name != "LC_MESSAGES"]
    yield path.stem
    for cut in _CUT.finditer(path.stem):
        yield path.stem[cut.end() :]
    yield from folders[:1]


def _entries(source: _Source) -> Iterator[Foreign]:
    """Its translations; a text of placeholders alone is none of ours."""
    for entry in source.catalog.entries:
        if any(entry.translation) and is_translatable(entry.key.text):
            yield Foreign(entry, source.catalog.path, source.domain)


# ── our catalogs ──


def _plans(project: Project, language: Language, messages: Mapping[str, Sequence[Message]]) -> list[_Planned]:
    found: list[_Planned] = []
    for domain, wanted in messages.items():
        old = project.catalog(domain, language)
        context = domain_context(project, domain)
        start = old or begin_catalog(project, domain, language)
        found.append(_Planned(domain, old, sync_catalog(start, wanted, language, context=context).catalog))
    return found


def _wanted(project: Project, plans: Sequence[_Planned]) -> list[Wanted]:
    contexts = {plan.domain: domain_context(project, plan.domain) for plan in plans}
    return [
        Wanted(plan.domain, entry, contexts[plan.domain])
        for plan in plans
        for entry in plan.new.entries
        if entry.status is not Status.OBSOLETE
    ]


def _contents(plans: Sequence[_Planned], sources: Sequence[_Source], adoption: Adoption) -> dict[str, bytes]:
    """The catalogs in which something was adopted."""
    by_path = {source.catalog.path: source.catalog for source in sources}
    found: dict[str, bytes] = {}
    for plan in plans:
        adopted = [best for best in adoption.adopted if best.wanted.domain == plan.domain]
        if adopted:
            origins = [by_path[path] for path in dict.fromkeys(best.origin.path for best in adopted)]
            new = _credited(filled(plan.new, adopted), origins, is_new=not _says_anything(plan.old))
            found[plan.new.path] = write_catalog(new, plan.old)
    return found


def _says_anything(catalog: Catalog | None) -> bool:
    return catalog is not None and any(any(entry.translation) for entry in catalog.entries)


def _credited(catalog: Catalog, origins: Sequence[Catalog], *, is_new: bool) -> Catalog:
    """A machine's text stays one wherever it goes; a catalog without translations gets date and name of the last."""
    fields: dict[str, str] = {}
    if Origin.MACHINE in map(origin_of, origins):
        fields[ORIGIN_FIELD] = Origin.MACHINE
    last = max(origins, key=lambda origin: origin.fields.get("PO-Revision-Date", ""))
    for name in ("PO-Revision-Date", "Last-Translator"):
        value = last.fields.get(name, "")
        if is_new and value and "YEAR" not in value and "EMAIL@ADDRESS" not in value:
            fields[name] = value
    return header_with(catalog, **fields)


# ── the report ──


def _report(
    language: Language, plans: Sequence[_Planned], sources: Sequence[_Source], adoption: Adoption
) -> Iterator[str]:
    counts = _counts(adoption)
    touched = [plan.domain for plan in plans if any(counts[plan.domain][c] for c in _COLUMNS if c != "not at all")]
    width = max(map(len, (*touched, "all of these")))
    yield f"{language.english} ({language.tag})"
    yield f"  {'':{width}}  {'  '.join(_COLUMNS)}"
    for name in (*touched, "all of these"):
        rows = [counts[domain] for domain in (touched if name == "all of these" else [name])]
        cells = (f"{sum(row[column] for row in rows):>{len(column)}}" for column in _COLUMNS)
        yield f"  {name:{width}}  {'  '.join(cells)}"
    doubts = Counter(_kind(best) for best in adoption.adopted if best.is_fuzzy)
    for doubt, count in doubts.most_common():
        yield f"  {count} fuzzy: {doubt}"
    for source in sources:
        unused = sum(other.path == source.catalog.path for other in adoption.unused)
        yield f"  {source.catalog.path}: {unused} left unused of {sum(1 for _ in _entries(source))}"
    if untouched := [plan.domain for plan in plans if plan.domain not in touched]:
        yield f"  nothing for: {', '.join(untouched)}"


def _counts(adoption: Adoption) -> Mapping[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for best in adoption.adopted:
        counts[best.wanted.domain]["as fuzzy" if best.is_fuzzy else best.place.value] += 1
    for message in adoption.missing:
        counts[message.domain]["not at all"] += 1
    for message in adoption.kept:
        counts[message.domain]["there already"] += 1
    return counts


def _kind(best: Adopted) -> str:
    """A doubt without the place it names, and how near the text was apart from it."""
    what = "another translation of the same English stands in another file." if ":" in best.doubt else best.doubt
    return what if best.place is Place.NEAR else f"{what.rstrip('.')} (the text fits {best.place})."
