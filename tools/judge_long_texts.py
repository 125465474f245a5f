"""Measures what long texts cost in all rules: time must grow with the length of a text, and no faster.

    python tools/judge_long_texts.py [LANG …] [--shape NAME …] [--way NAME …] [--characters N]

Each shape of `long_texts.py` is looked at as English and translation, as translation alone, as English alone, and with
small faults, at N characters and at eight times as many. Printed is what grows faster than with the power 1.2, with the
rules that do. Exits 1 if anything does.
"""

from __future__ import annotations

import argparse
import gc
import math
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import FrameType

from all_rules import check_all, view_of
from dragoman.checks.anatomy import CatalogRule, HistoryRule, LibraryRule, PairRule, Rule
from dragoman.checks.registry import RULES
from dragoman.checks.views import CatalogView
from dragoman.languages import find_language
from dragoman.model import Language
from long_texts import PIECES, faulty, long_text

LANGUAGES = ("es", "ru", "ar", "zh-Hans", "my", "km", "am", "vi")
EXPONENT = 1.2
TIMES = 8
SHORTEST = 0.3
"""Seconds; less says nothing about how time grows."""
PATIENCE = 6

WAYS: Mapping[str, Callable[[str], tuple[str, str]]] = {
    "both": lambda text: (text, text),
    "translation": lambda text: ("Rest now.", text),
    "English": lambda text: (text, "Rest now."),
    "with faults": lambda text: (f"{text} now.", faulty(text)),
}


class TooLongError(BaseException):
    """Patience has ended. No `Exception`, so that no code under test takes it for one of its own."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds for a text and for one `TIMES` as long."""

    short: float
    long: float

    @property
    def exponent(self) -> float:
        return math.log(max(self.long, 1e-6) / max(self.short, 1e-6), TIMES)

    @property
    def too_fast(self) -> bool:
        return self.long > SHORTEST and self.exponent > EXPONENT


def seconds(view: CatalogView, rules: Mapping[str, Rule] = RULES) -> float:
    """Of the processor; `PATIENCE` where it took longer."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError

    signal.signal(signal.SIGVTALRM, stop)
    gc.collect()
    gc.disable()  # what it costs depends on all that lives, and not on the text
    began = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        check_all(view, rules)
    except TooLongError:
        return float(PATIENCE)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        gc.enable()
    return time.process_time() - began


def growth(piece: str, way: str, language: Language, characters: int, rules: Mapping[str, Rule] = RULES) -> Growth:
    """The best of two, as nothing makes a program faster than it is."""
    times: list[tuple[float, float]] = []
    for attempt in range(2):
        # No text is measured twice: rules remember what they have read.
        short, long = (long_text(piece, size + attempt * len(piece)) for size in (characters, TIMES * characters))
        times.append((seconds(_view(short, way, language), rules), seconds(_view(long, way, language), rules)))
        if not Growth(*times[-1]).too_fast:
            return Growth(*times[-1])
    return Growth(max(short for short, _ in times), min(long for _, long in times))


def _view(text: str, way: str, language: Language) -> CatalogView:
    return view_of(*WAYS[way](text), language)


def guilty(piece: str, way: str, language: Language, characters: int) -> Iterator[tuple[str, Growth]]:
    """The rules that grow too fast by themselves."""
    for id_, rule in RULES.items():
        if isinstance(rule, PairRule | CatalogRule | LibraryRule | HistoryRule):
            found = growth(piece, way, language, characters, {id_: rule})
            if found.too_fast:
                yield id_, found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--shape", nargs="*", default=PIECES)
    parser.add_argument("--way", nargs="*", choices=WAYS, default=WAYS)
    parser.add_argument("--characters", type=int, default=8_000)
    options = parser.parse_args()
    bad, worst, most = 0, 0.0, 0.0
    for tag in options.languages:
        language = find_language(tag)
        for name in options.shape:
            for way in options.way:
                found = growth(PIECES[name], way, language, options.characters)
                most = max(most, found.long)
                worst = max(worst, found.exponent if found.long > SHORTEST else 0)
                if found.too_fast:
                    bad += 1
                    print(f"{tag}  {name}, {way}: {found.short:.3f} s, {found.long:.3f} s, power {found.exponent:.2f}")
                    for id_, alone in guilty(PIECES[name], way, language, options.characters):
                        print(f"    {id_}: {alone.short:.3f} s, {alone.long:.3f} s, power {alone.exponent:.2f}")
                    sys.stdout.flush()
    tried = len(options.languages) * len(options.shape) * len(options.way)
    size = TIMES * options.characters
    print(f"{tried} texts: {bad} grow too fast; power at most {worst:.2f}, {size:,} characters at most {most:.2f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
