"""What stands in a notebook: words, escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import orientir
import pandas as pd
import pytest

SCRIPT = "<script>alert('x')</script>"
VOID = {"br", "hr", "img", "input", "meta", "link"}


class Page(HTMLParser):
    """Elements and texts; an element that is not closed is a fault."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in VOID
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]
        self.elements.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def page(shown: Any) -> Page:
    html = shown._repr_html_()
    assert "<script" not in html.lower()
    return Page(html)


def everywhere(value: Any, keep: tuple[str, ...] = ("id", "code", "source", "evidence", "wording")) -> Any:
    """The texts of a definition, with a script in each."""
    if isinstance(value, dict):
        return {key: item if key in keep else everywhere(item, keep) for key, item in value.items()}
    if isinstance(value, list):
        return [everywhere(item, keep) for item in value]
    return value + SCRIPT if isinstance(value, str) else value


@pytest.fixture
def hostile(tmp_path: Path) -> orientir.Instrument:
    """A definition that has a script wherever the format lets text stand."""
    definition = orientir.instrument("dembo-rubinstein").definition
    definition["texts"] = everywhere(definition["texts"])
    definition["aliases"] = everywhere(definition["aliases"])
    definition["about"]["sources"] = everywhere(definition["about"]["sources"])
    for levels in definition["levels"]:
        levels["basis"]["doubt"] = SCRIPT
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(definition), encoding="utf-8")
    return orientir.instrument(path, lang="ru")


def marks(rows: int = 1) -> dict[str, list[Any]]:
    dembo = orientir.instrument("dembo-rubinstein")
    return {field: [50.0] * rows for field in dembo.fields if field != "line_length"}


def test_definitions_are_escaped(hostile: orientir.Instrument) -> None:
    for shown in (hostile, orientir.Catalogue([hostile]), hostile.score(marks()), hostile.report({"mind.now": 50})):
        assert SCRIPT in page(shown).text
    page(hostile.explain({"mind.now": 50}))


def test_ids_and_labels_of_rows_are_escaped(hostile: orientir.Instrument) -> None:
    shown = page(hostile.score({"id": [SCRIPT], **marks()}))
    assert SCRIPT in shown.texts
    shown = page(hostile.score(pd.DataFrame(marks(), index=[SCRIPT])))
    assert SCRIPT in shown.texts


def test_names_of_columns_are_escaped(hostile: orientir.Instrument) -> None:
    scores = hostile.score({SCRIPT: [1], **marks()})
    page(scores)
    scores = hostile.score({**marks(), "mind.now": [SCRIPT]}, reveal=True)
    page(scores)


def test_profiles_are_escaped() -> None:
    motives = {"id": [SCRIPT, "02"], **{str(i): [5, 3] for i in range(1, 21)}}
    battery = orientir.battery("self-determination")
    profiles = battery.assess({"ovcharova-motives": motives})
    assert SCRIPT in page(profiles).texts
    page(battery)


def test_the_first_rows_are_shown_and_counted() -> None:
    scores = orientir.instrument("dembo-rubinstein", lang="en").score({"id": [f"p{i}" for i in range(25)], **marks(25)})
    shown = page(scores)
    assert "p9" in shown.texts and "p10" not in shown.texts
    assert "first 10 of 25 rows" in shown.text
    assert "first" not in page(scores.instrument.score({"id": ["p"], **marks()})).text


def test_rows_are_named_as_the_caller_names_them() -> None:
    dembo = orientir.instrument("dembo-rubinstein")
    index = pd.MultiIndex.from_tuples([("9Б", 7)])
    assert "9Б, 7" in page(dembo.score(pd.DataFrame(marks(), index=index))).texts
    assert "0" in page(dembo.score(marks())).texts


def test_names_stay_in_one_line_and_sentences_have_room() -> None:
    lines = {**marks(), "mind.want": [40.0]}
    dembo = orientir.instrument("dembo-rubinstein", lang="ru")
    html = dembo.score({"id": ["Гордеева-Лунина Ульяна"], **lines})._repr_html_()
    cells = re.findall(r'<td style="([^"]*)">([^<]*)', html)
    assert "white-space:nowrap" in next(style for style, text in cells if text == "Гордеева-Лунина Ульяна")
    assert "min-width" in next(style for style, text in cells if text.startswith("Хотя бы на одной линии"))


