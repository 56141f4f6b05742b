"""What results may be used for: an instrument for groups of adults gives no result of single people, nor of pupils."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import orientir
import pytest
from conformance.files import DEFINITIONS

ANSWERS = {"town": "agree", "taxes": "disagree", "roads": "agree"}
TABLE = {
    "id": [f"{number:02}" for number in range(30)],
    "age": [20 + number for number in range(30)],
    "town": ["agree", "disagree", "agree"] * 10,
    "taxes": ["agree", "disagree", "disagree"] * 10,
    "roads": ["agree", "disagree", "disagree"] * 10,
}


@pytest.fixture
def opinions() -> orientir.Instrument:
    return orientir.instrument(DEFINITIONS / "opinions.json")


def test_nothing_speaks_of_one_person(opinions: orientir.Instrument, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("id,town,taxes,roads\n1,agree,agree,agree\n", encoding="utf-8")
    asked = {
        "score": lambda: opinions.score(TABLE),
        "a file": lambda: opinions.score(path),
        "report": lambda: opinions.report(ANSWERS),
        "explain": lambda: opinions.explain(ANSWERS),
        "explain of a table": lambda: opinions.explain(TABLE, of="01"),
        "quality": lambda: opinions.quality(TABLE),
        "agreement": lambda: opinions.agreement(TABLE),
        "compare": lambda: opinions.compare(TABLE),
        "verify": lambda: opinions.verify(opinions.for_adult_groups().report(ANSWERS).receipt, ANSWERS),
    }
    for what, does in asked.items():
        with pytest.raises(orientir.RequestError) as raised:
            does()
        assert raised.value.code == "use_restricted", what
        assert ".tally(…), .for_adult_groups()" in str(raised.value), what


def test_the_use_can_be_stated(opinions: orientir.Instrument) -> None:
    stated = opinions.for_adult_groups()
    assert stated.report(ANSWERS)["change"]["raw"] == 2.0
    assert stated.score(TABLE)["change"][:3] == [3.0, 0.0, 1.0]
    assert stated.explain(ANSWERS).to_dict()["scales"][0]["status"] == "scored"
    again = pickle.loads(pickle.dumps(stated))
    assert again.report(ANSWERS)["change"]["raw"] == 2.0
    with pytest.raises(orientir.RequestError):
        pickle.loads(pickle.dumps(opinions)).report(ANSWERS)


def test_pupils_have_no_score_whatever_is_stated(opinions: orientir.Instrument) -> None:
    stated = opinions.for_adult_groups()
    for person in ({"grade": 9}, {"age": 17}):
        report = stated.report(ANSWERS, person=person)
        assert (report["change"]["raw"], report["change"]["status"], report.type) == (None, "restricted", None)
    table = {**TABLE, "age": [17, *TABLE["age"][1:]], "class": [None, "II g", *[None] * 28]}
    scores = stated.score(table)
    assert scores["change.status"][:3] == ["restricted", "restricted", "scored"]
    assert scores["change"][:3] == [None, None, 1.0]


def test_no_figure_shows_one_person(opinions: orientir.Instrument) -> None:
    report = opinions.for_adult_groups().report(ANSWERS)
    assert len(report.figure()) == 0


def test_groups_are_counted(opinions: orientir.Instrument) -> None:
    tally = opinions.tally(TABLE, school="Library")
    scores = tally.scores
    assert [scores[name] for name in ("score", "n")] == [[0.0, 1.0, 3.0], [10, 10, 10]]
    assert scores["scale"] == ["change"] * 3
    assert sum(scores["percent"]) == pytest.approx(100)
    assert opinions.reliability(TABLE) is not None


def test_groups_have_no_pupils_and_ten_people(opinions: orientir.Instrument) -> None:
    for changed, code in [
        ({**TABLE, "age": [17, *TABLE["age"][1:]]}, "use_restricted"),
        ({**TABLE, "grade": [9, *[None] * 29]}, "use_restricted"),
        ({name: values[:9] for name, values in TABLE.items()}, "too_few"),
        ({**{name: values for name, values in TABLE.items() if name != "id"}, "Name": ["Ann"] * 30}, "use_restricted"),
    ]:
        for does in (lambda t=changed: opinions.tally(t, school="Library"), lambda t=changed: opinions.reliability(t)):
            with pytest.raises(orientir.Error) as raised:
                does()
            assert raised.value.code == code
    with pytest.raises(orientir.RequestError) as raised:
        opinions.tally(TABLE, school="Library", min_cell=1)
    assert raised.value.code == "use_restricted"


def test_a_pupil_who_may_see_nothing_has_no_bars(tmp_path: Path) -> None:
    definition = orientir.instrument("klimov-ddo").definition
    definition["about"]["administration"]["pupil"] = "nothing"
    path = tmp_path / "hidden.json"
    path.write_text(json.dumps(definition), encoding="utf-8")
    hidden = orientir.instrument(path).report({pair: "a" for pair in range(1, 21)})
    with pytest.raises(orientir.RequestError):
        hidden.figure("scales")
    assert "<svg" not in hidden._repr_html_()
