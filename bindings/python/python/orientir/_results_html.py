"""Results as tables for a notebook: words instead of codes, numbers rounded for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any, NamedTuple, cast

from orientir import _figure, _html
from orientir._figure import Figure
from orientir._html import Html, named
from orientir._words import Words

ROWS = 10
"""How many rows are shown."""

Cells = Mapping[str, Sequence[Any]]


class Column(NamedTuple):
    """A column as it is shown."""

    head: str
    cells: list[str]
    kind: str = "text"


def scores(
    cells: Cells,
    scales: Sequence[str],
    words: Words,
    *,
    labels: Sequence[Any],
    rows: int,
    problems: int,
    receipt: Mapping[str, Any],
    figures: Sequence[Figure],
) -> Html:
    """The first rows of scores, below the figures of one person."""
    columns = list(_keys(cells, labels, words))
    for scale in scales:
        columns += _scale(scale, cells, words)
    if "type" in cells:
        none = _html.quiet(words.ui("missing"))
        types = [_joined(codes, "+", partial(words.of, "types")) or none for codes in cells["type"]]
        columns.append(Column(words.ui("type"), types, "sentence"))
    if any(cells["flags"]):
        checks = [_joined(codes, " ", words.check) for codes in cells["flags"]]
        columns.append(Column(words.ui("flags"), checks, "sentence"))
    prorated = any(any(cells.get(f"{scale}.prorated", ())) for scale in scales)
    notes = [
        *_counted(len(columns[0].cells), rows, problems, words),
        words.ui("prorated") if prorated else "",
        _ungraded([scale for scale in scales if _lacks_level(scale, cells)], words.ui("see_explain"), words),
    ]
    return _output(columns, [*notes, _receipt(receipt, words)], words, figures)


def profiles(
    cells: Cells,
    criteria: Sequence[str],
    words: Words,
    *,
    labels: Sequence[Any],
    rows: int,
    problems: int,
    receipt: Mapping[str, Any],
    reasons: Sequence[Sequence[str]],
    figures: Sequence[Figure],
) -> Html:
    """The first rows of profiles, below figures: each criterion's level and coverage, the whole, what asks for a talk."""
    columns = list(_keys(cells, labels, words))
    for criterion in criteria:
        levels = zip(cells[f"{criterion}.level"], cells[f"{criterion}.coverage"], strict=True)
        graded = [_html.join([_level(level, words), " ", _html.quiet(words.coverage(of))]) for level, of in levels]
        columns.append(Column(named("criteria", criterion, words), list(graded)))
    columns.append(Column(words.ui("overall"), [_level(level, words) for level in cells["overall.level"]]))
    columns.append(Column(words.ui("talk"), ["; ".join(why) for why in reasons], "sentence"))
    notes = _counted(len(columns[0].cells), rows, problems, words)
    return _output(columns, [*notes, _receipt(receipt, words), words.ui("no_ranking")], words, figures)


def report(result: Mapping[str, Any], words: Words, figures: Sequence[Figure]) -> Html:
    """The figures of one person, and the scores below them, a row a scale."""
    scales = result["scales"]
    columns = [
        Column(words.ui("scale"), [named("scales", scale, words) for scale in scales]),
        Column(words.ui("score"), [_score_of(score, words) for score in scales.values()], "number"),
    ]
    if any("t" in score for score in scales.values()):
        columns.append(Column("T", [_number(score.get("t"), words) for score in scales.values()], "number"))
    if any("level" in score for score in scales.values()):
        columns.append(Column(words.ui("level"), [_level(score.get("level"), words) for score in scales.values()]))
    types: Sequence[str] = result.get("type") or []
    notes = [
        f"{words.ui('type')}: {'; '.join(words.of('types', code) for code in types)}" if types else "",
        *(words.check(flag) for flag in result["flags"]),
        words.ui("prorated") if any(score["status"] == "prorated" for score in scales.values()) else "",
        *_reasons(scales, words),
        _receipt(result["receipt"], words),
    ]
    return _output(columns, notes, words, figures)


def _score_of(score: Mapping[str, Any], words: Words) -> str:
    return _score(score["raw"], score["status"] == "prorated", score["status"], words)


def _reasons(scales: Mapping[str, Mapping[str, Any]], words: Words) -> Iterator[str]:
    """What scores lack, and why; scales that lack the same are told together."""
    told: dict[tuple[str, str], list[str]] = {}
    for scale, score in scales.items():
        found = _lack(score)
        if found:
            told.setdefault(found, []).append(scale)
    for (lack, why), lacking in told.items():
        yield _ungraded(lacking, words.ui(why), words, lack)


def _lack(score: Mapping[str, Any]) -> tuple[str, str] | None:
    ungraded, refusal = score.get("ungraded"), score.get("no_norm")
    if score["raw"] is None or not (ungraded or refusal):
        return None
    reasons = {
        "wording": "why_wording",
        "covariate_missing": "why_covariate",
        "needs_unmet": "why_needs",
        "comparison_group": "why_comparison",
    }
    reason = refusal if ungraded in (None, "no_norm") else ungraded
    return "no_level" if ungraded else "no_standard", reasons.get(reason or "", "why_people")


