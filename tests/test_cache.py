"""The cache: what was put in comes out whole, and whatever else is in its folder counts as nothing."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.cache import Cache, cache_key
from dragoman.model import Artifact
from profiles import tries

KEY = cache_key({"guide": "a"})
ARTIFACTS = (Artifact("es/a.html", b"<p>Descanse.</p>"), Artifact("es/a.pdf", b"%PDF" + bytes(range(256))))


def place(folder: Path) -> Path:
    return folder / KEY[:2] / KEY


@given(
    note=st.text(max_size=40),
    contents=st.lists(st.binary(max_size=60), max_size=4),
)
def test_what_was_put_in_comes_out(tmp_path_factory: pytest.TempPathFactory, note: str, contents: list[bytes]) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    artifacts = tuple(Artifact(f"x/{number}", content) for number, content in enumerate(contents))
    held = cache.put(KEY, note, artifacts)
    assert cache.look(KEY) == held
    assert held.note == note
    assert cache.contents(KEY) == artifacts
    assert cache.look(cache_key({})) is None
    assert cache.contents(cache_key({})) is None


def test_another_value_of_anything_is_another_key() -> None:
    keys = [
        cache_key(parts) for parts in ({}, {"a": 1}, {"a": 2}, {"a": "1"}, {"b": 1}, {"a": 1, "b": None}, {"a": [1]})
    ]
    assert len(set(keys)) == len(keys)
    assert cache_key({"a": 1, "b": 2}) == cache_key({"b": 2, "a": 1})


@settings(max_examples=tries(300))
@given(data=st.data())
def test_a_damaged_entry_is_missing_and_never_wrong(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "damaged"
    cache = Cache(folder)
    held = cache.put(KEY, "note", ARTIFACTS)
    whole = place(folder).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from(
            [whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole + b"x", b"", whole[:at] * 2]
        )
    )
    place(folder).write_bytes(damaged)
    looked = cache.look(KEY)
    assert looked in (None, held)
    assert cache.contents(KEY) in (None, ARTIFACTS)
    assert cache.contents(KEY) is None or damaged.startswith(whole)


@pytest.mark.parametrize("header", [b"{}", b"[]", b"3", b"x", b'{"artifacts": [[1]]}', b'{"artifacts": [], "n": 1}'])
def test_a_head_that_says_nothing_we_know_is_missing(tmp_path: Path, header: bytes) -> None:
    place(tmp_path).parent.mkdir(parents=True)
    head = b"dragoman cache 1\n" + hashlib.sha256(header).hexdigest().encode() + b"%11d\n" % len(header)
    place(tmp_path).write_bytes(head + header)
    assert Cache(tmp_path).look(KEY) is None
    assert Cache(tmp_path).contents(KEY) is None


def test_what_is_no_entry_is_missing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    place(tmp_path).mkdir(parents=True)
    assert cache.look(KEY) is None
    assert cache.contents(KEY) is None
    cache.put(KEY, "", ARTIFACTS)
    assert cache.look(KEY) is None


def test_a_folder_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    cache = Cache(tmp_path / "cache")
    assert cache.put(KEY, "", ARTIFACTS).artifacts[0].size == len(ARTIFACTS[0].content)
    assert cache.look(KEY) is None
    assert cache.prune() == 0


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    keys = [cache_key({"number": number}) for number in range(4)]
    cache = Cache(tmp_path, limit=1)
    for age, key in enumerate(keys):
        cache.put(key, "", ARTIFACTS)
        os.utime(tmp_path / key[:2] / key, (1_000_000 - age, 1_000_000 - age))
    size = (tmp_path / keys[0][:2] / keys[0]).stat().st_size
    stray = tmp_path / keys[0][:2] / ".dragoman-0123456789abcdef.tmp"
    stray.write_bytes(b"left by a killed build")
    assert cache.look(keys[3]) is not None, "and so it is the youngest now"
    assert Cache(tmp_path, limit=5 * size // 2).prune() == 3
    assert [cache.look(key) is not None for key in keys] == [True, False, False, True]
    assert not stray.exists()
    assert Cache(tmp_path, limit=0).prune(used=keys[:1]) == 1
    assert cache.look(keys[0]) is not None


def filled(folder: Path, entries: int, limit: int) -> Cache:
    cache = Cache(folder, limit)
    for number in range(entries):
        cache.put(cache_key({"filled": number}), "", ARTIFACTS)
    return cache


def stray_in(folder: Path) -> Path:
    """A file that goes first whenever something goes."""
    stray = folder / "00" / ".dragoman-0123456789abcdef.tmp"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x" * 10_000)
    return stray


def test_a_folder_within_its_limit_is_not_counted_at_each_build(tmp_path: Path) -> None:
    cache = filled(tmp_path, 2, limit=9_000)
    assert cache.prune() == 0
    stray = stray_in(tmp_path)
    assert cache.prune() == 0, "nothing that builds wrote down says that it is too much"
    filled(tmp_path, 2, limit=9_000).prune()
    assert stray.exists()
    for _ in range(50):
        cache.prune()
    assert not stray.exists(), "it is counted now and then"


def test_what_builds_add_makes_them_count(tmp_path: Path) -> None:
    filled(tmp_path, 1, limit=9_000).prune()
    stray = stray_in(tmp_path)
    filled(tmp_path, 40, limit=9_000).prune()
    assert not stray.exists()
    assert sum(path.stat().st_size for path in tmp_path.glob("??/*")) <= 9_000


@pytest.mark.parametrize(
    "account",
    [
        b"",
        b"[1]",
        b'{"limit": 9000, "counted": 1, "held": 1}',
        b'{"limit": 9000, "counted": 1, "held": 1, "builds": -1}',
        b'{"limit": 9000, "counted": 1, "held": "1", "builds": 1}',
        b'{"limit": 8000, "counted": 1, "held": 1, "builds": 1}',
    ],
)
def test_an_account_that_cannot_be_believed_is_counted_anew(account: bytes, tmp_path: Path) -> None:
    cache = filled(tmp_path, 2, limit=9_000)
    cache.prune()
    stray = stray_in(tmp_path)
    (tmp_path / "account.json").write_bytes(account)
    cache.prune()
    assert not stray.exists()


def test_where_all_is_in_use_a_folder_is_not_counted_at_each_build(tmp_path: Path) -> None:
    used = [cache_key({"filled": number}) for number in range(40)]
    cache = filled(tmp_path, 40, limit=1_000)
    assert cache.prune(used) == 0, "it is larger than it should be"
    stray = stray_in(tmp_path)
    assert cache.prune(used) == 0
    assert stray.exists()


@given(place_of_damage=st.integers(0, 10_000))
def test_one_artifact_is_read_without_the_others(
    tmp_path_factory: pytest.TempPathFactory, place_of_damage: int
) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    held = cache.put(KEY, "", ARTIFACTS)
    whole = [cache.content(KEY, kept) for kept in held.artifacts]
    assert whole == [artifact.content for artifact in ARTIFACTS]
    assert cache.content(cache_key({}), held.artifacts[0]) is None
    path = place(cache._folder)
    content = bytearray(path.read_bytes())
    content[place_of_damage % len(content)] ^= 1
    path.write_bytes(content)
    assert all(cache.content(KEY, kept) in (None, sound) for kept, sound in zip(held.artifacts, whole, strict=True))
