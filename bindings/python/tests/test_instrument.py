"""Instruments, one person's results, batteries."""

from __future__ import annotations

import decimal
import json
import math
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import orientir
import pandas as pd
import pytest


def test_an_instrument_says_what_it_is() -> None:
    klimov = orientir.instrument("ДДО", lang="ru")
    assert (klimov.id, klimov.lang, klimov.languages[0]) == ("klimov-ddo", "ru", "ru")
    assert klimov.title == klimov.definition["texts"]["ru"]["title"]
    assert klimov.version == klimov.definition["version"]
    assert klimov.fields == [str(pair) for pair in range(1, 21)]
    assert klimov.scales == ["nature", "technology", "human", "sign", "art"]
    assert len(klimov.key) == len(klimov.document) == 64
    assert klimov.with_lang("lt").lang == "lt"


def test_a_definition_may_be_a_file(tmp_path: Path) -> None:
    klimov = orientir.instrument("klimov-ddo")
    path = tmp_path / "my.json"
    path.write_text("\ufeff" + json.dumps(klimov.definition), encoding="utf-8")
    for name in (path, str(path)):
        assert orientir.instrument(name).document == klimov.document


def test_policies_and_wording() -> None:
    default = orientir.instrument("kabardova-opg")
    chosen = orientir.instrument("kabardova-opg", policies={"zero_skill": "count_all"})
    assert default.policies["zero_skill"] == "leave_out"
    assert (
        chosen.policies["zero_skill"]
        == "count_all"
        == default.with_policy("zero_skill", "count_all").policies["zero_skill"]
    )
    assert chosen.score({"id": ["01"], "1.skill": [0]}).receipt["policies"]["zero_skill"] == "count_all"
    assert orientir.instrument("szho").wording == "none"
    assert orientir.instrument("szho", wording="published").wording == "published"


def test_instruments_travel_to_other_processes() -> None:
    made = orientir.instrument("kabardova-opg", lang="ru", policies={"zero_skill": "count_all"}, wording="published")
    again = pickle.loads(pickle.dumps(made))
    for name in ("id", "key", "document", "policies", "wording", "lang"):
        assert getattr(again, name) == getattr(made, name)


def test_norms_and_levels_where_they_fit() -> None:
    szho = orientir.instrument("szho", wording="published")
    answers = {"id": ["01", "02"], "sex": ["male", None], **{str(item): [6, 6] for item in range(1, 21)}}
    scores = szho.score(answers)
    assert scores["total.norm"] == ["leontiev-reference", None]
    total, z, t = (scores[f"total{fact}"][0] for fact in ("", ".z", ".t"))
    # Mean and SD of the men, see the definition.
    assert math.isclose(z, (total - 103.1) / 15.03, rel_tol=1e-12)
    assert math.isclose(t, 50 + 10 * z, rel_tol=1e-12)


ANSWERS = {"plan": 2, "dated": 2, "next_step": 1, "alternative": 1, "sources": 2}


@pytest.mark.parametrize(
    "kind",
    [
        int,
        float,
        str,
        np.int8,
        np.int64,
        np.float64,
        np.float32,
        np.str_,
        decimal.Decimal,
        lambda x: decimal.Decimal(f"{x}.0"),
    ],
)
def test_answers_of_one_person_may_be_of_any_type(kind: Any) -> None:
    plan = orientir.instrument("career-plan")
    report = plan.report({field: kind(answer) for field, answer in ANSWERS.items()})
    assert report["elements"]["raw"] == 8.0


def test_a_row_of_a_frame_is_a_person() -> None:
    frame = pd.DataFrame([ANSWERS, {**ANSWERS, "plan": 0}])
    assert orientir.instrument("career-plan").report(frame.iloc[1])["elements"]["raw"] == 6.0


@pytest.mark.parametrize("nothing", [None, math.nan, np.nan, pd.NA, pd.NaT, "", decimal.Decimal("nan")])
def test_nothing_is_no_answer(nothing: Any) -> None:
    report = orientir.instrument("career-plan").report({**ANSWERS, "plan": nothing})
    assert report["elements"] == {"status": "missing", "raw": None, "answered": 4, "of": 5, "possible": [6.0, 8.0]}


def test_one_person_and_many_are_scored_alike() -> None:
    plan = orientir.instrument("career-plan")
    report = plan.report(ANSWERS)
    scores = plan.score({field: [answer] for field, answer in ANSWERS.items()})
    assert scores["elements"][0] == report["elements"]["raw"]
    assert report.to_dict() == json.loads(report.to_json())
    assert report.receipt["key"] == scores.receipt["key"] == plan.key
    assert list(report.scales) == plan.scales
    assert report.flags == [] and report.type is None
    assert "own_form" in report.cautions


def test_several_ratings_of_one_person() -> None:
    sheet = orientir.instrument("observation-sheet")
    ratings = [dict.fromkeys((f"a{i}" for i in range(1, 9)), answer) for answer in (3, 1)]
    report = sheet.report(ratings)
    scores = sheet.score({"id": ["01", "01"], "rater": ["x", "y"], **{f"a{i}": [3, 1] for i in range(1, 9)}})
    assert scores["activity"] == [report["activity"]["raw"]]


def test_covariates_of_one_person() -> None:
    szho = orientir.instrument("szho", wording="published")
    report = szho.report({item: 6 for item in range(1, 21)}, person={"sex": "female", "age": 16, "grade": None})
    assert report["total"]["norm"] == "leontiev-reference"


