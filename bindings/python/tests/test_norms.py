"""Counts, norms, reliability, items, before and after: what the command line gives, and how it is used."""

from __future__ import annotations

import itertools
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orientir
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from test_whole import CLASS, KINDS, ROOT, record, rows

SCHOOLS = ROOT / "examples/five-schools"
RESULTS = ROOT / "tests/results"
MOTIVES = "ovcharova-motives"


def on_record(name: str) -> str:
    """What the command line writes; a test of it keeps the file true."""
    return (RESULTS / name).read_bytes().decode().replace("\r\n", "\n")


def school(number: int, **options: Any) -> orientir.Tally:
    path = SCHOOLS / f"school-{number}.csv"
    given: dict[str, Any] = {"by": "sex", "school": f"Школа {number}", "date": "2026-10", **options}
    return orientir.instrument(MOTIVES).tally(path, **given)


@pytest.fixture(scope="module")
def city() -> orientir.Tally:
    return orientir.merge(*(school(number) for number in range(1, 6)))


@pytest.fixture(scope="module")
def norms(city: orientir.Tally) -> orientir.Norms:
    return orientir.fit(city, by="sex")


def motives(rows: int, **others: Any) -> dict[str, list[Any]]:
    return {**others, **{str(item): [1 + (item * row) % 5 for row in range(rows)] for item in range(1, 21)}}


def same(frame: dict[str, list[Any]], known: list[dict[str, Any]], without: tuple[str, ...] = ()) -> None:
    found = list(rows(frame))
    assert len(found) == len(known) > 0
    for one, row in zip(known, found, strict=True):
        # The shortest digits that give a number give its bits.
        assert set(one) - set(row) <= set(without)
        for name, value in row.items():
            expected = one.get(name)
            both = (float(value), float(expected)) if isinstance(value, float) and expected is not None else (value, expected)
            assert repr(both[0]) == repr(both[1]), name


def test_the_files_are_those_of_the_command_line(
    city: orientir.Tally, norms: orientir.Norms, tmp_path: Path
) -> None:
    assert city.to_json() == on_record("five-schools.tally.json")
    assert norms.to_json() == on_record("five-schools.norms.json")
    city.save(tmp_path / "city.json")
    norms.save(tmp_path / "norms.json")
    assert (tmp_path / "city.json").read_bytes().decode() == on_record("five-schools.tally.json")
    assert (tmp_path / "norms.json").read_bytes().decode() == on_record("five-schools.norms.json")
    again = orientir.fit([tmp_path / "city.json"], MOTIVES, by=["sex"])
    assert again.to_json() == norms.to_json()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_table_gives_the_same_bytes(kind: str) -> None:
    frame = pd.read_csv(SCHOOLS / "school-2.csv", dtype="str", keep_default_na=False)
    counted = orientir.instrument(MOTIVES).tally(KINDS[kind](frame), by="sex", school="Школа 2", date="2026-10")
    assert counted.to_json() == school(2).to_json()


def test_merging_knows_no_order(city: orientir.Tally) -> None:
    schools = [school(number) for number in range(1, 6)]
    for order in itertools.islice(itertools.permutations(schools), 0, 120, 17):
        assert orientir.merge(*order) == city
    assert orientir.merge(orientir.merge(schools[4], schools[1]), *schools[2:4], schools[0]) == city
    assert city.n == 402 and city.by == ["sex"] and len(city.sources) == 5
    assert city.sources["n"].tolist() == [84, 71, 90, 77, 80]
    assert orientir.merge(schools[0]) == schools[0]


def test_counts_come_back_from_files(city: orientir.Tally, tmp_path: Path) -> None:
    city.save(tmp_path / "city.json")
    read = orientir.read_tally(tmp_path / "city.json", lang="lt")
    assert read == city and hash(read) == hash(city) and read.lang == "lt"
    assert read.problem_count == 0 and len(read.problems) == 0 and read.remarks == []
    assert pickle.loads(pickle.dumps(city)) == city
    (tmp_path / "cut.json").write_text(city.to_json().replace("84", "85", 1), encoding="utf-8")
    with pytest.raises(orientir.RequestError) as caught:
        orientir.read_tally(tmp_path / "cut.json")
    assert caught.value.code == "damaged_tally"
    with pytest.raises(ValueError, match="written as"):
        city.save(tmp_path / "city.csv")