def test_levels_and_scales_are_words_of_the_definition() -> None:
    words = {"ru": ("средний", "Самооценка"), "lt": ("vidutinis", "Savivertė"), "en": ("medium", "Self-esteem")}
    for lang, (level, scale) in words.items():
        shown = page(orientir.instrument("dembo-rubinstein", lang=lang).score(marks()))
        assert level in shown.texts and scale in shown.text
        assert lang == "en" or "medium" not in shown.texts
    klimov = orientir.instrument("klimov-ddo", lang="ru").score({str(i): ["a"] for i in range(1, 21)})
    assert "Человек — природа" in page(klimov).texts


def test_without_words_ids_are_shown(tmp_path: Path) -> None:
    definition = orientir.instrument("dembo-rubinstein").definition
    del definition["texts"]
    path = tmp_path / "bare.json"
    path.write_text(json.dumps(definition), encoding="utf-8")
    bare = orientir.instrument(path)
    assert bare.title == "dembo-rubinstein" and bare.languages == []
    assert {"medium", "self_esteem"} <= set(page(bare.score(marks())).texts)
    assert "low < 45 ≤ medium < 60 ≤ high < 75 ≤ very_high" in page(bare).texts


def test_the_interface_speaks_three_languages() -> None:
    words = {"ru": "строка", "lt": "eilutė", "en": "row"}
    for lang, word in words.items():
        scores = orientir.instrument("dembo-rubinstein", lang=lang).score(marks())
        assert word in page(scores).texts
        assert f'lang="{lang}"' in scores._repr_html_()


def test_scores_are_rounded_for_reading_only() -> None:
    motives = orientir.instrument("observation-sheet", lang="en")
    scores = motives.score({"id": ["01"], **{f"a{i}": [1 if i < 4 else 2] for i in range(1, 9)}})
    raw = scores["activity"][0]
    assert raw != round(raw, 2)
    assert f"{raw:.2f}" in page(scores).text


@pytest.mark.parametrize(
    ("lang", "median", "gap"), [("ru", "50,5", "−10,5"), ("lt", "50,5", "−10,5"), ("en", "50.5", "−10.5")]
)
def test_numbers_are_written_as_in_the_explanation(lang: str, median: str, gap: str) -> None:
    dembo = orientir.instrument("dembo-rubinstein", lang=lang)
    answers = {field: 50.5 if field.endswith(".now") else 40 for field in marks()}
    shown = page(dembo.score({field: [answer] for field, answer in answers.items()})).texts
    explained = dembo.explain(answers).text
    for number in (median, gap):
        assert number in shown and number in explained


@pytest.mark.parametrize(("lang", "coverage"), [("ru", "1 из 2"), ("lt", "1 iš 2"), ("en", "1 of 2")])
def test_coverage_is_in_words(lang: str, coverage: str) -> None:
    motives = {"id": ["01"], **{str(i): [5 if i <= 5 else 3] for i in range(1, 21)}}
    profiles = orientir.battery("self-determination", lang=lang).assess({"ovcharova-motives": motives})
    assert coverage in page(profiles).texts
    assert profiles.frame["motivational.coverage"] == ["1 of 2"]


def test_what_has_no_type_says_so() -> None:
    klimov = orientir.instrument("klimov-ddo", lang="ru")
    scores = klimov.score({"id": ["01", "02"], **{pair: ["a", None if pair == "1" else "a"] for pair in klimov.fields}})
    assert scores["type"] == ["nature", None]
    without_score = [scale for scale in klimov.scales if scores[scale][1] is None]
    assert page(scores).texts.count("нет") == len(without_score) + 1


def test_what_has_no_level_says_so() -> None:
    szho = orientir.instrument("szho", lang="ru")
    answers = {field: ["4"] for field in szho.fields}
    shown = page(szho.score({"id": ["01"], "sex": ["female"], **answers}))
    assert "T" not in shown.texts
    assert "без уровня (почему — см. .explain()): Осмысленность жизни, Цели в жизни" in shown.text
    published = szho.with_wording("published")
    shown = page(published.score({"id": ["01", "02"], "sex": ["female", None], **{field: ["4", "4"] for field in answers}}))
    assert "T" in shown.texts and "в среднем диапазоне" in shown.texts
    assert "без уровня (почему — см. .explain()): Осмысленность жизни" in shown.text
    shown = page(published.score({"id": ["01"], "sex": ["female"], **answers}))
    assert "без уровня" not in shown.text


