"""What the vectors need of the package: instruments of cases, tables as files, problems as code and place."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orientir
from orientir import _native

from . import document

_USE = "anonymous_adult_groups"

Pairs = list[tuple[str, str]]
"""Problems as code and place, sorted."""


def instrument(case: dict[str, Any]) -> orientir.Instrument:
    """The instrument of a case, with its policies and wording."""
    found = orientir.instrument(case.get("instrument") or str(document.DEFINITIONS / case["definition"]))
    for policy, choice in case.get("policies", {}).items():
        found = found.with_policy(policy, choice)
    found = found.with_wording(case["wording"]) if "wording" in case else found
    assert case.get("use", _USE) == _USE, case["use"]
    return found.for_adult_groups() if "use" in case else found


def is_restricted(case: dict[str, Any], found: orientir.Instrument) -> bool:
    """Whether the definition asks for a use that the case does not state."""
    return found.definition["about"].get("use") == _USE and "use" not in case


def native(text: str) -> _native.Instrument:
    """An instrument as the engine knows it, for what the package does not show."""
    return _native.Instrument.load(text, "en")


def write_table(rows: Iterable[Iterable[str]], path: Path) -> Path:
    """A table of text as a file, each cell within quotes, so that none of it is taken for a number or a separator."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return path


def read(engine: _native.Instrument, rows: list[list[str]], table_map: object = None) -> dict[str, Any]:
    """What the engine reads of a table."""
    return json.loads(engine.read(rows, None if table_map is None else json.dumps(table_map)))


def pairs(problems: Iterable[Any]) -> Pairs:
    """Problems of an exception, or of a reading, as code and place."""
    found = [(p["code"], p["path"]) if isinstance(p, Mapping) else (p.code, p.path) for p in problems]
    return sorted(found)


def expected(listed: Iterable[Iterable[str]]) -> Pairs:
    """Problems that a vector lists."""
    return sorted((code, place) for code, place in listed)


def placed(listed: Pairs) -> Pairs:
    """Those that have a place: the others are said of a table as a whole, and the package tells them in words."""
    return [pair for pair in listed if pair[1]]


def in_rows(scores: orientir.Scores) -> Pairs:
    """The problems of rows as code and place."""
    table = columns(scores.problems)
    told = zip(table["code"], table["row"], table["column"], strict=True)
    return sorted((code, place(row, column)) for code, row, column in told if row is not None)


def of_whole(scores: orientir.Scores) -> list[str]:
    """The codes of the problems of a table as a whole."""
    table = columns(scores.problems)
    return sorted(code for code, row in zip(table["code"], table["row"], strict=True) if row is None)


def place(row: int, column: str | None) -> str:
    """A place in a table: vectors count rows from 1."""
    return f"row {int(row) + 1}, column {column}" if column else f"row {int(row) + 1}"


def columns(frame: Any) -> dict[str, list[Any]]:
    """A frame of any kind as lists, with None for nothing."""
    if isinstance(frame, dict):
        return {name: list(values) for name, values in frame.items()}
    if hasattr(frame, "to_pydict"):
        return frame.to_pydict()
    if hasattr(frame, "null_count"):
        return frame.to_dict(as_series=False)
    return {name: [None if _nothing(value) else value for value in frame[name].tolist()] for name in frame}


def _nothing(value: object) -> bool:
    return value is None or type(value).__name__ in ("NAType", "NaTType") or value != value
