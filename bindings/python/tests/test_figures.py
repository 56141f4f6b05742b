"""Figures of one person and of a class: sound, whole, and of whom they should be."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import orientir
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conformance.files import ROOT

CLASS = ROOT / "examples/class-9b"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert('x')</script>",
    '"><img src=x onerror=alert(1)>',
    "]]> &amp; --> </svg>",
    "Анна 🧑‍🎓",
    "\u202eannA\u200f עברית",
    "я" * 300,
    "\u200b\x01",
]


def klimov(lang: str = "ru") -> orientir.Instrument:
    return orientir.instrument("klimov-ddo", lang=lang)


def pairs(ids: list[Any], codes: str = "a") -> dict[str, list[Any]]:
    return {"id": ids, **{str(pair): [codes[row % len(codes)] for row in range(len(ids))] for pair in range(1, 21)}}


def dembo(marks: Iterable[float]) -> dict[str, list[Any]]:
    fields = [field for field in orientir.instrument("dembo-rubinstein").fields if field != "line_length"]
    marks = list(marks)
    return {"id": [f"{n:02}" for n in range(1, len(marks) + 1)], **{field: marks for field in fields}}


def sound(figure: orientir.Figure) -> ElementTree.Element:
    """The root of a figure; both of its forms are sound XML, and hold nothing that runs or is loaded."""
    for text in (figure.svg, figure.document):
        assert not {"script", "foreignObject", "a", "image", "use"} & {e.tag.removeprefix(SVG) for e in whole(text)}
    root = ElementTree.fromstring(figure.svg)
    assert root.tag == f"{SVG}svg" and root.get("role") == "img"
    assert root.findtext(f"{SVG}title") and root.findtext(f"{SVG}desc")
    return root


def whole(text: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(text).iter())


class Elements(HTMLParser):
    """The elements of a notebook output."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        return sum(found == tag for found, _ in self.found)


def html_of(shown: Any) -> str:
    html: str = shown._repr_html_()
    return html


def test_a_figure_says_in_words_what_is_drawn() -> None:
    report = klimov().report({pair: "a" for pair in range(1, 21)})
    (figure,) = report.figure("scales")
    root = sound(figure)
    assert root.findtext(f"{SVG}title") == figure.title == klimov().title
    assert root.findtext(f"{SVG}desc") == figure.description
    for scale in report.scales:
        name = klimov().definition["texts"]["ru"]["scales"][scale]["name"]
        assert f"{name}: {report[scale]['raw']:g} из 8" in figure.description


def test_the_language_is_that_of_the_instrument() -> None:
    for lang, words in {"ru": "6 из 8", "lt": "6 iš 8", "en": "6 of 8"}.items():
        assert words in klimov(lang).report({pair: "a" for pair in range(1, 21)}).figure("scales").description


def test_every_result_of_every_instrument_is_drawn() -> None:
    names: set[str] = set()
    for lang in ("ru", "lt", "en"):
        for instrument in orientir.instruments(lang=lang):
            if not (CLASS / f"{instrument.id}.csv").exists():
                continue  # nothing that a class answered
            scores = instrument.score(CLASS / f"{instrument.id}.csv")
            for id in (scores.ids[0], scores.ids[-1]):
                figures = scores.figure(id=id)
                assert figures == scores.person(id).figure()
                for figure in figures:
                    sound(figure)
                    names.add(figure.name)
            nothing = instrument.report({}).figure()
            assert all(map(sound, nothing))
    assert names == {"lines", "groups", "scales"}


def test_where_a_norm_fits_the_standing_is_drawn() -> None:
    szho = orientir.instrument("szho", wording="published", lang="ru")
    report = szho.report(dict.fromkeys(szho.fields, 5), person={"sex": "female", "age": 30})
    assert [figure.name for figure in report.figure()] == ["standing"]
    assert f"{report['total']['t']:.1f}".replace(".", ",") in report.figure("standing").description
    assert html_of(report).index("<svg") < html_of(report).index("<table")
    without = szho.report(dict.fromkeys(szho.fields, 5))
    assert without.figure() == () and "<svg" not in html_of(without)


def test_an_unknown_figure_is_told_with_those_that_there_are() -> None:
    report = klimov("en").report({pair: "a" for pair in range(1, 21)})
    with pytest.raises(orientir.RequestError) as caught:
        report.figure("lines")
    assert caught.value.code == "unknown_figure"
    assert str(caught.value) == "there is no figure `lines`; there are: scales"
    assert caught.value.arguments == {"figure": "lines", "available": "scales"}
    with pytest.raises(orientir.RequestError, match="there are no figures here"):
        orientir.instrument("szho").report({}).figure("scales")
    with pytest.raises(ValueError, match="рисунка `<b>` нет; есть: scales"):
        klimov().report({"1": "a"}).figure("<b>")


