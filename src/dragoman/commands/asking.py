"""Questions to the person at the terminal: whole words are answers, and anything else is asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto

Ask = Callable[[str], str]
"""Shows a question and gives the answer; raises `EOFError` where nobody answers."""


class Answer(Enum):
    """What a person says to one thing of several."""

    YES = auto()
    NO = auto()
    ALL = auto()
    """Yes to this and to all like it that follow."""
    REJECT = auto()
    STOP = auto()


ANSWERS: Mapping[str, Answer] = {
    "y": Answer.YES,
    "yes": Answer.YES,
    "n": Answer.NO,
    "no": Answer.NO,
    "all": Answer.ALL,
    "q": Answer.STOP,
    "quit": Answer.STOP,
    "stop": Answer.STOP,
}
"""No single letter is a yes to what was not shown yet."""


def answer_to(question: str, ask: Ask, answers: Mapping[str, Answer] = ANSWERS) -> Answer:
    """What the typed word means; to stop, where nobody answers any more.

    A word that is nearly an answer is none: whoever types “approve” for one text must not approve all of them.
    """
    while True:
        try:
            typed = " ".join(ask(question).split()).casefold()
        except EOFError:
            return Answer.STOP
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
