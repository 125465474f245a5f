"""SVG drawings taken apart: art that may be shown anywhere, and the labels of its key as text to translate.

A drawing file holds `<svg id="drawing">` (the art, with numbered marks) and `<g id="key">` (one `<text>` a mark, in
order). Pages and sheets show the art and set the labels themselves, as a numbered key beside it: translated text
keeps its script, direction and line breaks, and can never run over the edge of a picture.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree  # noqa: ICN001 - the name of the module says more than ET

from dragoman.errors import UserError
from dragoman.model import Drawing, Location

_SVG = "http://www.w3.org/2000/svg"
# fmt: off
_ELEMENTS = frozenset((
    "svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan", "title",
    "desc", "defs", "linearGradient", "radialGradient", "stop", "pattern", "clipPath",
))
"""Nothing that can run, fetch or embed."""
# fmt: on
# fmt: off
_ATTRIBUTES = frozenset((
    "id", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "points", "width",
    "height", "viewBox", "transform", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width",
    "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-opacity", "stroke-miterlimit", "opacity",
    "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "offset", "stop-color",
    "stop-opacity", "gradientUnits", "gradientTransform", "patternUnits", "patternTransform", "clip-path",
    "clip-rule", "preserveAspectRatio", "dx", "dy", "version", "role", "aria-hidden",
))
# fmt: on
_REFERENCE = re.compile(r"url\(\s*(?!#)|\\", re.IGNORECASE)
"""Another file, or a backslash, by which style sheets can write `url` in other letters."""
_MAX_DEPTH = 50
_NUMBER = re.compile(r"[0-9]{1,2}")

ElementTree.register_namespace("", _SVG)


def parse_drawing(svg: str, path: str) -> Drawing:
    """The art and the key of an SVG file; `UserError` for what a drawing may not hold."""
    if re.search(r"<!(DOCTYPE|ENTITY)", svg, re.IGNORECASE):
        raise UserError("The drawing declares a DOCTYPE.", where=Location(path, 1), remedy="Remove the declaration.")
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314 - entities are refused above, and nothing is fetched
    except ElementTree.ParseError as error:
        line, column = error.position
        where = Location(path, line, column + 1)
        raise UserError("The drawing is not well-formed XML.", where=where, remedy="Save it again as SVG.") from error
    if root.tag != f"{{{_SVG}}}svg":
        remedy = f'Begin it with <svg xmlns="{_SVG}">.'
        raise UserError("The drawing is not SVG.", where=Location(path, 1), remedy=remedy)
    _refuse_depth(root, path)
    for element in root.iter():
        _vet(element, svg, path)
    art = root.find(f".//{{{_SVG}}}svg[@id='drawing']")
    key = root.find(f".//{{{_SVG}}}g[@id='key']")
    labels = tuple(
        (text, _line_of(text, svg))
        for element in (key.iter(f"{{{_SVG}}}text") if key is not None else ())
        if (text := " ".join("".join(element.itertext()).split()))
    )
    art = root if art is None else art
    if art is root and key is not None:
        raise UserError(
            'The drawing has a key but no <svg id="drawing">.', where=Location(path, 1), remedy="Group the art in it."
        )
    _vet_art(art, svg, path)
    for attribute in ("x", "y", "id"):
        art.attrib.pop(attribute, None)
    art.tail = None
    if "viewBox" not in art.attrib:
        raise UserError("The drawing has no viewBox.", where=Location(path, 1), remedy="Give the art a viewBox.")
    return Drawing(path, ElementTree.tostring(art, encoding="unicode"), labels)


def _refuse_depth(root: ElementTree.Element, path: str) -> None:
    """Groups in groups are written by a function that calls itself for each."""
    row = [root]
    for _ in range(_MAX_DEPTH):
        row = [inner for element in row for inner in element]
    if row:
        where = Location(path, 1)
        raise UserError(f"Groups are nested more than {_MAX_DEPTH} deep.", where=where, remedy="Ungroup the drawing.")


def _vet(element: ElementTree.Element, svg: str, path: str) -> None:
    name = element.tag.removeprefix(f"{{{_SVG}}}")
    if name == element.tag or name not in _ELEMENTS:
        where = Location(path, _line_of(f"<{name}", svg))
        raise UserError(f"A drawing may not hold <{name}>.", where=where, remedy="Remove it, or draw it as a path.")
    for attribute, value in element.attrib.items():
        if attribute not in _ATTRIBUTES or _REFERENCE.search(value):
            where = Location(path, _line_of(f"{attribute.rpartition('}')[2]}=", svg))
            raise UserError(
                f'A drawing may not use {attribute.rpartition("}")[2]}="{value[:40]}".',
                where=where,
                remedy="Use plain shapes with fill and stroke attributes.",
            )


def _vet_art(art: ElementTree.Element, svg: str, path: str) -> None:
    """Words in the art could never be translated; the numbers of its marks are all it may say."""
    for element in art.iter(f"{{{_SVG}}}text"):
        words = "".join(element.itertext()).strip()
        if not _NUMBER.fullmatch(words):
            raise UserError(
                f"The art of the drawing holds the text '{words}'.",
                where=Location(path, _line_of(words, svg)),
                remedy='Move it to the <g id="key"> and put a number in its place.',
            )


def _line_of(text: str, svg: str) -> int:
    """Line of the first place where a text stands; XML positions are not kept by the parser."""
    return svg[: max(svg.find(text), 0)].count("\n") + 1
