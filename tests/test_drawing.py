"""Drawings: taken apart, and refused when they hold anything that could run, fetch, embed or stay English."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import SVG
from dragoman.errors import UserError
from dragoman.markup.drawing import parse_drawing

PATH = "source/images/a.svg"
SHIPPED = Path(__file__).parent.parent / "source" / "images" / "spine.svg"


def refused(svg: str) -> str:
    with pytest.raises(UserError) as caught:
        parse_drawing(svg, PATH)
    return str(caught.value)


def test_the_shipped_drawing() -> None:
    drawing = parse_drawing(SHIPPED.read_text("utf-8"), PATH)
    assert drawing.art.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert len(drawing.labels) >= 3
    lines = SHIPPED.read_text("utf-8").split("\n")
    for text, line in drawing.labels:
        assert text in lines[line - 1]
        assert text not in drawing.art


def test_art_and_key_are_told_apart() -> None:
    svg = SVG.format(
        '\n<svg id="drawing" x="1" y="2" viewBox="0 0 8 8"><text>1</text></svg>'
        '\n<g id="key">\n<text>First\n  label</text>\n<text><tspan>Second</tspan></text><text> </text></g>'
    )
    drawing = parse_drawing(svg, PATH)
    assert drawing.art == '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><text>1</text></svg>'
    assert [text for text, _ in drawing.labels] == ["First label", "Second"]
    assert drawing.labels[1] == ("Second", 6)


def test_a_drawing_without_a_key_is_all_art() -> None:
    drawing = parse_drawing(SVG.format('<circle r="2" fill="url(#g)"/><text>12</text>'), PATH)
    assert not drawing.labels
    assert "<circle" in drawing.art


def test_comments_and_instructions_do_not_reach_the_art() -> None:
    svg = '<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="x.css"?>' + SVG.format(
        "<!-- x --><?php y ?><g/>"
    )
    art = parse_drawing(svg, PATH).art
    assert "<!--" not in art
    assert "<?" not in art


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<script href="https://evil.example/x.js"/>', "script"),
        ("<foreignObject><b/></foreignObject>", "foreignObject"),
        ('<image href="https://evil.example/x.png"/>', "image"),
        ('<use href="#a"/>', "use"),
        ("<a><text>1</text></a>", "a"),
        ("<style>@import url(x)</style>", "style"),
        ('<animate attributeName="href" values="x"/>', "animate"),
        ("<set/>", "set"),
        ('<filter id="f"/>', "filter"),
        ("<SCRIPT/>", "SCRIPT"),
        ("<iframe/>", "iframe"),
        ("<metadata/>", "metadata"),
    ],
)
def test_elements_that_are_refused(element: str, name: str) -> None:
    assert refused(SVG.format("\n" + element)) == (
        f"{PATH}:2: A drawing may not hold <{name}>. Remove it, or draw it as a path."
    )


@pytest.mark.parametrize(
    ("attribute", "shown"),
    [
        ('onload="alert(1)"', 'onload="alert(1)"'),
        ('onclick="x()"', 'onclick="x()"'),
        ('href="https://evil.example"', 'href="https://evil.example"'),
        ('xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:x"', 'href="javascript:x"'),
        ('style="fill:url(https://evil.example/x)"', 'style="fill:url(https://evil.example/x)"'),
        ('style="fill:red"', 'style="fill:red"'),
        ('class="x"', 'class="x"'),
        ('fill="url(https://evil.example/x#a)"', 'fill="url(https://evil.example/x#a)"'),
        ('fill="URL( //evil.example)"', 'fill="URL( //evil.example)"'),
        ("fill=\"url('x.svg#a')\"", "fill=\"url('x.svg#a')\""),
        ('fill="\\75rl(//evil.example)"', 'fill="\\75rl(//evil.example)"'),
        ('clip-path="url(x.svg#a)"', 'clip-path="url(x.svg#a)"'),
        ('xml:base="https://evil.example/"', 'base="https://evil.example/"'),
        ('requiredExtensions="x"', 'requiredExtensions="x"'),
        ('data-x="y"', 'data-x="y"'),
        ('fill="&#117;rl(x)"', 'fill="url(x)"'),
    ],
)
def test_attributes_that_are_refused(attribute: str, shown: str) -> None:
    assert refused(SVG.format(f"<path\n{attribute}/>")).endswith(
        f" A drawing may not use {shown}. Use plain shapes with fill and stroke attributes."
    )


BOMB = (
    '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in ("ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"))
    + "]>"
)


@pytest.mark.parametrize(
    "head",
    [
        BOMB,
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        "<!doctype svg>",
        '<?xml version="1.0"?>\n<!DOCTYPE svg>',
    ],
)
def test_a_doctype_is_refused_before_it_is_parsed(head: str) -> None:
    sentence = f"{PATH}:1: The drawing declares a DOCTYPE. Remove the declaration."
    assert refused(head + SVG.format("<text>&i;</text>")) == sentence


@pytest.mark.parametrize(
    ("svg", "sentence"),
    [
        ("", f"{PATH}:1: The drawing is not well-formed XML. Save it again as SVG."),
        ("<svg>\n<g>\n</svg>", f"{PATH}:3: The drawing is not well-formed XML. Save it again as SVG."),
        (SVG.format("<text>&nbsp;</text>"), f"{PATH}:1: The drawing is not well-formed XML. Save it again as SVG."),
        (
            '<svg viewBox="0 0 1 1"><text>English</text></svg>',
            f'{PATH}:1: The drawing is not SVG. Begin it with <svg xmlns="http://www.w3.org/2000/svg">.',
        ),
        (
            '<g xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
            f'{PATH}:1: The drawing is not SVG. Begin it with <svg xmlns="http://www.w3.org/2000/svg">.',
        ),
        (
            SVG.format('<text xmlns="">English</text>'),
            f"{PATH}:1: A drawing may not hold <text>. Remove it, or draw it as a path.",
        ),
        (
            SVG.format('\n<b xmlns="http://www.w3.org/1999/xhtml"/>'),
            f"{PATH}:1: A drawing may not hold <{{http://www.w3.org/1999/xhtml}}b>. Remove it, or draw it as a path.",
        ),
        (
            SVG.format("\n<text>Nerve</text>"),
            f"{PATH}:2: The art of the drawing holds the text 'Nerve'. "
            'Move it to the <g id="key"> and put a number in its place.',
        ),
        (
            SVG.format('<g id="key"><text>Nerve</text></g>'),
            f'{PATH}:1: The drawing has a key but no <svg id="drawing">. Group the art in it.',
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
            f"{PATH}:1: The drawing has no viewBox. Give the art a viewBox.",
        ),
        (
            SVG.format("<g>" * 5000 + "</g>" * 5000),
            f"{PATH}:1: Groups are nested more than 50 deep. Ungroup the drawing.",
        ),
    ],
)
def test_what_is_refused_is_named_with_its_line(svg: str, sentence: str) -> None:
    assert refused(svg) == sentence
