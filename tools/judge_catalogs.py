"""Holds `dragoman.po` against GNU gettext, on real catalogs and on thousands made by chance. For every night.

    python tools/judge_catalogs.py [FILE_OR_FOLDER …] [--files N] [--generated N] [--damaged N] [--seed N]

Takes the .po, .pot and .mo files that are named, or all .mo files under /usr/share/locale. Prints a table for each
trial and the known differences that were met; exits 1 if anything was lost, took 2 s or 300 MB, or was read as gettext
does not read it without a reason in `gettext_differences.py`.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dragoman.errors import UnreadableCatalog
from dragoman.po import read_catalog, write_catalog
from gettext_judge import NoVerdictError, Outcome, compare, told
from gettext_manners import MANNERS, output_of
from judge_file import count, judge_cost, judge_file
from judge_tally import Tally
from odd_catalogs import large_catalog, mutated, odd_catalog
from peer_manners import PEERS

SYSTEM = Path("/usr/share/locale")
_OTHER_ENCODING = re.compile("This byte is not UTF-8|The header says that this file is in")
EVERY = {**MANNERS, **PEERS}


# ── trials ──


def real_catalogs(paths: Sequence[Path], limit: int | None, dice: random.Random) -> Iterator[tuple[str, bytes, bool]]:
    """Name, content, and whether it is as a person or an editor left it: .mo files are turned to .po."""
    below = (found for path in paths for found in ([path] if path.is_file() else path.rglob("*")))
    files = sorted(path for path in below if path.suffix in (".po", ".pot", ".mo"))
    if limit is not None and limit < len(files):
        files = sorted(dice.sample(files, limit))
    for path in files:
        if path.suffix != ".mo":
            yield str(path), path.read_bytes(), True
            continue
        try:
            code, content, _ = told(["msgunfmt", str(path)])
            content = (
                output_of(["msgcat", "--force-po", "--to-code=UTF-8", "-"], content) if content and not code else b""
            )
        except NoVerdictError:
            continue
        if content:
            yield str(path), content, False


def try_real(paths: Sequence[Path], limit: int | None, dice: random.Random, *, every: bool) -> dict[str, Tally]:
    """Files as they are, and compiled ones in a manner that changes from file to file, or in every manner."""
    tallies = {"as found": Tally(), "converted": Tally(), **{name: Tally() for name in EVERY}}
    for number, (name, content, as_found) in enumerate(real_catalogs(paths, limit, dice)):
        turn = list(EVERY)[number % len(EVERY)]
        if as_found:
            judge_cost(content, name, tallies["as found"])
            _try_converted(content, name, tallies["converted"])
        for chosen in ["as found"] if as_found else EVERY if every else [turn]:
            tally = tallies[chosen]
            started = time.monotonic()
            try:
                if as_found:
                    judge_file(content, name, tally, dice)
                else:
                    manner = EVERY[chosen]
                    judge_file(manner.make(content), name, tally, dice, manner.again)
            except NoVerdictError:
                tally.not_judged += 1
            tally.seconds += time.monotonic() - started
    return {name: tally for name, tally in tallies.items() if tally.files or tally.not_judged}


def _try_converted(content: bytes, name: str, tally: Tally) -> None:
    """A file that is refused for its encoding, as `dragoman convert` makes it."""
    try:
        read_catalog(content, name)
    except UnreadableCatalog as error:
        if _OTHER_ENCODING.search(error.problem):
            tally.files += 1
            judged = compare(content, converted=True)
            count(judged, name, tally)
            tally.same_strings += judged.outcome is Outcome.SAME


def try_generated(number_of_catalogs: int, seed: str) -> dict[str, Tally]:
    """Catalogs made by chance, and each of them damaged."""
    made, damaged = Tally(), Tally()
    for number in range(number_of_catalogs):
        dice = random.Random(f"{seed}-{number}")  # noqa: S311 - not for secrets
        content = odd_catalog(dice)
        for tally in (made, damaged):
            content = mutated(dice, content) if tally is damaged else content
            _try_one(content, f"seed {seed}-{number}", tally)
    return {"made by chance": made, "damaged": damaged}


def _try_one(content: bytes, name: str, tally: Tally) -> None:
    started = time.monotonic()
    try:
        judged = compare(content)
        count(judged, name, tally)
        tally.same_strings += judged.outcome is Outcome.SAME
    except Exception:  # noqa: S110 - reading it once more tells what escaped
        pass
    _read_one(content, name, tally)
    tally.seconds += time.monotonic() - started


def try_damaged(number_of_catalogs: int, seed: str) -> Tally:
    """Damaged catalogs without a judge: they are read or refused with a place, and nothing else escapes."""
    tally = Tally()
    for number in range(number_of_catalogs):
        dice = random.Random(f"damaged-{seed}-{number}")  # noqa: S311 - not for secrets
        content = odd_catalog(dice)
        for _ in range(dice.randrange(1, 4)):
            content = mutated(dice, content)
        _read_one(content, f"damaged, seed {seed}-{number}", tally)
    return tally


def _read_one(content: bytes, name: str, tally: Tally) -> None:
    tally.files += 1
    try:
        catalog = read_catalog(content, name)
        tally.entries += len(catalog.entries)
        if write_catalog(catalog) == content:
            tally.same_bytes += 1
        else:
            tally.losses.append(f"{name}: other bytes after a save that changes nothing")
    except UnreadableCatalog as error:
        tally.refused += 1
        if not re.fullmatch(r".*:[1-9]\d*:[1-9]\d*", str(error.where), re.DOTALL):
            tally.losses.append(f"{name}: refused without a place")
    except Exception as error:  # the very thing that is looked for
        tally.losses.append(f"{name}: {type(error).__name__} escapes: {error}")


def measured_read(entries: int) -> tuple[int, float, int]:
    """Bytes, seconds and peak memory in MB of reading a large catalog, in a process of its own.

    A fresh one, not a fork: the peak memory of a fork begins with all that its parent holds.
    """
    code = f"import judge_catalogs; print(judge_catalogs.told_of_read({entries}))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    size, taken, memory = told.stdout.split()
    return int(size), float(taken), int(memory)


def told_of_read(entries: int) -> str:
    """What `measured_read` asks its process: bytes, seconds, MB."""
    content = large_catalog(entries)
    started = time.process_time()
    read_catalog(content, "large.po")
    taken = time.process_time() - started
    # Not `ru_maxrss`: on Linux it keeps the peak of the parent across fork and exec.
    peak = re.search(r"VmHWM:\s*([0-9]+) kB", Path("/proc/self/status").read_text("ascii"))
    assert peak is not None
    return f"{len(content)} {taken} {int(peak[1]) // 1024}"


def try_size(megabytes: int) -> list[str]:
    """Prints size, seconds, memory; what goes beyond 10 s, 1 GB or the exponent 1.2 comes back as a loss."""
    small, large = measured_read(megabytes * 1000), measured_read(megabytes * 10_000)
    exponent = math.log(large[1] / small[1]) / math.log(large[0] / small[0])
    for size, seconds, memory in (small, large):
        print(f"{size / 1e6:>6.1f} MB read in {seconds:.2f} s, {memory} MB of memory")
    print(f"time grows with size to the power of {exponent:.2f}")
    bounds = {"10 s": large[1] > megabytes, "1 GB": large[2] > 1024, "exponent 1.2": exponent > 1.2}
    return [f"large catalog: more than {bound}" for bound, broken in bounds.items() if broken]


# ── the table ──

_HEAD = (
    "  files", "refused", "entries", "bytes =", "agreed", "judge =", "known", "no verdict", "edits", "lines", "least",
    "ratio", "beyond", "lines =", "  new", "cut elsewhere", "    s", "most s", "most MB",
)  # fmt: skip
_SHOWN = 20
"""Edits that are named one by one where they cost too much."""


def print_table(tallies: Mapping[str, Tally]) -> None:
    print(f"{'':<20}" + "".join(f"{name:>{len(name) + 3}}" for name in _HEAD))
    for name, tally in tallies.items():
        ratio = f"{tally.lines / tally.least:.3f}" if tally.least else ""
        found = (tally.files, tally.refused, tally.entries, tally.same_bytes, tally.agreed, tally.same_strings)
        edits = (tally.known, tally.not_judged, tally.edits, tally.lines, tally.least, ratio, tally.beyond)
        rest = (tally.same_lines, tally.new, tally.cut_elsewhere, f"{tally.seconds:.1f}")
        cells = (*found, *edits, *rest, f"{tally.slowest:.2f}", tally.largest)
        print(f"{name:<20}" + "".join(f"{cell:>{len(head) + 3}}" for cell, head in zip(cells, _HEAD, strict=True)))
    for name, times in sum((tally.differences for tally in tallies.values()), Counter[str]()).most_common():
        print(f"  known difference, {times} times: {name}")
    for edit in [edit for tally in tallies.values() for edit in tally.worst][:_SHOWN]:
        print(f"  more lines than needed: {edit}")
    print(flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE_OR_FOLDER")
    parser.add_argument("--files", type=int, default=None, help="only so many, by chance")
    parser.add_argument("--every-manner", action="store_true", help="each file in all manners, not in one in turn")
    parser.add_argument("--generated", type=int, default=20_000, help="catalogs made by chance; each is also damaged")
    parser.add_argument("--damaged", type=int, default=100_000, help="damaged catalogs that are only read")
    parser.add_argument("--megabytes", type=int, default=10, help="size of the large catalog; 0 for none")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    if shutil.which("msgcat") is None:
        print("GNU gettext is not installed.", file=sys.stderr)
        return 2
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    print(f"seed {seed}\n")
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    real = try_real(options.paths or [SYSTEM], options.files, dice, every=options.every_manner)
    print_table(real)
    generated = try_generated(options.generated, str(seed))
    print_table(generated)
    damaged = try_damaged(options.damaged, str(seed))
    print(
        f"{damaged.files} more damaged ones, without the judge: {damaged.refused} refused, {damaged.same_bytes} kept\n"
    )
    losses = [loss for tally in (*real.values(), *generated.values(), damaged) for loss in tally.losses]
    losses += try_size(options.megabytes) if options.megabytes else []
    print(*losses, sep="\n")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