def test_pupils_complete_the_table() -> None:
    instrument = orientir.instrument(MOTIVES)
    plain = instrument.tally(CLASS / f"{MOTIVES}.csv", by="sex", school="9Б", date="2026", min_cell=1)
    listed = instrument.tally(
        CLASS / f"{MOTIVES}.csv", by="sex", school="9Б", date="2026", min_cell=1, pupils=CLASS / "pupils.csv"
    )
    pupils = pd.read_csv(CLASS / "pupils.csv", dtype="str")
    answers = pd.read_csv(CLASS / f"{MOTIVES}.csv", dtype="str")
    of_frames = instrument.tally(answers, by="sex", school="9Б", date="2026", min_cell=1, pupils=pupils)
    assert plain != listed == of_frames
    joined = answers.merge(pupils[["id", "sex", "age", "grade"]], on="id")
    assert instrument.tally(joined, by="sex", school="9Б", date="2026", min_cell=1) == listed


def test_what_is_wrong_in_a_table_is_told_and_counted_as_such() -> None:
    table = motives(12, school=["5"] * 12)
    table["1"][3] = "maybe"
    counted = orientir.instrument(MOTIVES, lang="ru").tally(table)
    assert counted.problems["code"] == ["unknown_code"] and counted.problem_count == 1
    assert counted.sources["school"] == ["5"]
    assert "проблем: 1" in counted._repr_html_()
    with pytest.raises(orientir.AnswerError):
        orientir.instrument(MOTIVES).tally(table, strict=True)


def test_norms_are_used(norms: orientir.Norms, tmp_path: Path) -> None:
    motives = orientir.instrument(MOTIVES)
    path = tmp_path / "norms.json"
    norms.save(path)
    ways: list[Any] = [norms, path, str(path), norms.to_json(), json.loads(norms.to_json())]
    table = pd.read_csv(SCHOOLS / "school-1.csv", dtype={"id": "str"})
    scored = [motives.with_norms(way).score(table) for way in ways]
    first = scored[0].to_dict()
    # 1-01 is a girl; a norm file rounds to the sixth digit or so.
    document = json.loads(norms.to_json())
    group = next(group for group in document["norm"]["groups"] if group["for"]["sex"] == "female")
    assert group["scales"].keys() == {"internal_individual", "internal_social", "external_positive", "external_negative"}
    score = first["external_positive"][0]
    row = next(row for row in rows(norms.to_dict("norms")) if (row["sex"], row["scale"], row["score"]) == ("female", "external_positive", score))
    assert first["external_positive.t"][0] == pytest.approx(50 + 10 * row["z"], abs=1e-4)
    assert first["external_positive.percentile"][0] == pytest.approx(row["percentile"], abs=1e-4)
    assert set(first["external_positive.norm"]) == {"local"}
    assert all(one.to_dict() == first for one in scored[1:])
    normed = motives.with_norms(norms)
    assert normed.definition["norms"][0]["id"] == "local"
    assert pickle.loads(pickle.dumps(normed)).score(table).to_dict() == first
    assert scored[0].receipt["norms"]["local"]
    assert "standing" in repr(scored[0].figure(id="1-01"))
    battery = orientir.battery("self-determination").with_norms(path)
    assert len(battery.assess({MOTIVES: table})) == 84


def test_a_summary_tells_what_norms_are_made_of(norms: orientir.Norms) -> None:
    summary = norms.summary
    assert list(summary.columns) == [
        "sex", "scale", "n", "effective", "intraclass", "mean", "sd", "mean_error", "sd_error", "t_error", "alpha",
    ]  # fmt: skip
    assert len(summary) == 8 and len(norms.refused) == 0 and not norms.is_local and norms.n == 402
    document = json.loads(norms.to_json())
    for group in document["norm"]["groups"]:
        for scale, norm in group["scales"].items():
            row = summary[(summary["sex"] == group["for"]["sex"]) & (summary["scale"] == scale)].iloc[0]
            assert norm.get("mean", row["mean"]) == row["mean"]
    assert any("100" in note for note in norms.notes)
    html = norms._repr_html_()
    assert "female" in html and "effective" in html
    local = orientir.fit(school(1), year=2026, replicates=0, lang="lt")
    assert local.is_local and pd.isna(local.summary["effective"]).all()
    assert any("vietinė palyginimo grupė" in note for note in local.notes)


def test_groups_that_are_too_small_are_refused(city: orientir.Tally) -> None:
    small = orientir.instrument(MOTIVES).tally(
        pd.read_csv(SCHOOLS / "school-1.csv").head(50), by="sex", school="5", date="2026"
    )
    with pytest.raises(orientir.RequestError) as caught:
        orientir.fit(small, by="sex")
    assert caught.value.code == "too_few" and "force=True" in str(caught.value)
    forced = orientir.fit(small, by="sex", force=True, replicates=0)
    assert len(forced.summary) == 8
    weighted = orientir.fit(city, margins={"sex": {"female": 0.5, "male": 0.5}}, replicates=0)
    plain = orientir.fit(city, replicates=0)
    assert weighted.summary["mean"].tolist() != plain.summary["mean"].tolist()


