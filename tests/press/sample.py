"""A sheet with every kind of block, in any language of `languages.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dragoman.render.block_types import Leaf, Span
from dragoman.render.sheet_types import Sheet

HERE = Path(__file__).parent
LANGUAGES: dict[str, Any] = json.loads((HERE / "languages.json").read_text(encoding="utf-8"))
DRAWING = (HERE / "spine.svg").read_text(encoding="utf-8")
PHONE = "(763) 201-8191"


def words(text: str) -> list[Span]:
    return [{"t": "text", "text": text}]


def sample(tag: str, *, draft: bool = True, size: int = 14) -> Sheet:
    row = LANGUAGES[tag]
    sentence, (today, rest, water, call) = row["sentence"], row["words"]

    def leaf(spans: list[Span] | str, lang: str = tag) -> Leaf:
        return {"spans": words(spans) if isinstance(spans, str) else spans, "lang": lang}

    def para(spans: list[Span] | str, lang: str = tag) -> Any:
        return {"kind": "paragraph", **leaf(spans, lang)}

    def heading(rank: int, text: str) -> Any:
        return {"kind": "heading", "rank": rank, "anchor": text, **leaf(text)}

    def callout(kind: str, label: str, *blocks: Any) -> Any:
        return {"kind": "callout", "callout": kind, "label": words(label), "label_lang": tag, "blocks": list(blocks)}

    def listing(kind: str, *items: Any, start: int = 1) -> Any:
        entries = [{"done": i == 0, "blocks": blocks} for i, blocks in enumerate(items)]
        return {"kind": "list", "list": kind, "start": start, "items": entries}

    phone: Span = {"t": "fact", "text": PHONE, "kind": "phone"}
    strong: Span = {"t": "mark", "mark": "strong", "spans": words(rest)}
    emphasis: Span = {"t": "mark", "mark": "em", "spans": words(today)}
    link: Span = {"t": "link", "url": "https://example.org/back/care", "spans": words(water)}
    inner: Span = {"t": "link", "url": f"#{rest}", "spans": words(rest)}
    note: Span = {"t": "note", "label": "n"}
    blank: Span = {"t": "blank", "spans": words(f"{today}:"), "lang": tag}
    space: Span = {"t": "text", "text": " "}
    full = [*words(sentence), space, emphasis, space, *words(call + " "), phone, space, strong]
    english = "This passage has not been translated yet."
    why = "Two passages are not translated."
    return {
        "language": row["language"],
        "paper": "us-letter",
        "size": size,
        "arrangement": "alone",
        "letterhead": None,
        "missing": [],
        "missing_more": 0,
        "lacks": [],
        "title": words(row["title"]),
        "title_text": row["title"],
        "summary": words(sentence.split(".")[0][:160]),
        "keywords": [today, rest],
        "draft": {
            "mark": [{"text": LANGUAGES[lang]["draft"], "lang": lang} for lang in dict.fromkeys(["en", tag])],
            "notes": [[leaf(why, "en"), *([] if tag == "en" else [leaf(row["draft"])])]],
        }
        if draft
        else None,
        "strip": {
            "title_en": "After your back injection",
            "language_en": row["english"],
            "language_own": row["autonym"],
            "guide": "after-injection",
            "version": "3",
            "revised": "Mar 4, 2026",
            "revision": "a1b2c3d",
            "translated": "Apr 2, 2026",
            "review_by": "",
            "state_en": "DRAFT – not for patients" if draft else "Final",
            "page": row["page"],
            "page_en": "Page {page} of {pages}",
            "signed_en": "",
            "clinic": "North Metro Pain Clinic",
            "web": "",
        },
        "blocks": [
            para(full),
            callout("warning", row["warning"], para([*words(sentence + " " + call + " "), phone, *words(".")])),
            heading(2, today),
            listing(
                "steps",
                [para([*words(sentence), note])],
                [para(f"{rest}. {sentence}"), listing("bullets", [para(rest)], [para(water)])],
                [para(water)],
            ),
            heading(4, rest),
            listing("tasks", [para(rest)], [para([*words(sentence)])], [para(water)]),
            heading(2, water),
            {
                "kind": "figure",
                "svg": DRAWING,
                "alt": row["title"],
                "alt_lang": tag,
                "caption": leaf(row["title"]),
                "labels": [leaf(sentence[:60]), leaf(rest)],
            },
            callout("important", call, para([*words(call + ": "), phone])),
            callout("tip", rest, para(sentence)),
            callout("note", water, para(sentence)),
            para([blank]),
            para([blank, *words(f"{rest}:"), {"t": "write"}]),
            {
                "kind": "table",
                "alignments": ["none", "start", "end"],
                "header": [leaf(today), leaf(rest), leaf(call)],
                "rows": [
                    [leaf(water), leaf(sentence), leaf([phone])],
                    [leaf(today), None, None],
                    [leaf(rest), None, leaf(english, "en")],
                ],
            },
            para(english, "en"),
            {"kind": "quote", "blocks": [para(sentence)]},
            {"kind": "rule"},
            {"kind": "definitions", "entries": [{"term": leaf(rest), "meanings": [[para(sentence)], [para(water)]]}]},
            para([link, space, inner, space, {"t": "code", "text": '#read("x") $x$ *a* <b>'}, note]),
            {"kind": "code", "text": "a = 1\n    b = 2"},
            {"kind": "html", "text": "<script>alert(1)</script>"},
            {"kind": "untranslated", "lang": "en", "blocks": [para("Kept in English on purpose.", "en")]},
            {"kind": "part", "blocks": [heading(3, call), para(sentence)]},
            {"kind": "footnote", "label": "n", "blocks": [para(sentence)]},
        ],
    }
