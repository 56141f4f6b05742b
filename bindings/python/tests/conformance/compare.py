"""Compares a result document with what a vector expects. Numbers are compared by their bits."""

from __future__ import annotations

import struct
from typing import Any

_LISTS = ("flags", "cautions")
_WORDS = {"levels": "level", "ungraded": "ungraded", "norm": "norm", "no_norm": "no_norm"}
_MEMBERS = {"scales", "standard", "possible", "status", "answered", "type", *_LISTS, *_WORDS}


def person(expect: dict[str, Any], result: dict[str, Any], ulps: dict[str, Any] | None) -> list[str]:
    """What of the result of one person is not as expected; what ``expect`` does not name is not compared."""
    assert expect.keys() <= _MEMBERS, expect.keys() - _MEMBERS
    found = _Differences(result, ulps["most"] if ulps else 0)
    for scale, raw in expect.get("scales", {}).items():
        found.number(scale, "raw", raw)
    for name, value in expect.get("standard", {}).items():
        scale, metric = name.rsplit(".", 1)
        found.number(scale, metric, value)
    for member, key in _WORDS.items():
        for scale, word in expect.get(member, {}).items():
            found.equal(scale, key, word)
    for scale, ends in expect.get("possible", {}).items():
        if ends is None:
            found.equal(scale, "possible", None)
        else:
            found.range(scale, ends)
    for member in ("status", "answered"):
        for scale, value in expect.get(member, {}).items():
            found.equal(scale, member, value)
    for member in ("type", *_LISTS):
        if member in expect and result.get(member) != expect[member]:
            found.add(member, expect[member], result.get(member))
    return found.list


def same_bits(expected: float, found: object, most: int = 0) -> bool:
    """Whether a number is the expected float, or at most so many floats away from it."""
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        return False
    one, other = _bits(float(expected)), _bits(float(found))
    return one == other or 0 < abs(_place(one) - _place(other)) <= most


def _bits(value: float) -> int:
    return struct.unpack("<q", struct.pack("<d", value))[0]


def _place(bits: int) -> int:
    """The place of a float in the order of all floats: neighbours differ by one."""
    return bits if bits >= 0 else -(2**63) - bits - 1


class _Differences:
    def __init__(self, result: dict[str, Any], most: int) -> None:
        self.scales: dict[str, dict[str, Any]] = result["scales"]
        self.most = most
        self.list: list[str] = []

    def add(self, place: str, expected: object, found: object) -> None:
        self.list.append(f"{place}: expected {expected!r}, found {found!r}")

    def get(self, scale: str, key: str) -> Any:
        # A misspelt scale must not pass for one without a score.
        if scale not in self.scales:
            self.list.append(f"there is no scale {scale}")
            return None
        return self.scales[scale].get(key)

    def equal(self, scale: str, key: str, expected: object) -> None:
        found = self.get(scale, key)
        if found != expected or isinstance(found, bool):
            self.add(f"{scale}.{key}", expected, found)

    def number(self, scale: str, key: str, expected: float | None) -> None:
        found = self.get(scale, key)
        same = found is None if expected is None else same_bits(expected, found, self.most)
        if not same:
            self.add(f"{scale}.{key}", expected, found)

    def range(self, scale: str, expected: list[float]) -> None:
        found = self.get(scale, "possible")
        ends: list[Any] = list(found) if found is not None else [None, None]
        if len(ends) != 2 or not all(map(same_bits, expected, ends, [self.most] * 2)):
            self.add(f"{scale}.possible", expected, found)
