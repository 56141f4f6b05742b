"""The vectors of errors: what is wrong with a document, with answers or with a request, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import orientir
import pytest
from conformance import ask, document
from conformance.files import Vector, judge, vectors

_MEMBERS = {"name", "document", "ask", "expect"}


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("vector", vectors("errors"), ids=str)
def test_errors(vector: Vector, tmp_path: Path) -> None:
    case = vector.case
    assert case.keys() <= _MEMBERS, case.keys() - _MEMBERS
    expected, told = ask.expected(case["expect"]), of_case(case, tmp_path)
    judge(vector, [] if expected == told else [f"expected {expected}, found {told}"])


def of_case(case: dict[str, Any], folder: Path) -> ask.Pairs:
    """What is told of a case."""
    if "document" not in case:
        return told(lambda: orientir.instrument(case["ask"]["catalogue"]))
    text = document.text(case["document"])
    path = folder / "definition.json"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        instrument = orientir.instrument(path)
    except orientir.DefinitionError as error:
        return ask.pairs(error.problems)
    if "ask" not in case:
        return told(ask.native(text).check)
    [(kind, of)] = case["ask"].items()
    return sorted(_ASKS[kind](instrument, of, text, folder))


def told(does: Callable[[], object]) -> ask.Pairs:
    """What an attempt tells."""
    try:
        does()
    except orientir.Error as error:
        assert error.code
        return ask.pairs(error.problems)
    return []


def each(attempts: Iterable[Callable[[], object]]) -> ask.Pairs:
    """What attempts tell, each by itself."""
    return [pair for does in attempts for pair in told(does)]


def of_answers(instrument: orientir.Instrument, answers: dict[str, str], text: str, folder: Path) -> ask.Pairs:
    return each(lambda a={field: code}: instrument.report(a) for field, code in answers.items())


def of_person(instrument: orientir.Instrument, person: dict[str, str], text: str, folder: Path) -> ask.Pairs:
    return each(lambda p={name: value}: instrument.report({}, person=p) for name, value in person.items())


def of_policies(instrument: orientir.Instrument, choices: dict[str, str], text: str, folder: Path) -> ask.Pairs:
    return each(lambda p=policy, c=choice: instrument.with_policy(p, c) for policy, choice in choices.items())


def of_scale(instrument: orientir.Instrument, scale: str, text: str, folder: Path) -> ask.Pairs:
    report = instrument.report({})
    return told(lambda: report[scale])


def of_table(instrument: orientir.Instrument, table: dict[str, Any], text: str, folder: Path) -> ask.Pairs:
    """The table as the engine reads its text; a file of it must tell the same of the rows."""
    rows = [table["header"], *table["rows"]]
    try:
        reading = ask.read(ask.native(text), rows)
        found = ask.pairs([*reading["remarks"], *reading["problems"]])
    except orientir.Error as error:
        found = ask.pairs(error.problems)
    path = ask.write_table(rows, folder / "table.csv")
    try:
        of_file = ask.in_rows(instrument.score(path))
    except orientir.Error as error:
        refused = ask.pairs(error.problems)
        assert set(refused) <= set(found), refused
        of_file = ask.placed(refused)
    assert of_file == ask.placed(found)
    return found


def of_columns(instrument: orientir.Instrument, batch: dict[str, Any], text: str, folder: Path) -> ask.Pairs:
    """A frame. A column that belongs to no field is no fault of a frame, so its codes are asked for one by one."""
    fields = {name: codes for name, codes in batch["columns"].items() if name in instrument.fields}
    others = {name: codes for name, codes in batch["columns"].items() if name not in fields}
    found = each(lambda a={name: code}: instrument.report(a) for name, codes in others.items() for code in codes)
    if not fields:
        return found
    try:
        scores = instrument.score(fields, id=None)
    except orientir.Error as error:
        return [*found, *ask.pairs(error.problems)]
    assert len(scores) == batch["rows"]
    return [*found, *ask.in_rows(scores)]


def of_assess(instrument: orientir.Instrument, name: str, text: str, folder: Path) -> ask.Pairs:
    battery = orientir.battery(name)
    answers = {field: [None] for field in instrument.fields}
    return told(lambda: battery.assess({instrument.id: answers}))


def of_texts(instrument: orientir.Instrument, pack: dict[str, Any], text: str, folder: Path) -> ask.Pairs:
    path = folder / "texts.json"
    path.write_text(document.text(pack), encoding="utf-8", newline="")
    return told(lambda: instrument.with_texts(path))


def of_verify(instrument: orientir.Instrument, given: dict[str, Any], text: str, folder: Path) -> ask.Pairs:
    receipt = instrument.report(given["scored"]).receipt | given["receipt"]
    return told(lambda: instrument.verify(receipt, given["given"]))


_ASKS: dict[str, Callable[[orientir.Instrument, Any, str, Path], ask.Pairs]] = {
    "answers": of_answers,
    "person": of_person,
    "policies": of_policies,
    "scale": of_scale,
    "table": of_table,
    "columns": of_columns,
    "assess": of_assess,
    "texts": of_texts,
    "verify": of_verify,
}
