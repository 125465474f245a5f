"""What of a guide goes on a card to carry: its warnings, each under its heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dragoman.markup.tree import iter_block_segments, iter_blocks
from dragoman.model import Block, Callout, Fact, Guide, Heading, Level, ListBlock, Paragraph, Part

CARD_SIZE = 8
"""Nominal size in points that distances are made of; the press takes the largest size of text that fits."""
SMALLEST = 7.5
"""Points of Noto Sans below which no card is set, times the factor of the script. Its small letters are then 1.42 mm
high, as those of 9 points of Times New Roman, the least that the European Commission's guideline on the readability
of package leaflets (2009) asks for."""
PHONE = "clinic.phone"

_HELD = (Heading, Callout, ListBlock, Paragraph, Part)


def card_guide(guide: Guide) -> Guide:
    """The guide with what its card shows and no more: all of a guide that is made for it, the warnings of others."""
    blocks = guide.blocks if guide.meta.card else tuple(_warnings(guide.blocks))
    return replace(guide, blocks=blocks)


def _warnings(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Callouts with a text of level `warn`, with the heading right above."""
    above: Block | None = None
    for block in blocks:
        match block:
            case Part(blocks=inner):
                yield from _warnings(inner)
            case Callout(blocks=inner) if _warns(inner):
                if isinstance(above, Heading):
                    yield above
                yield block
            case _:
                pass
        above = block


def _warns(blocks: tuple[Block, ...]) -> bool:
    return any(segment.level is Level.WARN for segment in iter_block_segments(blocks))


def not_for_cards(guide: Guide) -> str:
    """What a card has no room for, as the name of its kind; empty for a guide that can be a card."""
    odd = next((block for block in iter_blocks(card_guide(guide).blocks) if not isinstance(block, _HELD)), None)
    return "" if odd is None else type(odd).__name__.lower()


def has_card(guide: Guide) -> bool:
    """Whether a card can show the guide, if its text is short enough."""
    return bool(card_guide(guide).blocks) and not not_for_cards(guide)


def phone_of(facts: Mapping[str, Fact]) -> str:
    """The clinic's telephone; empty for room to write it."""
    return facts[PHONE].value if PHONE in facts else ""
