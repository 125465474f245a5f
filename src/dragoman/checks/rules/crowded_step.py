"""Steps that ask for several things at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import GuideRule, Problem
from dragoman.checks.english import read_segments, sentences
from dragoman.checks.views import GuideView
from dragoman.extract import merge_segments
from dragoman.model import Certainty, Level, Role, Severity

_STEPS = (Role.STEP, Role.TASK, Role.ITEM)
_VERBS = (
    r"ask|apply|avoid|bathe|begin|bend|breathe|bring|call|change|check|clean|close|come|cover|do|drink|"
    r"drive|eat|empty|exercise|fill|find|finish|follow|get|give|go|hold|keep|learn|leave|lie|lift|look|"
    r"make|measure|move|note|open|place|press|pull|push|put|read|remove|rest|return|rinse|rub|sign|sit|"
    r"slide|squeeze|stand|start|stay|stop|stretch|swallow|take|talk|tell|touch|turn|use|wait|walk|wash|"
    r"watch|wear|wipe|write"
)
_JOINED = re.compile(rf"(?:,|;| and| then)(?: and| then)* (?:{_VERBS})\b(?! (?:to|of)\b)", re.IGNORECASE)
_FIRST = re.compile(rf"^(?:please |then |do not |don’t |never )*(?:{_VERBS})\b", re.IGNORECASE)


def check(view: GuideView) -> Iterator[Problem]:
    for segment, text in read_segments(view.guide):
        if segment.role not in _STEPS or segment.level is Level.INFO:
            continue
        for sentence in sentences(text.plain):
            joined = _JOINED.findall(sentence)
            if _FIRST.match(sentence) and len(joined) > 1:
                (message, *_) = merge_segments([segment], view.guide.id) or (None,)
                yield Problem(
                    f"One sentence asks for {len(joined) + 1} things: “{' '.join(sentence.split()[:6])} …”.",
                    "Give each action a sentence, or a step, of its own.",
                    message=message,
                    location=segment.location,
                )


RULE = GuideRule("A step asks for several things in one sentence.", Severity.NOTE, check, certainty=Certainty.LIKELY)
