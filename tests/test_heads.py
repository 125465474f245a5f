"""Heads of entries: found as long as the entry is there, and never more than was put in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.cache import Cache, CacheKey, cache_key
from dragoman.heads import Head, Heads
from dragoman.model import Artifact

KEYS = [cache_key({"number": number}) for number in range(6)]


def heads_in(cache: Cache) -> Heads[Mapping[str, str]]:
    return Heads(cache, dict, dict)


def put(cache: Cache, key: CacheKey) -> Head[Mapping[str, str]]:
    held = cache.put(key, "", [Artifact("es/a.html", key.encode())])
    return Head({"until": "", "of": key}, held.artifacts)


def written(cache: Cache, *keys: CacheKey) -> None:
    heads = heads_in(cache)
    for key in keys:
        heads.add("es", key, put(cache, key))
    heads.write(set(keys))


def test_what_was_written_is_found_as_long_as_its_entry_is_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    written(cache, *KEYS[:2])
    heads = heads_in(cache)
    assert heads.find("es", KEYS[0]) == put(cache, KEYS[0])
    assert [heads.find("so", KEYS[0]), heads.find("es", KEYS[2])] == [None, None]
    (tmp_path / KEYS[1][:2] / KEYS[1]).unlink()
    assert heads.find("es", KEYS[1]) is None
    heads.drop("es", KEYS[0])
    assert heads.find("es", KEYS[0]) is None


def test_what_is_not_used_is_forgotten_by_and_by(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    written(cache, *KEYS[:4])
    written(cache, *KEYS[4:])
    heads = heads_in(cache)
    assert all(heads.find("es", key) for key in KEYS[4:])
    assert sum(heads.find("es", key) is not None for key in KEYS[:4]) <= 2


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"3", b'{"a": 1}', b'{"a": [{}, [["x"]]]}'])
def test_a_shelf_that_says_something_else_is_empty(tmp_path: Path, content: bytes) -> None:
    cache = Cache(tmp_path)
    written(cache, KEYS[0])
    (shelf,) = (CacheKey(path.name) for path in tmp_path.glob("*/*") if path.name != KEYS[0])
    cache.put(shelf, "", [Artifact("heads.json", content)])
    assert heads_in(cache).find("es", KEYS[0]) is None


def test_where_nothing_changed_nothing_is_written(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    written(cache, KEYS[0])
    before = {path: path.stat().st_ino for path in tmp_path.glob("*/*")}
    heads = heads_in(cache)
    assert heads.find("es", KEYS[0])
    heads.write({KEYS[0]})
    assert {path: path.stat().st_ino for path in tmp_path.glob("*/*")} == before


def test_what_an_entry_says_on_another_day_is_taken_down(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    written(cache, KEYS[0])
    heads = heads_in(cache)
    later: Head[Mapping[str, str]] = Head({"until": "2029-01-01"}, put(cache, KEYS[0]).artifacts)
    heads.add("es", KEYS[0], later)
    heads.write({KEYS[0]})
    assert heads_in(cache).find("es", KEYS[0]) == later
