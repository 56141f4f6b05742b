"""Every type of column, in and out; without a copy where there can be none."""

from __future__ import annotations

import decimal
import fractions
import math
from typing import Any

import numpy as np
import orientir
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from career_plan import ANSWERS, ELEMENTS, FIELDS, listed, whole
from orientir import _pandas


@pytest.fixture
def plan() -> orientir.Instrument:
    return orientir.instrument("career-plan")


INTEGERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float16", "float32", "float64", "longdouble", ">f8"]
NULLABLE = ["Int8", "Int64", "UInt8", "Float32", "Float64", "int8[pyarrow]", "double[pyarrow]"]
TEXTS = ["object", "str", "string[python]", "string[pyarrow]"]


@pytest.mark.parametrize("dtype", [*INTEGERS, *FLOATS, ">i4", *NULLABLE, *TEXTS, "category"])
def test_pandas_types_mean_the_same(plan: orientir.Instrument, dtype: str) -> None:
    scores = plan.score(whole().astype(dtype))
    assert scores["elements"].tolist() == ELEMENTS[:3]
    assert scores.problem_count == 0


@pytest.mark.parametrize("dtype", ["float32", "float64", *NULLABLE, "category", "object"])
def test_missing_in_pandas(plan: orientir.Instrument, dtype: str) -> None:
    frame = pd.DataFrame(ANSWERS).astype("float64").astype(dtype)
    scores = plan.score(frame)
    assert listed(scores["elements"]) == ELEMENTS
    assert scores["elements.answered"].tolist() == [5, 5, 5, 4]
    assert scores.problem_count == 0


@pytest.mark.parametrize("nothing", [None, np.nan, pd.NA, pd.NaT, ""])
def test_nothing_in_object_columns_and_lists(plan: orientir.Instrument, nothing: Any) -> None:
    answers = {**ANSWERS, "next_step": [1, 2, 0, nothing]}
    for data in (pd.DataFrame(answers, dtype=object), answers):
        scores = plan.score(data)
        assert listed(scores["elements"]) == ELEMENTS
        assert scores.problem_count == 0


@pytest.mark.parametrize("kind", [dict, pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.table])
def test_a_question_that_nobody_answered(plan: orientir.Instrument, kind: Any) -> None:
    scores = plan.score(kind({**ANSWERS, "plan": [None] * 4}))
    assert listed(scores["elements.answered"]) == [4, 4, 4, 3]
    assert scores.problem_count == 0


@pytest.mark.parametrize("kind", [bool, "boolean", object])
def test_truths_are_chosen_marks(kind: Any) -> None:
    values = orientir.instrument("work-values")
    chosen = {field: [field in ("pay", "team", "growth")] * 2 for field in values.fields if not field.startswith("u")}
    expected = values.score({field: [int(cells[0])] * 2 for field, cells in chosen.items()})
    scores = values.score(pd.DataFrame(chosen).astype(kind))
    assert set(scores.problems["code"]) == {"missing_column"}
    assert scores.to_dict() == expected.to_dict()
    report = values.report({field: cells[0] for field, cells in chosen.items()})
    assert [report[scale]["raw"] for scale in values.scales] == [scores.to_dict("raw")[s][0] for s in values.scales]


def test_whole_numbers_of_any_width(plan: orientir.Instrument) -> None:
    kinds = [pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64, pl.Float32, pl.Float64]
    kinds += [getattr(pl, name) for name in ("Int128", "UInt128") if hasattr(pl, name)]
    for kind in kinds:
        assert plan.score(pl.DataFrame(ANSWERS).cast(kind))["elements"].to_list() == ELEMENTS, kind


def test_columns_of_polars_without_a_type(plan: orientir.Instrument) -> None:
    beside = [pl.Series([None] * 4), pl.Series([[None]] * 4), pl.Series([{"a": None}] * 4), pl.Series([[]] * 4)]
    for column in beside:
        for data in (pl.DataFrame({**ANSWERS, "beside": column}), {**ANSWERS, "beside": column}):
            scores = plan.score(data)
            assert listed(scores["elements"]) == ELEMENTS


def test_halves_of_signs(plan: orientir.Instrument) -> None:
    half = "\ud800"
    table = {"id": [half, "b", "c", "d"], half: [1, 2, 3, half], **ANSWERS}
    frame = pd.DataFrame({str(i): pd.Series(cells, dtype=object) for i, cells in enumerate(table.values())})
    frame.columns = pd.Index(list(table), dtype=object)
    for data in (table, frame):
        scores = plan.score(data)
        assert listed(scores["elements"]) == ELEMENTS
    report = plan.report({"plan": 1}, person={"region": half})
    assert report["elements"]["answered"] == 1
    for error in (
        lambda: orientir.instrument(half),
        lambda: plan.report({half: 1}),
        lambda: plan.with_policy(half, half),
    ):
        with pytest.raises(orientir.Error):
            error()


HUGE = [10**5000, decimal.Decimal("sNaN"), decimal.Decimal("1e999999"), fractions.Fraction(10**400), 10**400, math.inf]


