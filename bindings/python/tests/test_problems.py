"""Problems as exceptions, as rows, and as words."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import orientir
import pytest
from orientir import _errors

ANSWERS: dict[str, list[Any]] = {
    "id": ["01", "02"],
    "plan": [2, 7],
    "dated": [2, 0],
    "next_step": [1, 2],
    "alternative": [1, "maybe"],
    "sources": [2, 2],
}


@pytest.fixture
def plan() -> orientir.Instrument:
    return orientir.instrument("career-plan")


def faulty(path: Path, **changes: Any) -> Path:
    """A definition with faults, as a file."""
    definition = {**orientir.instrument("career-plan").definition, **changes}
    path.write_text(json.dumps(definition), encoding="utf-8")
    return path


def test_kinds_of_errors() -> None:
    for kind, error in (
        ("definition", orientir.DefinitionError),
        ("answer", orientir.AnswerError),
        ("request", orientir.RequestError),
    ):
        assert issubclass(error, orientir.Error) and issubclass(error, ValueError)
        with pytest.raises(error) as caught:
            _errors.raise_problems(kind, [{"code": "x", "path": "/a", "message": "words", "arguments": {"b": "c"}}])
        assert (caught.value.code, caught.value.path, caught.value.message) == ("x", "/a", "words")
        assert caught.value.arguments == {"b": "c"}
        assert str(caught.value) == "/a: words"


def test_a_kind_of_a_newer_engine_is_an_error() -> None:
    with pytest.raises(orientir.Error):
        _errors.raise_problems("weather", [{"code": "x"}])


def test_many_problems_are_all_kept_and_some_shown() -> None:
    error = orientir.Error([orientir.Problem("x", message=f"fault {i}") for i in range(1, 31)])
    assert len(error.problems) == 30
    assert str(error).splitlines()[0] == "fault 1"
    assert str(error).splitlines()[-1] == "... and 20 more, see .problems"


def test_errors_are_copied_and_pickled() -> None:
    error = orientir.AnswerError([orientir.Problem("x", "/a", "words", row=3, arguments={"b": "c"})])
    for again in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert type(again) is orientir.AnswerError
        assert again.problems == error.problems
    assert hash(error.problems[0]) == hash(orientir.Problem("x", "/a", "words", row=3))


def test_a_definition_tells_every_fault_with_its_place(tmp_path: Path) -> None:
    path = faulty(tmp_path / "plan.json", version="one", scales=[])
    with pytest.raises(orientir.DefinitionError) as caught:
        orientir.instrument(path)
    assert len(caught.value.problems) >= 2
    found = {problem.code: problem.path for problem in caught.value.problems}
    assert found["bad_version"] == "/version"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: orientir.instrument("klimow-ddo"), "unknown_instrument"),
        (lambda: orientir.battery("self-determinaton"), "unknown_instrument"),
        (lambda: orientir.instrument("kabardova-opg", policies={"zero_skill": "maybe"}), "unknown_policy"),
        (lambda: orientir.instrument("kabardova-opg").with_policy("zero", "count_all"), "unknown_policy"),
        (lambda: orientir.instrument("nowhere/plan.json"), "unreadable"),
        (lambda: orientir.battery("nowhere/battery.json"), "unreadable"),
        (lambda: orientir.instrument("career-plan").score("nowhere.csv"), "unreadable"),
    ],
)
def test_requests_that_cannot_be_met(make: Any, code: str) -> None:
    with pytest.raises(orientir.RequestError) as caught:
        make()
    assert caught.value.code == code
    assert caught.value.message and "``" not in caught.value.message


@pytest.mark.parametrize(
    ("answers", "person", "code"),
    [
        ({"plan": 7}, None, "out_of_range"),
        ({"plan": "maybe"}, None, "unknown_code"),
        ({"plans": 1}, None, "unknown_field"),
        ({"plan": 1}, {"age": "old"}, "bad_covariate"),
    ],
)
def test_faulty_answers_of_one_person(plan: orientir.Instrument, answers: Any, person: Any, code: str) -> None:
    for do in (plan.report, plan.explain):
        with pytest.raises(orientir.AnswerError) as caught:
            do(answers, person=person)
        assert caught.value.code == code


def test_problems_are_rows(plan: orientir.Instrument) -> None:
    scores = plan.score(ANSWERS)
    assert scores.problem_count == 2
    assert list(scores.problems) == ["row", "id", "column", "code", "message"]
    assert scores.problems["row"] == [1, 1]
    assert scores.problems["id"] == ["02", "02"]
    assert scores.problems["column"] == ["plan", "alternative"]
    assert scores["elements.status"] == ["scored", "invalid"]


def test_strict_raises_all_problems(plan: orientir.Instrument) -> None:
    with pytest.raises(orientir.AnswerError) as caught:
        plan.score(ANSWERS, strict=True)
    assert [(p.row, p.person, p.column) for p in caught.value.problems] == [(1, "02", "plan"), (1, "02", "alternative")]
    assert caught.value.path == "row 2, column plan"
    assert len(plan.score({**ANSWERS, "plan": [2, 1], "alternative": [1, 1]}, strict=True)) == 2


def test_what_a_person_answered_is_masked_unless_asked_for(plan: orientir.Instrument) -> None:
    shown = " ".join(plan.score(ANSWERS, reveal=True).problems["message"])
    assert "maybe" in shown
    scores = plan.score(ANSWERS)
    masked = " ".join(scores.problems["message"])
    assert "maybe" not in masked and "…" in masked
    with pytest.raises(orientir.AnswerError) as caught:
        plan.score(ANSWERS, strict=True)
    for text in (repr(scores), repr(caught.value), str(caught.value), scores._repr_html_()):
        assert "maybe" not in text


def test_messages_are_in_the_language_of_the_instrument(plan: orientir.Instrument) -> None:
    words = {lang: plan.with_lang(lang).score(ANSWERS).problems["message"][0] for lang in ("en", "ru", "lt")}
    assert len(set(words.values())) == 3
    codes = {tuple(plan.with_lang(lang).score(ANSWERS).problems["code"]) for lang in ("en", "ru", "lt")}
    assert len(codes) == 1


def test_mistakes_of_the_program_are_those_of_python(plan: orientir.Instrument) -> None:
    with pytest.raises(ValueError, match="threads"):
        plan.score(ANSWERS, threads=0)
    with pytest.raises(TypeError):
        plan.score(ANSWERS, 3)  # type: ignore[call-overload]
    for do in (plan.with_lang, plan.with_wording, plan.form):
        with pytest.raises(ValueError, match="xx"):
            do("xx")
    with pytest.raises(ValueError, match="raw, level"):
        plan.score(ANSWERS).to_dict("mean")


def test_a_scale_that_is_not_there_is_a_key_that_is_not_there(plan: orientir.Instrument) -> None:
    scores, report = plan.score(ANSWERS), plan.report({"plan": 1})
    for look_up in (lambda: scores["total"], lambda: scores["elements.sten"], lambda: report["total"]):
        for error in (KeyError, orientir.RequestError):
            with pytest.raises(error) as caught:
                look_up()
        assert caught.value.code == "unknown_scale"
        assert "`total`" in str(caught.value) or "`elements.sten`" in str(caught.value)
        assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


def test_a_table_of_something_else(plan: orientir.Instrument) -> None:
    with pytest.raises(orientir.AnswerError) as caught:
        plan.score({"weather": ["rain"], "wind": ["west"]})
    assert caught.value.code == "another_table"
