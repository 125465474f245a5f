"""What guides refer to must be there: facts of the clinic, blanks, headings and other guides.

A misspelt name would be printed as it stands, or lead nowhere; it stops the work before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.errors import UserError
from dragoman.localize import inline_context
from dragoman.markup.atoms import parse_atoms
from dragoman.markup.inline import PLACEHOLDER, InlineContext
from dragoman.markup.tree import iter_blocks, iter_shown_segments
from dragoman.model import Guide, Heading, Location, Office, Segment
from dragoman.project import Project
from dragoman.render.blocks import BLANK
from dragoman.settings import facts_of

_NEAR_PLACEHOLDER = re.compile(r"\{\s*([A-Za-z]\w*)[\s.]+([A-Za-z]\w*)\s*\}")
_TELLING = re.compile(r"[{&[]")
"""Without any of these a text names nothing, unless addresses that stand elsewhere make links of its words."""
_BESIDE = re.compile(r"([A-Za-z0-9_-]+)\.(?:md|html)(#.*)?")


def require_references(project: Project, guides: Iterable[str] | None = None) -> None:
    """Every name in all guides, or in some, has something to stand for it, whichever office prints it."""
    offices = project.settings.offices or (None,)
    known = {office: frozenset(facts_of(project.settings, office)) for office in offices}
    groups = frozenset(name.partition(".")[0] for names in known.values() for name in names) | {BLANK.rstrip(".")}
    for name in project.guides if guides is None else guides:
        guide = project.guides[name]
        context = inline_context(guide)
        blanks = {f"{BLANK}{name}" for name, _ in guide.meta.blanks}
        for segment in iter_shown_segments(guide):
            if not context.references and not _TELLING.search(segment.text):
                continue
            _refuse_near_misses(segment, groups)
            _require_targets(project, guide, segment, context)
            for named in _names_in(segment.text, context):
                for office in offices:
                    if named not in known[office] and named not in blanks:
                        raise _unknown_name(named, guide.id, segment.location, office)


def _names_in(text: str, context: InlineContext) -> Iterator[str]:
    """Placeholders as written, and as read: `&#123;` is a brace too, and `[us][a]` has an address elsewhere."""
    yield from PLACEHOLDER.findall(text)
    if _TELLING.search(text):
        yield from parse_atoms(text, context).placeholders


def _refuse_near_misses(segment: Segment, groups: frozenset[str]) -> None:
    """`{clinic phone}` and `{Clinic.Phone}` would be printed as they stand."""
    for near in _NEAR_PLACEHOLDER.finditer(segment.text):
        if not PLACEHOLDER.fullmatch(near[0]) and near[1].lower() in groups:
            raise UserError(
                f"'{near[0]}' is not a placeholder.",
                where=segment.location,
                remedy=f"Write {{{near[1].lower()}.{near[2].lower()}}}.",
            )


def _require_targets(project: Project, guide: Guide, segment: Segment, context: InlineContext) -> None:
    """Links to a heading of this guide, and to another guide as `guide.md`."""
    if "](" not in segment.text and not context.references:
        return
    for url in parse_atoms(segment.text, context).links:
        beside = _BESIDE.fullmatch(url)
        if beside and beside[1] not in project.guides:
            raise UserError(
                f"The link leads to '{url}', and there is no such guide.",
                where=segment.location,
                remedy=f"There are: {', '.join(project.guides)}.",
            )
        target = project.guides[beside[1]] if beside else guide
        anchor = (beside[2] or "") if beside else url
        if anchor.startswith("#") and anchor[1:] not in _anchors(target):
            raise UserError(
                f"The link leads to '{url}', and there is no such heading.",
                where=segment.location,
                remedy="Give the heading that anchor: {#…}.",
            )


def _anchors(guide: Guide) -> frozenset[str]:
    return frozenset(block.anchor for block in iter_blocks(guide.blocks) if isinstance(block, Heading))


def _unknown_name(name: str, guide: str, where: Location, office: Office | None) -> UserError:
    if name.startswith(BLANK):
        return UserError(
            f"The guide '{guide}' has no blank '{name}'.",
            where=where,
            remedy="Add it to 'blanks' in the front matter of the guide, or correct the name.",
        )
    place = f" for the location '{office.id}'" if office else ""
    return UserError(
        f"There is no fact '{name}'{place}.", where=where, remedy="Add it to dragoman.toml, or correct the name."
    )