def test_an_explanation() -> None:
    explained = orientir.instrument("career-plan", lang="ru").explain(ANSWERS)
    assert "8" in explained.text and str(explained) == explained.text
    assert explained.to_dict() == json.loads(explained.to_json())


def test_a_form() -> None:
    plan = orientir.instrument("career-plan")
    form = json.dumps(plan.form("ru"), ensure_ascii=False)
    assert "Есть ли у тебя план" in form
    assert [plan.form(lang)["lang"] for lang in ("ru", "lt", "en")] == ["ru", "lt", "en"]


def test_scores_look_like_columns() -> None:
    scores = orientir.instrument("career-plan").score({"id": ["01"], **{f: [a] for f, a in ANSWERS.items()}})
    assert list(scores) == scores.columns == ["id", *scores.columns[1:]]
    assert "elements" in scores and "total" not in scores and 3 not in scores
    assert scores.instrument.id == "career-plan"
    assert scores["id"] == scores.ids == ["01"]


MOTIVES: dict[str, list[Any]] = {"id": ["01", "02", "03"], **{str(i): [5, 3, 1] for i in range(1, 21)}}


def marks() -> dict[str, list[Any]]:
    fields = [field for field in orientir.instrument("dembo-rubinstein").fields if field != "line_length"]
    # The second person wants less than there is.
    return {"id": ["01", "02"], **{field: [70, 40] if field.endswith("want") else [50, 50] for field in fields}}


def test_a_battery_says_what_it_is(tmp_path: Path) -> None:
    battery = orientir.battery("self-determination", lang="ru")
    assert battery.title == "Профессиональное самоопределение: три критерия"
    assert "szho" in battery.instruments and battery.lang == "ru"
    path = tmp_path / "ours.json"
    path.write_text(json.dumps({**battery.definition, "id": "ours"}), encoding="utf-8")
    assert orientir.battery(path).id == "ours"
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert orientir.battery(path).instruments == battery.instruments


def test_instruments_beside_a_battery_go_before_the_catalogue(tmp_path: Path) -> None:
    battery = orientir.battery("self-determination")
    path = tmp_path / "ours.json"
    path.write_text(json.dumps(battery.definition), encoding="utf-8")
    (tmp_path / "career-plan.json").write_text("{}", encoding="utf-8")
    with pytest.raises(orientir.DefinitionError):
        orientir.battery(path)


def test_profiles_of_people() -> None:
    battery = orientir.battery("self-determination", lang="en")
    profiles = battery.assess({"ovcharova-motives": MOTIVES, "dembo-rubinstein": marks()})
    assert len(profiles) == 3 and profiles.frame["id"] == ["01", "02", "03"]
    assert {"cognitive.level", "cognitive.index", "cognitive.coverage", "overall.level", "flags"} <= set(profiles.frame)
    talks = profiles.needs_talk
    assert list(talks) == ["id", "cause", "code", "reason"]
    assert ("02", "flag", "Self-esteem and aspiration: worth a talk") in zip(
        talks["id"], talks["cause"], talks["reason"], strict=True
    )
    assert {"flag", "low", "uncertain"} >= set(talks["cause"])
    documents = profiles.to_dicts()
    assert [len(document["criteria"]) for document in documents] == [3, 3, 3]
    assert profiles.problem_count == 0 and profiles.problems["code"] == []
    assert profiles.battery is battery


def test_profiles_in_the_kind_of_the_tables() -> None:
    battery = orientir.battery("self-determination")
    profiles = battery.assess({"ovcharova-motives": pd.DataFrame(MOTIVES, index=[7, 8, 9])})
    assert profiles.frame.index.tolist() == [0, 1, 2]
    for frame in (profiles.frame, profiles.needs_talk, profiles.problems):
        assert isinstance(frame, pd.DataFrame)
    for frame in (
        profiles.to_pandas(),
        profiles.to_polars(),
        profiles.to_arrow(),
        profiles.to_numpy(),
        profiles.to_dict(),
    ):
        assert list(frame["id"]) == ["01", "02", "03"] or frame["id"].to_pylist() == ["01", "02", "03"]


def test_files_and_a_list_of_pupils(tmp_path: Path) -> None:
    path = tmp_path / "motives.csv"
    pd.DataFrame(MOTIVES).to_csv(path, index=False)
    battery = orientir.battery("self-determination")
    pupils = {"id": ["03", "02", "01"], "sex": ["female", "male", "male"], "grade": [9, 9, 9]}
    profiles = battery.assess({"ovcharova-motives": path}, pupils=pupils)
    assert list(profiles.frame["id"]) == ["03", "02", "01"]


def test_faults_in_the_tables_of_a_battery() -> None:
    battery = orientir.battery("self-determination")
    faulty = {**MOTIVES, "1": [9, 3, 1]}
    assert battery.assess({"ovcharova-motives": faulty}).problem_count == 1
    with pytest.raises(orientir.AnswerError) as strict:
        battery.assess({"ovcharova-motives": faulty}, strict=True)
    assert strict.value.path == "ovcharova-motives: row 1, column 1"
    with pytest.raises(orientir.RequestError) as caught:
        battery.assess({"weather": MOTIVES})
    assert caught.value.code == "wrong_instrument"
