"""How many examples the properties try: few at the desk and in CI, many at night.

`HYPOTHESIS_PROFILE` names one of the profiles: `desk` tries others each time, `ci` the same ones, `nightly` twenty
times as many.
"""

from __future__ import annotations

import os

from hypothesis import settings

_SHARES = {"desk": 0.25, "ci": 0.25, "nightly": 5.0}
"""Of the number that a test names."""
_PROFILE = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "desk")


def tries(usual: int) -> int:
    """The number of examples in this run, where a test names the usual one."""
    return max(10, round(usual * _SHARES[_PROFILE]))


for _name, _share in _SHARES.items():
    settings.register_profile(_name, derandomize=_name == "ci", deadline=None, max_examples=round(100 * _share))
settings.load_profile(_PROFILE)