REFUSALS: dict[str, tuple[Callable[[orientir.Tally], Any], str]] = {
    "school": (lambda _: orientir.instrument(MOTIVES).tally(motives(12)), "missing_column"),
    "few": (lambda _: orientir.instrument(MOTIVES).tally(motives(3), school="5"), "too_few"),
    "twice": (lambda city: orientir.merge(city, city), "double_source"),
    "other": (
        lambda city: orientir.merge(
            city, orientir.instrument("career-plan").tally({"plan": [1] * 12}, school="5")
        ),
        "other_tally",
    ),
    "year": (lambda _: orientir.fit(school(1, date=None)), "missing_key"),
    "by": (lambda city: orientir.fit(city, by="grade"), "missing_column"),
    "instrument": (lambda city: orientir.fit(city, "career-plan"), "norm_misfit"),
    "margins": (lambda city: orientir.fit(city, margins={"sex": {"x": 1}}), "bad_margins"),
    "reliability": (lambda city: orientir.instrument("career-plan").reliability(city), "norm_misfit"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_is_refused_with_its_code(name: str, city: orientir.Tally) -> None:
    ask, code = REFUSALS[name]
    with pytest.raises(orientir.Error) as caught:
        ask(city)
    assert caught.value.code == code
    assert "--" not in str(caught.value), "Python has no options of a command line"


@pytest.mark.parametrize(
    "options",
    [
        {"method": "best"}, {"formula": "x"}, {"percentile": "x"}, {"metrics": "raw"}, {"by": "shoe"},
        {"population": "x"}, {"year": 26}, {"replicates": 1_000_000},
    ],
)  # fmt: skip
def test_options_that_cannot_be(options: dict[str, Any], city: orientir.Tally) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        orientir.fit(city, **options)


def test_options_of_another_type_are_named(city: orientir.Tally) -> None:
    wrong: list[dict[str, Any]] = [{"seed": -1}, {"replicates": 1.5}, {"force": "yes"}, {"year": "2026"}]
    for options in wrong:
        with pytest.raises(TypeError, match=f"^{next(iter(options))} cannot be"):
            orientir.fit(city, **options)
    with pytest.raises(TypeError, match="^min_cell cannot be 'x'"):
        orientir.instrument(MOTIVES).tally(motives(12), school="5", min_cell="x")  # type: ignore[arg-type]


def test_options_of_counting_that_cannot_be() -> None:
    instrument = orientir.instrument(MOTIVES)
    wrong: list[dict[str, Any]] = [{"date": "2026-13"}, {"min_cell": 0}, {"by": ["shoe"]}]
    for options in wrong:
        with pytest.raises(ValueError, match=next(iter(options))):
            instrument.tally(motives(12), school="5", **options)
    with pytest.raises(orientir.RequestError) as caught:
        instrument.with_wording("published").with_norms(on_record("five-schools.norms.json"))
    assert caught.value.code == "norm_misfit"
    with pytest.raises(orientir.DefinitionError):
        instrument.with_norms("{}")
    with pytest.raises(ValueError, match="no tally"):
        orientir.fit([])


@pytest.mark.parametrize("instrument", [MOTIVES, "klimov-ddo"])
@pytest.mark.parametrize("kind", ["pandas", "polars", "lists", "file"])
def test_reliability_is_that_of_the_command_line(instrument: str, kind: str) -> None:
    path = CLASS / f"{instrument}.csv"
    data = path if kind == "file" else KINDS[kind](pd.read_csv(path, dtype={"id": "str"}))
    reliability = orientir.instrument(instrument).reliability(data)
    same(reliability.to_dict(), record(f"reliability-{instrument}"))
    assert len(reliability.to_dict("scales")["scale"]) == len(orientir.instrument(instrument).scales)


def test_items_are_those_of_the_command_line() -> None:
    analysis = orientir.instrument(MOTIVES).item_analysis(CLASS / f"{MOTIVES}.csv")
    same(analysis.to_dict(), record(f"items-{MOTIVES}"))
    assert analysis.people == 28 and "ItemAnalysis" in repr(analysis)


def test_counts_stand_in_for_a_table(city: orientir.Tally, tmp_path: Path) -> None:
    instrument = orientir.instrument(MOTIVES)
    path = tmp_path / "city.json"
    city.save(path)
    for data in (city, path, str(path)):
        same(instrument.reliability(data).to_dict(), record("reliability-five-schools"))
        same(instrument.item_analysis(data).to_dict(), record("items-five-schools"))


def test_two_occasions_give_the_retest() -> None:
    reliability = orientir.instrument(MOTIVES, lang="ru").reliability(RESULTS / "occasions.csv")
    same(reliability.to_dict(), record("reliability-occasions"))
    assert all(value is not None for value in reliability.to_dict("scales")["retest"])
    assert "повторная надёжность" in reliability.notes[0]


def test_what_has_no_meaning_is_forced_with_a_mark() -> None:
    klimov = orientir.instrument("klimov-ddo")
    plain = klimov.reliability(CLASS / "klimov-ddo.csv")
    assert set(plain.frame["reason"]) == {"not_meaningful"}
    forced = klimov.reliability(CLASS / "klimov-ddo.csv", force=True)
    assert forced.frame["forced"].any() and any("force=True" in note for note in forced.notes)
    assert klimov.item_analysis(CLASS / "klimov-ddo.csv", force=True).frame["mean"].notna().any()


@pytest.mark.parametrize("kind", ["pandas", "polars", "lists", "file"])
@pytest.mark.parametrize("tables", [1, 2])
def test_comparison_is_that_of_the_command_line(kind: str, tables: int) -> None:
    path = RESULTS / "occasions.csv"
    frame = pd.read_csv(path, dtype={"id": "str"})
    one = frame[frame["occasion"] == 1]
    two = frame[frame["occasion"] == 2]
    given = [path] if kind == "file" else [KINDS[kind](frame)] if tables == 1 else [KINDS[kind](one), KINDS[kind](two)]
    retest = {"internal_individual": 0.7, "internal_social": 0.8, "external_positive": 0.7, "external_negative": 0.7}
    comparison = orientir.instrument(MOTIVES).compare(*given, retest=retest)
    known = record("compare-occasions")
    same(comparison.to_dict("group"), [line for line in known if line["part"] == "group"], ("part",))
    persons = [line for line in known if line["part"] == "person"]
    same(comparison.to_dict("persons"), persons, ("part", "measure"))
    assert comparison.pairs == 60 and comparison.alone == 0
    assert comparison.to_dict("persons")["days"][0] == 98  # 2026-02-02 to 2026-05-11


def test_comparisons_that_cannot_be_made_say_why() -> None:
    instrument = orientir.instrument(MOTIVES, lang="ru")
    with pytest.raises(orientir.AnswerError) as caught:
        instrument.compare(CLASS / f"{MOTIVES}.csv")
    assert caught.value.code == "missing_column"
    with pytest.raises(orientir.AnswerError, match="ни один ученик не ответил оба раза"):
        instrument.compare(motives(2, id=["1", "2"]), motives(2, id=["3", "4"]))
    once = motives(2, id=["1", "2"], occasion=[1, 1])
    with pytest.raises(orientir.AnswerError, match="`after=`"):
        instrument.compare(once)
    with pytest.raises(orientir.AnswerError, match="в классе сравнения"):
        instrument.compare(once, once, against=once)
    thrice = motives(3, id=["1"] * 3, occasion=[1, 2, 3])
    with pytest.raises(orientir.AnswerError, match="occasions="):
        instrument.compare(thrice)
    assert instrument.compare(thrice, occasions=(1, 3)).pairs == 1
    with pytest.raises(orientir.RequestError) as refused:
        instrument.compare(thrice, occasions=(1, 3), retest={"courage": 0.8})
    assert refused.value.code == "unknown_scale"
    wrong: list[dict[str, Any]] = [
        {"retest": 1.0}, {"sd": 0}, {"reliability": "x"}, {"occasions": (1, 1)}, {"wording_after": "x"}
    ]  # fmt: skip
    for options in wrong:
        with pytest.raises(ValueError, match=next(iter(options)).split("_")[0]):
            instrument.compare(thrice, **{"occasions": (1, 2), **options})


def test_another_class_stands_beside() -> None:
    frame = pd.read_csv(RESULTS / "occasions.csv", dtype={"id": "str"})
    comparison = orientir.instrument(MOTIVES).compare(frame, against=frame)
    changes = comparison.group[comparison.group["measure"] == "d_changes"]
    assert changes["value"].tolist() == [0.0] * 4  # against itself
    assert isinstance(orientir.instrument(MOTIVES).compare(pl.from_pandas(frame)).persons, pl.DataFrame)
    assert pa.table(comparison).num_rows == len(comparison.group)


def test_results_are_shown(city: orientir.Tally) -> None:
    instrument = orientir.instrument(MOTIVES, lang="ru")
    reliability = instrument.reliability(city)
    assert repr(reliability) == "<orientir.Reliability of ovcharova-motives 1.0.1: 4 scales, 402 people, 0 problems>"
    for shown in (reliability, instrument.item_analysis(city), instrument.compare(RESULTS / "occasions.csv"), city):
        assert "<table" in shown._repr_html_()
    assert "Это не для рейтинга" in instrument.compare(RESULTS / "occasions.csv")._repr_html_()
    hostile = instrument.tally(motives(12), school="<b>x</b>")
    assert "<b>x" not in hostile._repr_html_()
