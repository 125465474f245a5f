"""Which plural form a number takes: a `Plural-Forms:` header as a function.

The expression is checked token by token by the standard library's gettext before any of it is computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from dragoman.model import Language

_HEADER = re.compile(r"\s*nplurals\s*=\s*([1-9][0-9]?)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*", re.ASCII)
PROBES = (*range(201), 1_000_000)
"""Every rule that CLDR knows for whole numbers shows all its forms and its period here."""


def plural_form(language: Language, n: int) -> int:
    """The index of the translation that `n` takes; `n` is not negative."""
    return plural_rule(language.plural_forms)(n)


@lru_cache(maxsize=256)
def plural_rule(header: str) -> Callable[[int], int]:
    """Raises `ValueError` with what is wrong, so that a caller can say where.

    The function it gives raises `ValueError` too, for a number that the expression divides by zero
    or sends outside its `nplurals` forms.
    """
    found = _HEADER.fullmatch(header)
    if found is None:
        raise ValueError("it is not of the form 'nplurals=2; plural=(n != 1);'")
    count = int(found[1])
    # Imported here: listing languages, the common case, needs no plural rule.
    from gettext import c2py  # noqa: PLC0415 - see above

    try:
        expression = c2py(found[2])
    except SyntaxError:  # "0/!0" is right in C, and c2py makes no Python of it
        raise ValueError("its expression cannot be computed") from None

    def rule(n: int) -> int:
        try:
            form = expression(n)
        except ZeroDivisionError:
            raise ValueError(f"it divides by zero for n = {n}") from None
        if not 0 <= form < count:
            raise ValueError(f"it gives form {form} for n = {n}, but nplurals is {count}")
        return form

    for n in PROBES:
        rule(n)
    return rule
