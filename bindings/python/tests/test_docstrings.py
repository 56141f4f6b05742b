"""What docstrings show is so."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import orientir
import pytest

MODULES = ["orientir", *(f"orientir.{one.name}" for one in pkgutil.iter_modules(orientir.__path__))]


@pytest.mark.parametrize("name", [name for name in MODULES if name != "orientir._native"])
def test_examples_of_docstrings(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told: list[str] = []
    runner = doctest.DocTestRunner()
    for test in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(name)):
        runner.run(test, out=told.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(told)
    assert not list(tmp_path.iterdir()), "an example leaves files behind"
