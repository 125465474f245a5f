"""Cheap tests let through all that what they spare would find: each is held against the thorough look it stands for."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from all_rules import view_of
from dragoman.checks.anatomy import Pair, PairRule, always
from dragoman.checks.engine import check_catalog
from dragoman.checks.needs import any_signs, english_signs, local_signs
from dragoman.checks.pairs import PairMemory
from dragoman.checks.punctuation import end_of
from dragoman.checks.reading import SIGNS, read_text
from dragoman.checks.registry import RULES
from dragoman.findings import project_conventions
from dragoman.languages import all_languages, find_language
from dragoman.markup.inline import InlineContext
from dragoman.model import Level, MessageKey
from dragoman.project import find_project
from dragoman.signoff import text_hash
from dragoman.values import may_hold_figures, read_figures
from dragoman.values.digits import fold_digits
from dragoman.writing.sentences import sentences
from judge_mutations import read_couples
from profiles import tries
from projects import SHIPPED

COUPLES = read_couples(SHIPPED / "locales")
CONVENTIONS = project_conventions(find_project(SHIPPED))
SPARING = {id_: rule for id_, rule in RULES.items() if isinstance(rule, PairRule) and rule.needs is not always}
CONTEXT = InlineContext((("a", "https://example.org", ""),), ("1",))
PIECES = (
    *SIGNS,
    *".,;:/@+-–—%…।။។።፧፣؟،؛۔。，！？：；、'’ʼ|#=^", *"\u200b\u200d\u200e\u2066\u2069\u202a\u202c\ufe0f\u00ad\u0301\x00",
    *"0123456789٠١٢٣४၁១½aoOlIАеОоХсÐðđıİ", "&nbsp;", "&#40;", "&#123;", "&amp;", "911", "988", "a.m.", "www.", "etc.",
    "https://a.org/x", "http://еxample.com", "x@y.org", "555-123-4567", "3/4/2026", "10:30", "March 4", " one ", "mg",
    "{clinic.phone}", "[a](https://b.org)", "[x][a]", "[^1]", "**b**", "*e*", "<br>", "<sub>2</sub>", "`code`", "  ",
    "not", "no", "left", "right", "with your", " .", " ,", "..", "very very", "(min.", "a. m.", "Ã©", "ی", "ي", "۔ً",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), max_size=12).map("".join)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """A right text with a few pieces put in, taken out or doubled."""
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 6))
        text = text[:place] + draw(st.sampled_from(PIECES) | st.just(text[place : place + cut])) + text[place + cut :]
    return text


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    language, couple = draw(st.sampled_from(COUPLES))
    language = draw(st.just(language) | st.sampled_from(list(all_languages())))
    english = draw(st.just(couple.source) | damaged(couple.source) | TEXTS)
    local = draw(damaged(couple.translation) | st.just(english) | TEXTS)
    texts = read_text(english, CONTEXT), read_text(local, CONTEXT)
    return Pair(*texts, language, Level.WARN, CONVENTIONS)


@given(pairs())
@settings(max_examples=tries(1000))
def test_a_rule_finds_nothing_in_a_pair_that_it_is_not_asked_of(pair: Pair) -> None:
    for id_, rule in SPARING.items():
        if not rule.needs(pair):
            assert list(rule.check(pair)) == [], id_


def test_most_rules_are_spared_a_plain_pair() -> None:
    pair = Pair(read_text("Rest today.", CONTEXT), read_text("Descanse hoy.", CONTEXT), find_language("es"))
    asked = [id_ for id_, rule in SPARING.items() if rule.needs(pair)]
    assert len(asked) < len(SPARING) / 4, asked


def test_signs_are_looked_for_in_the_text_that_is_meant() -> None:
    pair = Pair(read_text("Rest (today).", CONTEXT), read_text("Descanse hoy.", CONTEXT), find_language("es"))
    assert english_signs("(")(pair)
    assert any_signs("(")(pair)
    assert not local_signs("(")(pair)


def test_a_pair_of_another_catalog_says_there_what_it_says_here() -> None:
    view = view_of("Call 911 (now).", "Llame al 912 (ahora.", find_language("es"))
    first, second = PairMemory(), PairMemory()
    found = list(check_catalog(view, RULES, first))
    told = {key: [("fuzzy", problem) for _, problem in said] for key, said in first.now.items()}
    assert [finding.rule for finding in found if finding.rule in SPARING]
    assert list(check_catalog(view, RULES, PairMemory(beside=first.now, now=second.now))) == found
    assert second.now == first.now
    assert list(check_catalog(view, RULES, PairMemory(beside=told))) != found


# ── the thorough looks ──

_ABBREVIATED = re.compile(
    r"(?:^\w{1,5}|(?:^|[\s(])(?:\w\.\s?)*(?:\w|etc|vs|approx|max|min|tel|no|ext|dr|st|mr|mrs))\.$", re.IGNORECASE
)
_END = re.compile(
    r"(?<!\d)[.](?=[\"”’»)\]]*(?:\s|$))|(?<=\d)[.](?=[\"”’»)\]]*(?:\s+[^\d\s]|\s*$))"
    r"|[!?…:;](?=[\"”’»)\]]*(?:\s|$))|[。！？：；؟۔؛።፧፤။។៕៖\n]"
)
_SHORT = re.compile(r"(?<!\w)\w{1,3}\.$")


@given(TEXTS.map(lambda text: f"{text}."))
@example("Take it at 8 a. m.")
@example("Rest (approx.")
@example("Etc.")
@example("See Dr. A.B.")
@settings(max_examples=tries(1000))
def test_the_end_of_an_abbreviation_is_doubtful(text: str) -> None:
    assert end_of(text).doubtful == (not text.endswith("...") and _ABBREVIATED.search(text) is not None)


@given(st.sampled_from(COUPLES).flatmap(lambda couple: damaged(couple[1].translation)) | TEXTS)
@settings(max_examples=tries(1000))
def test_sentences_end_where_one_of_their_marks_does(text: str) -> None:
    cut = [match.end() for match in _END.finditer(text)]
    thorough = [text[start:end].strip() for start, end in zip([0, *cut], [*cut, len(text)], strict=True)]
    pieces = [piece for piece in thorough if any(map(str.isalnum, piece))]
    # What may be an abbreviation joins two pieces.
    if any(_SHORT.search(piece) for piece in thorough):
        assert len(sentences(text)) <= len(pieces)
    else:
        assert list(sentences(text)) == pieces


@given(st.sampled_from(COUPLES).flatmap(lambda couple: damaged(couple[1].translation)) | TEXTS)
@settings(max_examples=tries(1000))
def test_a_text_that_is_passed_over_holds_no_figures(text: str) -> None:
    if not may_hold_figures(text):
        assert [value for value in read_figures(text, find_language("es")) if not value.spelled] == []


@given(TEXTS | st.text())
@settings(max_examples=tries(1000))
def test_digits_of_all_scripts_are_folded_in_their_places(text: str) -> None:
    folded = fold_digits(text)
    assert len(folded) == len(text)
    for before, after in zip(text, folded, strict=True):
        assert after == (str(unicodedata.decimal(before)) if before.isdecimal() else fold_digits(before))


@given(st.none() | TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
@settings(max_examples=tries(400))
def test_a_hash_is_that_of_a_list_in_json(context: str | None, text: str, forms: list[str]) -> None:
    said = json.dumps([context, text, forms])
    assert text_hash(MessageKey(context, text), forms) == hashlib.sha256(said.encode()).hexdigest()[:32]
