"""The notebook on norms: five schools, their counts, and what comes of them."""

from __future__ import annotations

from typing import Any

import notebooks
import orientir
import pytest
from conformance.files import ROOT
from notebooks import shown

NOTEBOOK = notebooks.FOLDER / "norms-of-our-city.ipynb"


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return notebooks.executed(NOTEBOOK, tmp_path_factory)


def test_it_is_committed_as_a_notebook_should_be() -> None:
    notebooks.is_sound(notebooks.committed(NOTEBOOK))


def test_every_cell_shows_something_and_nothing_warns(executed: dict[str, Any]) -> None:
    notebooks.is_quiet(executed)


def test_counts_hold_no_pupil(executed: dict[str, Any]) -> None:
    assert "не встречается" in shown(executed["inside-one"])
    assert "порядок не важен: True" in shown(executed["merge-files"])
    assert "уже есть" in shown(executed["merge-files"])


def test_norms_come_with_what_speaks_against_them(executed: dict[str, Any]) -> None:
    assert "меньше 100 независимых" in shown(executed["fit-norms"])
    assert "не меньше 30" in shown(executed["few-people"])
    assert "местная группа сравнения" in shown(executed["few-people"])
    assert shown(executed["use-figure"]).count("<svg") == 1


def test_the_numbers_are_those_of_the_command_line(executed: dict[str, Any]) -> None:
    norms = ROOT / "tests/results/five-schools.norms.json"
    receipt = orientir.instrument("ovcharova-motives").with_norms(norms).score(ROOT / "examples/five-schools/school-3.csv").receipt
    assert receipt["norms"]["local"] in shown(executed["explain-one"])
