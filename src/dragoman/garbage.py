"""How often Python looks for garbage."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """For each process of ours: values are made by the hundred thousand, and hardly a cycle among them.

    To look as often as Python does takes a tenth of the time, and finds next to nothing.
    """
    gc.set_threshold(50_000, 20, 50)
