"""Different texts in any number: sentences made by lot, in which each word follows one that it follows in the guides.

Sentences of the library stand in many of its texts, which is not so in any real book and would mislead tools that look
for similar texts. These have the words, the lengths and the word order of real ones; they make no sense.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from bench.library import Texts, joined, shipped_texts
from bench.running import ROOT
from dragoman.project import find_project

_END = ""
_LONGEST = 30
"""Words."""
LANGUAGE = "es"


def prose(count: int, seed: int) -> Mapping[str, str]:
    """Different English texts of one to four sentences; the translations are real ones, of other texts."""
    dice = random.Random(seed)  # noqa: S311 - a corpus, not a secret
    texts = shipped_texts(find_project(ROOT))
    follows = _follows(texts)
    locals_ = sorted(local[LANGUAGE] for english, local in texts.items() if english.endswith("."))
    made: dict[str, str] = {}
    while len(made) < count:
        sentences = dice.randint(1, 4)
        english = " ".join(_sentence(follows, dice) for _ in range(sentences))
        if english not in made:
            local = joined(LANGUAGE, [dice.choice(locals_) for _ in range(sentences)])
            made[english] = f"{len(made)}. {local}"
    return made


def _follows(texts: Texts) -> Mapping[str, Sequence[str]]:
    """Word → each word that came after it, as often as it did."""
    found: dict[str, list[str]] = {}
    for text in sorted(texts):
        for sentence in re.split(r"(?<=[.?!:]) ", text):
            words = [word for word in sentence.rstrip(".?!:").split() if "{" not in word]
            if len(words) > 2:
                for word, after in zip([_END, *words], [*words, _END], strict=True):
                    found.setdefault(word, []).append(after)
    return found


def _sentence(follows: Mapping[str, Sequence[str]], dice: random.Random) -> str:
    while True:
        words = [dice.choice(follows[_END])]
        while words[-1] != _END and len(words) < _LONGEST:
            words.append(dice.choice(follows[words[-1]]))
        if words[-1] == _END and len(words) > 5:
            return " ".join(words[:-1]) + "."
