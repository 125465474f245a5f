"""Questions to the person at the terminal: whole words are answers, and anything else is asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

Ask = Callable[[str], str]
"""Shows a question and gives the answer; raises `EOFError` where nobody answers."""

_Answer = TypeVar("_Answer")


def answer_to(question: str, answers: Mapping[str, _Answer], ask: Ask) -> _Answer | None:
    """What the typed word means; `None` where nobody answers any more.

    A word that is nearly an answer is none: whoever types “approve” for one text must not approve all of them.
    """
    while True:
        try:
            typed = " ".join(ask(question).split()).casefold()
        except EOFError:
            return None
        if typed in answers:
            return answers[typed]


def sentence_for(question: str, ask: Ask) -> str | None:
    """What was typed, in single spaces and never empty; `None` where nobody answers any more."""
    while True:
        try:
            typed = " ".join(ask(question).split())
        except EOFError:
            return None
        if typed:
            return typed
