"""What the pages of a site share: style sheets and fonts, cut down to the letters that the pages show."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dragoman.cache import Cache, CacheKey, Kept, cache_key
from dragoman.fonts import FontFamily, coverage, families, font_folder, font_stack
from dragoman.fonts.cutter import CUTTER
from dragoman.model import Artifact, Language
from dragoman.outputs import Output
from dragoman.pages import page_address, page_alternates
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.render.html import Place, render_sitemap
from dragoman.render.letters import Letters, needed_codes, page_letters
from dragoman.render.links import page_path
from dragoman.render.style import Face, render_fonts_css
from dragoman.render.templating import TEMPLATES
from dragoman.shelves import Shelf, pages_of
from dragoman.shown import Shown


@dataclass(frozen=True, slots=True)
class Subset:
    """A font of the site, to be made: one weight of a family with what the pages need of it."""

    face: Face
    bundled: str
    """Name of the whole font."""
    own_name: str
    """What it must call itself, if not as the whole font does."""
    key: CacheKey


def site_letters(
    project: Project,
    shelves: Iterable[Shelf],
    pages: Iterable[Output],
    others: Iterable[tuple[str, str]],
    shown: Shown,
) -> tuple[Letters, ...]:
    """What all pages show: those of handouts, those of the site, and the `others` that stay from earlier builds.

    `others` are paths in the output folder with the hash of what is there; one that is gone or cannot be read has no
    letters. `shown` knows the letters of pages that were seen before.
    """
    for shelf in shelves:
        shown.add_folder(shelf.language, shelf.pages, partial(_of_shelf, shelf))
    for page in pages:
        if page.path.endswith(".html"):
            shown.add(page.path, page.digest, partial(_letters_of_output, page))
    folders: dict[str, Path] = {}
    for path, digest in others:
        folder, _, name = path.rpartition("/")
        if folder not in folders:
            folders[folder] = project.inside(f"{project.settings.output}/{folder}", project.settings.path)
        shown.add(path, digest, partial(_letters_of_file, folders[folder] / name))
    return shown.letters()


def _of_shelf(shelf: Shelf) -> Iterator[tuple[str, Letters]]:
    """The hash of each page of a language, and its letters."""
    for result, listing in shelf.listings:
        for kept in pages_of(result):
            yield kept.digest, listing.letters


def _letters_of_output(page: Output) -> Letters:
    return page_letters(page.content().decode())


def _letters_of_file(place: Path) -> Letters | None:
    with suppress(OSError, UnicodeDecodeError):
        return page_letters(place.read_text("utf-8"))
    return None


def sitemap_outputs(
    project: Project, shelves: Sequence[Shelf], lists: Sequence[str], cache: Cache, *, writes: bool
) -> tuple[tuple[Output, ...], tuple[CacheKey, ...]]:
    """The list of pages for search engines, without drafts, and the keys that it is kept under; nothing for a project
    without an address on the web.

    `lists` are the paths of the pages that lead to all others.
    """
    web = project.settings.web
    if not web:
        return (), ()
    shown = [[shelf.language, hashlib.sha256(shelf.shown_json).hexdigest()] for shelf in shelves]
    key = cache_key({"sitemap": web, "lists": list(lists), "shown": shown, "program": program_digest()})
    held = cache.look(key)
    if held is None:
        made = _sitemap(project, shelves, lists)
        if writes:
            cache.put(key, "", [made])
        return (Output.of(made),), (key,)

    def content() -> bytes:
        return (cache.contents(key) or (_sitemap(project, shelves, lists),))[0].content

    return (Output(held.artifacts[0].path, held.artifacts[0].digest, content),), (key,)


def _sitemap(project: Project, shelves: Sequence[Shelf], lists: Sequence[str]) -> Artifact:
    shown: dict[str, list[Language]] = {}
    for shelf in shelves:
        language = project.language(shelf.language)
        for guide in json.loads(shelf.shown_json):
            shown.setdefault(guide, []).append(language)
    alternates = [(guide, page_alternates(project, guide, languages)) for guide, languages in shown.items()]
    places = [Place(page_address(project, path), ()) for path in lists]
    places += [
        Place(page_address(project, page_path(guide, language.tag)), found)
        for guide, found in alternates
        for language in shown[guide]
    ]
    return Artifact("sitemap.xml", render_sitemap(places).encode())


def plan_subsets(project: Project, letters: Iterable[Letters]) -> tuple[Subset, ...]:
    """The fonts that pages with these letters need."""
    needed = needed_codes(letters, {one.tag: one.fonts for one in _stacked(project)}, coverage)
    return tuple(
        Subset(
            face=Face(family.name, file.weight, f"{file.name.rpartition('.')[0]}.woff2", codes),
            bundled=file.name,
            own_name=_own_name(family),
            key=cache_key({"font": file.sha256, "codes": sorted(codes), "maker": CUTTER}),
        )
        for family in families()
        if (codes := needed.get(family.name))
        for file in family.files
    )


def _stacked(project: Project) -> list[Language]:
    """The languages that bundled fonts are for, each with its whole stack."""
    languages = [language for language in (project.english, *project.languages) if language.fonts]
    return [replace(language, fonts=font_stack(language)) for language in languages]


def _own_name(family: FontFamily) -> str:
    """The name that a changed font must have: its licence may reserve the family's own for the unchanged one."""
    _, reserves, names = family.copyright.partition("Reserved Font Name")
    return f"Dragoman {family.scripts[0]}" if reserves and f'"{family.name}"' in names else ""


def style_artifacts(project: Project, subsets: Iterable[Subset]) -> Iterator[Artifact]:
    """The style sheets of the pages."""
    yield Artifact("assets/page.css", (TEMPLATES / "page.css").read_bytes())
    css = render_fonts_css(_stacked(project), [subset.face for subset in subsets])
    yield Artifact("assets/fonts.css", css.encode())


def make_subset(subset: Subset) -> Artifact:
    from dragoman.fonts.subset import subset_font  # noqa: PLC0415 - slow to import, and hardly a build cuts a font

    content = subset_font(subset.bundled, subset.face.codes, subset.own_name)
    return Artifact(f"assets/fonts/{subset.face.file}", content)


def font_outputs(
    subsets: Sequence[Subset], cache: Cache, executor_for: Callable[[int], Executor | None], *, writes: bool
) -> Iterator[Output]:
    """The fonts, in order. One in the cache is not made again; the others are made side by side.

    `executor_for` gives an executor for a number of tasks, if they are worth one; `writes`: to add to the cache.
    """
    known = {subset: held.artifacts[0] for subset in subsets if (held := cache.look(subset.key))}
    missing = [subset for subset in subsets if subset not in known]
    # The longest work first, so that no process waits for another at the end.
    missing.sort(key=_work, reverse=True)
    executor = executor_for(len(missing))
    made = executor.map(make_subset, missing) if executor else map(make_subset, missing)
    for subset, artifact in zip(missing, made, strict=True):
        known[subset] = Kept.of(artifact)
        if writes:
            cache.put(subset.key, "", [artifact])
    for subset in subsets:
        kept = known[subset]
        yield Output(kept.path, kept.digest, _content(subset, cache))


def _work(subset: Subset) -> tuple[int, int]:
    """Grows with the time that it takes to cut the font."""
    return (font_folder() / subset.bundled).stat().st_size, len(subset.face.codes)


def _content(subset: Subset, cache: Cache) -> Callable[[], bytes]:
    def content() -> bytes:
        held = cache.contents(subset.key)
        return (held[0] if held else make_subset(subset)).content

    return content
