"""Markdown to the tree: what CommonMark shows is shown, and nothing is dropped in silence."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pyromark
import pytest

from conftest import guide_of, main_of, page_of
from dragoman.errors import UserError
from dragoman.markup.parse import MAX_DEPTH, parse_guide
from dragoman.markup.tree import iter_segments
from dragoman.model import USUAL_LIMITS, Guide, Heading, ListBlock, Location, Paragraph, Quote
from hostile_texts import GUIDES

# ── Text as CommonMark has it ──

SNIPPETS = """
tab after a mark ┊ -→foo→bar
tabs make code ┊ →a→b
tabs in a quote ┊ >→→foo
marks before blocks ┊ - `one␤- two`
escapes ┊ \\*not\\* \\`code\\` \\[a](b) \\# \\&amp; \\\\
escapes of letters stay ┊ \\a \\Z \\3 \\é
entities ┊ &nbsp;&amp;&copy;&AElig;&Dcaron; &#35; &#1234; &#X22; &bogus; &copy
entities are no marks ┊ &#42;foo&#42; &#96;x&#96;
entities in code ┊ `f&ouml;&ouml;`
rules ┊ ***␤---␤___
rules that are none ┊ --␤**␤__
headings ┊ # a␤## b␤### c␤#### d␤##### e␤###### f
seven marks ┊ ####### a
no space ┊ #5 bolt␤␤#hash
closing marks ┊ ## a ##␤### b ### c␤# d#
escaped marks ┊ # a \\##␤\\## b
underlined headings ┊ a *b*␤===␤␤c␤---
underlined over lines ┊ a␤b␤===
indented code ┊ ····a␤······b␤␤····c
indented after text ┊ a␤····b
fenced code ┊ ```␤<␤ >␤```
fences with words ┊ ~~~ruby startline=3␤def foo(x)␤~~~
a fence without an end ┊ ```␤␤a
short fences are code spans ┊ ``␤foo␤``
link definitions ┊ [foo]: /url "title"␤␤[foo]
definitions over lines ┊ [foo]:␤/url␤'the title'␤␤[foo]
definitions in letters of any case ┊ [FOO]: /url␤␤[Foo]
the first definition counts ┊ [foo]: first␤[foo]: second␤␤[foo]
what is no definition ┊ [foo]: /url "title" ok␤␤a␤[b]: /c
paragraphs ┊ aaa␤␤bbb
paragraphs with spaces ┊ ··aaa␤·bbb
blank lines ┊ ··␤␤aaa␤··␤␤# aaa␤␤··
quotes ┊ > # Foo␤> bar␤> baz
lazy quotes ┊ > bar␤baz␤> foo
quotes in quotes ┊ > > > foo␤bar
code in a quote ┊ >·····code␤␤>····not code
items ┊ A paragraph␤␤1.  with two lines.␤␤········code␤␤····> A quote.
items with blocks ┊ - # Foo␤- Bar␤··---␤··baz
items of numbers ┊ 123456789. ok␤␤1234567890. not ok
empty items ┊ - foo␤-␤- bar
items need a space ┊ -one␤␤2.two
lazy items ┊ > 1. > Blockquote␤continued here.
lists in lists ┊ - foo␤··- bar␤····- baz␤······- boo
lists of other marks ┊ - a␤- b␤+ c␤␤1. d␤2) e
loose lists ┊ - a␤␤- b␤␤- c
lists after text ┊ Foo␤- bar␤␤The number is␤14. no list
code spans ┊ `foo` `` foo ` bar `` ` `` ` `  a`
code spans over lines ┊ `foo   bar ␤baz`
code before marks ┊ *foo`*` not a [link `a](b`
emphasis ┊ *a* a * b* a*"b"* 5*6*78 _a_ a_"b"_ пристаням_стремятся_
strong ┊ **a** ** b ** __a__ a__b__ **Gomphocarpus (*Asclepias*)**
emphasis in emphasis ┊ *a **b** c* ***a** b* *a **b*** **a***b*
emphasis that is none ┊ *a _b* c_ **a*b** **** __a_
links ┊ [link](/uri "title") [l]() [a](<>) [b](</my uri>) [c](/my uri) [d](x(y))
links with marks ┊ [a *b `#`*](/u) *[foo*](/u)
links in links ┊ [foo [bar](/a)](/b) [a] [b [c](d)][e]␤␤[e]: f
links by reference ┊ [foo][bar] [bar][] [bar] [foo] [bar]␤␤[bar]: /url "t"
links that are none ┊ [foo][none] [none] [link] (/uri) \\[bar]
pictures in text ┊ a ![foo *bar*](train.jpg "t") b ![x][y]
autolinks ┊ <http://foo.bar.baz> <foo@bar.example> <made-up:x,y> <http://foo bar> <>
raw tags ┊ a <b2/> <a href="x"> </c> <33> <__> <a h*#ref="hi">
comments ┊ foo <!-- this is a --␤comment - with hyphens --> bar
instructions ┊ foo <?php echo $a; ?> <!ELEMENT br EMPTY> <![CDATA[>&<]]>
hard breaks ┊ foo␠␠␤baz\\␤bar␠␤end
no breaks in code or at the end ┊ `a␠␠␤b`␤␤c\\␤␤### d\\␤␤e␠␠
other text ┊ hello $.;'there Foo χρῆν ␠␠ Multiple     spaces
task lists ┊ - [ ] foo␤- [x] bar␤·· - [ ] baz
tables ┊ | a | b |␤|:-|-:|␤| `x\\|y` | c \\| d |␤| *e* |
struck text ┊ ~~a~~ ~b~ ~~c ~~ d~~e~~f
footnotes of others ┊ a[^b] [^c]␤␤[^b]: Note.
"""
CASES = [tuple(line.split(" ┊ ")) for line in SNIPPETS.strip().split("\n")]
OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)


def words(markup: str) -> str:
    """Text of HTML, as if each tag were nothing."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", markup)))


