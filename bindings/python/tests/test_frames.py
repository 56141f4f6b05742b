"""Every kind of frame, in and out."""

from __future__ import annotations

import subprocess
import sys
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


@pytest.fixture
def plan() -> orientir.Instrument:
    return orientir.instrument("career-plan")


class Stream:
    """Data of a library that nobody has heard of."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)


def structured() -> np.ndarray:
    rows = list(zip(*([np.nan if a is None else a for a in column] for column in ANSWERS.values()), strict=True))
    return np.array(rows, [(field, "f8") for field in FIELDS])


KINDS: dict[str, tuple[Callable[[], Any], type]] = {
    "dict": (lambda: ANSWERS, dict),
    "pandas": (lambda: pd.DataFrame(ANSWERS), pd.DataFrame),
    "polars": (lambda: pl.DataFrame(ANSWERS), pl.DataFrame),
    "lazy polars": (lambda: pl.LazyFrame(ANSWERS), pl.DataFrame),
    "pyarrow table": (lambda: pa.table(ANSWERS), pa.Table),
    "pyarrow batch": (lambda: pa.RecordBatch.from_pydict(ANSWERS), pa.Table),
    "pyarrow reader": (lambda: pa.table(ANSWERS).to_reader(), pa.Table),
    "arrow of another library": (lambda: Stream(pa.table(ANSWERS)), pd.DataFrame),
    "structured numpy": (structured, np.ndarray),
    "numpy matrix": (lambda: np.array(list(map(list, structured().tolist()))), np.ndarray),
}


def names(frame: Any) -> list[str]:
    """The names of the columns of any frame."""
    if isinstance(frame, np.ndarray):
        return list(frame.dtype.names or ())
    columns = getattr(frame, "column_names", None) or getattr(frame, "columns", frame)
    return list(columns)


@pytest.mark.parametrize("name", KINDS)
def test_a_frame_comes_back_in_its_kind(plan: orientir.Instrument, name: str) -> None:
    make, kind = KINDS[name]
    scores = plan.score(make())
    assert isinstance(scores.frame, kind)
    assert scores.frame is scores.frame
    assert len(scores) == 4
    assert listed(scores["elements"]) == ELEMENTS
    assert listed(scores.frame["elements"]) == ELEMENTS
    assert listed(scores["elements.status"]) == ["scored", "scored", "scored", "missing"]
    assert names(scores.frame) == scores.columns
    assert isinstance(scores.problems, kind)


@pytest.mark.parametrize("name", KINDS)
def test_columns_are_written_in_every_kind(plan: orientir.Instrument, name: str) -> None:
    scores = plan.score(KINDS[name][0]())
    for frame in (scores.to_pandas(), scores.to_polars(), scores.to_arrow(), scores.to_numpy(), scores.to_dict()):
        assert listed(frame["elements"]) == ELEMENTS
        assert listed(frame["elements.answered"]) == [5, 5, 5, 4]
    assert list(scores.to_dict("raw")) == ["elements"]
    assert list(scores.to_dict(["status"])) == ["elements.status"]


INDEXES = {
    "names": pd.Index(["Анна", "Борис", "Вера", "Глеб"], name="pupil"),
    "repeated": pd.Index([7, 7, 8, 8]),
    "two levels": pd.MultiIndex.from_product([["9А", "9Б"], [1, 2]], names=["class", "number"]),
    "days": pd.date_range("2026-11-02", periods=4, tz="Europe/Vilnius"),
    "from five": pd.RangeIndex(5, 9),
}


@pytest.mark.parametrize("name", INDEXES)
def test_the_index_comes_back(plan: orientir.Instrument, name: str) -> None:
    scores = plan.score(pd.DataFrame(ANSWERS, index=INDEXES[name]))
    pd.testing.assert_index_equal(scores.frame.index, INDEXES[name], exact=True)
    pd.testing.assert_index_equal(scores["elements"].index, INDEXES[name], exact=True)
    pd.testing.assert_index_equal(scores.to_pandas("raw").index, INDEXES[name], exact=True)
    assert scores.ids == INDEXES[name].tolist()
    assert scores["elements"].name == "elements"


def test_ids_are_those_of_the_data(plan: orientir.Instrument) -> None:
    scores = plan.score({"id": ["d", "b", "c", "a"], **ANSWERS})
    assert scores.ids == ["d", "b", "c", "a"] == scores.frame["id"]
    assert plan.score(ANSWERS).ids == [0, 1, 2, 3]
    assert "id" not in plan.score({"id": ["d", "b", "c", "a"], **ANSWERS}, id=None).columns


def test_a_level_of_the_index_may_name_the_rows(plan: orientir.Instrument) -> None:
    frame = pd.DataFrame(ANSWERS, index=INDEXES["names"])
    scores = plan.score(frame, id="pupil")
    assert scores.frame["id"].tolist() == ["Анна", "Борис", "Вера", "Глеб"]
    pd.testing.assert_index_equal(scores.frame.index, INDEXES["names"])


@pytest.mark.parametrize(
    "headers", [list(range(1, 21)), [float(i) for i in range(1, 21)], np.arange(1, 21, dtype="int8")]
)
def test_spreadsheets_give_numbers_as_headers(headers: Any) -> None:
    klimov = orientir.instrument("klimov-ddo")
    frame = pd.DataFrame([["a"] * 20, ["b"] * 20], columns=headers)
    assert klimov.score(frame)["nature"].tolist() == [6.0, 2.0]
    assert klimov.score({header: ["a", "b"] for header in headers})["nature"] == [6.0, 2.0]


def test_several_columns_of_one_name_are_refused(plan: orientir.Instrument) -> None:
    frame = whole()
    with pytest.raises(orientir.AnswerError) as caught:
        plan.score(pd.concat([frame, frame[["plan"]]], axis=1))
    assert caught.value.code == "repeated_column"


def test_a_zero_byte_in_a_name_ends_no_program(plan: orientir.Instrument) -> None:
    for kind in (dict, pd.DataFrame, pl.DataFrame, pl.LazyFrame):
        try:
            scores = plan.score(kind({**ANSWERS, "wind\0": [1, 2, 3, 4]}))
        except orientir.AnswerError as error:
            assert error.code == "unsupported_frame"
        else:
            assert listed(scores["elements"]) == ELEMENTS


def test_headers_of_several_levels_are_refused(plan: orientir.Instrument) -> None:
    frame = whole()
    frame.columns = pd.MultiIndex.from_product([["career"], frame.columns])
    with pytest.raises(orientir.AnswerError) as caught:
        plan.score(frame)
    assert caught.value.code == "unsupported_frame"


@pytest.mark.parametrize(
    "data", [None, 5, b"answers.csv", [ANSWERS], pd.Series([1]), pl.Series([1]), np.zeros((2, 4)), np.zeros(5)]
)
def test_what_is_no_table_is_refused(plan: orientir.Instrument, data: Any) -> None:
    with pytest.raises(orientir.AnswerError) as caught:
        plan.score(data)
    assert caught.value.code == "unsupported_frame"


@pytest.mark.parametrize("column", ["2", 2, None, np.zeros((2, 2)), {"a": 1}])
def test_what_is_no_column_is_refused(plan: orientir.Instrument, column: Any) -> None:
    with pytest.raises(orientir.AnswerError) as caught:
        plan.score({**ANSWERS, "plan": column})
    assert caught.value.code == "unsupported_column"


@pytest.mark.parametrize(
    "column", [[1], np.array([1]), pd.Series([1], dtype="Int8"), pd.Series(["1"], dtype="category")]
)
def test_columns_of_different_lengths_are_refused(plan: orientir.Instrument, column: Any) -> None:
    with pytest.raises(orientir.AnswerError) as caught:
        plan.score({**ANSWERS, "sources": column})
    assert caught.value.code == "ragged_columns"
    assert caught.value.arguments == {"field": "sources", "found": "1", "expected": "4"}


def test_a_dict_may_hold_columns_of_any_kind(plan: orientir.Instrument) -> None:
    columns: dict[str, Any] = {
        "plan": np.array([2, 1, 0, 2], dtype="int8"),
        "dated": pd.Series([2, 0, 0, 2], dtype="Int64", index=list("abcd")),
        "next_step": pa.array([1, 2, 0, None]),
        "alternative": pl.Series([1, 1, 0, 1]),
        "sources": (2, 2, 0, 0),
    }
    assert plan.score(columns)["elements"] == ELEMENTS
    columns["plan"] = (answer for answer in ANSWERS["plan"])
    columns["dated"] = pd.Categorical(ANSWERS["dated"])
    columns["alternative"] = pa.chunked_array([[1], [1, 0, 1]])
    assert plan.score(columns)["elements"] == ELEMENTS


ODD: dict[str, Any] = {
    "days": pd.date_range("2026-11-02", periods=3, tz="Europe/Vilnius"),
    "naive days": pd.date_range("2026-11-02", periods=3),
    "hours": pd.timedelta_range("1h", periods=3),
    "months": pd.period_range("2026-11", periods=3, freq="M"),
    "intervals": pd.interval_range(0, 3),
    "sparse": pd.arrays.SparseArray([0, 0, 1]),
    "complex": np.array([1j, 2, 3]),
    "lists": pd.Series([[1], [2], [3]]),
    "mixed": pd.Series([1, "a", None]),
    "yes or no": pd.array([True, None, False], dtype="boolean"),
}


@pytest.mark.parametrize("name", ODD)
def test_a_column_beside_the_answers_stops_nothing(plan: orientir.Instrument, name: str) -> None:
    frame = whole()
    frame["beside"] = ODD[name]
    scores = plan.score(frame)
    assert scores["elements"].tolist() == ELEMENTS[:3]
    assert any("beside" in remark for remark in scores.remarks)


@pytest.mark.parametrize("name", ODD)
def test_odd_answers_are_told(plan: orientir.Instrument, name: str) -> None:
    frame = whole()
    frame["plan"] = ODD[name]
    try:
        scores = plan.score(frame)
    except orientir.AnswerError as error:
        assert error.code == "unsupported_column"
        assert error.arguments["column"] == "plan"
    else:
        assert len(scores) == 3
        assert set(scores.problems["column"].dropna()) <= {"plan"}


def test_no_rows(plan: orientir.Instrument) -> None:
    for data in (whole(0), pl.DataFrame(ANSWERS).head(0), pa.table(ANSWERS).slice(4), {field: [] for field in FIELDS}):
        scores = plan.score(data)
        assert len(scores) == 0 == len(scores.problems["code"])
        assert len(scores.frame["elements"]) == 0


def test_a_subclass_of_a_frame_is_a_frame(plan: orientir.Instrument) -> None:
    class Frame(pd.DataFrame):
        pass

    assert isinstance(plan.score(Frame(ANSWERS)).frame, pd.DataFrame)


def test_the_frame_is_the_callers_own(plan: orientir.Instrument) -> None:
    data = whole()
    before = data.copy()
    scores = plan.score(data)
    scores.frame["elements"] = 0.0
    pd.testing.assert_frame_equal(data, before)
    assert scores["elements"].tolist() == ELEMENTS[:3]


def test_rows_of_a_person_that_are_pooled_have_no_common_label() -> None:
    sheet = orientir.instrument("observation-sheet")
    answers = {"id": ["01", "01", "02"], "rater": ["x", "y", "x"], **{f"a{i}": [3, 1, 2] for i in range(1, 9)}}
    frame = sheet.score(pd.DataFrame(answers, index=[7, 8, 9])).frame
    assert frame["id"].tolist() == ["01", "02"]
    assert frame.index.tolist() == [0, 1]


def test_one_row_a_scale() -> None:
    dembo = orientir.instrument("dembo-rubinstein")
    fields = [field for field in dembo.fields if field != "line_length"]
    answers = {"id": ["a", "b"], **{field: [50.0, None] for field in fields}}
    tidy = dembo.score(pd.DataFrame(answers)).tidy(["raw", "level", "status"])
    assert list(tidy) == ["id", "row", "scale", "raw", "level", "status"]
    assert len(tidy) == 2 * len(dembo.scales)
    esteem = tidy[tidy["scale"] == "self_esteem"]
    assert esteem["raw"].iloc[0] == 50.0 and esteem["level"].iloc[0] == "medium"
    assert esteem["row"].tolist() == [0, 1]


def test_arrow_goes_on_to_other_libraries(plan: orientir.Instrument) -> None:
    scores = plan.score(ANSWERS)
    assert pl.DataFrame(scores)["elements"].to_list() == ELEMENTS
    assert pa.table(scores)["elements"].to_pylist() == ELEMENTS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "plan.csv"
    pd.DataFrame(ANSWERS).to_csv(file, index=False)
    return file


def test_a_file_is_read(plan: orientir.Instrument, path: Path) -> None:
    for name in (path, str(path)):
        scores = plan.score(name)
        assert isinstance(scores.frame, pd.DataFrame)
        assert listed(scores["elements"]) == ELEMENTS


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


LIBRARIES = '{"numpy", "pandas", "polars", "pyarrow", "tqdm"}'


def test_nothing_is_imported_that_the_caller_does_not_use() -> None:
    run(
        f"""
import sys
import orientir
scores = orientir.instrument("career-plan").score({ANSWERS!r})
assert scores.frame["elements"] == {ELEMENTS!r}
scores.problems, scores.tidy(), scores.receipt, scores._repr_html_(), orientir.instruments()._repr_html_()
assert not {LIBRARIES} & set(sys.modules), {LIBRARIES} & set(sys.modules)
"""
    )


@pytest.mark.parametrize(
    ("absent", "kind"),
    [("", "pandas"), ("pandas", "polars"), ("pandas polars", "pyarrow"), ("pandas polars pyarrow", "builtins")],
)
def test_a_file_is_answered_by_what_is_installed(path: Path, absent: str, kind: str) -> None:
    told = run(
        f"""
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent.split()!r}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
import orientir
scores = orientir.instrument("career-plan").score({str(path)!r})
print(type(scores.frame).__module__.partition(".")[0])
"""
    )
    assert told.strip() == kind
