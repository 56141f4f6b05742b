"""Run without any other package: what must work on a machine that has nothing but Python and the wheel."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from pathlib import Path

import orientir


def main() -> None:
    others = ["numpy", "pandas", "polars", "pyarrow", "tqdm"]
    there = [name for name in others if importlib.util.find_spec(name)]
    assert not there, f"this is to be run without {', '.join(there)}"

    klimov = orientir.instrument("ДДО")
    data = {"id": ["01", "02", "03"], **{pair: ["a", "b", None] for pair in klimov.fields}}
    scores = klimov.score(data)
    assert len(scores) == 3
    table = scores.frame
    assert isinstance(table, dict), type(table)
    assert table["nature"] == [6.0, 2.0, None]
    assert table["nature.status"] == ["scored", "scored", "missing"]
    assert scores["type"][0] == "nature"
    assert scores.problem_count == 0
    assert scores.to_dict(["raw"])["nature"] == table["nature"]
    assert len(scores.tidy()["scale"]) == 3 * len(klimov.scales)
    assert scores._repr_html_().startswith("<")

    # A fault is a row of problems, and an error where it is asked for.
    faulty = {**data, "1": ["a", "maybe", None]}
    assert klimov.score(faulty).problems["code"] == ["unknown_code"]
    try:
        klimov.score(faulty, strict=True)
    except orientir.AnswerError as error:
        assert error.code == "unknown_code"
    else:
        raise AssertionError("strict finds nothing wrong")

    # What is asked for in the kind of a library that is not there is told in the way of Python.
    profiles = orientir.battery("self-determination").assess({"klimov-ddo": data})
    for results in (scores, profiles):
        for write in (results.to_numpy, results.to_pandas, results.to_polars, results.to_arrow):
            try:
                write()
            except ImportError as error:
                assert error.name in others, error
            else:
                raise AssertionError(f"{write.__name__} works without its library")

    # A file, one person, a battery.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        lines = [data.keys(), *zip(*data.values(), strict=True)]
        path.write_text("\n".join(";".join(cell or "" for cell in line) for line in lines), encoding="utf-8")
        assert klimov.score(path).to_dict() == table
    answers = dict.fromkeys(klimov.fields, "a")
    report = klimov.report(answers)
    assert report["nature"]["raw"] == 6.0
    assert scores.person("01").to_json() == report.to_json()
    assert scores.figure("scales", id="01").svg.startswith("<svg")
    assert profiles.figure("levels").svg.startswith("<svg") and len(profiles.needs_talk["id"]) == 0
    assert profiles.report("02").html.startswith("<!DOCTYPE html>") and profiles.report()._repr_html_()
    assert "nature" in klimov.explain(answers).text
    motives = orientir.instrument("ovcharova-motives")
    quality = motives.quality({"seconds": ["30", "0:07:31"], **{item: ["4", "2"] for item in motives.fields}})
    assert quality.frame["pace"] == [1.5, 22.55] and quality._repr_html_()
    sheet = orientir.instrument("observation-sheet")
    marks = {item: ["3", "2", "1", "1"] for item in sheet.fields}
    agreement = sheet.agreement({"id": ["1", "1", "2", "2"], "rater": ["x", "y"] * 2, **marks})
    assert len(agreement.fields["value"]) > 0 and agreement._repr_html_()
    many = {item: [str(1 + (place * row) % 5) for row in range(40)] for place, item in enumerate(motives.fields, 1)}
    five, six = (motives.tally({**many, "1": [code] * 40}, school=code, date="2026") for code in "23")
    city = orientir.merge(five, six)
    norms = orientir.fit(city, replicates=10)
    assert city.sources["n"] == [40, 40] and norms._repr_html_() and city._repr_html_()
    # The two schools differ so much in one scale that eighty pupils tell no more than ten would.
    assert norms.summary["n"] == [80] * 3 and norms.refused["scale"] == ["internal_individual"]
    assert motives.with_norms(norms).score(many)["external_positive.t"][0] is not None
    assert motives.reliability(city).scales["n"] == [80] * 4 and len(motives.item_analysis(many).frame["item"]) == 20
    twice = {"id": [str(row) for row in range(40)], **many}
    assert motives.compare(twice, twice, retest=0.8).pairs == 40
    assert profiles.to_dict()["id"] == ["01", "02", "03"]

    brought = sorted(name for name in others if name in sys.modules)
    assert not brought, brought
    print(f"orientir {orientir.__version__} works without {', '.join(others)}")


if __name__ == "__main__":
    main()
