"""How far each language is, and which handouts may be handed out: tables for people, JSON for programs, a badge."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from dragoman.freshness import Freshness, State
from dragoman.model import Commitment, Coverage, Lack, Language, Signer
from dragoman.report.marked import visible
from dragoman.signing import Need

_LEGEND = "translated/all; ~ fuzzy, or broken and so not shown; ✓ complete. All but those begun must be complete."
_DRAFTS = "draft: texts that are translated and signed/all, those of the English, of the translation and of the page."


@dataclass(frozen=True, slots=True)
class Row:
    """One language: the coverage of each catalog, in the order of the columns."""

    language: Language
    commitment: Commitment
    coverage: tuple[Coverage, ...]
    """All is untranslated in a catalog that cannot be read."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Of the columns whose catalog cannot be read, what is wrong and where."""


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """All that is known of a project's languages."""

    columns: tuple[str, ...]
    """Names of the catalogs."""
    rows: tuple[Row, ...]
    guides: tuple[str, ...]
    handouts: tuple[tuple[Language, tuple[Freshness, ...]], ...]
    """Each language, English first, with its handouts in the order of the guides."""

    @property
    def all(self) -> tuple[Freshness, ...]:
        return tuple(one for _, found in self.handouts for one in found)


def status_text(status: ProjectStatus) -> str:
    """Tables: translated of all, and in brackets what is fuzzy; then the handouts, and what to do by whom."""
    head = ["", *status.columns]
    lines = [[_name(row.language), *_cells(status.columns, row)] for row in status.rows]
    begun = ", ".join(row.language.tag for row in status.rows if row.commitment is Commitment.BEGUN)
    handouts = [[_name(language), *map(state_words, found)] for language, found in status.handouts]
    catalogs = [
        *_table([head, *lines]),
        "",
        _LEGEND,
        *([f"Begun: {begun}."] if begun else ()),
        "",
    ]
    overall = overall_of(status.all)
    return "\n".join(
        (
            *(catalogs if status.rows else ()),
            *_table([["Handouts", *status.guides], *handouts]),
            "",
            *([_DRAFTS] if any(one.state is State.DRAFT for one in status.all) else ()),
            count_words(overall),
            *(f"    {line}" for line in work_lines(overall)),
            *map(visible, _unread(status.rows)),
        )
    )


def status_markdown(status: ProjectStatus) -> str:
    overall = overall_of(status.all)
    return "\n".join(
        (
            *_markdown(
                ["Language", *status.columns], [[_full(r.language), *_cells(status.columns, r)] for r in status.rows]
            ),
            "",
            *_markdown(
                ["Handout", *status.guides],
                [[_full(language), *map(state_words, found)] for language, found in status.handouts],
            ),
            "",
            count_words(overall),
            "",
            *(f"- {line}" for line in (*work_lines(overall), *map(visible, _unread(status.rows)))),
        )
    ).rstrip()


def status_json(status: ProjectStatus) -> str:
    """`languages` counts messages by catalog; `handouts` has one object for each guide in each language."""
    return json.dumps(
        {
            "languages": [
                {
                    "tag": row.language.tag,
                    "english": row.language.english,
                    "autonym": row.language.autonym,
                    "commitment": row.commitment.value,
                    "catalogs": {
                        name: {
                            "translated": c.translated,
                            "fuzzy": c.fuzzy,
                            "untranslated": c.untranslated,
                            "total": c.total,
                            "unreadable": row.unread.get(name),
                        }
                        for name, c in zip(status.columns, row.coverage, strict=True)
                    },
                }
                for row in status.rows
            ],
            "handouts": [_handout(one) for one in status.all],
        },
        ensure_ascii=False,
        indent=1,
    )


def handouts_json(handouts: Sequence[Freshness]) -> str:
    """The second half of `status_json` alone."""
    return json.dumps({"handouts": [_handout(found) for found in handouts]}, ensure_ascii=False, indent=1)


def joined_handouts_json(parts: Sequence[str]) -> str:
    """Of what `handouts_json` gave for some and for others, what it gives for all; each part has one or more."""
    head, tail = handouts_json([]).split("]")
    inner = ",".join(part[len(head) : -len(tail) - 3] for part in parts)
    return f"{head}{inner}\n ]{tail}"


