"""The notebook runs from top to bottom, shows what it promises, and is committed without what it showed."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import notebooks
import orientir
import pytest
from conformance.files import ROOT
from notebooks import shown

NOTEBOOK = notebooks.FOLDER / "from-forms-export-to-talk.ipynb"

TALKS = ["01", "03", "06", "07", "08", "11", "15", "16", "17", "19", "22"]
LOW = ["03", "04", "05", "06", "07", "08", "10", "11", "14", "16", "17", "23", "25", "27"]


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return notebooks.executed(NOTEBOOK, tmp_path_factory)


def ids(html: str, tag: str = "td") -> list[str]:
    """The pupils of a table, in a column (``td``) or in its index (``th``)."""
    return re.findall(rf"<{tag}>(\d\d)</{tag}>", html)


def test_it_runs_in_the_python_of_the_tests(executed: dict[str, Any]) -> None:
    assert Path(shown(executed["interpreter"]).strip()) == Path(sys.executable)


def test_every_cell_shows_something_and_nothing_warns(executed: dict[str, Any]) -> None:
    notebooks.is_quiet(executed)


def test_the_export_is_read_and_what_was_wrong_is_told(executed: dict[str, Any]) -> None:
    assert "Человек — природа" in shown(executed["score-path"])
    assert "проблем: 1, см. .problems" in shown(executed["score-path"])
    assert "Берестова Варвара" in shown(executed["problems-form"])
    assert "заголовок стоит в строке 3" in shown(executed["remarks-motives"])
    assert "['id', 1, 2, 3," in shown(executed["score-excel"])


def test_why_there_is_a_number_and_why_there_is_no_level(executed: dict[str, Any]) -> None:
    assert "норма сделана по другому тексту" in shown(executed["ungraded-why"])
    assert "Сумма: 7" in shown(executed["explain-one"])


def test_who_is_worth_a_talk(executed: dict[str, Any]) -> None:
    html = shown(executed["talk-list"])
    assert ids(html) == TALKS
    assert "Самооценка и притязания: стоит поговорить" in html
    assert ids(shown(executed["low-list"]), "th") == LOW
    assert "Мало опыта: стоит попробовать разные дела." in shown(executed["talk-indicators"])
    assert "Это не диагноз и не рейтинг учеников." in shown(executed["assess"])


def test_the_clean_tables_of_the_class_say_the_same() -> None:
    folder = ROOT / "examples/class-9b"
    tables = {path.stem: path for path in folder.glob("*.csv") if path.stem != "pupils"}
    profiles = orientir.battery("self-determination").assess(tables, pupils=folder / "pupils.csv")
    talks = profiles.needs_talk
    assert list(talks.loc[talks["cause"] == "flag", "id"]) == TALKS
    assert list(talks.loc[talks["cause"] == "low", "id"].drop_duplicates()) == LOW


def test_figures_and_pages(executed: dict[str, Any]) -> None:
    assert "Как хотелось бы" in shown(executed["figure-lines"])
    assert shown(executed["assess"]).index("<svg") < shown(executed["assess"]).index("<table")
    for cell, sandbox in (("page-class", "allow-scripts"), ("page-parents", "")):
        assert shown(executed[cell]).startswith("<iframe") and f'sandbox="{sandbox}"' in shown(executed[cell])
    assert "srcdoc" in shown(executed["page-class"]) and "<script" not in shown(executed["page-class"])


def test_refusals_look_like_what_has_no_answers(executed: dict[str, Any]) -> None:
    # Pupil 21 of the raw class refused the lines of self-esteem: among those who lack something, as they do.
    assert "21" not in ids(shown(executed["raw-problems"]))
    assert {"09", "21"} < set(ids(shown(executed["raw-frame"])))
    for name in ("raw-problems", "raw-frame"):
        html = shown(executed[name])
        assert "refused" not in html and "отказ" not in html.lower()


def test_what_is_kept_is_read_again(executed: dict[str, Any]) -> None:
    text = shown(executed["keep-files"])
    assert "'профили': (28, 13)" in text and "'поговорить': (32, 4)" in text
    assert text.endswith("True\n")
    assert orientir.instrument("klimov-ddo").key in shown(executed["receipt-klimov"])


def test_it_is_committed_as_a_notebook_should_be() -> None:
    notebooks.is_sound(notebooks.committed(NOTEBOOK))


def test_it_reads_files_of_the_project_alone() -> None:
    cells = notebooks.committed(NOTEBOOK).cells
    source = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    for name in re.findall(r"(?:MESSY|CLASS|RAW) / \"([^\"]+)\"", source):
        assert list((ROOT / "examples").rglob(Path(name).name)), name
