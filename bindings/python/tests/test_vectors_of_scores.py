"""The vectors of scores: answers of one person, or a table of them, and the result that they must give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orientir
import pytest
from conformance import ask, compare, document
from conformance.files import Vector, judge, vectors

Answers = dict[str, "str | None"]

# What the score table does not hold.
_NOT_IN_FRAMES = ("ungraded", "no_norm", "cautions")
_MEMBERS = {"name", "source", "work", "instrument", "definition", "policies", "wording", "person", "fill", "answers"}
_MEMBERS |= {"use", "ratings", "table", "expect", "people", "problems", "ulps"}


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("vector", vectors("scores"), ids=str)
def test_scores(vector: Vector, tmp_path: Path) -> None:
    case = vector.case
    assert case.keys() <= _MEMBERS, case.keys() - _MEMBERS
    instrument = ask.instrument(case)
    if ask.is_restricted(case, instrument):
        differences = of_refusal(instrument, case)
    elif "table" in case:
        differences = of_table(instrument, case, tmp_path)
    else:
        differences = of_answers(instrument, case)
    judge(vector, differences)


def of_refusal(instrument: orientir.Instrument, case: dict[str, Any]) -> list[str]:
    """Where a result would be `restricted`, the package raises instead."""
    assert set(case["expect"]["status"].values()) == {"restricted"}
    answers, person = filled(instrument, case, case.get("answers", {})), case.get("person", {})
    asked = (
        lambda: instrument.report(answers, person=person),
        lambda: instrument.explain(answers, person=person),
        lambda: instrument.score({field: [code] for field, code in answers.items()}, id=None),
    )
    differences: list[str] = []
    for does in asked:
        try:
            does()
            differences.append("nothing was raised")
        except orientir.RequestError as error:
            differences += [f"raised {error.code}"] if error.code != "use_restricted" else []
    return differences


def of_answers(instrument: orientir.Instrument, case: dict[str, Any]) -> list[str]:
    """One person by itself; and as a row of a frame, where it has but one rating and ratings are not joined."""
    expect, ulps, person = case.get("expect", {}), case.get("ulps"), case.get("person", {})
    ratings = [filled(instrument, case, rating) for rating in case.get("ratings") or [case.get("answers", {})]]
    several = bool(case.get("ratings"))
    report = instrument.report(ratings if several else ratings[0], person=person)
    differences = compare.person(expect, report.to_dict(), ulps)
    if not several and "ratings" not in instrument.definition:
        data = {field: [ratings[0].get(field)] for field in instrument.fields}
        data |= {name: [value] for name, value in person.items()}
        scores = instrument.score(data, id=None)
        assert len(scores) == 1
        [found] = people(instrument, scores)
        differences += [f"as a frame: {text}" for text in compare.person(in_frames(expect), found, ulps)]
        differences += [f"as a frame: {pair}" for pair in ask.in_rows(scores)]
    return differences


def of_table(instrument: orientir.Instrument, case: dict[str, Any], folder: Path) -> list[str]:
    """A table, as the engine reads its text and as a file is scored."""
    rows = [case["table"]["header"], *case["table"]["rows"]]
    engine = ask.native(document.base({key: case[key] for key in ("instrument", "definition") if key in case}))
    reading = ask.read(engine, rows)
    differences: list[str] = []

    def equal(what: str, expected: object, found: object) -> None:
        if expected != found:
            differences.append(f"{what}: expected {expected}, found {found}")

    problems = ask.expected(case.get("problems", []))
    equal("problems", problems, ask.pairs([*reading["remarks"], *reading["problems"]]))
    keys = [(row["id"], row.get("occasion", 1)) for row in case["people"]]
    equal("people", keys, [(row["id"], row["occasion"]) for row in reading["people"]])

    scores = instrument.score(ask.write_table(rows, folder / "table.csv"))
    equal("problems of the file", ask.placed(problems), ask.in_rows(scores))
    equal("people of the file", len(keys), len(scores))
    table = scores.to_dict()
    for name, number in (("id", 0), ("occasion", 1)):
        if name in table:
            equal(f"{name} in the file", [key[number] for key in keys], table[name])
    for row, found in zip(case["people"], people(instrument, scores), strict=False):
        for text in compare.person(in_frames(row["expect"]), found, case.get("ulps")):
            differences.append(f"{row['id']}: {text}")
    return differences


def filled(instrument: orientir.Instrument, case: dict[str, Any], answers: Answers) -> Answers:
    """Answers over what patterns say of the other fields."""
    made: Answers = {}
    for pattern, code in case.get("fill", {}).items():
        fitting = [field for field in instrument.fields if fits(pattern, field)]
        assert made.keys().isdisjoint(fitting), f"{pattern}: a field fits two patterns"
        made |= dict.fromkeys(fitting, code)
    return made | answers


def fits(pattern: str, field: str) -> bool:
    """Whether a field fits a pattern with at most one ``*``."""
    start, star, end = pattern.partition("*")
    if not star:
        return pattern == field
    return len(field) >= len(start) + len(end) and field.startswith(start) and field.endswith(end)


def in_frames(expect: dict[str, Any]) -> dict[str, Any]:
    """What a frame can show: no reasons, and nothing where more types lead than may."""
    shown = {key: value for key, value in expect.items() if key not in _NOT_IN_FRAMES}
    return shown | ({"type": shown["type"] or None} if "type" in shown else {})


def people(instrument: orientir.Instrument, scores: orientir.Scores) -> list[dict[str, Any]]:
    """The rows of a score table as result documents."""
    table = scores.to_dict()
    return [
        document_of(instrument, {name: column[row] for name, column in table.items()}) for row in range(len(scores))
    ]


def document_of(instrument: orientir.Instrument, row: dict[str, Any]) -> dict[str, Any]:
    """One row as far as it goes."""
    scales: dict[str, dict[str, Any]] = {}
    for scale in instrument.scales:
        facts = {name.removeprefix(f"{scale}."): value for name, value in row.items() if name.startswith(f"{scale}.")}
        low, high = facts["possible_min"], facts["possible_max"]
        assert (low is None) == (high is None)
        # Either way of telling it must tell the same.
        assert facts["prorated"] == (facts["status"] == "prorated")
        scales[scale] = facts | {"raw": row[scale], "possible": None if low is None else [low, high]}
    types, flags = row.get("type"), row["flags"]
    return {"scales": scales, "type": types.split("+") if types else None, "flags": flags.split(" ") if flags else []}