@pytest.mark.parametrize("number", HUGE, ids=lambda number: type(number).__name__)
def test_numbers_that_no_table_holds(plan: orientir.Instrument, number: Any) -> None:
    with pytest.raises(orientir.AnswerError):
        plan.report({"plan": number})
    if not isinstance(number, decimal.Decimal) or not number.is_snan():
        assert listed(plan.score({number: [1] * 4, **ANSWERS})["elements"]) == ELEMENTS


def test_series_that_hold_nothing(plan: orientir.Instrument) -> None:
    for nothing in (pl.Series([None] * 4), pa.nulls(4), pd.Series([None] * 4), np.array([None] * 4)):
        assert plan.score({**ANSWERS, "plan": nothing})["elements.answered"] == [4, 4, 4, 3]


def test_types_of_pandas_columns() -> None:
    frame = orientir.instrument("dembo-rubinstein").score({"mind.now": [50, 70]}).to_pandas()
    assert frame["gap"].dtype == "float64"
    assert frame["gap.answered"].dtype == "uint16"
    assert frame["gap.prorated"].dtype == "bool"
    assert isinstance(frame["gap.level"].dtype, pd.CategoricalDtype)
    assert isinstance(frame["gap.status"].dtype, pd.CategoricalDtype)


def test_types_of_other_columns() -> None:
    scores = orientir.instrument("dembo-rubinstein").score({"mind.now": [50, 70]})
    polars = scores.to_polars()
    assert [polars.schema[f"gap{fact}"] for fact in ("", ".answered", ".prorated")] == [
        pl.Float64(),
        pl.UInt16(),
        pl.Boolean(),
    ]
    assert isinstance(polars.schema["gap.status"], (pl.Categorical, pl.Enum))
    arrow = scores.to_arrow().schema
    assert arrow.field("gap").type == pa.float64()
    assert arrow.field("gap.answered").type == pa.uint16()
    assert arrow.field("gap.prorated").type == pa.bool_()
    assert pa.types.is_dictionary(arrow.field("gap.status").type)
    numpy = scores.to_numpy().dtype
    assert [numpy[f"gap{fact}"].str[1:] for fact in ("", ".answered", ".prorated")] == ["f8", "u2", "b1"]
    assert numpy["gap.status"].kind == "U"


def test_masked_arrays(plan: orientir.Instrument) -> None:
    values = np.array([[2, 2, 1, 1, 2], [2, 2, 9, 1, 0]], dtype="int8")
    scores = plan.score(np.ma.MaskedArray(values, values == 9))
    assert listed(scores["elements"]) == [8.0, None]
    assert scores.problem_count == 0


def test_strided_and_transposed_arrays(plan: orientir.Instrument) -> None:
    wide = np.zeros((6, 10), dtype="int16")
    wide[::2, ::2] = [[2, 2, 1, 1, 2], [1, 0, 2, 1, 2], [0, 0, 0, 0, 0]]
    for matrix in (wide[::2, ::2], np.asfortranarray(wide[::2, ::2]), wide[::2, ::2].astype(">i2")):
        assert plan.score(matrix)["elements"].tolist() == [8.0, 6.0, 0.0]
    assert plan.score({field: wide[::2, ::2][:, i] for i, field in enumerate(FIELDS)})["elements"] == [8.0, 6.0, 0.0]


def test_texts_in_numpy(plan: orientir.Instrument) -> None:
    values = np.array([["2", "2", "1", "1", "2"], ["2", "2", "", "1", "0"]])
    for matrix in (values, values.astype("S"), values.astype(object)):
        assert listed(plan.score(matrix)["elements"]) == [8.0, None]


def test_numbers_of_one_block_are_handed_on_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[np.ndarray] = []

    class Recorder:
        @staticmethod
        def from_matrix(names: list[str], matrix: np.ndarray) -> None:
            seen.append(matrix)

    monkeypatch.setattr(_pandas, "Columns", Recorder)
    frame = pd.DataFrame(np.zeros((3, 5), dtype="int8"), columns=FIELDS)
    _pandas.columns(frame, None, None, "en", False)
    assert np.shares_memory(seen[0], frame["dated"].to_numpy())


def test_columns_are_handed_on_as_they_are() -> None:
    masked = pd.array([1, None, 2], dtype="Int8")
    values, mask = _pandas.column(masked)  # type: ignore[misc]
    assert np.shares_memory(values, masked._data) and np.shares_memory(mask, masked._mask)
    days = pd.date_range("2026-11-02", periods=3).array
    assert np.shares_memory(_pandas.column(days), days._ndarray)
    arrow = pd.array([1, None], dtype="int8[pyarrow]")
    assert _pandas.column(arrow) is arrow.__arrow_array__()


def test_pandas_without_its_private_parts(plan: orientir.Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pandas, "_is_one_block", lambda frame: False)
    monkeypatch.delattr(pd.DataFrame, "_iter_column_arrays")
    for dtype in ("float64", "Float64", "category"):
        scores = plan.score(pd.DataFrame(ANSWERS).astype("float64").astype(dtype))
        assert listed(scores["elements"]) == ELEMENTS