def test_more_than_twelve_scales_are_several_figures(tmp_path: Path) -> None:
    definition = orientir.instrument("ovcharova-motives").definition
    first = definition["scales"][0]
    definition["scales"] += [{**copy.deepcopy(first), "id": f"more_{n}"} for n in range(12)]
    path = tmp_path / "many.json"
    path.write_text(json.dumps({**definition, "examples": []}), encoding="utf-8")
    many = orientir.instrument(path)
    figures = many.report(dict.fromkeys(many.fields, 3)).figure("scales")
    assert len(figures) > 1 and Elements(html_of(figures)).count("svg") == len(figures)
    assert figures.svg.count("<svg") == figures.description.count("\n") + 1 == len(figures)
    assert figures.title == figures[0].title
    figures.save(tmp_path / "scales.svg")
    written = sorted(file.name for file in tmp_path.glob("*.svg"))
    assert written == [f"scales-{n}.svg" for n in range(1, len(figures) + 1)]
    assert (tmp_path / "scales-2.svg").read_text(encoding="utf-8") == figures[1].document


def test_a_figure_is_a_file_of_its_own(tmp_path: Path) -> None:
    figures = klimov().report({pair: "a" for pair in range(1, 21)}).figure("scales")
    for saved in (figures, figures[0]):
        saved.save(str(tmp_path / "рисунок.svg"))
        text = (tmp_path / "рисунок.svg").read_bytes().decode()
        assert text == figures[0].document and text.startswith("<?xml")
    assert list(tmp_path.iterdir()) == [tmp_path / "рисунок.svg"]


def test_a_notebook_shows_figures_in_the_colours_of_its_text() -> None:
    (figure,) = klimov().report({pair: "a" for pair in range(1, 21)}).figure("scales")
    assert figure.svg in html_of(figure)
    assert 'fill="currentColor"' in figure.svg and "<style" not in html_of(figure)
    # As an image it has no text around it.
    assert figure._repr_svg_() == figure.document and "prefers-color-scheme" in figure.document
    assert html_of(orientir.Figures()).count("<svg") == 0


def test_reports_travel_with_their_figures_and_without_answers() -> None:
    report = orientir.instrument("dembo-rubinstein").report({"mind.now": 61, "mind.want": 87})
    for again in (copy.deepcopy(report), pickle.loads(pickle.dumps(report))):
        assert again.to_json() == report.to_json()
        assert again.figure() == report.figure()
        assert html_of(again) == html_of(report)
    assert pickle.loads(pickle.dumps(report.figure())) == report.figure()


KINDS: dict[str, Any] = {
    "dict": lambda table: table,
    "tuples": lambda table: {name: tuple(cells) for name, cells in table.items()},
    "runs dry": lambda table: {name: iter(cells) for name, cells in table.items()},
    "pandas": pd.DataFrame,
    "categories": lambda table: pd.DataFrame(table).astype("category"),
    "named index": lambda table: pd.DataFrame(table).set_index("id"),
    "polars": pl.DataFrame,
    "lazy": pl.LazyFrame,
    "arrow": pa.table,
    "batch": lambda table: pa.RecordBatch.from_pydict(table),
    "reader": lambda table: pa.table(table).to_reader(),
    "stream": lambda table: Stream(pl.DataFrame(table)),
    "numpy": lambda table: pd.DataFrame(table).astype("U2").to_records(index=False).view(type=np.ndarray),
}


