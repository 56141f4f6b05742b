"""What a review found: single behaviours, each of which was once otherwise."""

from __future__ import annotations

import decimal
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import orientir
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from career_plan import ANSWERS, ELEMENTS, FIELDS, listed, whole
from orientir import _numpy

IDS = ["d", "b", "c", "a"]


@pytest.fixture
def plan() -> orientir.Instrument:
    return orientir.instrument("career-plan")


class Stream:
    """What gives an Arrow stream, and is no frame of a library."""

    def __init__(self, array: pa.ChunkedArray) -> None:
        self._array = array

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._array.__arrow_c_stream__(requested_schema)


def code_of(error: type[orientir.Error], do: Callable[..., object], *arguments: Any, **named: Any) -> str:
    """The code of the error that is raised."""
    with pytest.raises(error) as caught:
        do(*arguments, **named)
    return caught.value.code


# True and False


def test_truths_mean_the_same_in_reports_and_tables(plan: orientir.Instrument) -> None:
    for truth in (True, False, np.True_):
        assert code_of(orientir.AnswerError, plan.report, {"plan": truth}) == "unknown_code"
        assert plan.score({**ANSWERS, "plan": [truth, 1, 1, 1]}).problems["code"] == ["unknown_code"]


def test_truths_are_marks_in_reports_too() -> None:
    values = orientir.instrument("work-values")
    for truth, number in ((True, 1), (np.True_, 1), (False, 0)):
        marked = {field: truth if field in ("pay", "team", "growth") else False for field in values.fields[:9]}
        numbers = {field: number if field in ("pay", "team", "growth") else 0 for field in values.fields[:9]}
        assert values.report(marked).to_dict() == values.report(numbers).to_dict()
    assert code_of(orientir.AnswerError, values.report, {"u1": True}) == "unknown_code"
    assert code_of(orientir.AnswerError, values.report, {"pay": "true"}) == "unknown_code"


def test_a_truth_is_no_age(plan: orientir.Instrument) -> None:
    assert code_of(orientir.AnswerError, plan.report, {"plan": 1}, person={"age": True}) == "bad_covariate"


# What names the rows


@pytest.mark.parametrize("name", [5, 0, 1.5, True, ["id", 5], [None], [["id"]], b"id"])
def test_an_id_that_is_no_name(plan: orientir.Instrument, name: Any) -> None:
    data = pd.DataFrame({"id": IDS, **ANSWERS})
    battery = orientir.battery("self-determination")
    for do in (
        lambda: plan.score(data, id=name),
        lambda: plan.score("nowhere.csv", id=name),
        lambda: plan.explain(data, of="d", id=name),
        lambda: battery.assess({"career-plan": data}, id=name),
    ):
        with pytest.raises(TypeError, match="id is a name, a list of names or None"):
            do()


def test_a_level_called_auto_names_nothing_by_itself(plan: orientir.Instrument) -> None:
    frame = pd.DataFrame(ANSWERS, index=pd.Index(IDS, name="auto"))
    assert "id" not in plan.score(frame).columns
    assert plan.score(frame, id=["auto"]).frame["id"].tolist() == IDS


LARGE = [2**53 + 1, 2**63 - 1, 2**63 + 1, 2**64 - 1]


@pytest.mark.parametrize(
    "kind",
    [
        lambda ids: {"id": np.array(ids, "uint64"), **ANSWERS},
        lambda ids: pd.DataFrame({"id": pd.array(ids, "UInt64"), **ANSWERS}),
        lambda ids: pd.DataFrame({"id": np.array(ids, "uint64"), **ANSWERS}),
        lambda ids: pl.DataFrame({"id": pl.Series(ids, dtype=pl.UInt64), **ANSWERS}),
        lambda ids: pa.table({"id": pa.array(ids, pa.uint64()), **ANSWERS}),
    ],
    ids=["dict", "pandas nullable", "pandas", "polars", "pyarrow"],
)
def test_large_ids_stay_exact(plan: orientir.Instrument, kind: Any) -> None:
    scores = plan.score(kind(LARGE))
    assert list(map(int, scores.ids)) == LARGE
    assert [int(one) for one in listed(scores.frame["id"])] == LARGE
    assert scores.problem_count == 0


@pytest.mark.parametrize("kind", [dict, pd.DataFrame, pl.DataFrame])
def test_large_ids_are_not_merged(kind: Any) -> None:
    sheet = orientir.instrument("observation-sheet")
    ids = np.array([2**63 + 1, 2**63 + 2, 2**63 + 2], "uint64")
    marks = {f"a{i}": [3, 1, 2] for i in range(1, 9)}
    scores = sheet.score(kind({"id": ids, "rater": ["x", "x", "y"], **marks}))
    assert list(map(int, scores.ids)) == [2**63 + 1, 2**63 + 2]


