"""Results over everybody in a table: response quality and the agreement of raters."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orientir
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

ROOT = Path(__file__).parents[3]
CLASS = ROOT / "examples/class-9b"
INDICES = (
    "longstring mean_run irv extreme mid acquiescence pace even_odd synonyms antonyms person_total mahalanobis".split()
)


def record(name: str) -> list[dict[str, Any]]:
    """What the command line gives; a test of it keeps the file true."""
    return [json.loads(line) for line in (ROOT / f"tests/results/{name}.jsonl").read_text("utf-8").splitlines()]


def rows(frame: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    return (dict(zip(frame, row, strict=True)) for row in zip(*frame.values(), strict=True))


def arrays(frame: pd.DataFrame) -> dict[str, Any]:
    return {name: frame[name].to_numpy() for name in frame}


KINDS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "pandas": lambda frame: frame,
    "polars": pl.from_pandas,
    "lazy": lambda frame: pl.from_pandas(frame).lazy(),
    "pyarrow": pa.Table.from_pandas,
    "lists": lambda frame: frame.to_dict("list"),
    "arrays": arrays,
    "structured": lambda frame: frame.to_records(index=False),
}


@pytest.mark.parametrize("instrument", ["ovcharova-motives", "szho"])
@pytest.mark.parametrize("kind", [*KINDS, "file"])
def test_quality_is_that_of_the_command_line(instrument: str, kind: str) -> None:
    path = CLASS / f"{instrument}.csv"
    data = path if kind == "file" else KINDS[kind](pd.read_csv(path, dtype={"id": "str"}))
    quality = orientir.instrument(instrument).quality(data)
    known = record(f"quality-{instrument}")
    frame, reasons = quality.to_dict(), quality.to_dict("reasons")
    flags = list(rows(quality.to_dict("flags")))
    assert list(frame) == ["id", *INDICES, "flags"]
    assert list(reasons) == ["id", *INDICES]
    assert len(quality) == len(known)
    for place, (one, row, why) in enumerate(zip(known, rows(frame), rows(reasons), strict=True)):
        assert row["id"] == one["key"]["id"]
        for index in INDICES:
            # The shortest digits that give a number give its bits.
            assert repr(row[index]) == repr(one["indices"][index].get("value")), index
            assert why[index] == one["indices"][index].get("without"), index
        own = [flag for flag in flags if flag["row"] == place]
        assert [{name: flag[name] for name in one["flags"][0]} for flag in own if one["flags"]] == one["flags"]
        assert row["flags"] == (" ".join(flag["index"] for flag in own) or None)


@pytest.mark.parametrize("kind", [*KINDS, "file"])
def test_agreement_is_that_of_the_command_line(kind: str) -> None:
    path = CLASS / "observation-sheet.csv"
    data = path if kind == "file" else KINDS[kind](pd.read_csv(path, dtype="str", keep_default_na=False))
    agreement = orientir.instrument("observation-sheet").agreement(data)
    known = record("agreement-observation-sheet")

    def lines(frame: str, part: str, severity: bool) -> None:
        expected = [one for one in known if one["part"] == part and (one["coefficient"] == "severity") == severity]
        found = list(rows(agreement.to_dict(frame)))
        assert len(found) == len(expected) > 0
        for one, row in zip(expected, found, strict=True):
            assert repr(row) == repr({name: one.get(name) for name in row})

    lines("fields", "field", False)
    lines("scales", "scale", False)
    lines("severity", "scale", True)
    assert set(agreement.raters) == set(agreement.to_dict("severity")["rater"])
    assert agreement.people == max(one["n"] + one["dropped"] for one in known)


def motives(rows: int, **others: Any) -> dict[str, list[Any]]:
    return {**others, **{str(item): [1 + (item + row) % 5 for row in range(rows)] for item in range(1, 21)}}


def test_frames_are_of_the_callers_kind_with_its_index() -> None:
    instrument = orientir.instrument("ovcharova-motives")
    frame = pd.DataFrame(motives(3), index=["x", "y", "z"])
    quality = instrument.quality(frame)
    assert quality.frame.index.tolist() == quality.reasons.index.tolist() == ["x", "y", "z"]
    assert quality.frame["irv"].dtype == float
    assert quality.reasons["mahalanobis"].tolist() == ["few_people"] * 3
    assert isinstance(instrument.quality(pl.DataFrame(motives(3))).flags, pl.DataFrame)
    assert isinstance(instrument.quality(pa.table(motives(3))).frame, pa.Table)
    assert isinstance(instrument.quality(motives(3)).frame, dict)
    matrix = np.array(list(motives(3).values())).T
    assert len(instrument.quality(matrix).frame) == 3
    assert pa.table(quality).column_names == [*INDICES, "flags"]
    assert quality.to_polars("flags").columns == ["row", "index", "value", "cut", "false_positive"]
    assert quality.to_numpy().dtype.names == (*INDICES, "flags")


def test_a_row_that_cannot_be_read_stays_a_row_and_moves_nobody() -> None:
    instrument = orientir.instrument("ovcharova-motives")
    whole = instrument.quality(motives(40, id=[f"p{row}" for row in range(40)]))
    table = {name: [*cells[:5], None, *cells[5:], cells[0]] for name, cells in motives(40).items()}
    ids = [f"p{row}" for row in range(40)]
    holed = instrument.quality({"id": [*ids[:5], None, *ids[5:], "p0"], **table})
    assert len(holed) == 42
    assert holed.frame["id"][-1] == "p0"
    for index in INDICES:
        read = [value for row, value in enumerate(holed.frame[index]) if row not in (5, 41)]
        assert read == whole.frame[index], index
        assert holed.frame[index][5] is None and holed.frame[index][41] is None
        assert holed.reasons[index][5] is not None and holed.reasons[index][41] is not None
    assert holed.problems["code"] == ["repeated_key"]
    assert holed.problem_count == 1
    assert "40" in whole.notes[0] and "40" in holed.notes[0]


DURATIONS: dict[str, Callable[[], Any]] = {
    "whole": lambda: {"seconds": [30, 451]},
    "texts": lambda: {"Время, с": ["30 с", "00:07:31"]},
    "floats": lambda: {"seconds": np.array([30.0, 451.0])},
    "pandas": lambda: {"seconds": pd.to_timedelta([30, 451], unit="s").array},
    "polars": lambda: {"seconds": pl.Series([30_000, 451_000], dtype=pl.Duration("ms"))},
    "pyarrow": lambda: {"seconds": pa.array([30, 451], pa.duration("s"))},
    "objects": lambda: {"seconds": [pd.Timedelta(30, "s"), pd.Timedelta(451, "s").to_pytimedelta()]},
}


@pytest.mark.parametrize("kind", DURATIONS)
def test_seconds_give_the_pace(kind: str) -> None:
    instrument = orientir.instrument("ovcharova-motives")
    quality = instrument.quality({**DURATIONS[kind](), **motives(2)})
    # By hand: 30 / 20 and 451 / 20.
    assert quality.problem_count == 0
    assert quality.frame["pace"] == [1.5, 22.55]
    assert quality.flags["index"] == ["pace"]
    assert quality.flags["cut"] == [2.0]
    assert instrument.score({**DURATIONS[kind](), **motives(2)}).remarks == []


def test_a_faulty_time_is_told_by_scores_too_and_changes_none() -> None:
    instrument = orientir.instrument("ovcharova-motives", lang="ru")
    table = motives(6, seconds=["-5", "7:31", "1e9", "nan", "0", ""])
    for result in (instrument.quality(table), instrument.score(table)):
        assert result.problems["code"] == ["bad_covariate"] * 5
        assert result.problems["row"] == [0, 1, 2, 3, 4]
        assert result.problems["column"] == ["seconds"] * 5
        assert "не больше 86400" in result.problems["message"][0]
    plain = instrument.score(motives(6))
    assert instrument.score(table).to_dict() == plain.to_dict()
    with pytest.raises(orientir.AnswerError) as caught:
        instrument.quality(table, strict=True)
    assert len(caught.value.problems) == 5


def test_cuts_are_keywords() -> None:
    instrument = orientir.instrument("ovcharova-motives")
    table = motives(2, seconds=[30, 451])
    assert instrument.quality(table).cuts == {
        "longstring_share": 0.5,
        "pace": 2.0,
        "even_odd": -0.3,
        "synonyms": 0.0,
        "antonyms": 0.0,
        "mahalanobis_rate": 0.001,
        "pair_correlation": 0.6,
    }
    assert instrument.quality(table, pace=30).flags["value"] == [1.5, 22.55]
    assert instrument.quality(table, longstring_share=0.05).flags["index"].count("longstring") == 2
    for cut in (math.nan, math.inf, -1.0, 0.0, 2.0):
        with pytest.raises(ValueError, match="longstring_share must be"):
            instrument.quality(table, longstring_share=cut)
    for name in ("even_odd", "synonyms", "antonyms", "mahalanobis_rate", "pair_correlation", "pace"):
        with pytest.raises(ValueError, match=name):
            instrument.quality(table, **{name: math.nan})


def test_instruments_without_quality_say_why() -> None:
    klimov = orientir.instrument("klimov-ddo")
    quality = klimov.quality({"id": ["01"], **{field: ["a"] for field in klimov.fields}})
    assert {reason for index in INDICES for reason in quality.reasons[index]} == {"ipsative"}
    sheet = orientir.instrument("observation-sheet")
    pooled = sheet.quality(pd.read_csv(CLASS / "observation-sheet.csv", dtype="str", keep_default_na=False))
    assert set(pooled.reasons["irv"]) == {"several_ratings"}
    assert len(pooled) == len(set(pooled.frame["id"]))


def test_what_cannot_be_compared_is_refused_in_words() -> None:
    sheet = orientir.instrument("observation-sheet", lang="ru")
    marks: dict[str, Any] = {f"a{item}": [3, 2] for item in range(1, 9)}
    with pytest.raises(orientir.AnswerError) as caught:
        sheet.agreement({"id": ["01", "02"], **marks})
    assert caught.value.code == "missing_column"
    with pytest.raises(orientir.AnswerError) as caught:
        sheet.agreement({"id": ["01", "02"], "rater": ["x", "x"], **marks})
    assert caught.value.code == "unsupported_frame"
    assert "нужны хотя бы два оценивающих" in str(caught.value)
    with pytest.raises(orientir.AnswerError):
        sheet.agreement({"id": [], "rater": [], **{name: [] for name in marks}})
    with pytest.raises(orientir.RequestError, match="cannot|нельзя|не"):
        sheet.agreement("no such file.csv")


def test_rows_without_a_rater_are_told() -> None:
    sheet = orientir.instrument("observation-sheet", lang="ru")
    marks: dict[str, Any] = {f"a{item}": [3, 2, 1, 1, 0] for item in range(1, 9)}
    table = {"id": ["01", "01", "02", "02", "02"], "rater": ["x", "y", "x", "y", None], **marks}
    agreement = sheet.agreement(table)
    assert agreement.raters == ["x", "y"]
    assert agreement.problems["row"] == [4]
    assert "имя того, кто оценивал" in agreement.problems["message"][0]


def test_results_are_shown() -> None:
    quality = orientir.instrument("ovcharova-motives", lang="lt").quality(motives(12, seconds=[30] * 12))
    assert repr(quality) == "<orientir.Quality of ovcharova-motives 1.0.1: 12 rows, 12 flags, 0 problems>"
    html = quality._repr_html_()
    assert 'lang="lt"' in html and "longstring" in html and "1,5" in html
    assert "synonyms</th>" not in html
    assert "ne aplaidumo įrodymas" in html
    sheet = orientir.instrument("observation-sheet", lang="ru")
    agreement = sheet.agreement(CLASS / "observation-sheet.csv")
    html = agreement._repr_html_()
    assert "icc" in html and "severity" in html and "Это не суд" in html
    hostile = orientir.instrument("ovcharova-motives").quality(motives(1, id=["<b>x</b>"]))
    assert "<b>x" not in hostile._repr_html_()
    with pytest.raises(ValueError, match="no frame 'scale'"):
        agreement.to_pandas("scale")
