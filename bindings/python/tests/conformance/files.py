"""The files of vectors, the cases in them, and how many there must be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[4]
"""The top folder of the project."""

CATALOGUE = ROOT / "instruments/definitions"
DEFINITIONS = ROOT / "tests/definitions"
TEXTS = ROOT / "tests/texts"
VECTORS = ROOT / "tests/vectors"
KINDS = ("scores", "tables", "errors")

# A case inherits these from its file. Of the first two it has one, so whoever names one of them inherits neither.
_OF_FILE = ("instrument", "definition")


@dataclass(frozen=True)
class Vector:
    """One case."""

    kind: str
    """Which of KINDS."""
    file: str
    """The name of its file in the manifest."""
    case: dict[str, Any]
    """What the file says of it, and of all its cases."""

    @property
    def name(self) -> str:
        """What the list of known failures calls it."""
        if self.kind == "errors":
            return self.case["name"]
        folder = "tables/" if self.kind == "tables" else ""
        return f"{folder}{self.file}: {self.case['name']}"

    def __str__(self) -> str:
        return f"{self.file}: {self.case['name']}"


def read(path: Path) -> Any:
    """A file that holds one JSON document. A key that stands twice is a fault of the file."""

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        if len(set(names)) != len(names):
            raise ValueError(f"{path}: a key stands twice in {names}")
        return dict(pairs)

    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=members)


@cache
def manifest() -> dict[str, dict[str, int]]:
    """How many cases each file holds."""
    return read(VECTORS / "manifest.json")


@cache
def known_failures() -> dict[str, dict[str, str]]:
    """Cases that fail, with the reason."""
    return read(VECTORS / "known-failures.json")


@cache
def vectors(kind: str) -> list[Vector]:
    """Every case of a kind, in the order of files and cases."""
    return list(_cases(kind))


def _cases(kind: str) -> Iterator[Vector]:
    folder = VECTORS / kind
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        document = read(path)
        for case in document["cases"]:
            whole = dict(case)
            if not any(key in case for key in _OF_FILE):
                whole.update({key: document[key] for key in _OF_FILE if key in document})
            yield Vector(kind, name, whole)


def judge(vector: Vector, differences: list[str]) -> None:
    """Fails a test where its vector fails, and where a vector that is known to fail does not."""
    reason = known_failures()[vector.kind].get(vector.name)
    if reason is None:
        work = vector.case.get("work")
        told = [*differences, *([f"work: {work}"] if work else [])]
        assert not differences, "\n".join(told)
    else:
        assert differences, f"passes now; take it out of the known failures ({reason})"
