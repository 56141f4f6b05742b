"""Whatever stands in a frame, there are scores for each of its rows, or an error with a code; nothing else is raised."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy
import orientir
import pandas
import polars
import pyarrow
import pytest
from conformance.files import DEFINITIONS
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from odd import (
    ABOUT,
    ANY_TEXT,
    DATES,
    MAPS,
    NAMES,
    NESTED,
    NUMBERS,
    ODD,
    Table,
    codes,
    instrument,
    made,
    numpy_of,
    tables,
    utf8,
)

# The same trials in every run, so that a change is judged by itself; ORIENTIR_FUZZ asks for more of them, and new ones.
_MORE = int(os.environ.get("ORIENTIR_FUZZ", "0"))
settings.register_profile(
    "orientir",
    max_examples=_MORE or 120,
    derandomize=not _MORE,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("orientir")


def attempt(does: Callable[[], Any]) -> Any:
    """What an attempt gives, or None for an error that says why."""
    try:
        return does()
    except orientir.Error as error:
        assert error.code and error.problems, repr(error)
        assert str(error)
        return None
    except Exception:
        raise
    except BaseException as error:
        # A panic is no Exception, and hypothesis would stop instead of looking for the smallest data that does it.
        if type(error).__name__ == "PanicException":
            raise AssertionError(f"the engine panicked: {error}") from error
        raise


def is_scored(name: str, data: Any, rows: int, **options: Any) -> None:
    """Scores for each row, which can be looked at from every side, or an error."""
    scores = attempt(lambda: instrument(name).score(data, **options))
    if scores is None:
        return
    if "ratings" in instrument(name).definition:
        # Ratings of one person are joined, and a row without an answer is none.
        assert len(scores) <= rows
    else:
        assert len(scores) == rows
    lists = scores.to_dict()
    assert {len(column) for column in lists.values()} == {len(scores)}
    assert list(lists) == scores.columns
    assert all(not isinstance(cell, float) or math.isfinite(cell) for column in lists.values() for cell in column)
    assert len(scores.ids) == len(scores)
    assert rows_of(scores.frame) == len(scores)
    assert rows_of(scores.problems) == scores.problem_count
    assert all(isinstance(remark, str) for remark in scores.remarks)
    assert scores.receipt["instrument"] == instrument(name).id
    assert scores._repr_html_() and repr(scores)
    scores.tidy()
    for row, id in enumerate(scores.ids):
        are_read_again(scores, lists, row)
        report = attempt(partial(scores.person, id))
        assert report is None or all(figure.svg.startswith("<svg") for figure in report.figure())


def are_read_again(scores: orientir.Scores[Any], lists: dict[str, list[Any]], row: int) -> None:
    """The answers behind a row that has a score are found in the table that was scored, whatever it was."""
    if any(lists[f"{scale}.status"][row] in ("scored", "prorated") for scale in scores.instrument.scales):
        report = orientir.Report(scores._read(row), scores._words)
        for scale, score in report.scales.items():
            assert (score["raw"], score["status"]) == (lists[scale][row], lists[f"{scale}.status"][row])


def rows_of(frame: Any) -> int:
    """How many rows a frame of any kind has."""
    return len(next(iter(frame.values()))) if isinstance(frame, dict) else len(frame)


IDS = st.sampled_from(["auto", None])


@given(tables(), IDS, st.sampled_from(["list", "tuple", "numpy", "pandas", "polars", "pyarrow"]))
def test_dict(table: Table, id: str | None, kind: str) -> None:
    name, names, columns, rows = table
    data = dict(zip(names, columns, strict=True))
    made = {key: as_column(column, kind) for key, column in data.items()}
    # A dict without columns has no rows.
    is_scored(name, made, rows if made else 0, id=id)


def as_column(cells: list[Any], kind: str) -> Any:
    """A column as a library keeps it; as a list where the library cannot."""
    if kind == "tuple":
        return tuple(cells)
    if kind == "numpy":
        return numpy_of(cells)
    makers: dict[str, Callable[[list[Any]], Any]] = {
        "pandas": pandas.Series,
        "polars": lambda cells: polars.Series("", cells, strict=False),
        "pyarrow": pyarrow.array,
    }
    return made(makers[kind], cells, cells) if kind in makers else cells


PANDAS_TYPES = (
    "object",
    "category",
    "Int64",
    "Float32",
    "float16",
    "boolean",
    "string",
    "uint8",
    "datetime64[ns]",
    "Sparse[float]",
)


@given(
    tables(),
    IDS,
    st.sampled_from(["range", "text", "multi", "repeated", "date"]),
    st.sampled_from(PANDAS_TYPES),
    st.booleans(),
)
def test_pandas(table: Table, id: str | None, index: str, dtype: str, two_rows: bool) -> None:
    name, names, columns, rows = table
    indexes: dict[str, Any] = {
        "range": pandas.RangeIndex(rows),
        "text": pandas.Index([f"p{row}" for row in range(rows)], name="id", dtype=object),
        "multi": pandas.MultiIndex.from_arrays([["x"] * rows, list(range(rows))], names=["class", None]),
        "repeated": pandas.Index([7] * rows),
        "date": pandas.date_range("2026-03-01", periods=rows),
    }
    arrays = {number: pandas.Series(column, dtype=object) for number, column in enumerate(columns)}
    frame = pandas.DataFrame(arrays, index=pandas.RangeIndex(rows))
    for number in frame.columns[::2]:
        frame[number] = made(lambda column: column.astype(dtype), frame[number], frame[number])
    frame.index = indexes[index]
    frame.columns = (
        pandas.Index(names, dtype=object)
        if not two_rows
        else pandas.MultiIndex.from_product([["q"], range(len(names))])
    )
    before = cells_of(frame)
    is_scored(name, frame, rows, id=id)
    assert cells_of(frame) == before
    if "ratings" not in instrument(name).definition:
        scores = attempt(lambda: instrument(name).score(frame, id=id))
        assert scores is None or scores.frame.index.equals(frame.index)


def cells_of(frame: Any) -> list[Any]:
    """All of a frame, to see whether it stays as it was."""
    columns = [
        [made(repr, cell, id(cell)) for cell in frame.iloc[:, place].tolist()] for place in range(frame.shape[1])
    ]
    return [columns, [str(dtype) for dtype in frame.dtypes], frame.index.tolist(), frame.columns.tolist()]


@given(tables(), IDS, st.booleans())
def test_polars(table: Table, id: str | None, lazy: bool) -> None:
    name, names, columns, rows = table
    series: list[Any] = []
    for key, cells in zip(names, columns, strict=True):
        text = utf8(key)
        loose = made(lambda cells: polars.Series("", cells, strict=False), cells, None)
        column = (
            loose if loose is not None and len(loose) == rows else polars.Series("", [utf8(cell) for cell in cells])
        )
        if all(text != other.name for other in series):
            series.append(column.alias(text))
    frame = polars.DataFrame(series)
    is_scored(name, frame.lazy() if lazy else frame, rows if series else 0, id=id)


ARROW_TYPES: tuple[Any, ...] = (
    pyarrow.dictionary(pyarrow.int8(), pyarrow.string()),
    pyarrow.large_string(),
    pyarrow.string_view(),
    pyarrow.decimal128(10, 2),
    pyarrow.float16(),
    pyarrow.duration("ms"),
    pyarrow.binary(),
    pyarrow.null(),
)


@given(tables(), IDS, st.sampled_from(ARROW_TYPES), st.sampled_from(["table", "chunks", "reader", "batch"]))
def test_pyarrow(table: Table, id: str | None, dtype: Any, kind: str) -> None:
    name, names, columns, rows = table
    arrays = [arrow_of(cells, dtype if number % 2 else None) for number, cells in enumerate(columns)]
    labels = [utf8(key) for key in names]
    data: Any = pyarrow.Table.from_arrays(arrays, names=labels)
    if kind == "chunks":
        data = pyarrow.concat_tables([data.slice(0, rows // 2), data.slice(rows // 2)])
    elif kind == "reader":
        data = data.to_reader(max_chunksize=2)
    elif kind == "batch":
        data = pyarrow.RecordBatch.from_arrays(arrays, names=labels)
    is_scored(name, data, rows if names else 0, id=id)


def arrow_of(cells: list[Any], dtype: Any) -> Any:
    text = pyarrow.array([None if cell is None else utf8(cell) for cell in cells], pyarrow.string())
    if dtype is not None:
        return made(lambda cells: pyarrow.array(cells, dtype), cells, made(lambda text: text.cast(dtype), text, text))
    return made(pyarrow.array, cells, text)


MATRIX_TYPES = ("i1", "u8", ">i4", "f2", "f8", "g", "?", "O", "U5", "S5", "M8[D]", "m8[s]", "c16")


@given(st.data())
def test_numpy(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    fields, rows = instrument(name).fields, data.draw(st.integers(0, 3))
    dtype = data.draw(st.sampled_from(MATRIX_TYPES))
    cells = data.draw(st.lists(st.one_of(NUMBERS, st.integers(0, 5)), min_size=1, max_size=5))
    width = data.draw(st.sampled_from([len(fields), len(fields), len(fields) + 1, 0]))
    flat = numpy.empty(rows * width, object)
    flat[:] = [cells[number % len(cells)] for number in range(rows * width)]
    with numpy.errstate(all="ignore"):
        matrix = made(lambda flat: flat.astype(dtype), flat, flat).reshape(rows, width)
    shape = data.draw(
        st.sampled_from(
            ["plain", "columns first", "every second", "backwards", "masked", "structured", "flat", "scalar"]
        )
    )
    if shape == "columns first":
        matrix = numpy.asfortranarray(matrix)
    elif shape == "every second":
        matrix = numpy.repeat(matrix, 2, axis=0)[::2]
    elif shape == "backwards":
        matrix = matrix[::-1, ::-1]
    elif shape == "masked":
        matrix = numpy.ma.masked_array(matrix, mask=numpy.arange(rows * width).reshape(rows, width) % 3 == 0)
    elif shape == "structured":
        assume(width == len(fields))
        records = numpy.empty(rows, [(field, matrix.dtype) for field in fields])
        for number, field in enumerate(fields):
            records[field] = matrix[:, number]
        matrix = records
    elif shape == "flat":
        matrix = matrix.reshape(-1)
    elif shape == "scalar":
        matrix = numpy.array(cells[0])
    is_scored(name, matrix, rows, id=data.draw(IDS))


@given(st.sampled_from(NAMES), st.one_of(ODD, NESTED, NUMBERS, DATES, st.none(), st.just(iter(())), st.just(range(3))))
def test_what_is_no_table(name: str, data: Any) -> None:
    if isinstance(data, (dict, str)):
        return
    assert attempt(lambda: instrument(name).score(data)) is None


@given(tables(), st.one_of(ANY_TEXT, st.lists(ANY_TEXT, max_size=2), st.sampled_from([*ABOUT, ":auto", ""])))
def test_ids(table: Table, id: Any) -> None:
    name, names, columns, rows = table
    data = dict(zip(names, columns, strict=True))
    is_scored(name, data, rows if data else 0, id=id)


@given(tables(), st.one_of(MAPS, MAPS.map(json.dumps), ANY_TEXT))
def test_maps(table: Table, table_map: Any) -> None:
    name, names, columns, rows = table
    data = dict(zip(names, columns, strict=True))
    is_scored(name, data, rows if data else 0, map=table_map)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@given(
    st.sampled_from(NAMES),
    st.binary(max_size=60),
    st.sampled_from(["csv", "xlsx", "txt", "json"]),
    st.booleans(),
    st.data(),
)
def test_files(folder: Path, name: str, noise: bytes, ending: str, with_header: bool, data: st.DataObject) -> None:
    path = folder / f"table.{ending}"
    header = ";".join(instrument(name).fields).encode() + b"\n" if with_header else b""
    path.write_bytes(data.draw(st.sampled_from([b"", b"\xef\xbb\xbf", b"PK\x03\x04", b"\xff\xfe"])) + header + noise)
    scores = attempt(lambda: instrument(name).score(path))
    assert scores is None or rows_of(scores.frame) == len(scores)


@given(st.sampled_from(NAMES), st.data())
def test_one_person(name: str, data: st.DataObject) -> None:
    known = instrument(name)
    cells = st.one_of(codes(name), NUMBERS, DATES, ODD, NESTED, ANY_TEXT, st.none())
    fields = st.one_of(st.sampled_from(known.fields), st.sampled_from(known.fields), ANY_TEXT, st.integers(1, 20))
    answers = data.draw(
        st.one_of(
            st.dictionaries(fields, cells, max_size=6), st.lists(st.dictionaries(fields, cells, max_size=3), max_size=3)
        )
    )
    person = data.draw(
        st.one_of(
            st.none(),
            st.dictionaries(st.one_of(st.sampled_from(["sex", "age", "grade", "mode"]), ANY_TEXT), cells, max_size=3),
        )
    )
    report = attempt(lambda: known.report(answers, person=person))
    explanation = attempt(lambda: known.explain(answers, person=person))
    assert (report is None) == (explanation is None)
    if report is not None:
        assert json.loads(report.to_json()) == report.to_dict()
        assert report._repr_html_() and repr(report)
        assert explanation.text and explanation._repr_html_()


@given(tables(), tables(), st.one_of(st.none(), tables()), IDS)
def test_battery(one: Table, other: Table, pupils: Table | None, id: str | None) -> None:
    given_tables = {name: dict(zip(names, columns, strict=True)) for name, names, columns, _ in (one, other)}
    listed = None if pupils is None else dict(zip(pupils[1], pupils[2], strict=True))
    battery = orientir.battery("self-determination")
    profiles = attempt(lambda: battery.assess(given_tables, pupils=listed, id=id))
    if profiles is not None:
        assert rows_of(profiles.frame) == len(profiles) == len(profiles.to_dicts())
        assert rows_of(profiles.problems) == profiles.problem_count
        assert profiles._repr_html_() and repr(profiles)
        assert rows_of(profiles.needs_talk) >= 0
        assert all(figure.svg.startswith("<svg") for figure in profiles.figure())
        pages = [profiles.report(), *(attempt(partial(profiles.report, one)) for one in profiles.to_dict()["id"][:1])]
        assert all(page is None or page._repr_html_().startswith("<iframe") for page in pages)


@given(ANY_TEXT, ANY_TEXT)
def test_requests(one: str, other: str) -> None:
    known = instrument("career-plan")
    attempt(lambda: known.with_policy(one, other))
    if one not in ("own", "none", "published"):
        with pytest.raises(ValueError, match="wording"):
            known.with_wording(one)
    attempt(lambda: known.with_lang(one))
    attempt(lambda: known.form(one))
    assume("/" not in one and os.sep not in one)
    attempt(lambda: orientir.instrument(one))
    attempt(lambda: orientir.battery(one))
    attempt(lambda: orientir.instrument("career-plan", lang=other))


@given(st.binary(max_size=80), st.booleans())
def test_definitions(folder: Path, noise: bytes, damaged: bool) -> None:
    path = folder / "definition.json"
    text = (DEFINITIONS / "plain.json").read_bytes()
    cut = len(noise) * 7 % len(text)
    path.write_bytes(text[:cut] + noise + text[cut:] if damaged else noise)
    attempt(lambda: orientir.instrument(path))
    attempt(lambda: orientir.battery(path))