def _ungraded(scales: Sequence[str], why: str, words: Words, lack: str = "no_level") -> str:
    names = ", ".join(words.of("scales", scale) for scale in scales)
    return f"{words.ui(lack)} ({why}): {names}" if scales else ""


def _keys(cells: Cells, labels: Sequence[Any], words: Words) -> Iterator[Column]:
    ids = cells.get("id")
    shown = (words.ui("row"), [_label(label) for label in labels]) if ids is None else ("id", _texts(ids))
    yield Column(*shown, "name")
    for key in ("occasion", "rater", "date"):
        if key in cells:
            yield Column(words.ui(key), _texts(cells[key]), "name")


def _label(label: object) -> str:
    # An index of several levels has a tuple for each row.
    levels = cast("tuple[object, ...]", label) if isinstance(label, tuple) else (label,)
    return ", ".join(map(str, levels))


def _texts(cells: Sequence[Any]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]


def _scale(scale: str, cells: Cells, words: Words) -> Iterator[Column]:
    parts = zip(cells[scale], cells[f"{scale}.prorated"], cells[f"{scale}.status"], strict=True)
    shown = [_score(raw, prorated, status, words) for raw, prorated, status in parts]
    # Below its score a level needs no column of its own, and it is plain whose level it is.
    levels = (_html.quiet(_level(level, words)) if level else "" for level in cells.get(f"{scale}.level", ()))
    both = [_html.join(cell) for cell in zip_longest(shown, levels, fillvalue="")]
    yield Column(named("scales", scale, words), list(both), "number")
    # A column in which nothing stands would push the others out of sight.
    if any(t is not None for t in cells.get(f"{scale}.t", ())):
        yield Column("T", [_number(t, words) for t in cells[f"{scale}.t"]], "number")


def _lacks_level(scale: str, cells: Cells) -> bool:
    levels = cells.get(f"{scale}.level")
    if levels is None:  # the instrument has none for this scale
        return False
    return any(raw is not None and level is None for raw, level in zip(cells[scale], levels, strict=True))


def _score(raw: float | None, prorated: bool, status: str | None, words: Words) -> str:
    if raw is None:
        return _html.quiet(words.status(status))
    return f"≈ {words.number(raw)}" if prorated else words.number(raw)


def _number(number: float | None, words: Words) -> str:
    return "" if number is None else words.number(number)


def _level(level: str | None, words: Words) -> str:
    return "" if level is None else words.of("levels", level)


def _joined(codes: str | None, by: str, named: Callable[[str], str]) -> str:
    return "; ".join(named(code) for code in codes.split(by)) if codes else ""


def _counted(shown: int, rows: int, problems: int, words: Words) -> list[str]:
    return [
        words.ui("first_rows", n=shown, of=rows) if shown < rows else "",
        words.problems(problems) if problems else "",
    ]


def _receipt(receipt: Mapping[str, Any], words: Words) -> str:
    name = f"{receipt.get('instrument', receipt.get('battery'))} {receipt['version']}"
    return f"{name}, {words.ui('key')} {receipt['key'][:8]}" if "key" in receipt else name


def _output(columns: Sequence[Column], notes: Sequence[str], words: Words, figures: Sequence[Figure]) -> Html:
    rows = zip(*(column.cells for column in columns), strict=True)
    table = _html.table([column.head for column in columns], rows, [column.kind for column in columns])
    drawn = [_figure.shown(figures)] if figures else []
    return _html.root(*drawn, table, *(_html.quiet(note) for note in notes if note), lang=words.lang)


class Shown(NamedTuple):
    """A frame as it is shown."""

    caption: str
    cells: Cells
    rows: int
    labels: Sequence[Any] | None
    """What the caller calls its rows, where they are those of the data."""


def frames(shown: Sequence[Shown], notes: Sequence[str], words: Words, *, problems: int) -> Html:
    """The first rows of some frames, without the columns in which nothing stands."""
    parts: list[Html] = []
    for frame in shown:
        columns: list[Column] = []
        if frame.labels is not None and "id" not in frame.cells:
            columns.append(Column(words.ui("row"), [_label(label) for label in frame.labels], "name"))
        for name, cells in frame.cells.items():
            head = cells[:ROWS]
            if any(cell is not None for cell in cells):
                numbers = all(cell is None or isinstance(cell, float) for cell in cells)
                texts = [_number(cell, words) for cell in head] if numbers else _texts(head)
                columns.append(Column(name, texts, "number" if numbers else "name"))
        if frame.rows == 0 or not columns:
            continue
        if frame.caption:
            parts.append(_html.caption(frame.caption))
        rows = zip(*(column.cells for column in columns), strict=True)
        parts.append(_html.table([column.head for column in columns], rows, [column.kind for column in columns]))
        if frame.rows > ROWS:
            parts.append(_html.quiet(words.ui("first_rows", n=ROWS, of=frame.rows)))
    told = [*notes, words.problems(problems) if problems else ""]
    return _html.root(*parts, *(_html.quiet(note) for note in told if note), lang=words.lang)