@pytest.mark.parametrize(("title", "snippet"), CASES, ids=[case[0] for case in CASES])
def test_text_is_that_of_commonmark(title: str, snippet: str) -> None:
    body = snippet.replace("␤", "\n").replace("→", "\t").replace("␠", " ").replace("·", " ")
    options = OPTIONS | pyromark.Options.ENABLE_FOOTNOTES if "[^" in body else OPTIONS
    theirs = pyromark.html(_all_text(body, options), options=options)
    assert words(main_of(page_of(guide_of(body)))) == "T" + words(theirs), title


def _all_text(body: str, options: pyromark.Options) -> str:
    """The body with all its HTML as text, but for comments, which readers never see; pictures by what they show."""
    pieces: list[tuple[int, int, str]] = []
    for event, span in pyromark.events_with_range(body, options=options):
        match event:
            case {"InlineHtml": str(text)}:
                shown = "" if text.startswith("<!--") else text.replace("<", "&lt;")
                pieces.append((span["start"], span["end"], shown))
            case {"Start": {"Image": _}}:
                pieces.append((span["start"], span["start"] + 1, ""))
            case _:
                pass
    content = body.encode()
    for start, end, text in reversed(pieces):
        content = content[:start] + text.encode() + content[end:]
    return content.decode()


def test_there_is_a_snippet_for_each_section() -> None:
    assert len(CASES) >= 60


# ── What is refused ──


def refused(body: str, path: str = "source/g.md") -> str:
    with pytest.raises(UserError) as caught:
        parse_guide(f"---\ntitle: T\n---\n{body}", path, "g")
    return str(caught.value)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("a\0b", "source/g.md:4: The guide holds a NUL character. Delete it."),
        (
            "a\n\n![](a.svg)",
            "source/g.md:6: The picture has no description. Write what it shows between the brackets: ![…](…).",
        ),
        (
            "| a |\n|---|\n| b | c |",
            "source/g.md:6: The row has more cells than its table has columns. "
            "Take the last ones out, write \\| for a bar in a text, or give the table more columns.",
        ),
        ("## {#a}", "source/g.md:4: The heading is empty. Write it before its {#id}."),
        (
            ">" * 51 + " a",
            "source/g.md:4: Blocks are nested more than 50 deep. Take lists or quotes out of each other.",
        ),
        (
            "a\n\n<!-- dragoman:level top -->",
            "source/g.md:6: 'top' is not a level: write one of info, instruct, warn.",
        ),
        (
            "<!-- dragoman:levels warn -->",
            "source/g.md:4: 'dragoman:levels' is not a directive: there are level, context, include and untranslated.",
        ),
        ("<!-- dragoman:include A/b -->", "source/g.md:4: The directive 'dragoman:include' cannot be used with 'A/b'."),
        (
            "a <!-- dragoman:include b -->",
            "source/g.md:4: A part cannot be included in the middle of a text. "
            "Give the directive a paragraph of its own.",
        ),
        (
            "a <!-- dragoman:untranslated -->",
            "source/g.md:4: A text is kept in English as a whole. Write the comment before its block.",
        ),
        (
            "a\n\n<!-- Translators: x -->",
            "source/g.md:6: The comment directs nothing: no block follows it here. "
            "Move it right before its text, or delete it.",
        ),
        (
            "> a\n>\n> <!-- dragoman:level warn -->\n\nb",
            "source/g.md:6: The comment directs nothing: no block follows it here. "
            "Move it right before its text, or delete it.",
        ),
        (
            "<!-- dragoman:untranslated -->\n\n<!-- dragoman:include b -->",
            "source/g.md:4: The comment directs nothing: a part follows it, which is translated in a guide of its own. "
            "Move it right before its text, or delete it.",
        ),
        (
            "<!-- dragoman:include b --> <!-- Translators: x -->",
            "source/g.md:4: A part stands alone. Move the other comments away.",
        ),
        (
            "<!-- Translators: x -->\n\n<div>\na\n</div>",
            "source/g.md:4: The comment directs nothing: HTML follows it, which is never translated. "
            "Move it right before its text, or delete it.",
        ),
        (
            "- <!-- Translators: x --> Call us.",
            "source/g.md:4: The comment is taken for HTML, since text follows it on its line. "
            "Write it behind the text, or on a line of its own.",
        ),
    ],
)
def test_what_is_refused_is_named_with_its_line(body: str, sentence: str) -> None:
    assert refused(body) == sentence