class Stream:
    """What gives its columns once."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame: pl.DataFrame | None = frame

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        frame, self._frame = self._frame, None
        assert frame is not None
        return frame.__arrow_c_stream__(requested_schema)


@pytest.mark.parametrize("kind", KINDS)
def test_a_person_of_any_kind_of_table(kind: str) -> None:
    scores = klimov().score(KINDS[kind](pairs(["01", "02", "03"], "aba")), id="id")
    for id, code in (("02", "b"), ("03", "a")):
        expected = klimov().report({pair: code for pair in range(1, 21)})
        assert scores.person(id).to_json() == expected.to_json()
        assert scores.figure("scales", id=id) == expected.figure("scales")


@pytest.mark.parametrize("name", ["klimov-ddo", "dembo-rubinstein", "observation-sheet"])
def test_a_person_of_a_file_is_that_of_the_frame(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    instrument = orientir.instrument(name)
    path = CLASS / f"{name}.csv"
    of_file, of_frame = instrument.score(path), instrument.score(pd.read_csv(path, dtype={"id": str}))
    for id in ("01", "07", "28"):
        assert of_file.person(id).to_json() == of_frame.person(id).to_json()
        assert of_file.figure(id=id) == of_frame.figure(id=id)
        assert of_file.person(id).scales.keys() == set(instrument.scales)
    row = list(of_file.ids).index("07")
    assert of_file.person("07")[instrument.scales[0]]["raw"] == of_file[instrument.scales[0]][row]


def test_a_form_as_it_comes_and_a_sheet_of_a_workbook() -> None:
    scores = klimov().score(ROOT / "examples/messy/ДДО 9Б (Ответы).csv")
    person = scores.person("  Берестова   Варвара ")
    row = list(scores.ids).index("Берестова Варвара")
    assert person["nature"]["raw"] == scores["nature"][row]
    values = orientir.instrument("work-values").score(ROOT / "examples/messy/Ценности труда(1-28).xlsx")
    assert len(values.figure(id=values.ids[3])) > 0


def test_rows_without_a_name() -> None:
    marks = {field: cells for field, cells in dembo([40, 60]).items() if field != "id"}
    instrument = orientir.instrument("dembo-rubinstein")
    assert instrument.score(marks).person(1)["self_esteem"]["raw"] == 60
    labelled = instrument.score(pd.DataFrame(marks, index=["Анна", "Борис"]))
    assert labelled.person("Борис")["self_esteem"]["raw"] == 60
    levels = instrument.score(pd.DataFrame(marks, index=pd.MultiIndex.from_tuples([("9Б", 1), ("9Б", 2)])))
    assert levels.person(("9Б", 2))["self_esteem"]["raw"] == 60
    with pytest.raises(orientir.RequestError) as caught:
        labelled.person("Вера")
    assert caught.value.code == "unknown_person"


def test_whole_numbers_are_ids() -> None:
    scores = klimov().score(pairs([1, 2, 30]))
    assert scores.person(30).to_json() == scores.person("30").to_json()
    with pytest.raises(orientir.RequestError, match="возможно, имелось в виду `2`"):
        scores.person("02")


def test_nobody_of_that_id() -> None:
    scores = klimov("en").score(pairs(["01", "02", "Иванова Анна"]))
    for id, told in {1: "did you mean `01`", "Иванова Аня": "did you mean `Иванова Анна`", "03": "`03`"}.items():
        with pytest.raises(orientir.RequestError, match=told) as caught:
            scores.figure(id=id)
        assert caught.value.code == "unknown_person"
    with pytest.raises(ValueError, match="of 3 rows one is needed: id="):
        scores.figure("scales")
    assert "<svg" not in html_of(scores)


def test_occasions() -> None:
    table = {**dembo([40, 50, 90]), "id": ["01", "02", "01"], "occasion": [1, 1, 2]}
    scores = orientir.instrument("dembo-rubinstein", lang="en").score(table)
    assert scores.person("01")["self_esteem"]["raw"] == 90
    assert scores.person("01", occasion=1)["self_esteem"]["raw"] == 40
    assert [figure.name for figure in scores.figure(id="01")][-1] == "change"
    change = scores.figure("change", id="01")
    assert all(map(sound, change)) and "40" in change.description and "90" in change.description
    for id, occasion in (("01", 1), ("02", None)):
        with pytest.raises(orientir.RequestError, match="there is no figure `change`"):
            scores.figure("change", id=id, occasion=occasion)
    with pytest.raises(orientir.RequestError, match="on occasion 3, but on 1, 2"):
        scores.figure(id="01", occasion=3)


def test_of_several_rows_the_first_counts_as_it_does_in_scores() -> None:
    scores = klimov().score(pairs(["01", "01"], "ab"))
    assert scores["nature.status"] == ["scored", "invalid"]
    assert scores.person("01")["nature"]["raw"] == scores["nature"][0]


def test_a_table_that_has_changed_is_not_drawn(tmp_path: Path) -> None:
    frame = pd.DataFrame(pairs(["01", "02"]))
    scores = klimov("en").score(frame)
    frame.loc[1, "1"] = "b"
    assert scores.person("01").type == ["nature"]
    with pytest.raises(orientir.RequestError, match="gives other scores for row 1 by now") as caught:
        scores.person("02")
    assert caught.value.code == "table_changed"

    path = tmp_path / "one.csv"
    pd.DataFrame(pairs(["01"])).to_csv(path, index=False)
    scores = klimov().score(path)
    path.unlink()
    assert "<table" in html_of(scores) and "<svg" not in html_of(scores)
    with pytest.raises(orientir.RequestError) as caught:
        scores.figure()
    assert caught.value.code == "unreadable"


def test_one_row_is_shown_with_its_figures_and_many_are_not() -> None:
    one = klimov().score(pairs(["01"]))
    assert html_of(one).index("<svg") < html_of(one).index("<table")
    assert one.figure() == one.person().figure() != ()
    assert "<svg" not in html_of(klimov().score(pairs(["01", "02"])))
    nobody = klimov().score(pairs([]))
    assert "<svg" not in html_of(nobody)
    with pytest.raises(ValueError, match="of 0 rows one is needed"):
        nobody.figure()


def test_no_repr_shows_anybody() -> None:
    scores = klimov().score(pairs(["Анна", "Борис"]))
    figures = scores.figure(id="Анна")
    for shown in (scores, scores.person("Анна"), figures, figures[0]):
        assert repr(shown).startswith("<orientir.")
        assert not any(told in repr(shown) for told in ("Анна", "6", "природа"))


@pytest.fixture(scope="module")
def profiles() -> orientir.Profiles:
    tables = {path.stem: path for path in CLASS.glob("*.csv") if path.stem != "pupils"}
    return orientir.battery("self-determination", lang="ru").assess(tables, pupils=CLASS / "pupils.csv")


def test_the_figures_of_a_class(profiles: orientir.Profiles) -> None:
    levels = profiles.figure("levels")
    sound(levels)
    assert profiles.figure() == (levels,)
    counts = profiles.frame["overall.level"].value_counts()
    assert all(str(count) in levels.description for count in counts)
    assert html_of(profiles).index(levels.svg) < html_of(profiles).index("<table")
    with pytest.raises(orientir.RequestError, match="рисунка `change` нет; есть: levels"):
        profiles.figure("change")
    with pytest.raises(ValueError, match="id="):
        profiles.figure("criteria")


def test_the_criteria_of_a_person(profiles: orientir.Profiles) -> None:
    criteria = profiles.figure("criteria", id="07")
    sound(criteria)
    assert profiles.figure(id="07") == (criteria,)
    assert profiles.figure("criteria", id="08") != criteria
    with pytest.raises(orientir.RequestError, match="есть: criteria"):
        profiles.figure("levels", id="07")
    with pytest.raises(orientir.RequestError, match="возможно, имелось в виду `07`"):
        profiles.figure("criteria", id=7)


def test_before_and_after() -> None:
    battery = orientir.battery("self-determination", lang="en")
    motives = {"id": ["01", "02", "01"], "occasion": [1, 1, 2], **{str(n): [1, 3, 5] for n in range(1, 21)}}
    profiles = battery.assess({"ovcharova-motives": motives})
    levels, change = profiles.figure()
    assert (levels.name, change.name) == ("levels", "change")
    sound(change)
    assert change == profiles.figure("change") and change.svg not in html_of(profiles)
    criteria = [profiles.figure("criteria", id="01", occasion=occasion) for occasion in (None, 2, 1)]
    assert criteria[0] == criteria[1]
    assert list(profiles.needs_talk)[:2] == ["id", "occasion"]


def test_people_beyond_the_list_are_not_counted() -> None:
    battery = orientir.battery("self-determination", lang="en")
    motives = {"id": ["01", "98"], **{str(n): [1, 1] for n in range(1, 21)}}
    alone = {name: cells[:1] for name, cells in motives.items()}
    both, one = (battery.assess({"ovcharova-motives": table}, pupils={"id": ["01"]}) for table in (motives, alone))
    assert len(both) == 2 and both.figure("levels") == one.figure("levels")
    assert both.needs_talk["id"] == one.needs_talk["id"] and set(both.needs_talk["id"]) <= {"01"}
    assert both.figure("criteria", id="98") == both.figure("criteria", id="01")
    nobody = battery.assess({})
    assert nobody.figure() == () and "<svg" not in html_of(nobody) and len(nobody.needs_talk) == 0
    listed = battery.assess({}, pupils={"id": ["01"]})
    with pytest.raises(orientir.RequestError) as caught:
        listed.figure("criteria", id="01")
    assert caught.value.code == "unknown_person"


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text(name: str) -> None:
    scores = klimov().score(pairs([name, "02"]))
    figures = scores.figure(id=scores.ids[0])
    assert all(map(sound, figures))
    assert "alert" not in figures.svg and "я" * 30 not in figures.svg
    one = klimov().score(pairs([name]))
    assert {"script", "img"}.isdisjoint(tag for tag, _ in Elements(html_of(one)).found)


def test_words_of_a_definition_are_text(tmp_path: Path) -> None:
    definition = klimov().definition
    for scale in definition["texts"]["ru"]["scales"].values():
        scale["name"] = HOSTILE[0] + scale["name"]
    definition["texts"]["ru"]["title"] = HOSTILE[1]
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(definition), encoding="utf-8")
    report = orientir.instrument(path, lang="ru").report({pair: "a" for pair in range(1, 21)})
    root = sound(report.figure("scales")[0])
    assert HOSTILE[0] in (root.findtext(f"{SVG}desc") or "")
    assert {"script", "img"}.isdisjoint(tag for tag, _ in Elements(html_of(report)).found)
