"""The manifest against the files, and the known failures against the cases; conftest.py counts what ran."""

from __future__ import annotations

from collections import Counter

import pytest
from conformance.compare import same_bits
from conformance.files import KINDS, known_failures, manifest, vectors


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_holds_as_many_cases_as_the_manifest_says(kind: str) -> None:
    assert manifest()[kind] == dict(Counter(vector.file for vector in vectors(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_cases_of_one_name(kind: str) -> None:
    names = Counter(vector.name for vector in vectors(kind))
    assert [name for name, count in names.items() if count > 1] == []


def test_kinds_are_those_of_the_manifest() -> None:
    assert set(KINDS) == manifest().keys() == known_failures().keys()


@pytest.mark.parametrize("kind", KINDS)
def test_known_failures_are_cases(kind: str) -> None:
    assert known_failures()[kind].keys() <= {vector.name for vector in vectors(kind)}


def test_numbers_are_compared_by_their_bits() -> None:
    assert same_bits(6, 6.0)
    assert not same_bits(0.3, 0.1 + 0.2)
    assert same_bits(0.3, 0.1 + 0.2, 1)
    assert not same_bits(0.0, -0.0)
    assert same_bits(0.0, -0.0, 1)
    assert not same_bits(1.0, True)
    assert not same_bits(0.0, None)
