"""The vectors of tables: rows of text from the very first, and what must be read of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orientir
import pytest
from conformance import ask, document
from conformance.files import Vector, judge, vectors

_MEMBERS = {"name", "work", "instrument", "definition", "map", "table", "expect", "refused"}
_EXPECT = {"header_rows", "identity", "people", "problems", "remarks"}
_PERSON = {"id", "occasion", "rater", "date", "rows", "person", "answers", "without"}

Differences = list[str]


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("vector", vectors("tables"), ids=str)
def test_tables(vector: Vector, tmp_path: Path) -> None:
    case = vector.case
    assert case.keys() <= _MEMBERS, case.keys() - _MEMBERS
    assert ("expect" in case) != ("refused" in case), "a table is read or refused"
    engine = ask.native(document.base({key: case[key] for key in ("instrument", "definition") if key in case}))
    differences: Differences = []
    try:
        reading = ask.read(engine, case["table"], case.get("map"))
    except orientir.Error as error:
        if "refused" in case:
            differ("refused", ask.expected(case["refused"]), ask.pairs(error.problems), differences)
        else:
            differences.append(f"is refused: {ask.pairs(error.problems)}")
    else:
        if "refused" in case:
            differences.append("is read and must be refused")
        else:
            as_expected(case["expect"], reading, differences)
            if "map" not in case:
                with_proposed_map(engine, case["table"], reading, differences)
    as_file(case, tmp_path, differences)
    judge(vector, differences)


def as_expected(expect: dict[str, Any], reading: dict[str, Any], found: Differences) -> None:
    """What is read against what must be."""
    assert expect.keys() <= _EXPECT, expect.keys() - _EXPECT
    differ("header_rows", expect.get("header_rows", 1), reading["header_rows"], found)
    differ("identity", expect["identity"], reading["identity"], found)
    differ("problems", ask.expected(expect.get("problems", [])), ask.pairs(reading["problems"]), found)
    named = sorted((told["code"], told["arguments"][0][1] if told["arguments"] else "") for told in reading["remarks"])
    differ("remarks", ask.expected(expect.get("remarks", [])), named, found)
    differ("people", [row["id"] for row in expect["people"]], [row["id"] for row in reading["people"]], found)
    for row, read in zip(expect["people"], reading["people"], strict=False):
        assert row.keys() <= _PERSON, row.keys() - _PERSON
        for key, default in (("occasion", 1), ("rater", ""), ("date", ""), ("person", {}), ("answers", None)):
            differ(f"{row['id']}: {key}", row.get(key, default), read[key], found)
        if "rows" in row:
            differ(f"{row['id']}: rows", row["rows"], read["rows"], found)
        for field, why in row.get("without", {}).items():
            differ(f"{row['id']}: {field}", why, read["without"].get(field), found)


def with_proposed_map(engine: Any, table: list[list[str]], reading: dict[str, Any], found: Differences) -> None:
    """A proposed map says what the table was taken for: nothing changes with it."""

    def what(reading: dict[str, Any]) -> list[Any]:
        keys = ("id", "occasion", "rater", "date", "rows", "answers")
        people = [[row[key] for key in keys] for row in reading["people"]]
        return [reading["header_rows"], reading["identity"], people, ask.pairs(reading["problems"])]

    try:
        again = ask.read(engine, table, json.loads(reading["map"]))
    except orientir.Error as error:
        found.append(f"the proposed map is refused: {error}")
    else:
        differ("with the proposed map", what(reading), what(again), found)


def as_file(case: dict[str, Any], folder: Path, found: Differences) -> None:
    """The same through the front door: a file to scores, with who is read and what is told of the rows."""
    instrument = ask.instrument(case)
    path = ask.write_table(case["table"], folder / "table.csv")
    try:
        scores = instrument.score(path, map=case.get("map"))
    except orientir.Error as error:
        told = ask.pairs(error.problems)
        if told == [("empty_table", "")] and len(case["table"]) < 2:
            return  # A file without people is refused, whatever its header is.
        if "refused" in case:
            differ("the file is refused", ask.expected(case["refused"]), told, found)
        elif case["expect"]["people"]:
            found.append(f"the file is refused: {told}")
        else:
            # Nobody is read, and the reason is told either way.
            differ("the file is refused", ask.expected(case["expect"].get("problems", [])), told, found)
        return
    if "refused" in case:
        found.append("the file is read and must be refused")
        return
    expect = case["expect"]
    differ("problems of the file", ask.placed(ask.expected(expect.get("problems", []))), ask.in_rows(scores), found)
    differ("people of the file", len(expect["people"]), len(scores), found)
    # A missing column is a problem of the table; what else there is to say is said in words.
    remarks = [code for code, _ in expect.get("remarks", [])]
    differ(
        "columns missing in the file",
        remarks.count("missing_column"),
        ask.of_whole(scores).count("missing_column"),
        found,
    )
    differ("remarks of the file", len(remarks) - remarks.count("missing_column"), len(scores.remarks), found)
    table = scores.to_dict()
    for key, default in (("id", None), ("occasion", 1), ("rater", ""), ("date", "")):
        if key in table:
            keys = [row.get(key, default) or None for row in expect["people"]]
            differ(f"{key} in the file", keys, [value or None for value in table[key]], found)


def differ(what: str, expected: object, found: object, differences: Differences) -> None:
    """Notes what is not equal."""
    if expected != found:
        differences.append(f"{what}: expected {expected!r}, found {found!r}")
