"""Guides, inline texts and catalogs made by chance."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from conftest import guide_of
from dragoman.errors import UserError
from dragoman.model import Guide
from profiles import tries

MANY = settings(max_examples=tries(200), suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
SOME = settings(max_examples=tries(60), suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\uf8ff")
"""All but half characters, NUL, and the private one that `markup/inline.py` keeps for itself."""

_MARKS = "*_`~[]()<>!\\{}#&;|\n a"
_WORDS = ["Rest", "call", "911", "ñandú", "中文", "é", "😀", "7", "a"]
_INLINE = [
    *_WORDS,
    *("*{}*", "**{}**", "_{}_", "~~{}~~", "`{}`", "``{} ` ``", "<kbd>{}</kbd>", "<b>{}</b>", "<sub>{}", "{}</em>"),
    *("[{}](https://a.example)", '[{}](b.md "t")', "[{}][ref]", "[{}]", "[ref]", "{}[^n]", "{}[^none]"),
    *("![{}](p.svg)", "<https://{}.example>", "{} <!-- mine --> {}", "{}<!-- Translators: note -->"),
    *(r"\*{}\*", r"\{}", r"{}\\", "{}  \n{}", "{}\\\n{}", "{}\n{}", "{}\n\\*{}", "{}\t{}", "{}|{}", r"{}\|{}"),
    *("&amp;{}", "&#42;{}", "&nbsp;", "{}&unknown;", "{{clinic.phone}}", "{{fever.limit}} {}", "{{{}}}", "{{{{7*7}}}}"),
    *("{}#", "# {}", "1. {}", "> {}", "- {}", "+{}", "=={}", "http://{}.example", "--{}...", '"{}"', "$x{}$", "^{}^"),
]


def _filled(pattern: str, one: str, two: str) -> str:
    try:
        return pattern.format(one, two)
    except (IndexError, KeyError, ValueError):
        return pattern


inline_texts = st.recursive(
    st.sampled_from(_WORDS) | st.text(_CHARACTERS, min_size=1, max_size=8) | st.text(_MARKS, max_size=8),
    lambda inner: (
        st.builds(_filled, st.sampled_from(_INLINE), inner, inner)
        | st.lists(inner, min_size=1, max_size=4).map(" ".join)
    ),
    max_leaves=6,
)
"""Text of one paragraph, mostly with marks that fit; it may hold newlines, and what would begin a block."""


def _indented(text: str, first: str, rest: str) -> str:
    return first + ("\n" + rest).join(text.split("\n"))


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"


_leaves = st.one_of(
    inline_texts,
    inline_texts.map("## {}".format),
    st.builds("## {} {{#{}}}".format, inline_texts, st.sampled_from(["id", "a-b", "care"])),
    inline_texts.map("{}\n===".format),
    inline_texts.map("```sh\n{}\n```".format),
    inline_texts.map(lambda text: _indented(text, "    ", "    ")),
    inline_texts.map("<div>\n{}\n</div>".format),
    st.builds('![{}](p.svg "{}")'.format, inline_texts, st.sampled_from(["", "Caption", "Seen *so*"])),
    st.builds("{}\n: {}".format, inline_texts, inline_texts),
    st.builds(
        lambda head, rows: "\n".join([_row(head), "|---|:-:|", *map(_row, rows)]),
        st.lists(inline_texts, min_size=2, max_size=2),
        st.lists(st.lists(inline_texts, min_size=1, max_size=2), max_size=3),
    ),
    st.sampled_from(
        [
            *("---", "{clinic.phone}", "- {blank.when}", "[^n]: A *note*.", "[ref]: https://a.example/r 'T'"),
            "<!-- mine -->",
            *("<!-- Translators: say it -->", "<!-- dragoman:level warn -->", "<!-- dragoman:context here -->"),
            *("<!-- dragoman:untranslated -->", "<!-- dragoman:include other -->", "<!-- dragoman:wrong -->"),
        ]
    ),
)

bodies = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("\n\n".join),
        st.lists(inner, min_size=2, max_size=3).map("\n".join),
        inner.map(lambda text: _indented(text, "> ", "> ")),
        st.builds(
            lambda kind, text: _indented(f"[!{kind}]\n{text}", "> ", "> "),
            st.sampled_from(["NOTE", "TIP", "WARNING", "CAUTION", "DANGER"]),
            inner,
        ),
        st.builds(
            lambda mark, found: "\n".join(_indented(text, mark, " " * len(mark)) for text in found),
            st.sampled_from(["- ", "* ", "1. ", "12) ", "- [ ] ", "- [x] "]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(lambda text: _indented(f"[^n]: {text}", "", "    "), inner),
    ),
    max_leaves=8,
)
"""Bodies of guides: blocks of every kind in each other, most of them well made."""

wild_texts = st.text(_CHARACTERS | st.just("\0"), max_size=60) | st.text(
    "-\n:[]{}#>*`~|<!&\\ t\t1.)(\"'a", max_size=120
)
"""Anything that might be in a file."""

heads = st.sampled_from(
    [
        "title: T",
        "title: The *first* guide\nsummary: For {clinic.name}\nkeywords: [pain, spine]",
        "title: T\nblanks:\n  when: Date and time\n  who: Your driver",
    ]
)

guides = st.builds("---\n{}\n---\n{}\n".format, heads, bodies)
"""Texts of guides."""

translations = inline_texts | st.text(_CHARACTERS, min_size=1, max_size=20)


def read(text: str) -> Guide:
    """The guide of a text; a text that is refused is none of the examples."""
    try:
        return guide_of(text)
    except UserError:
        assume(False)
        raise
