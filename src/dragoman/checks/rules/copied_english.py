"""English that was pasted in place of its translation."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import says_its_english
from dragoman.checks.residue import kept_forms
from dragoman.model import Certainty, Level, Severity
from dragoman.writing.copied import Copy, copy_of

_PROBLEM = "The translation is the English text itself."
_TRANSLATE = "Translate it, or empty it: then it is marked."
_MAY_BE_NAME = "Translate it; if it is a name, put it into the glossary."
_MAY_BE_SAME = "Translate it; if it is the same in both languages, waive this."


def check(pair: Pair) -> Iterator[Problem]:
    if not says_its_english(pair):
        return
    tag, script = pair.language.tag, pair.language.script
    if copy_of(pair.english.words, tag, script) is Copy.SURE:
        # A page takes it for no translation, whatever the glossary says: it asks the same function.
        yield pair.problem(_PROBLEM, _TRANSLATE)
    elif pair.level is not Level.INFO:
        yield from _doubtful(pair, copy_of(_without_kept(pair), tag, script))


def _doubtful(pair: Pair, copy: Copy | None) -> Iterator[Problem]:
    """What may be right, and leaves a reader without a warning or an instruction if it is not."""
    latin = pair.language.script == "Latn"
    match copy:
        case Copy.LIKELY | Copy.SURE:
            yield pair.problem(_PROBLEM, _MAY_BE_SAME if latin else _MAY_BE_NAME, certainty=Certainty.LIKELY)
        case Copy.WORD if not latin:
            yield pair.problem(_PROBLEM, _MAY_BE_NAME, certainty=Certainty.LIKELY)
        case Copy.WORD | Copy.NAMES:
            remedy = _MAY_BE_SAME if copy is Copy.WORD else _MAY_BE_NAME
            yield pair.problem(_PROBLEM, remedy, severity=Severity.WARNING, certainty=Certainty.POSSIBLE)
        case None:
            pass


def _without_kept(pair: Pair) -> str:
    text = pair.english.words
    for kept in kept_forms(pair.conventions, pair.language.tag):
        text = text.replace(kept, " ")
    return text


RULE = PairRule("A translation is a copy of its English.", Severity.ERROR, check, needs=says_its_english)