def status_badge(overall: Overall) -> str:
    """A picture for a page about the project: how many handouts are final. SVG, with words for those who do not see."""
    final, total = overall.final, overall.total
    words = f"{final} of {total} final"
    colour = "#1a6b3c" if final == total else "#8a5a00" if final else "#8f1d14"
    left, right = 74, 12 + 7 * len(words)
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="handouts: {words}">
<title>handouts: {words}</title>
<rect width="{left}" height="20" fill="#3b4650"/>
<rect x="{left}" width="{right}" height="20" fill="{colour}"/>
<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="{left / 2:g}" y="14">handouts</text>
<text x="{left + right / 2:g}" y="14">{words}</text>
</g>
</svg>
"""


# ── words ──


def state_words(found: Freshness) -> str:
    """The state of a handout in a cell of a table."""
    match found.state:
        case State.FINAL:
            return "✓ final"
        case State.LAPSES_SOON:
            return f"✓ final until {found.lapses}"
        case State.OUTDATED:
            return f"✗ outdated since {found.since}"
        case State.DRAFT:
            return f"draft {found.ready}/{found.texts}"
        case _:
            assert_never(found.state)


@dataclass(frozen=True, slots=True)
class Overall:
    """How handouts stand together."""

    states: Mapping[State, int]
    tasks: Mapping[str, Sequence[str]]
    """What is to be done, by whom: each sentence with the languages that it is for."""
    overdue: Sequence[str]
    """Guides that are past their own date of review."""

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def final(self) -> int:
        return self.states.get(State.FINAL, 0) + self.states.get(State.LAPSES_SOON, 0)


def overall_of(handouts: Iterable[Freshness]) -> Overall:
    states: Counter[State] = Counter()
    tasks: dict[str, dict[str, None]] = {}
    overdue: dict[str, None] = {}
    for found in handouts:
        states[found.state] += 1
        for need in found.needs:
            tasks.setdefault(_task(need), {})["en" if need.english else found.language] = None
        if found.overdue:
            overdue[found.guide] = None
    return Overall(states, {task: tuple(languages) for task, languages in tasks.items()}, tuple(overdue))


def joined(parts: Sequence[Overall]) -> Overall:
    """Of all handouts what these say of some each, in the same order."""
    tasks: dict[str, dict[str, None]] = {}
    for task, languages in (one for part in parts for one in part.tasks.items()):
        tasks.setdefault(task, {}).update(dict.fromkeys(languages))
    return Overall(
        sum((Counter(part.states) for part in parts), Counter[State]()),
        {task: tuple(languages) for task, languages in tasks.items()},
        tuple(dict.fromkeys(guide for part in parts for guide in part.overdue)),
    )


def overall_note(overall: Overall) -> str:
    """To be read by `read_overall`."""
    states = {state.value: count for state, count in overall.states.items()}
    return json.dumps([states, {task: [*languages] for task, languages in overall.tasks.items()}, [*overall.overdue]])


def read_overall(note: str) -> Overall:
    states, tasks, overdue = json.loads(note)
    return Overall({State(state): count for state, count in states.items()}, tasks, overdue)


def count_words(overall: Overall) -> str:
    return f"{overall.final} of {overall.total} handouts are final."


def work_lines(overall: Overall) -> list[str]:
    """What is to be done, by whom: each sentence with the languages it is for, the most urgent first."""
    lines = [f"{task}: {', '.join(languages)}" for task, languages in overall.tasks.items()]
    return [f"The guide is past its date of review: {guide}" for guide in overall.overdue] + lines


def _task(need: Need) -> str:
    who = need.role.value.capitalize() if need.role else "Another person"
    match need.lack:
        case Lack.TRANSLATION:
            return "Translator: translate what is missing"
        case Lack.MACHINE:
            return "Translator or editor: review what a machine made, and say so when signing"
        case Lack.ROLE | Lack.PEOPLE:
            return f"{who}: sign"
        case Lack.REJECTED:
            return "Translator: find another wording for what was rejected"
        case Lack.LAPSED:
            return f"{who}: sign again, it was too long ago"
        case _:
            assert_never(need.lack)


# ── forms ──


def _handout(found: Freshness) -> dict[str, Any]:
    return {
        "guide": found.guide,
        "language": found.language,
        "state": found.state.value,
        "since": found.since or None,
        "lapses": found.lapses or None,
        "texts": found.texts,
        "ready": found.ready,
        "review_overdue": found.overdue,
        "needs": [
            {
                "of": "english" if need.english else "translation",
                "level": need.level.value,
                "lack": need.lack.value,
                "role": need.role.value if isinstance(need.role, Signer) else None,
                "people": need.people,
                "texts": need.texts,
            }
            for need in found.needs
        ],
    }


def _table(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _name(language: Language) -> str:
    return f"{language.tag:<9} {language.english}"


def _full(language: Language) -> str:
    return f"{language.english} ({language.tag})"


def _unread(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield from row.unread.values()


def _cells(columns: Sequence[str], row: Row) -> Iterator[str]:
    for column, coverage in zip(columns, row.coverage, strict=True):
        yield "unreadable" if column in row.unread else _coverage(coverage)


def _coverage(coverage: Coverage) -> str:
    fuzzy = f" ~{coverage.fuzzy}" if coverage.fuzzy else ""
    done = " ✓" if coverage.complete else ""
    return f"{coverage.translated}/{coverage.total}{fuzzy}{done}"