def test_lines_are_those_of_the_file_whatever_its_line_ends() -> None:
    text = "\ufeff---\r\ntitle: T\r\nsummary: S\r\n---\r\n\r\na\r\n\r\n- b\r\n"
    places = [str(segment.location) for segment in iter_segments(parse_guide(text, "g.md", "g"))]
    assert places == ["g.md:2", "g.md:3", "g.md:6", "g.md:8"]


def test_columns_count_characters() -> None:
    guide = guide_of("| é😀 | b |\n|---|---|\n| 中文 | *d* |\n")
    found = [segment.location for segment in iter_segments(guide)][1:]
    assert found == [Location("g.md", *at) for at in ((4, 3), (4, 8), (6, 3), (6, 8))]


def depth(guide: Guide) -> int:
    found, blocks = 0, guide.blocks
    while not isinstance(blocks[0], Paragraph):
        block = blocks[0]
        assert isinstance(block, Quote | ListBlock)
        blocks = block.blocks if isinstance(block, Quote) else block.items[0].blocks
        found += 1
    return found


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
@pytest.mark.parametrize("levels", range(1, 100, 7))
def test_nested_blocks_are_kept_or_refused_but_never_dropped(mark: str, levels: int) -> None:
    body = mark * levels + "text"
    if levels < MAX_DEPTH:
        guide = guide_of(body)
        assert [segment.text for segment in iter_segments(guide)] == ["T", "text"]
        assert depth(guide) == levels
    else:
        assert "nested more than 50 deep" in refused(body)


def test_references_are_kept_with_the_guide() -> None:
    guide = guide_of('[a]\n\n[a]: https://a.example "A \\"title\\""\n[b c]: <b d.md>\n')
    assert set(guide.references) == {("a", "https://a.example", 'A "title"'), ("b c", "b d.md", "")}


def test_anchors_are_unique_and_the_same_every_time() -> None:
    body = "\n\n".join(["## A", "## A {#a-2}", "## A", "## a-3 {#a}", "## {clinic.name}", "## 中文", "## 中文"])
    anchors = [block.anchor for block in guide_of(body).blocks if isinstance(block, Heading)]
    assert len(anchors) == len(set(anchors))
    assert anchors[0] == "a"
    assert anchors == [block.anchor for block in guide_of(body).blocks if isinstance(block, Heading)]


def test_explicit_anchor_is_not_text() -> None:
    heading = guide_of("Call {clinic.phone} {#call-us}\n---").blocks[0]
    assert isinstance(heading, Heading)
    assert (heading.anchor, heading.segment.text) == ("call-us", "Call {clinic.phone}")


@pytest.mark.parametrize("body", GUIDES.values(), ids=GUIDES)
def test_a_long_run_is_read(body: str) -> None:
    """`judge_times.py` measures that it costs no more than its length."""
    limits = replace(USUAL_LIMITS, word_letters=1_000_000)
    assert parse_guide(f"---\ntitle: T\n---\n{body}\n", "source/g.md", "g", limits).blocks
