"""Notebooks: run from top to bottom, and committed without what they showed."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from conformance.files import ROOT
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

FOLDER = ROOT / "bindings/python/notebooks"
SECONDS = 300


def committed(path: Path) -> Any:
    """The notebook as it lies in the project."""
    return nbformat.read(path, as_version=4)


def executed(path: Path, factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The outputs by cell: of HTML, where a cell shows any, and else of text."""
    folder = factory.mktemp("jupyter")
    # Whatever kernels the machine has: this one is the Python that runs the tests.
    kernel = folder / "kernels/running/kernel.json"
    kernel.parent.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel.write_text(json.dumps({"argv": command, "display_name": "running", "language": "python"}), encoding="utf-8")
    before = sorted(path.parent.iterdir())
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_code_cell("import sys\nprint(sys.executable)", id="interpreter"))
    resources = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, kernel_name="running", timeout=SECONDS, resources=resources)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(folder))
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, str(folder / name))
        client.execute()  # raises where a cell does
    assert sorted(path.parent.iterdir()) == before, "the notebook leaves files behind"
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def shown(outputs: Any) -> str:
    """What stands below a cell."""
    texts: list[str] = []
    for output in outputs:
        data = output.get("data", {})
        texts.append(data.get("text/html") or data.get("text/plain") or output.get("text", ""))
    return "\n".join(texts)


def is_sound(notebook: Any) -> None:
    """Checks that a notebook is committed without outputs, names no machine and has a note in English in every section."""
    nbformat.validate(notebook)
    assert notebook.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        assert cell.metadata == {}, cell.id
        assert not re.search(r"(?<![\w.])/(home|root|tmp|usr|work|Users)\b|\b[A-Z]:\\", cell.source), cell.id
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None, cell.id
        else:
            assert re.search(r"(?m)^\*[^*а-яё][^а-яё]*\*$", cell.source, re.IGNORECASE), cell.id
    assert "http" not in "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


def is_quiet(outputs: dict[str, Any]) -> None:
    """Checks that every cell but the setup shows something, and nothing warns."""
    assert [name for name, shown in outputs.items() if not shown] == ["setup"]
    for name, cells in outputs.items():
        for output in cells:
            assert output.output_type != "error", name
            assert output.get("name") != "stderr", f"{name}: {output.get('text')}"