def test_a_report_says_why_there_is_no_level() -> None:
    szho = orientir.instrument("szho", lang="ru")
    answers = dict.fromkeys(szho.fields, 4)
    assert "(норма сделана по другому тексту" in page(szho.report(answers, person={"sex": "female"})).text
    published = szho.with_wording("published")
    assert "(неизвестны пол, возраст или класс" in page(published.report(answers)).text
    assert "без уровня" not in page(published.report(answers, person={"sex": "female"})).text
    sheet = orientir.instrument("observation-sheet", lang="ru")
    one = page(sheet.report({field: 3 for field in sheet.fields}))
    assert "(не выполнено условие уровня" in one.text


def test_what_was_prorated_or_is_missing_says_so() -> None:
    sheet = orientir.instrument("observation-sheet", lang="en")
    answers = {f"a{i}": [3, None, "x"] for i in range(1, 8)}
    scores = sheet.score({"id": ["01", "02", "03"], **answers, "a8": [None, None, None]})
    shown = page(scores)
    if scores["activity.status"][0] == "prorated":
        assert any(text.startswith("≈ ") for text in shown.texts)
    assert "invalid" in shown.texts
    assert {"missing", "not asked"} & set(shown.texts)


def test_a_refusal_reads_like_any_missing_score() -> None:
    scores = orientir.instrument("dembo-rubinstein", lang="en").score({**marks(), "mind.now": ["refused"]})
    assert scores["self_esteem.status"] == ["refused"]
    shown = page(scores)
    assert "missing" in shown.texts and "refused" not in shown.text


def counted(lang: str) -> Iterator[str]:
    dembo = orientir.instrument("dembo-rubinstein", lang=lang)
    for faults in (0, 1, 3):
        yield page(dembo.score({**marks(3), "mind.now": [500] * faults + [50] * (3 - faults)})).text


def test_problems_are_counted() -> None:
    none, one, three = counted("en")
    assert ".problems" not in none
    assert "1 problem: see .problems" in one
    assert "3 problems: see .problems" in three
    assert "проблем: 3, см. .problems" in list(counted("ru"))[2]


def test_the_receipt_is_one_line() -> None:
    scores = orientir.instrument("dembo-rubinstein", lang="en").score(marks())
    receipt = scores.receipt
    assert f"{receipt['instrument']} {receipt['version']}, key {receipt['key'][:8]}" in page(scores).texts
    assert receipt["key"] == scores.instrument.key


def test_the_sheet_of_an_instrument() -> None:
    text = page(orientir.instrument("szho", lang="en")).text
    norm = "male: Meaningfulness of life 103.1 ± 15.03"
    for part in ("adults, n = 200, 1992", norm, "evidence A", "psy.bobrodobro.ru", "age 15+"):
        assert part in text
    assert "No norms of this test for schoolchildren" in text
    assert "none: scores are described" in page(orientir.instrument("klimov-ddo")).text


def test_the_catalogue_is_a_table() -> None:
    catalogue = orientir.instruments(lang="ru")
    shown = page(catalogue)
    assert shown.elements.count("tr") == len(catalogue) + 1
    for instrument in catalogue:
        assert instrument.id in shown.texts
    page(orientir.Catalogue())


def test_one_person() -> None:
    dembo = orientir.instrument("dembo-rubinstein", lang="en")
    shown = page(dembo.report({field: cells[0] for field, cells in marks().items()}))
    assert "50" in shown.texts and "medium" in shown.texts


def test_every_instrument_is_shown_in_every_language() -> None:
    for lang in ("ru", "lt", "en"):
        for instrument in orientir.instruments(lang=lang):
            page(instrument)
            page(instrument.for_adult_groups().score({"id": ["01"], **{field: [None] for field in instrument.fields}}))


def test_an_explanation_is_shown_as_it_is() -> None:
    explained = orientir.instrument("career-plan").explain({"plan": 2})
    assert page(explained).text == explained.text == str(explained)


def test_no_repr_shows_answers_or_scores() -> None:
    dembo = orientir.instrument("dembo-rubinstein")
    answers = dict.fromkeys(marks(), 61.5)
    shown = [
        dembo.score({"id": ["Анна"], **{f: [a] for f, a in answers.items()}}),
        dembo.report(answers),
        dembo.explain(answers),
    ]
    for one in [dembo, *shown]:
        assert repr(one).startswith("<orientir.")
        assert not any(told in repr(one) for told in ("61.5", "Анна", "high", "средний"))


def test_nothing_in_a_notebook_is_loaded_or_run() -> None:
    html = "".join(instrument._repr_html_() for instrument in orientir.instruments())
    for word in ("<script", "<style", "<link", "<img", "url(", "javascript:", "@import"):
        assert word not in html