def test_whole_numbers_among_nothing_in_numpy() -> None:
    missing = np.array([False, True, False])
    small = _numpy._array((np.array([1, 0, 2**53]), missing))
    assert small.dtype == "float64" and listed(small) == [1.0, None, 2.0**53]
    for values in (np.array([1, 0, 2**53 + 1]), np.array([1, 0, -(2**53) - 1]), np.array([1, 0, 2**64 - 1], "u8")):
        large = _numpy._array((values, missing))
        assert large.dtype == object and large.tolist() == [1, None, int(values[2])]


NO_TEXT: dict[str, Callable[[], Any]] = {
    "lists": lambda: pa.array([["a"], ["b"], ["c"], ["d"]]),
    "binary": lambda: pa.array([b"a", b"b", b"c", b"d"]),
    "python lists": lambda: [["a"], ["b"], ["c"], ["d"]],
}


@pytest.mark.parametrize("column", ["id", "sex"])
@pytest.mark.parametrize("kind", NO_TEXT)
def test_a_column_about_the_person_that_holds_no_text(plan: orientir.Instrument, kind: str, column: str) -> None:
    assert code_of(orientir.AnswerError, plan.score, {**ANSWERS, column: NO_TEXT[kind]()}) == "unsupported_column"


def test_uuids_are_texts(plan: orientir.Instrument) -> None:
    ids = [uuid.UUID(int=number) for number in range(4)]
    for data in ({"id": ids, **ANSWERS}, pd.DataFrame({"id": ids, **ANSWERS})):
        assert plan.score(data).ids == list(map(str, ids))


# Columns of every type


def broken() -> pa.Array:
    """Texts that say that they are UTF-8, and are not."""
    return pa.array([b"\xff", b"1", b"2", b"0"], pa.binary()).view(pa.string())


@pytest.mark.parametrize("column", ["plan", "id"])
@pytest.mark.parametrize("kind", [dict, pa.table, lambda columns: Stream(pa.table(columns))])
def test_texts_that_are_not_utf_8(plan: orientir.Instrument, column: str, kind: Any) -> None:
    data = kind({"id": IDS, **ANSWERS, column: broken()})
    assert code_of(orientir.AnswerError, plan.score, data) == "unsupported_column"


def test_records_that_are_null(plan: orientir.Instrument) -> None:
    columns = [pa.array(ANSWERS[field]) for field in FIELDS]
    sound = pa.StructArray.from_arrays(columns, FIELDS)
    assert listed(plan.score(Stream(pa.chunked_array([sound])))["elements"]) == ELEMENTS
    null = pa.StructArray.from_arrays(columns, FIELDS, mask=pa.array([False, True, False, False]))
    for chunks in ([null], [sound, null]):
        assert code_of(orientir.AnswerError, plan.score, Stream(pa.chunked_array(chunks))) == "unsupported_frame"


def test_decimals_of_polars(plan: orientir.Instrument) -> None:
    whole = pl.DataFrame(ANSWERS).cast(pl.Decimal(10, 0))
    fine = pl.DataFrame(ANSWERS).cast(pl.Decimal(10, 2))
    for frame in (whole, fine, fine.lazy(), dict(fine.to_dict())):
        assert listed(plan.score(frame)["elements"]) == ELEMENTS
    half = pl.DataFrame({**ANSWERS, "plan": [decimal.Decimal("0.5")] * 4})
    assert listed(plan.score(half).problems["code"]) == ["off_step"] * 4


EMPTY: dict[str, Callable[[list[str]], Any]] = {
    "dict": lambda fields: {field: [] for field in fields},
    "dict of arrays": lambda fields: {field: np.empty(0, "int8") for field in fields},
    "pandas": lambda fields: pd.DataFrame({field: [] for field in fields}),
    "pandas integers": lambda fields: pd.DataFrame(np.empty((0, len(fields)), "int64"), columns=fields),
    "pandas integers by column": lambda fields: pd.DataFrame({field: np.empty(0, "int64") for field in fields}),
    "pandas nullable": lambda fields: pd.DataFrame({field: pd.array([], "Int64") for field in fields}),
    "pandas texts": lambda fields: pd.DataFrame({field: [] for field in fields}, dtype="str"),
    "matrix": lambda fields: np.empty((0, len(fields))),
    "matrix of integers by column": lambda fields: np.empty((0, len(fields)), "int8", "F"),
    "structured array": lambda fields: np.empty(0, [(field, "i2") for field in fields]),
    "masked matrix": lambda fields: np.ma.MaskedArray(np.empty((0, len(fields)), "i2")),
    "polars": lambda fields: pl.DataFrame(schema=dict.fromkeys(fields, pl.Int64)),
    "lazy polars": lambda fields: pl.LazyFrame(schema=dict.fromkeys(fields, pl.String)),
    "polars without types": lambda fields: pl.DataFrame(schema=dict.fromkeys(fields, pl.Null)),
    "pyarrow": lambda fields: pa.table({field: pa.array([], pa.int64()) for field in fields}),
    "pyarrow without types": lambda fields: pa.table({field: pa.nulls(0) for field in fields}),
    "arrow without chunks": lambda fields: pa.schema([(field, pa.int8()) for field in fields]).empty_table(),
}


