"""Pages of a pupil and of a class: the document, its frame in a notebook, and for whom it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import orientir
import pandas as pd
import pytest
from test_figures import CLASS, HOSTILE, Elements, dembo, html_of

AUDIENCES = ("pupil", "parents", "psychologist")


@pytest.fixture(scope="module")
def profiles() -> orientir.Profiles:
    tables = {path.stem: path for path in CLASS.glob("*.csv") if path.stem != "pupils"}
    return orientir.battery("self-determination", lang="ru").assess(tables, pupils=CLASS / "pupils.csv")


class Frame(HTMLParser):
    """A page as a notebook shows it: one frame and nothing beside it."""

    def __init__(self, page: orientir.Page) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}
        self.beside: list[str] = []
        self.feed(html_of(page))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.attributes = dict(attrs)
        else:
            self.beside.append(tag)

    def handle_data(self, data: str) -> None:
        self.beside.append(data)


def test_the_page_of_a_pupil(profiles: orientir.Profiles) -> None:
    pages = {audience: profiles.report("07", audience=audience) for audience in AUDIENCES}
    assert profiles.report("07").html == pages["pupil"].html
    assert len({page.html for page in pages.values()}) == 3
    for page in pages.values():
        assert page.html.startswith("<!DOCTYPE html>") and "<bdi>07</bdi>" in page.html
        assert "<script" not in page.html and " src=" not in page.html
    for audience in ("pupil", "parents"):
        assert not re.search("низкий|средний|высокий|Когнитивный", pages[audience].html)
    assert "Когнитивный" in pages["psychologist"].html


def test_the_page_of_a_class(profiles: orientir.Profiles) -> None:
    page = profiles.report()
    assert page.html == profiles.report(audience="psychologist").html
    rows = Elements(page.html).count("bdi")
    assert rows >= len(profiles)
    assert profiles.figure("levels").svg in page.html
    assert len(profiles.report(overall=True).html) > len(page.html)
    reasons = set(profiles.needs_talk["reason"])
    assert reasons and all(reason in page.html for reason in reasons)


def test_a_page_has_the_figures_of_the_notebook(profiles: orientir.Profiles) -> None:
    page = profiles.report("07", audience="psychologist").html
    assert profiles.figure("criteria", id="07").svg in page
    # The class has answered SZHO, and not what stands in its place.
    for name in (name for name in profiles.battery.instruments if (CLASS / f"{name}.csv").exists()):
        scores = orientir.instrument(name, lang="ru").score(CLASS / f"{name}.csv")
        for figure in scores.figure(id="07"):
            assert figure.svg in page, f"{name}: {figure.name}"


def test_pages_do_not_depend_on_the_order_of_tables(profiles: orientir.Profiles) -> None:
    tables = {path.stem: path for path in sorted(CLASS.glob("*.csv"), reverse=True) if path.stem != "pupils"}
    turned = profiles.battery.assess(tables, pupils=CLASS / "pupils.csv")
    for id in ("07", None):
        assert turned.report(id, audience="psychologist").html == profiles.report(id, audience="psychologist").html


def test_the_language_of_a_page(profiles: orientir.Profiles) -> None:
    assert profiles.report("07").html == profiles.report("07", lang="ru").html
    for lang, word in {"lt": "Kieno", "en": "Whose"}.items():
        page = profiles.report("07", lang=lang)
        assert f'<html lang="{lang}">' in page.html and word in page.html
    with pytest.raises(orientir.RequestError) as caught:
        profiles.report("07", lang="xx")
    assert caught.value.code == "no_language"


def test_who_may_be_asked_for(profiles: orientir.Profiles) -> None:
    wrong: Any = "teacher"
    for id in ("07", None):
        with pytest.raises(orientir.RequestError, match="pupil, parents, psychologist") as caught:
            profiles.report(id, audience=wrong)
        assert caught.value.code == "unknown_audience"
    for audience in ("pupil", "parents"):
        with pytest.raises(ValueError, match="id="):
            profiles.report(audience=audience)
    with pytest.raises(orientir.RequestError, match="возможно, имелось в виду `07`"):
        profiles.report(7)
    with pytest.raises(ValueError, match="occasions"):
        profiles.report(occasion=1)
    with pytest.raises(orientir.RequestError) as caught:
        profiles.report("07", occasion=2)
    assert caught.value.code == "unknown_person"


def test_a_page_is_shown_in_a_frame_of_its_own(profiles: orientir.Profiles) -> None:
    for page, sandbox in ((profiles.report("07"), ""), (profiles.report(), "allow-scripts")):
        frame = Frame(page)
        assert frame.beside == []
        assert frame.attributes["srcdoc"] == page.html
        assert frame.attributes["sandbox"] == sandbox
        assert frame.attributes["title"] == page.title
        assert "height" in (frame.attributes["style"] or "")


def test_a_page_is_a_file(profiles: orientir.Profiles, tmp_path: Path) -> None:
    page = profiles.report("07", audience="parents")
    page.save(tmp_path / "07.html")
    assert (tmp_path / "07.html").read_bytes().decode() == page.html


def test_no_repr_shows_anybody(profiles: orientir.Profiles) -> None:
    for page in (profiles.report("07"), profiles.report()):
        assert repr(page).startswith("<orientir.Page Профессиональное самоопределение")
        assert "07" not in page.title and "средний" not in repr(page)


def test_what_was_earlier_is_compared() -> None:
    table = {**dembo([40, 50, 90]), "id": ["01", "02", "01"], "occasion": [1, 1, 2]}
    profiles = orientir.battery("self-determination", lang="en").assess({"dembo-rubinstein": table})
    scores = orientir.instrument("dembo-rubinstein", lang="en").score(table)
    later, earlier = (profiles.report("01", audience="psychologist", occasion=on).html for on in (None, 1))
    (change,) = scores.figure("change", id="01")
    assert change.svg in later and change.svg not in earlier
    assert profiles.report("01", occasion=2).html == profiles.report("01").html
    assert profiles.figure("change").svg in profiles.report().html


def test_pages_of_few_and_of_nobody() -> None:
    battery = orientir.battery("self-determination", lang="en")
    one = battery.assess({"dembo-rubinstein": dembo([50])})
    for audience in AUDIENCES:
        assert "<bdi>01</bdi>" in one.report("01", audience=audience).html
    assert one.figure("criteria") == one.figure("criteria", id="01")
    assert "<svg" in one.report().html
    nobody = battery.assess({})
    assert "There are no pupils." in nobody.report().html
    listed = battery.assess({}, pupils={"id": ["01"]})
    with pytest.raises(orientir.RequestError) as caught:
        listed.report("01")
    assert caught.value.code == "unknown_person"
    assert "<bdi>01</bdi>" in listed.report().html


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text(name: str) -> None:
    battery = orientir.battery("self-determination", lang="ru")
    profiles = battery.assess({"dembo-rubinstein": {**dembo([50, 60]), "id": [name, "02"]}})
    id = profiles.frame["id"][0]
    for page in (profiles.report(), *(profiles.report(id, audience=audience) for audience in AUDIENCES)):
        elements = Elements(page.html)
        assert elements.count("img") == 0 and elements.count("script") == int(page.runs)
        assert not any(attribute.startswith("on") for _, given in elements.found for attribute in given)
        frame = Frame(page)
        assert frame.beside == [] and frame.attributes["srcdoc"] == page.html
    assert {"script", "img"}.isdisjoint(tag for tag, _ in Elements(html_of(profiles)).found)


def test_faulty_entries_are_masked_on_the_page_of_a_class_too() -> None:
    battery = orientir.battery("self-determination", lang="en")
    table = {**dembo([50]), "mind.now": ["secret <b>"]}
    hidden = battery.assess({"dembo-rubinstein": table})
    assert hidden.problem_count == 1 and "secret" not in hidden.report().html
    shown = battery.assess({"dembo-rubinstein": table}, reveal=True)
    assert "secret &lt;b&gt;" in shown.report().html
    assert "secret" not in shown.report("01").html


def test_reasons_are_those_of_the_core(profiles: orientir.Profiles) -> None:
    talks = profiles.needs_talk
    assert isinstance(talks, pd.DataFrame) and list(talks) == ["id", "cause", "code", "reason"]
    low = talks[talks["cause"] == "low"]
    levels = profiles.frame.set_index("id")
    for _, talk in low.iterrows():
        criterion, level = str(talk["code"]).rsplit(".", 1)
        assert levels.loc[talk["id"], f"{criterion}.level"] == level == "low"
    assert set(talks.loc[talks["cause"] == "uncertain", "code"]) <= {
        f"{criterion['id']}.uncertain" for criterion in profiles.battery.definition["criteria"]
    }
    assert set(talks.loc[talks["cause"] == "flag", "code"]) <= set(" ".join(levels["flags"].dropna()).split())


def test_nobody_gets_the_page_of_the_class_as_a_page_of_one(tmp_path: Path) -> None:
    motives = {"id": ["01", "02"], **{str(reason): [5, 3] for reason in range(1, 21)}}
    profiles = orientir.battery("self-determination").assess({"ovcharova-motives": motives})
    with pytest.raises(orientir.RequestError) as told:
        profiles.report("01", audience="class")  # type: ignore[arg-type]
    assert told.value.code == "unknown_audience"
    for name in ("01.pdf", "01.xlsx"):
        with pytest.raises(ValueError, match="html"):
            profiles.report("01").save(tmp_path / name)
    with pytest.raises(ValueError, match="svg"):
        profiles.figure("levels").save(tmp_path / "levels.png")
    assert not list(tmp_path.iterdir())
