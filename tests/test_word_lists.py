"""Hard phrases of the word lists: words that only look like a concept, and concepts that hide in other words."""

from __future__ import annotations

import pytest

from dragoman.languages import find_language
from dragoman.lexicons import Group, find_lexicon


@pytest.mark.parametrize(
    ("tag", "text", "concepts"),
    [
        ("es", "No maneje hasta que la clínica le diga.", {"not", "until"}),
        ("es", "Usted tiene derecho a preguntar. Llame cuanto antes.", set()),
        ("es", "El brazo derecho a la altura del hombro, antes.", {"right", "before"}),
        ("es", "Sin embargo, no olvide llamar.", {"implied"}),
        ("ru", "Не садитесь за руль, пока врач не разрешит.", {"not", "until"}),
        ("ru", "Садитесь за руль, пока врач не разрешит.", {"until"}),
        ("ru", "Принимайте леводопу и не забудьте позвонить.", {"implied"}),
        ("vi", "Chân trái, không phải chân phải.", {"not", "left", "right"}),
        ("vi", "Quý vị phải ăn trái cây. Quý vị có đau không?", set()),
        ("so", "Ha wadin baabuur ilaa aad dareento.", {"not", "until"}),
        ("so", "Haddii aad xanuun dareento, wac. Ma leedahay qandho?", {"implied"}),
        ("mww-Latn", "Tsis txhob noj ua ntej kuaj.", {"not", "before"}),
        ("mww-Latn", "Sab laug los tsis sab xis tsis muaj zog.", {"left", "right", "weak"}),
        ("om", "Yoo doktarri hime malee hin fudhatinaa.", {"not", "unless"}),
        ("om", "Yoo doktarri hime malee fudhadhaa.", {"unless"}),
    ],
)
def test_hard_phrases(tag: str, text: str, concepts: set[str]) -> None:
    lexicon = find_lexicon(find_language(tag))
    assert lexicon is not None
    kinds = (Group.NEGATION, Group.ORDER, Group.SIDE)
    found = {hit.concept for hit in lexicon.hits(text) if hit.group in kinds}
    assert found - {"upper", "lower", "both", "front", "inside", "outside"} == concepts
