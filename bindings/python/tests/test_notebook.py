"""The notebook runs from top to bottom, shows what it promises, and is committed without what it showed."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import orientir
import pytest
from conformance.files import ROOT
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

NOTEBOOK = ROOT / "bindings/python/notebooks/from-forms-export-to-talk.ipynb"
SECONDS = 300

TALKS = ["01", "03", "06", "07", "08", "11", "15", "16", "17", "19", "22"]
LOW = ["03", "04", "05", "06", "07", "08", "10", "11", "14", "16", "17", "23", "25", "27"]


@pytest.fixture(scope="module")
def committed() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The outputs by cell: of HTML, where a cell shows any, and else of text."""
    folder = tmp_path_factory.mktemp("jupyter")
    # Whatever kernels the machine has: this one is the Python that runs the tests.
    kernel = folder / "kernels/running/kernel.json"
    kernel.parent.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel.write_text(json.dumps({"argv": command, "display_name": "running", "language": "python"}), encoding="utf-8")
    before = sorted(NOTEBOOK.parent.iterdir())
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells.append(new_code_cell("import sys\nprint(sys.executable)", id="interpreter"))
    resources = {"metadata": {"path": str(NOTEBOOK.parent)}}
    client = NotebookClient(notebook, kernel_name="running", timeout=SECONDS, resources=resources)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(folder))
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, str(folder / name))
        client.execute()  # raises where a cell does
    assert sorted(NOTEBOOK.parent.iterdir()) == before, "the notebook leaves files behind"
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def shown(outputs: Any) -> str:
    """What stands below a cell."""
    texts: list[str] = []
    for output in outputs:
        data = output.get("data", {})
        texts.append(data.get("text/html") or data.get("text/plain") or output.get("text", ""))
    return "\n".join(texts)


def ids(html: str, tag: str = "td") -> list[str]:
    """The pupils of a table, in a column (``td``) or in its index (``th``)."""
    return re.findall(rf"<{tag}>(\d\d)</{tag}>", html)


def test_it_runs_in_the_python_of_the_tests(executed: dict[str, Any]) -> None:
    assert Path(shown(executed["interpreter"]).strip()) == Path(sys.executable)


def test_every_cell_shows_something(executed: dict[str, Any]) -> None:
    assert [name for name, outputs in executed.items() if not outputs] == ["setup"]


def test_nothing_warns(executed: dict[str, Any]) -> None:
    for name, outputs in executed.items():
        for output in outputs:
            assert output.output_type != "error", name
            assert output.get("name") != "stderr", f"{name}: {output.get('text')}"


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


def test_it_is_committed_without_outputs(committed: Any) -> None:
    nbformat.validate(committed)
    for cell in committed.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None, cell.id


def test_it_names_no_machine(committed: Any) -> None:
    assert committed.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in committed.cells:
        assert cell.metadata == {}, cell.id
        assert not re.search(r"(?<![\w.])/(home|root|tmp|usr|work|Users)\b|\b[A-Z]:\\", cell.source), cell.id


def test_every_section_has_a_note_in_english(committed: Any) -> None:
    for cell in committed.cells:
        if cell.cell_type == "markdown":
            assert re.search(r"(?m)^\*[^*а-яё][^а-яё]*\*$", cell.source, re.IGNORECASE), cell.id


def test_it_reads_files_of_the_project_alone(committed: Any) -> None:
    source = "\n".join(cell.source for cell in committed.cells if cell.cell_type == "code")
    assert "http" not in source
    for name in re.findall(r"(?:MESSY|CLASS|RAW) / \"([^\"]+)\"", source):
        assert list((ROOT / "examples").rglob(Path(name).name)), name
