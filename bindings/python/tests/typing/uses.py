"""What a type checker must make of the package. ``pyright`` reads it under strict rules, and a test runs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, assert_type

import numpy
import orientir
import pandas
import polars

Lists = dict[str, list[Any]]


def instruments() -> orientir.Instrument:
    catalogue = orientir.instruments()
    assert_type(catalogue, orientir.Catalogue)
    assert_type(catalogue[0], orientir.Instrument)
    assert_type(orientir.__version__, str)
    orientir.instruments(lang="ru")

    klimov = orientir.instrument("klimov-ddo")
    assert_type(klimov, orientir.Instrument)
    assert_type(klimov.id, str)
    assert_type(klimov.version, str)
    assert_type(klimov.title, str)
    assert_type(klimov.fields, list[str])
    assert_type(klimov.scales, list[str])
    assert_type(klimov.lang, str)
    assert_type(klimov.languages, list[str])
    assert_type(klimov.definition, dict[str, Any])
    assert_type(klimov.key, str)
    assert_type(klimov.document, str)
    assert_type(klimov.form(), dict[str, Any])
    assert_type(klimov.form("ru"), dict[str, Any])
    assert_type(klimov.with_lang("ru"), orientir.Instrument)
    assert_type(klimov.with_wording("own"), orientir.Instrument)
    kabardova = orientir.instrument("kabardova-opg", lang="lt", policies={"zero_skill": "count_all"}, wording="own")
    assert_type(kabardova.with_policy("zero_skill", "count_all"), orientir.Instrument)
    return klimov


def frames(klimov: orientir.Instrument, folder: Path) -> None:
    lists: Mapping[str, list[str]] = {field: ["a", "b"] for field in klimov.fields}

    of_lists = klimov.score(lists)
    assert_type(of_lists.frame, Lists)

    of_pandas = klimov.score(pandas.DataFrame(lists))
    assert_type(of_pandas, orientir.Scores[pandas.DataFrame])
    assert_type(of_pandas.frame, pandas.DataFrame)

    of_polars = klimov.score(polars.DataFrame(lists))
    assert_type(of_polars.frame, polars.DataFrame)
    of_lazy = klimov.score(polars.LazyFrame(lists))
    assert_type(of_lazy.frame, polars.DataFrame)

    matrix = numpy.zeros((2, 5), dtype=numpy.int8)
    plan = orientir.instrument("career-plan")
    of_numpy = plan.score(matrix, id=None, threads=1)
    assert len(of_numpy) == 2

    path = folder / "table.csv"
    polars.DataFrame(lists).write_csv(path)
    of_file = klimov.score(path)
    assert_type(of_file, orientir.Scores[Any])
    assert_type(klimov.score(str(path), sheet=None, strict=True, reveal=True), orientir.Scores[Any])


def whole(folder: Path) -> None:
    motives = orientir.instrument("ovcharova-motives")
    lists: dict[str, list[int]] = {str(item): [1 + item % 5, 3] for item in range(1, 21)}
    quality = motives.quality(pandas.DataFrame(lists), pace=1, pair_correlation=0.7, strict=True)
    assert_type(quality, orientir.Quality[pandas.DataFrame])
    assert_type(quality.frame, pandas.DataFrame)
    assert_type(quality.flags, pandas.DataFrame)
    assert_type(quality.cuts, dict[str, float])
    assert_type(motives.quality(lists).reasons, Lists)
    assert_type(motives.quality(polars.LazyFrame(lists), id=None).problems, polars.DataFrame)
    path = folder / "motives.csv"
    polars.DataFrame(lists).write_csv(path)
    assert_type(motives.quality(path, sheet=None), orientir.Quality[Any])

    sheet = orientir.instrument("observation-sheet")
    rated: dict[str, list[Any]] = {"id": ["1", "1", "2", "2"], "rater": ["x", "y"] * 2}
    rated.update({f"a{item}": [3, 2, 1, 1] for item in range(1, 9)})
    agreement = sheet.agreement(polars.DataFrame(rated), reveal=True)
    assert_type(agreement, orientir.Agreement[polars.DataFrame])
    assert_type(agreement.scales, polars.DataFrame)
    assert_type(agreement.raters, list[str])
    assert_type(agreement.notes, list[str])
    assert_type(sheet.agreement(rated).fields, Lists)


def schools(folder: Path) -> None:
    motives = orientir.instrument("ovcharova-motives")
    lists: dict[str, list[Any]] = {str(item): [1 + (item * row) % 5 for row in range(40)] for item in range(1, 21)}
    counted = motives.tally(pandas.DataFrame(lists), school="School 5", by=["sex"], date="2026-10", min_cell=1)
    assert_type(counted, orientir.Tally)
    assert_type(counted.n, int)
    assert_type(counted.by, list[str])
    assert_type(counted.instrument, str)
    assert_type(counted.to_json(), str)
    assert_type(counted.remarks, list[str])
    other = motives.tally({**lists, "1": [1] * 40}, school="School 6", by="sex", pupils=None)
    counted.save(folder / "school-5.json")
    assert_type(orientir.read_tally(folder / "school-5.json", lang="ru"), orientir.Tally)
    assert_type(orientir.merge(counted, other), orientir.Tally)
    assert_type(orientir.merge(folder / "school-5.json", other), orientir.Tally)

    norms = orientir.fit([counted, other], replicates=10, seed=2, year=2026, metrics="t,sten", margins=None)
    assert_type(norms, orientir.Norms[Any])
    assert_type(norms.to_json(), str)
    assert_type(norms.is_local, bool)
    assert_type(norms.notes, list[str])
    norms.save(folder / "norms.json")
    for given in (norms, folder / "norms.json", norms.to_json()):
        assert_type(motives.with_norms(given), orientir.Instrument)
    assert_type(orientir.battery("self-determination").with_norms(norms), orientir.Battery)

    reliability = motives.reliability(pandas.DataFrame(lists))
    assert_type(reliability, orientir.Reliability[pandas.DataFrame])
    assert_type(reliability.scales, pandas.DataFrame)
    assert_type(motives.reliability(lists).frame, Lists)
    assert_type(motives.reliability(counted, force=True), orientir.Reliability[Any])
    assert_type(motives.item_analysis(polars.LazyFrame(lists)).frame, polars.DataFrame)
    assert_type(motives.item_analysis(folder / "school-5.json"), orientir.ItemAnalysis[Any])

    ids = {"id": [str(row) for row in range(40)]}
    comparison = motives.compare(polars.DataFrame({**ids, **lists}), {**ids, **lists}, retest={"external_positive": 0.8}, sd=3)
    assert_type(comparison, orientir.Comparison[polars.DataFrame])
    assert_type(comparison.group, polars.DataFrame)
    assert_type(comparison.pairs, int)


def options(klimov: orientir.Instrument) -> None:
    lists = {"code": ["01", "02"], **{field: ["a", "b"] for field in klimov.fields}}
    seen: list[tuple[int, int]] = []

    def told(done: int, rows: int) -> None:
        seen.append((done, rows))

    table_map: dict[str, Any] = {"format": 1, "instrument": klimov.id, "columns": {"code": "id"}}
    klimov.score(lists, id="code", map=table_map, progress=told)
    klimov.score(lists, id=["code"], progress=False)
    klimov.score(lists, id=None, map=None, progress=True)


def scores(klimov: orientir.Instrument) -> None:
    lists = {field: ["a", "b"] for field in klimov.fields}
    found = klimov.score(lists, id=None)
    assert_type(len(found), int)
    assert_type(found.columns, list[str])
    assert_type(found.instrument, orientir.Instrument)
    assert_type(found.problem_count, int)
    assert_type(found.remarks, list[str])
    assert_type(found.receipt, dict[str, Any])
    assert_type(found.to_dict(), Lists)
    assert_type(found.to_dict(["raw", "level"]), Lists)
    assert_type(iter(found), Iterator[str])
    assert "nature" in found
    # A kind that the checker does not know is Any, and no error.
    for made in (found["nature"], found.ids, found.problems, found.tidy(), found.tidy("raw")):
        assert len(made) > 0
    assert_type(found.person(1), orientir.Report)
    assert_type(found.figure(id=1), orientir.Figures)
    assert_type(found.figure("scales", id=1, occasion=1), orientir.Figures)
    assert len(found.to_pandas(facts=["raw"])) == 2
    assert len(found.to_polars()) == 2
    assert len(found.to_arrow()) == 2
    assert len(found.to_numpy()) == 2
    assert_type(pandas.DataFrame(found.frame), pandas.DataFrame)


def one_person(klimov: orientir.Instrument) -> None:
    answers: dict[str, str | int | float | None] = {"1": "a", "2": None}
    report = klimov.report(answers, person={"sex": "female", "age": 15})
    assert_type(report, orientir.Report)
    assert_type(report["nature"], dict[str, Any])
    assert_type(report.scales, dict[str, dict[str, Any]])
    assert_type(report.type, list[str] | None)
    assert_type(report.flags, list[str])
    assert_type(report.cautions, list[str])
    assert_type(report.receipt, dict[str, Any])
    assert_type(report.to_json(), str)
    assert_type(report.to_dict(), dict[str, Any])
    klimov.report({1: "a", 2: "b"})

    assert_type(report.figure(), orientir.Figures)
    assert_type(report.figure("scales"), orientir.Figures)
    assert_type(report.figure("scales")[0], orientir.Figure)

    observed = orientir.instrument("observation-sheet")
    observed.report([{"a1": 3}, {"a1": 2}])

    explanation = klimov.explain(answers)
    assert_type(explanation, orientir.Explanation)
    assert_type(explanation.text, str)
    assert_type(explanation.to_dict(), dict[str, Any])
    assert_type(explanation.to_json(), str)
    table = {"id": ["01", "02"], **{str(pair): ["a", "b"] for pair in range(1, 21)}}
    assert_type(klimov.explain(table, of="02", occasion=1), orientir.Explanation)


def batteries(klimov: orientir.Instrument) -> None:
    battery = orientir.battery("self-determination", lang="ru")
    assert_type(battery, orientir.Battery)
    assert_type(battery.id, str)
    assert_type(battery.title, str)
    assert_type(battery.instruments, list[str])
    lists = {"id": ["01", "02"], **{field: ["a", "b"] for field in klimov.fields}}
    pupils = {"id": ["01", "02"], "age": [15, 16]}
    profiles = battery.assess({klimov.id: lists}, pupils=pupils, strict=False)
    assert_type(profiles, orientir.Profiles)
    assert_type(len(profiles), int)
    assert_type(profiles.remarks, list[str])
    assert_type(profiles.to_dict(), Lists)
    assert_type(profiles.to_dicts(), list[dict[str, Any]])
    assert_type(profiles.figure(), orientir.Figures)
    levels = profiles.figure("levels")
    assert_type(levels, orientir.Figure)
    assert_type([levels.name, levels.title, levels.description, levels.svg, levels.document], list[str])
    assert_type(profiles.figure("criteria", id="01", occasion=1), orientir.Figure)
    page = profiles.report("01", audience="parents", occasion=None, overall=True, lang="lt")
    assert_type(page, orientir.Page)
    assert_type([page.html, page.title], list[str])
    assert_type(profiles.report(), orientir.Page)


def errors() -> None:
    try:
        orientir.instrument("klimow")
    except orientir.RequestError as error:
        assert_type(error.code, str)
        assert_type(error.path, str)
        assert_type(error.message, str)
        assert_type(error.arguments, Mapping[str, str])
        assert_type(error.problems, tuple[orientir.Problem, ...])
        assert_type(error.problems[0].row, int | None)
        base: orientir.Error | ValueError = error
        assert isinstance(base, ValueError)
    else:
        raise AssertionError("there is such an instrument")


def main(folder: Path) -> None:
    klimov = instruments()
    frames(klimov, folder)
    whole(folder)
    schools(folder)
    options(klimov)
    scores(klimov)
    one_person(klimov)
    batteries(klimov)
    errors()