@pytest.mark.parametrize("kind", EMPTY)
@pytest.mark.parametrize("name", ["career-plan", "klimov-ddo"])
def test_frames_of_no_rows(name: str, kind: str) -> None:
    one = orientir.instrument(name)
    scores = one.score(EMPTY[kind](one.fields))
    assert len(scores) == 0 and scores.problem_count == 0
    assert listed(scores[one.scales[0]]) == []
    assert len(scores.frame[one.scales[0]]) == 0


def test_masks_whose_bytes_are_not_0_and_1(plan: orientir.Instrument) -> None:
    mask = np.array([0, 2, 1, 0], "u1").view(bool)
    numbers = np.array(ANSWERS["plan"])
    for column in (np.ma.MaskedArray(numbers, mask), pd.arrays.IntegerArray(numbers, mask)):
        scores = plan.score({**ANSWERS, "plan": column})
        assert scores["elements.answered"] == [5, 4, 4, 4]
        assert scores.problem_count == 0


# Problems


@pytest.mark.parametrize("id", ["auto", "id", ["id"], None])
def test_a_row_of_a_cell_too_many(plan: orientir.Instrument, tmp_path: Path, id: Any) -> None:
    path = tmp_path / "plan.csv"
    header = ",".join(["id", *FIELDS])
    path.write_text(f"{header}\n01,2,2,1,1,2\n02,1,0,2,1,2,9\n03,0,0,0,0,0\n", encoding="utf-8")
    scores = plan.score(path, id=id)
    assert listed(scores.problems["code"]) == ["ragged_row"] and listed(scores.problems["row"]) == [1]
    assert listed(scores["elements"]) == [8.0, 0.0]


def test_of_very_many_problems_the_first_are_kept(plan: orientir.Instrument) -> None:
    rows, faulty = 200_000, 70_000
    texts = ["maybe"] * faulty + ["1"] * (rows - faulty)
    scores = plan.score({**{field: ["1"] * rows for field in FIELDS}, "plan": texts, "sources": texts})
    assert scores.problem_count == 2 * faulty
    problems = scores.problems
    assert problems["row"] == [row for row in range(50_000) for _ in range(2)]
    assert problems["column"] == ["plan", "sources"] * 50_000


def test_unreadable_covariates_make_no_other_instrument(plan: orientir.Instrument) -> None:
    rows = 24_000
    about = {name: ["?!"] * rows for name in ("sex", "age", "grade", "language", "mode")}
    scores = plan.score({"plan": np.ones(rows, "int8"), **about})
    assert scores.problem_count == 5 * rows + 4
    assert set(scores.problems["code"]) == {"bad_covariate", "missing_column"}
    assert scores["elements.answered"] == [1] * rows


# How the scores of a person of a table come about


def raw(explanation: orientir.Explanation) -> list[float]:
    """The scores, of which none is missing."""
    return [scale["raw"]["value"] for scale in explanation.to_dict()["scales"]]


@pytest.mark.parametrize("row", [0, "0", np.int64(0), 0.0])
def test_rows_that_nothing_names_are_explained_by_number(plan: orientir.Instrument, row: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    whole().to_csv(path, index=False)
    for data in (whole(), ANSWERS, whole().to_numpy(), path):
        assert raw(plan.explain(data, of=row)) == [8.0]
    assert raw(plan.explain({"id": IDS, **ANSWERS}, of=row, id=None)) == [8.0]
    assert raw(plan.explain(whole(), of=2)) == [0.0]


@pytest.mark.parametrize("row", [3, -1, "3", "01x"])
def test_rows_that_are_not_there(plan: orientir.Instrument, row: Any) -> None:
    assert code_of(orientir.RequestError, plan.explain, whole(), of=row) == "unknown_person"


def test_ids_that_are_numbers_are_ids(plan: orientir.Instrument) -> None:
    data = {"id": [3, 2, 1, 0], **ANSWERS}
    assert raw(plan.explain(data, of=3)) == raw(plan.explain(data, of="3")) == [8.0]


@pytest.mark.parametrize("name", ["Иванова  Анна", "Иванова Анна", " Иванова Анна "])
def test_blanks_in_names_are_one(plan: orientir.Instrument, name: str) -> None:
    data = {"ФИО": ["Иванова  Анна", "Петров Иван", "Юркус Йонас", "Сидорова Вера"], **ANSWERS}
    assert raw(plan.explain(data, of=name)) == [8.0]


def test_occasions_are_explained_one_by_one(plan: orientir.Instrument) -> None:
    data = {"id": ["01", "01", "02", "02"], "occasion": [1, 2, 1, 2], **ANSWERS}
    assert raw(plan.explain(data, of="01")) == raw(plan.explain(data, of="01", occasion=1)) == [8.0]
    assert raw(plan.explain(data, of="01", occasion=2)) == [6.0]
    assert code_of(orientir.RequestError, plan.explain, data, of="01", occasion=3) == "unknown_person"
    with pytest.raises(ValueError, match="occasion"):
        plan.explain(data, of="01", occasion=0)
