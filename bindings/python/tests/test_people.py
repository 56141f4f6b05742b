"""Whose row is whose: what names people is taken, and what does not is never guessed."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import orientir

MOTIVES = orientir.instrument("ovcharova-motives")
BATTERY = orientir.battery("self-determination")


def motives(ids: list[str], answer: int = 3) -> pd.DataFrame:
    return pd.DataFrame({"id": ids, **{field: [answer] * len(ids) for field in MOTIVES.fields}})


def values(ids: list[str]) -> pd.DataFrame:
    fields = orientir.instrument("work-values").fields
    return pd.DataFrame({"id": ids, **{field: [1] * len(ids) for field in fields}})


def test_a_battery_knows_people_by_a_named_index() -> None:
    tables = {"work-values": values(["a", "b"]), "ovcharova-motives": motives(["b", "a"]).set_index("id")}
    profiles = BATTERY.assess(tables)
    assert profiles.frame["id"].tolist() == ["a", "b"]
    assert profiles.frame["motivational.coverage"].notna().all()


def test_tables_without_names_are_not_joined_by_their_rows() -> None:
    tables = {"work-values": values(["a", "b"]), "ovcharova-motives": motives(["b", "a"]).drop(columns="id")}
    with pytest.raises(orientir.AnswerError) as raised:
        BATTERY.assess(tables)
    assert raised.value.code == "no_identity"
    # Whoever says that the order of rows is that of the people is believed.
    assert len(BATTERY.assess({name: table.drop(columns="id", errors="ignore") for name, table in tables.items()}, id=None)) == 2
    assert len(BATTERY.assess({"ovcharova-motives": tables["ovcharova-motives"]})) == 2


def test_ratings_are_joined_by_a_named_index() -> None:
    observed = orientir.instrument("observation-sheet")
    ratings = pd.DataFrame(
        {"id": ["a", "a", "b"], "rater": ["x", "y", "x"], **{field: [2, 3, 1] for field in observed.fields}}
    )
    together = observed.score(ratings).frame
    assert together["id"].tolist() == ["a", "b"]
    pd.testing.assert_frame_equal(observed.score(ratings.set_index("id")).frame, together)


def test_columns_that_are_numbered_from_nought_are_no_items() -> None:
    matrix = np.tile(np.arange(1, 6), (2, 4))
    named = MOTIVES.score(matrix)
    scores = MOTIVES.score(pd.DataFrame(matrix))
    assert scores["internal_individual"].tolist() == named["internal_individual"].tolist()
    wider = pd.DataFrame(np.hstack([[[1], [2]], matrix]))
    with pytest.raises(orientir.AnswerError) as raised:
        MOTIVES.score(wider)
    assert raised.value.code == "unsupported_frame"
    # As Excel has them, from one on.
    assert MOTIVES.score(pd.DataFrame(matrix, columns=range(1, 21))).problem_count == 0


def test_columns_that_pandas_has_counted_are_no_items() -> None:
    names = ["Вопрос", *(f"Вопрос.{place}" for place in range(1, 20))]
    with pytest.raises(orientir.AnswerError) as raised:
        MOTIVES.score(pd.DataFrame([[3] * 20], columns=names))
    assert raised.value.code == "another_table"


def test_a_report_is_of_one_person() -> None:
    answers = dict.fromkeys(MOTIVES.fields, 3)
    with pytest.raises(orientir.AnswerError) as raised:
        MOTIVES.report([answers, answers])
    assert raised.value.code == "unsupported_frame"
    with pytest.raises(TypeError, match="dict"):
        MOTIVES.report(["3"] * 20)
    observed = orientir.instrument("observation-sheet")
    assert observed.report([dict.fromkeys(observed.fields, 2), dict.fromkeys(observed.fields, 3)])["activity"]["raw"]


def test_a_file_of_answers_is_a_table_of_one_person(tmp_path: Path) -> None:
    pairs = {str(pair): "a" for pair in range(1, 21)}
    sheet = {"instrument": "klimov-ddo", "version": "1.0.0", "language": "ru", "answers": pairs}
    file = {"orientir": "answers", "format": 1, "id": "07", "person": {"grade": "9"}, "instruments": [sheet]}
    path = tmp_path / "orientir-07.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    klimov = orientir.instrument("klimov-ddo")
    scores = klimov.score(path)
    assert scores.to_dict()["id"] == ["07"]
    assert list(scores["nature"]) == [klimov.report(pairs)["nature"]["raw"]]
    path.write_text('{"orientir": "answers", "format": 2}', encoding="utf-8")
    with pytest.raises(orientir.Error) as told:
        klimov.score(path)
    assert told.value.code == "newer_format"
