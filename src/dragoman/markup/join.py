"""A guide joined with its drawings and with the guides it includes: the whole tree that extraction and pages need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dragoman.errors import UserError
from dragoman.markup.tree import iter_blocks
from dragoman.model import (
    Block,
    Callout,
    Definition,
    DefinitionList,
    Drawing,
    Figure,
    Footnote,
    Guide,
    Heading,
    ListBlock,
    Location,
    Part,
    Quote,
    Role,
    Untranslated,
)

OnLeaf = Callable[[Block], Block]


def join_drawings(guide: Guide, drawings: Mapping[str, Drawing]) -> Guide:
    """The guide with the art and labels of each of its figures; `drawings` by the path in the figure."""

    def join(block: Block) -> Block:
        if not isinstance(block, Figure):
            return block
        drawing = drawings[block.source]
        labels = tuple(
            replace(
                block.alt, text=text, role=Role.LABEL, location=Location(drawing.path, line), context=None, notes=()
            )
            for text, line in drawing.labels
        )
        return replace(block, art=drawing.art, labels=labels)

    if not drawings:
        return guide
    return replace(guide, blocks=_map(guide.blocks, join))


def join_parts(guide: Guide, guides: Mapping[str, Guide]) -> Guide:
    """The guide with the blocks of the guides it includes; those may not include others."""

    def join(block: Block) -> Block:
        if not isinstance(block, Part):
            return block
        part = guides.get(block.guide)
        if part is None:
            raise UserError(
                f"There is no guide '{block.guide}' to include.",
                where=block.location,
                remedy=f"There are {', '.join(sorted(guides))}.",
            )
        if any(isinstance(inner, Part) for inner in iter_blocks(part.blocks)):
            raise UserError(
                f"'{block.guide}' includes another guide itself.",
                where=block.location,
                remedy="Include each of the two here.",
            )
        return replace(block, blocks=part.blocks)

    if not part_names(guide):
        _refuse_equal_anchors(guide)
        return replace(guide, references=tuple(dict.fromkeys(guide.references)))
    joined = replace(guide, blocks=_map(guide.blocks, join))
    for block in iter_blocks(joined.blocks):
        if isinstance(block, Part):
            _refuse_equal_labels(guide, block, guides[block.guide])
    references = (*guide.references, *(r for part in _parts(guide, guides) for r in part.references))
    _refuse_equal_anchors(joined)
    return replace(joined, references=tuple(dict.fromkeys(references)))


def figure_sources(guide: Guide) -> tuple[Figure, ...]:
    """The figures of a guide, whose drawings must be read."""
    return tuple(block for block in iter_blocks(guide.blocks) if isinstance(block, Figure))


def part_names(guide: Guide) -> tuple[str, ...]:
    """Ids of the guides that this one includes."""
    return tuple(block.guide for block in iter_blocks(guide.blocks) if isinstance(block, Part))


def _parts(guide: Guide, guides: Mapping[str, Guide]) -> tuple[Guide, ...]:
    return tuple(guides[name] for name in part_names(guide))


def _refuse_equal_labels(guide: Guide, place: Part, part: Guide) -> None:
    """On one page a label means one thing: else a link of the part would lead where the guide says."""
    ours = {label.casefold(): (url, title) for label, url, title in guide.references}
    for label, url, title in part.references:
        other = ours.get(label.casefold(), (url, title))
        if other != (url, title):
            raise UserError(
                f"The link '[{label}]' of '{part.id}' leads to {url}, and to {other[0]} in '{guide.id}'.",
                where=place.location,
                remedy="Give one of the two another label.",
            )
    notes = {block.label for block in iter_blocks(guide.blocks) if isinstance(block, Footnote)}
    for block in iter_blocks(part.blocks):
        if isinstance(block, Footnote) and block.label in notes:
            raise UserError(
                f"The footnote '[^{block.label}]' stands in '{guide.id}' and in '{part.id}'.",
                where=place.location,
                remedy="Give one of the two another label.",
            )


def _refuse_equal_anchors(guide: Guide) -> None:
    seen: dict[str, Location] = {}
    for block in iter_blocks(guide.blocks):
        if isinstance(block, Heading):
            if block.anchor in seen:
                raise UserError(
                    f"The anchor '{block.anchor}' stands twice on the page of '{guide.id}', "
                    f"first at {seen[block.anchor]}.",
                    where=block.segment.location,
                    remedy="Give one of the headings another {#id}.",
                )
            seen[block.anchor] = block.segment.location


def _map(blocks: tuple[Block, ...], join: OnLeaf) -> tuple[Block, ...]:
    return tuple(_map_block(block, join) for block in blocks)


def _map_block(block: Block, join: OnLeaf) -> Block:
    match block:
        case Quote() | Callout() | Footnote() | Untranslated():
            return replace(block, blocks=_map(block.blocks, join))
        case ListBlock():
            return replace(block, items=tuple(replace(i, blocks=_map(i.blocks, join)) for i in block.items))
        case DefinitionList():
            return DefinitionList(
                tuple(Definition(e.term, tuple(_map(m, join) for m in e.meanings)) for e in block.entries)
            )
        case _:
            return join(block)
