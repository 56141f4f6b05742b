"""Text packs: published sentences in the place of an instrument's own, and what is refused."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
from pathlib import Path
from typing import Any

import orientir
import pytest
from conformance.files import DEFINITIONS, TEXTS

DEFINITION = DEFINITIONS / "asked-by-pack.json"
PACK = TEXTS / "made-up.json"


@pytest.fixture
def pack() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(PACK.read_text(encoding="utf-8"))
    return document


@pytest.fixture
def packed() -> orientir.Instrument:
    return orientir.instrument(DEFINITION, texts=PACK)


def test_a_pack_is_given_in_many_ways(pack: dict[str, Any], packed: orientir.Instrument) -> None:
    plain = orientir.instrument(DEFINITION)
    canonical = json.dumps(pack, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    used = {"name": "made-up-2026", "hash": hashlib.sha256(canonical.encode()).hexdigest()}
    ways = [packed, plain.with_texts(str(PACK)), plain.with_texts(pack), plain.with_texts(PACK.read_text(encoding="utf-8"))]
    assert [way.texts for way in ways] == [used] * 4
    assert (plain.texts, plain.wording, packed.wording) == (None, "none", "published")
    again = pickle.loads(pickle.dumps(packed))
    assert (again.texts, again.wording) == (used, "published")
    report = packed.report({"1": "b", "2": 6, "3": 2, "4": "yes"})
    # 6 + 2 = 8 is 1.5 standard deviations of 2 above 5, the norm of the published wording.
    assert report["morning"]["t"] == 65
    assert report.receipt["texts"] == used
    assert "texts" not in plain.report({"1": "b"}).receipt
    packed.verify(report.receipt, {"1": "b", "2": 6, "3": 2, "4": "yes"})


def test_tables_are_read_by_the_texts_of_the_pack(packed: orientir.Instrument, tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text(
        "id,Поливать растения на крыше или слушать как гудят машины,In the morning I am a slow snail - in the morning I am a quick"
        ' swift,Ты рассматриваешь карту города,4\n01,"Слушать, как гудят машины",6,часто,да\n',
        encoding="utf-8",
    )
    scores = packed.score(table, strict=True)
    assert list(scores["morning"]) == [8]
    assert scores.receipt["texts"]["name"] == "made-up-2026"
    with pytest.raises(orientir.AnswerError, match="missing"):
        orientir.instrument(DEFINITION).score(table, strict=True)


def test_items_are_asked_in_the_languages_of_the_pack(packed: orientir.Instrument) -> None:
    assert (packed.languages, packed.asked_languages) == (["ru", "lt", "en"], ["ru", "en"])
    assert packed.form("ru")["items"][1]["left"] == "По утрам я медленная улитка"
    with pytest.raises(orientir.RequestError, match=r"available: ru, en") as refused:
        packed.form("lt")
    assert refused.value.code == "no_language"
    lithuanian = packed.with_lang("lt")
    assert lithuanian.form()["lang"] == "ru"
    assert "Rytas dirbtuvėje" in lithuanian._repr_html_()
    assert orientir.instrument(DEFINITION).form("lt")["without_texts"] is True


def _with(pack: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(pack)
    *steps, last = place.split("/")[1:]
    at = changed
    for step in steps:
        at = at[step]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return changed


@pytest.mark.parametrize(
    ("place", "value", "code", "path"),
    [
        ("/texts/ru/items/9", {"prompt": "x"}, "text_mismatch", "/texts/ru/items/9"),
        ("/texts/en/items/2", None, "text_missing", "/texts/en/items"),
        ("/texts/de", {"items": {}}, "unknown_name", "/texts/de"),
        ("/texts", {}, "empty_list", "/texts"),
        ("/levels", [], "unknown_key", "/levels"),
        ("/texts/ru/items/3/options", {"0": "часто"}, "shared_label", "/texts/ru/items/3/options/0"),
        ("/texts_for", None, "missing_key", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_place(pack: dict[str, Any], place: str, value: Any, code: str, path: str) -> None:
    with pytest.raises(orientir.DefinitionError) as refused:
        orientir.instrument(DEFINITION, texts=_with(pack, place, value))
    assert [(problem.code, problem.path) for problem in refused.value.problems] == [(code, path)]


def test_a_translation_that_swaps_two_options_is_refused(pack: dict[str, Any]) -> None:
    options = pack["texts"]["en"]["items"]["1"]["options"]
    options["a"], options["b"] = options["b"], options["a"]
    with pytest.raises(orientir.DefinitionError, match="seem swapped: `machine` belongs to `b`") as refused:
        orientir.instrument(DEFINITION).with_texts(pack)
    assert [problem.path for problem in refused.value.problems] == [f"/texts/en/items/1/options/{code}" for code in "ab"]


def test_a_pack_goes_with_its_instrument_and_its_wording(pack: dict[str, Any], packed: orientir.Instrument) -> None:
    attempts = [
        lambda: orientir.instrument("szho", texts=PACK),
        lambda: orientir.instrument(DEFINITION, wording="none", texts=PACK),
        lambda: packed.with_wording("own"),
        lambda: packed.with_texts(pack),
    ]
    for attempt in attempts:
        with pytest.raises(orientir.RequestError) as refused:
            attempt()
        assert refused.value.code == "texts_misfit"
    assert packed.with_wording("published").texts == packed.texts
    battery = orientir.battery("self-determination")
    with pytest.raises(orientir.RequestError, match="asked-by-pack") as refused:
        battery.with_texts(PACK)
    assert refused.value.code == "wrong_instrument"
    with pytest.raises(orientir.RequestError) as refused:
        packed.with_texts("nowhere.json")
    assert refused.value.code == "unreadable"


def test_packs_of_a_battery(pack: dict[str, Any]) -> None:
    items = {str(n): {"left": f"Слева {n}", "right": f"Справа {n}"} for n in range(1, 21)}
    szho = pack | {"texts_for": "szho", "name": "invented", "texts": {"ru": {"instruction": "Отвечай.", "items": items}}}
    battery = orientir.battery("self-determination").with_texts(szho)
    table = {"id": ["01"], **{f"Слева {n} - справа {n}": ["4"] for n in range(1, 21)}}
    assert len(battery.assess({"szho": table}, strict=True)) == 1
