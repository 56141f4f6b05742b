"""What the READMEs show in Python is so: the blocks run, and print what stands there."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest
from conformance.files import ROOT

READMES = ("README.md", "bindings/python/README.md")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the top of the project and may be written to."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(text: str) -> list[tuple[int, str]]:
    """The Python blocks of a document, each with the number of the line before it."""
    found: list[tuple[int, str]] = []
    start, lines = 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if start and line.strip() == "```":
            found.append((start, "\n".join(lines) + "\n"))
            start = 0
        elif start:
            lines.append(line)
        elif line.strip() in ("```python", "```pycon"):
            start, lines = number, []
    assert not start, f"the block of line {start} does not end"
    return found


@pytest.mark.parametrize("name", READMES)
@pytest.mark.usefixtures("here")
def test_blocks_of_readme(name: str) -> None:
    """One after the other, with what the blocks before have made; a block with ``>>>`` shows what it prints."""
    found = blocks((ROOT / name).read_text(encoding="utf-8"))
    assert found, f"{name} shows nothing in Python"
    known: dict[str, object] = {"__name__": "__main__"}
    for line, block in found:
        if ">>> " in block:
            test = doctest.DocTestParser().get_doctest(block, known, name, str(ROOT / name), line)
            assert run(test) > 0
            known.update(test.globs)
        else:
            # With empty lines before it a traceback names the line of the document.
            exec(compile("\n" * line + block, str(ROOT / name), "exec"), known)


def run(test: doctest.DocTest) -> int:
    """Runs the examples of a text; how many there were."""
    told: list[str] = []
    results = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=told.append, clear_globs=False)
    assert results.failed == 0, "".join(told)
    return results.attempted
