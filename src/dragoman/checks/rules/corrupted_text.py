"""Translations with letters that were damaged on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Severity
from dragoman.writing.addresses import has_address, without_code
from dragoman.writing.corruption import entities, lost_letters, misread
from dragoman.writing.legacy import without_marks

_AGAIN = "Copy the text again from where it is still right."

_HAN = re.compile("[\u3400-\u9fff]")
"""What a letter, a fixed space and a dash of French read as in UTF-8."""
_WILDCARD = re.compile(r"\b[a-z]+\?[a-z]+\b")
"""`b?g` stands for “bag” and “beg”, and has a pattern of another language in its place."""


def check(pair: Pair) -> Iterator[Problem]:
    text = pair.translation
    wrong = misread(text)
    if wrong is not None and not (pair.language.script == "Latn" and _HAN.fullmatch(wrong[1])):
        shown, meant = wrong
        fix = text.replace(shown, meant) if meant.isprintable() else None
        yield pair.problem(
            f"“{shown}” should be “{meant}”: the text was read with a wrong encoding.", _AGAIN, words=(shown,), fix=fix
        )
    yield from _lost(pair)
    here = [entity for entity in entities(pair.local.plain) if entity not in pair.english.plain]
    if here:
        words = tuple(entity for entity in here if entity in text)
        yield pair.problem(f"“{here[0]}” is shown as it is written.", "Write the character itself.", words=words)
    bare = without_marks(text, pair.language.tag)
    if bare:
        problem = f"“{bare[0]}”, “{bare[1]}” and others have lost their marks."
        yield pair.problem(problem, f"Write {pair.language.english} with its marks.", words=bare)


def _lost(pair: Pair) -> Iterator[Problem]:
    text = pair.translation
    if "?" not in text and "\ufffd" not in text and "\ufffc" not in text and "锟" not in text:
        return
    plain = without_code(pair.local.plain) if has_address(text) else pair.local.plain
    lost = [letters for letters in lost_letters(plain) if letters not in pair.source]
    if _WILDCARD.search(pair.source):
        lost = [letters for letters in lost if not _WILDCARD.fullmatch(letters)]
    if lost:
        words = tuple(letters for letters in lost if letters in text)
        yield pair.problem(f"“{lost[0]}” stands where letters got lost.", _AGAIN, words=words)


RULE = PairRule("Letters of a translation are corrupted.", Severity.ERROR, check)
