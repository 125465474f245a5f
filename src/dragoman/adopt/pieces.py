"""A source and its translation, as another tool has them, cut into the pieces that our guides are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.errors import UserError
from dragoman.markup.parse import parse_guide
from dragoman.markup.tree import iter_block_segments
from dragoman.model import Segment

Pair = tuple[str, str]
"""A source and its translation."""
Cut = tuple[str, str, bool]
"""A pair, and whether only its place in a row of others says that the two belong together."""

_HEAD = "---\ntitle: T\n---\n"
_LONGEST = 100_000
"""Characters; what is longer is no message."""
_BEFORE = (
    re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s+(?=\S)"),
    re.compile(r"\[[ xX]\]\s+(?=\S)"),
    re.compile(r"\[\^[^\]\s]+\]:\s+(?=\S)"),
)
"""Marks of a box, a checklist and a footnote that stand before a text whose line ends are lost."""
_ANCHOR = re.compile(r"[ \t]*\{#[\w.:-]+\}\s*\Z")
_PICTURE = re.compile(r"!\[(.*)\]\{\d+\}", re.DOTALL)
"""A picture whose address translate-toolkit has taken out."""
_FIELD = re.compile(r"[ \t]*([a-z][a-z0-9_]*):[ \t]*(.*)")
_FLOW_LIST = re.compile(r"\[([^\[\]{}\"'#:]+)\]")
_HTML = re.compile(r"</?(?:a|b|i|em|strong|code|del|sub|sup|kbd|small)\b[^>]*>|<(?:br|img)\b[^>]*>", re.IGNORECASE)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_IMAGE = re.compile(r"<img\b([^>]*)>", re.IGNORECASE)
_CODE = re.compile(r"<code>([^`]*?)</code>", re.IGNORECASE | re.DOTALL)
_OLD_TAG = re.compile(r"<(/?)(b|i)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(href|title|src|alt)\s*=\s*\"([^\"]*)\"", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that may stand in a guide as it is, with its translation."""

    source: str
    translation: str
    by_place: bool = False
    """Only its place in a row says that both belong together: the translator may have sorted the row anew."""


def pieces(source: str, translation: str) -> tuple[Piece, ...]:
    """Every reading of an entry, the plainest first: one of them may be the text of a guide."""
    found = [Piece(source, translation)]
    if max(len(source), len(translation)) <= _LONGEST:
        plain = (_markdown(source), _markdown(translation)) if _HTML.search(source) else (source, translation)
        for pair in (plain, *_fields(*plain), *_bared(*plain)):
            found.append(Piece(*pair))
            found += [Piece(*cut) for cut in (*_blocks(*pair), *_listed(*pair))]
    return tuple(dict.fromkeys(found))


def _blocks(source: str, translation: str) -> Iterator[Cut]:
    """The leaves of both sides, where both are built alike: the same headings, lists, boxes and cells."""
    ours, theirs = _leaves(source), _leaves(translation)
    roles = [leaf.role for leaf in ours]
    if roles == [leaf.role for leaf in theirs]:
        for one, other in zip(ours, theirs, strict=True):
            yield one.text, other.text, roles.count(one.role) > 1


def _leaves(text: str) -> tuple[Segment, ...]:
    try:
        guide = parse_guide(f"{_HEAD}{text.strip()}\n", "", "")
    except UserError:
        return ()
    return tuple(iter_block_segments(guide.blocks))


def _bared(source: str, translation: str) -> Iterator[Pair]:
    """Both without a mark that stands before or after the text on both sides, one after the other."""
    bare, bare_translation = _without_anchor(source.strip()), _without_anchor(translation.strip())
    for mark in _BEFORE:
        one, other = mark.match(bare), mark.match(bare_translation)
        if one and other and one[0].split() == other[0].split():
            bare, bare_translation = bare[one.end() :], bare_translation[other.end() :]
    pictures = _PICTURE.fullmatch(bare), _PICTURE.fullmatch(bare_translation)
    if pictures[0] and pictures[1]:
        bare, bare_translation = pictures[0][1], pictures[1][1]
    if bare != source:
        yield bare, bare_translation


def _without_anchor(text: str) -> str:
    return _ANCHOR.sub("", text)


def _fields(source: str, translation: str) -> Iterator[Pair]:
    """The values of a front matter that is one message: a line `key: value` each, the same keys on both sides."""
    ours, theirs = _values(source), _values(translation)
    if ours and [key for key, _ in ours] == [key for key, _ in theirs]:
        yield from ((one, other) for (_, one), (_, other) in zip(ours, theirs, strict=True) if one and other)


def _values(text: str) -> list[Pair]:
    lines = [line for line in text.splitlines() if line.strip(" \t-")]
    found = [_FIELD.fullmatch(line) for line in lines]
    return [(match[1], _unquoted(match[2].strip())) for match in found if match] if all(found) else []


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _listed(source: str, translation: str) -> Iterator[Cut]:
    """The items of `[back injection, checklist]`: keywords that are one message."""
    lists = _FLOW_LIST.fullmatch(source.strip()), _FLOW_LIST.fullmatch(translation.strip())
    if lists[0] and lists[1]:
        ours, theirs = ([item.strip() for item in found[1].split(",")] for found in lists if found)
        if len(ours) == len(theirs):
            yield from ((one, other, len(ours) > 1) for one, other in zip(ours, theirs, strict=True))


def _markdown(html: str) -> str:
    """HTML that has an equal in Markdown, as Markdown; tags that guides know stay for the parser."""
    text = _CODE.sub(r"`\1`", _OLD_TAG.sub(lambda tag: f"<{tag[1]}{_NEW_TAGS[tag[2].lower()]}>", html))
    return _IMAGE.sub(_image, _LINK.sub(_link, text))


_NEW_TAGS = {"b": "strong", "i": "em"}


def _link(tag: re.Match[str]) -> str:
    attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag[1])}
    if "href" not in attributes:
        return tag[0]
    title = f' "{attributes["title"]}"' if "title" in attributes else ""
    return f"[{tag[2]}](<{attributes['href']}>{title})"


def _image(tag: re.Match[str]) -> str:
    attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag[1])}
    return f"![{attributes.get('alt', '')}](<{attributes['src']}>)" if "src" in attributes else tag[0]
