"""Facts of the clinic that are typed into a guide, where each language would have a copy of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import GuideRule, Problem
from dragoman.checks.english import read_segments
from dragoman.checks.views import GuideView
from dragoman.extract import merge_segments
from dragoman.model import Severity

_KINDS = (
    ("phone number", re.compile(r"(?<![\d.])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)")),
    ("e-mail address", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("time of day", re.compile(r"\b\d{1,2}(?::\d{2})? ?(?:[ap]\.m\.|[ap]m\b)|\b\d{1,2}:\d{2}\b", re.IGNORECASE)),
    (
        "date",
        re.compile(
            r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}(?:, \d{4})?\b"
            r"|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
        ),
    ),
    ("dose or limit", re.compile(r"\b\d[\d.,]* ?(?:mg|mcg|µg|ml|mL|mmHg|mg/dL|°\s?[FC])(?![A-Za-z])")),
    (
        "address",
        re.compile(r"\b\d{1,5} (?:[A-Z][\w.]* ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Drive)\b"),
    ),
)
_FIGURE = re.compile(r"[\d@]")
"""What each of these has."""


def check(view: GuideView) -> Iterator[Problem]:
    for segment, text in read_segments(view.guide):
        for kind, pattern in _KINDS if _FIGURE.search(text.plain) else ():
            for match in pattern.finditer(text.plain):
                (message, *_) = merge_segments([segment], view.guide.id) or (None,)
                yield Problem(
                    f"The {kind} “{match[0]}” is typed into the text.",
                    "Put it into dragoman.toml, and its placeholder here: it then is right in every language.",
                    message=message,
                    location=segment.location,
                    english=(match[0],),
                )


RULE = GuideRule("A fact of the clinic is typed into a guide.", Severity.WARNING, check)
