"""What a definition says, as a sheet for a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from orientir import _html
from orientir._html import Html, element, named
from orientir._words import Words


def sheet(definition: Mapping[str, Any], words: Words, fields: int, key: str) -> Html:
    """Everything that must be known before scores are read."""
    parts = [_head(definition, words), _about(definition, words, fields)]
    for name, rows in (
        ("scales", _scales(definition, words)),
        ("levels", _levels(definition, words)),
        ("norms", _norms(definition, words)),
    ):
        parts += [_html.caption(words.ui(name)), _html.facts(rows)]
    parts += _cautions(definition, words)
    parts.append(_html.quiet(f"{words.ui('evidence')}: {words.ui('grades')}. {words.ui('key')}: {key[:8]}"))
    return _html.root(*parts, lang=words.text_lang)


def catalogue(lines: Sequence[tuple[Mapping[str, Any], Words, int]], words: Words) -> Html:
    """A line for each definition with its number of fields."""
    header = [words.ui(name) for name in ("id", "title", "fields", "scales", "wording", "norms")]
    kinds = ["name", "text", "number", "number", "name", "text"]
    rows = [
        [
            element("code", definition["id"]),
            own.head("title"),
            str(fields),
            str(len(definition["scales"])),
            words.ui(_wording(definition)),
            words.ui("yes" if definition.get("norms") else "no"),
        ]
        for definition, own, fields in lines
    ]
    return _html.root(_html.table(header, rows, kinds), lang=words.lang)


def _wording(definition: Mapping[str, Any]) -> str:
    return str(definition.get("about", {}).get("wording", ""))


def _head(definition: Mapping[str, Any], words: Words) -> Html:
    name = f"{definition['id']} {definition['version']}"
    title = element("div", element("strong", words.head("title") or definition["id"]), " ", element("code", name))
    return _html.join([title, element("div", words.head("purpose"))])


def _about(definition: Mapping[str, Any], words: Words, fields: int) -> Html:
    about = definition.get("about", {})
    given = about.get("administration", {})
    population = about.get("population", {})
    return _html.facts(
        [
            (words.ui("also"), ", ".join(definition.get("aliases", []))),
            (words.ui("population"), _group(population, words)),
            (words.ui("administration"), "; ".join(_administration(given, words))),
            (words.ui("sees"), "; ".join(_audience(given, words))),
            (words.ui("needs"), ", ".join(about.get("needs", []))),
            (words.ui("wording"), words.ui(_wording(definition))),
            (words.ui("fields"), str(fields)),
        ]
    )


def _administration(given: Mapping[str, Any], words: Words) -> Iterator[str]:
    if "minutes" in given:
        yield f"{_limits(given['minutes'])} {words.ui('minutes')}"
    yield from (words.ui(name) for name in ("group", "read_aloud") if given.get(name))
    if "retest_days" in given:
        yield words.ui("retest", n=given["retest_days"])


def _audience(given: Mapping[str, Any], words: Words) -> Iterator[str]:
    for who in ("pupil", "class_teacher", "psychologist"):
        if who in given:
            seen = "sees_levels" if given[who] == "levels" else given[who]
            yield f"{words.ui(who)}: {words.ui(seen)}"


def _scales(definition: Mapping[str, Any], words: Words) -> Iterator[tuple[str, str]]:
    # Scales with the same ground are told together: an instrument may have thirty.
    for _, group in groupby(definition["scales"], key=lambda scale: scale.get("basis")):
        scales: list[dict[str, Any]] = list(group)
        lines = [element("div", named("scales", scale["id"], words)) for scale in scales]
        grade = scales[0].get("basis", {}).get("evidence", "–")
        yield grade, _html.join([*lines, _basis(scales[0], definition, words)])


def _levels(definition: Mapping[str, Any], words: Words) -> Iterator[tuple[str, str]]:
    levels = definition.get("levels", [])
    if not levels:
        yield "–", words.ui("no_levels")
    for entry in levels:
        names = ", ".join(words.of("scales", scale) for scale in entry["scales"])
        scales = names + (f" ({entry['metric']})" if "metric" in entry else "")
        whom = _group(entry.get("for", {}), words)
        bands = element("div", _bands(entry["bands"], words) + (f" ({whom})" if whom else ""))
        yield scales, _html.join([bands, _basis(entry, definition, words)])


def _bands(bands: Sequence[Mapping[str, Any]], words: Words) -> str:
    first, *others = (words.of("levels", band["level"]) for band in bands)
    cuts = (words.number(band["from"]) for band in bands[1:])
    return first + "".join(f" < {cut} ≤ {level}" for cut, level in zip(cuts, others, strict=True))


def _norms(definition: Mapping[str, Any], words: Words) -> Iterator[tuple[str, str]]:
    norms = definition.get("norms", [])
    if not norms:
        yield "–", words.ui("no_norms")
    for norm in norms:
        who = ", ".join(filter(None, [words.ui(norm["population"]), norm.get("place")]))
        lines = [f"{who}, n = {norm['n']}, {norm['year']}; {words.ui('wording')}: {words.ui(norm['wording'])}"]
        lines += [_norm_group(group, words) for group in norm["groups"]]
        lines += [words.of("cautions", caution) for caution in norm.get("cautions", [])]
        content = [element("div", line) for line in lines]
        yield norm["id"], _html.join([*content, _basis(norm, definition, words)])


def _norm_group(group: Mapping[str, Any], words: Words) -> str:
    ways = (f"{words.of('scales', scale)}{_way(way, words)}" for scale, way in group["scales"].items())
    return f"{_group(group.get('for', {}), words) or words.ui('everybody')}: {'; '.join(ways)}"


def _way(way: Mapping[str, Any], words: Words) -> str:
    if "moments" in way:
        return f" {words.number(way['moments']['mean'])} ± {words.number(way['moments']['sd'])}"
    return f" .{way['table']['to']} ({len(way['table']['rows'])})" if "table" in way else ""


def _cautions(definition: Mapping[str, Any], words: Words) -> list[Html]:
    cautions = definition.get("about", {}).get("cautions", [])
    if not cautions:
        return []
    lines = (element("li", words.of("cautions", caution["id"])) for caution in cautions)
    return [_html.caption(words.ui("cautions")), element("ul", *lines, style="margin:.2em 0")]


def _basis(entry: Mapping[str, Any], definition: Mapping[str, Any], words: Words) -> Html:
    basis = entry.get("basis")
    if not basis:
        return Html()
    source = definition.get("about", {}).get("sources", {}).get(basis["source"], {})
    text = f"{words.ui('evidence')} {basis['evidence']}: {source.get('cite', basis['source'])}"
    if "doubt" in basis:
        text += f"; {words.ui('doubt')}: {basis['doubt']}"
    return _html.quiet(text)


def _group(group: Mapping[str, Any], words: Words) -> str:
    sex = [words.ui(group["sex"])] if "sex" in group else []
    limits = [f"{words.ui(name)} {_limits(group[name])}" for name in ("age", "grade") if name in group]
    others = [str(group[name]) for name in ("language", "region", "mode") if name in group]
    return ", ".join(sex + limits + others)


def _limits(limits: Mapping[str, int]) -> str:
    """Half-open limits of whole numbers as people write them."""
    low = limits.get("from")
    high = limits["below"] - 1 if "below" in limits else None
    if high is None:
        return "" if low is None else f"{low}+"
    return f"≤ {high}" if low is None else str(low) if low == high else f"{low}–{high}"
