"""A guide with its drawings and with the guides that it includes."""

from __future__ import annotations

import pytest

from conftest import DRAWING, guide_of, main_of, page_of
from dragoman.errors import UserError
from dragoman.extract import extract_messages
from dragoman.markup.drawing import parse_drawing
from dragoman.markup.join import figure_sources, join_drawings, join_parts, part_names
from dragoman.markup.parse import parse_guide
from dragoman.markup.tree import iter_blocks, iter_segments
from dragoman.model import Figure, Guide, Part

INCLUDE = "<!-- dragoman:include {} -->\n\n"


def joined(main: str, **parts: str) -> Guide:
    guides = {name: guide_of(body, name=name) for name, body in parts.items()} | {"g": guide_of(main)}
    return join_parts(guides["g"], guides)


def test_drawings_wherever_figures_stand() -> None:
    body = (
        "![a](x.svg)\n\n> ![b](x.svg)\n\n- ![c](y.svg)\n\nt\n: ![d](x.svg)\n\n[^1]: ![e](x.svg)\n\nu[^1]\n\n"
        "<!-- dragoman:untranslated -->\n\n![f](z.svg)\n"
    )
    guide = parse_guide(f"---\ntitle: T\n---\n{body}", "g.md", "g")
    assert [figure.source for figure in figure_sources(guide)] == ["x.svg", "x.svg", "y.svg", "x.svg", "x.svg", "z.svg"]
    drawing = parse_drawing(DRAWING, "source/x.svg")
    whole = join_drawings(guide, dict.fromkeys(("x.svg", "y.svg", "z.svg"), drawing))
    figures = [block for block in iter_blocks(whole.blocks) if isinstance(block, Figure)]
    assert all(figure.art == drawing.art for figure in figures)
    assert all([label.text for label in figure.labels] == ["Nerve"] for figure in figures)


def test_labels_know_their_figure() -> None:
    guide = guide_of("## Spine\n\n<!-- dragoman:level warn -->\n\n![a](x.svg)\n")
    label = next(segment for segment in iter_segments(guide) if segment.text == "Nerve")
    assert (str(label.location), label.section, label.level, label.domain) == ("drawing.svg:1", "Spine", "warn", "g")


def test_a_part_stands_where_it_is_included_and_is_translated_at_home() -> None:
    guide = joined("Before\n\n" + INCLUDE.format("signs") + "After\n", signs="## Signs\n\nFever\n")
    assert [segment.text for segment in iter_segments(guide, parts=True)] == ["T", "Before", "Signs", "Fever", "After"]
    assert [segment.text for segment in iter_segments(guide)] == ["T", "Before", "After"]
    assert [message.key.text for message in extract_messages(guide)] == ["T", "Before", "After"]
    assert {s.domain for s in iter_segments(guide, parts=True) if s.text in ("Signs", "Fever")} == {"signs"}


@pytest.mark.parametrize("prefix", ["", "> ", "- ", "[^1]: "])
def test_a_part_in_a_container(prefix: str) -> None:
    guide = joined("a[^1]\n\n" + prefix + INCLUDE.format("signs"), signs="Fever\n")
    assert part_names(guide) == ("signs",)
    assert "Fever" in main_of(page_of(guide))


def test_links_and_footnotes_of_a_part_work_in_it() -> None:
    guide = joined(INCLUDE.format("signs"), signs="[Call][us] now[^1]\n\n[us]: https://a.example\n\n[^1]: Note\n")
    main = main_of(page_of(guide))
    assert '<a href="https://a.example">Call</a>' in main
    assert "[^1]" not in main


def test_a_part_can_stand_twice_if_it_has_no_anchors() -> None:
    guide = joined(INCLUDE.format("signs") * 2, signs="Fever\n")
    assert sum(isinstance(block, Part) for block in guide.blocks) == 2


def refused(main: str, **parts: str) -> str:
    with pytest.raises(UserError) as caught:
        joined(main, **parts)
    return str(caught.value)


def test_a_part_that_is_nowhere() -> None:
    sentence = refused("a\n\n" + INCLUDE.format("none"), signs="b\n")
    assert sentence == "g.md:6: There is no guide 'none' to include. There are g, signs."


def test_a_part_that_includes_another() -> None:
    sentence = refused(INCLUDE.format("one"), one=INCLUDE.format("two"), two="b\n")
    assert sentence == "g.md:4: 'one' includes another guide itself. Include each of the two here."


def test_a_guide_that_includes_itself() -> None:
    assert refused(INCLUDE.format("g")) == "g.md:4: 'g' includes another guide itself. Include each of the two here."


def test_equal_anchors() -> None:
    sentence = refused("## Care\n\n" + INCLUDE.format("signs"), signs="a\n\n## Care\n")
    assert sentence == (
        "signs.md:6: The anchor 'care' stands twice on the page of 'g', first at g.md:4. "
        "Give one of the headings another {#id}."
    )


def test_equal_labels_of_links_to_different_places() -> None:
    """Else the words of the part would lead where the guide says."""
    sentence = refused(
        "[a][us]\n\n[us]: https://a.example\n\n" + INCLUDE.format("signs"), signs="[b][US]\n\n[us]: https://b.example\n"
    )
    assert sentence == (
        "g.md:8: The link '[us]' of 'signs' leads to https://b.example, and to https://a.example in 'g'. "
        "Give one of the two another label."
    )


def test_equal_labels_of_links_to_the_same_place() -> None:
    definition = "[a][us]\n\n[us]: https://a.example\n\n"
    guide = joined(definition + INCLUDE.format("signs"), signs=definition)
    assert guide.references == (("us", "https://a.example", ""),)


def test_equal_labels_of_footnotes() -> None:
    note = "a[^1]\n\n[^1]: Note\n\n"
    sentence = refused(note + INCLUDE.format("signs"), signs=note)
    assert sentence == ("g.md:8: The footnote '[^1]' stands in 'g' and in 'signs'. Give one of the two another label.")
