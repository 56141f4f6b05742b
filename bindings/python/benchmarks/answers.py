"""The benchmark instrument as plain numbers, seeded answers to it, and frames of these answers.

`sixty.json` is the definition that `benches/src/lib.rs` writes: sixty five-point items in five scales, every third
reversed, nine of twelve answers needed, prorated, with levels and a norm.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

# Where these are set, NumPy's matrix product takes many times as long; OpenBLAS reads them when NumPy is loaded.
for _name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(_name, None)

import numpy as np
import numpy.typing as npt
import pandas as pd
import polars as pl

Kind = Literal["Int8", "Int64", "Float64"]
KINDS: tuple[Kind, ...] = ("Int8", "Int64", "Float64")
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
Data = pl.DataFrame | pd.DataFrame | Floats
Arrays = tuple[Floats | Codes, ...]  # raw scores; places of levels, T scores: each one row a scale
Result = pl.DataFrame | pd.DataFrame | npt.NDArray[np.void] | Arrays

DEFINITION = Path(__file__).with_name("sixty.json")
ITEMS, SCALES = 60, 5
NAMES = [f"i{i}" for i in range(ITEMS)]
SCALE_NAMES = [f"s{s}" for s in range(SCALES)]
FORWARD = [[i for i in range(s, ITEMS, SCALES) if i % 3] for s in range(SCALES)]
REVERSED = [[i for i in range(s, ITEMS, SCALES) if i % 3 == 0] for s in range(SCALES)]
OF, NEEDED = ITEMS // SCALES, 9
LEVELS = ["low", "medium", "high"]
LEVELS_FROM = (12, 28, 44)
MEAN, SD = 36, 8.5


def columns(rows: int, seed: int = 4) -> Iterator[Codes]:
    """Sixty columns of codes 1 to 5, two percent missing (0); one at a time, so that no others need be in memory."""
    random = np.random.default_rng(seed)
    for _ in range(ITEMS):
        column = random.integers(1, 6, rows, dtype=np.int8)
        column[random.random(rows, dtype=np.float32) < 0.02] = 0
        yield column


INPUTS: list[tuple[str, Kind]] = [(library, kind) for library in ("polars", "pandas") for kind in KINDS]
INPUTS.append(("numpy", "Float64"))


def answers(library: str, kind: Kind, rows: int) -> Data:
    """The answers as one of `INPUTS`, built column by column."""
    if library == "numpy":
        return _matrix(rows)
    return _polars(rows, kind) if library == "polars" else _pandas(rows, kind)


def _matrix(rows: int) -> Floats:
    """What `numpy.loadtxt` gives: one row a person in C order, NaN where there is no answer."""
    values = np.empty((rows, ITEMS))
    for i, column in enumerate(columns(rows)):
        values[:, i] = _with_nan(column)
    return values


def _polars(rows: int, kind: Kind) -> pl.DataFrame:
    """Int8 and Int64 with nulls, Float64 with NaN."""
    if kind == "Float64":
        return pl.DataFrame({name: _with_nan(column) for name, column in zip(NAMES, columns(rows))})
    series = (pl.Series(name, column) for name, column in zip(NAMES, columns(rows)))
    return pl.DataFrame([s.set(s == 0, None).cast(pl.Int8 if kind == "Int8" else pl.Int64) for s in series])


def _pandas(rows: int, kind: Kind) -> pd.DataFrame:
    """Nullable Int8 and Int64, as plain integers know nothing missing; float64 with NaN in one block."""
    if kind == "Float64":
        block = np.empty((ITEMS, rows))
        for i, column in enumerate(columns(rows)):
            block[i] = _with_nan(column)
        return pd.DataFrame(block.T, columns=NAMES, copy=False)
    given = zip(NAMES, columns(rows))
    return pd.DataFrame({n: pd.arrays.IntegerArray(c.astype(kind.lower()), c == 0) for n, c in given}, copy=False)


def _with_nan(column: Codes) -> Floats:
    return np.where(column == 0, np.nan, column)


def reference(codes: Codes) -> tuple[Floats, Codes, Floats]:
    """Raw scores, places in `LEVELS` (-1: none) and T scores of sixty columns of codes, one row a scale.

    A prorated sum in percent-of-maximum space, `12 + (sum - n) / (4 n) * 48`, is `12 sum / n`, and T of it is
    `(240 sum + 130 n) / (17 n)`: each one division of whole numbers, as the core rounds its exact fractions.
    """
    given = codes != 0
    values = np.where(given, codes, 0).astype(np.int64)
    total = np.stack([values[f].sum(0) + (6 * given[r] - values[r]).sum(0) for f, r in zip(FORWARD, REVERSED)])
    count = np.stack([given[s::SCALES].sum(0) for s in range(SCALES)])
    scored = count >= NEEDED
    with np.errstate(invalid="ignore"):
        raw = np.where(scored, OF * total / count, np.nan)
        t = np.where(scored, (240 * total + 130 * count) / (17 * count), np.nan)
    level = np.where(scored, np.digitize(raw, LEVELS_FROM) - 1, -1).astype(np.int8)
    return raw, level, t


def assert_scores(result: Result, expected: tuple[Floats, Codes, Floats], full: bool, ulps: bool = False) -> None:
    """Raw scores, and if `full` levels and T scores, are those expected, to the bit; with `ulps` T within 1e-12."""
    raw, level, t = expected
    for s, name in enumerate(SCALE_NAMES):
        np.testing.assert_array_equal(_floats(result, name, 0, s), raw[s])
        if full:
            np.testing.assert_array_equal(_levels(result, f"{name}.level", s), level[s])
            given = _floats(result, f"{name}.t", 2, s)
            np.testing.assert_allclose(given, t[s], rtol=1e-12 if ulps else 0, atol=0)


def _floats(result: Result, name: str, place: int, scale: int) -> Floats:
    if isinstance(result, tuple):
        return np.asarray(result[place][scale], np.float64)
    if isinstance(result, pd.DataFrame):
        return result[name].to_numpy(dtype=np.float64, na_value=np.nan)
    return np.asarray(result[name], np.float64)


def _levels(result: Result, name: str, scale: int) -> Codes:
    if isinstance(result, tuple):
        return np.asarray(result[1][scale], np.int8)
    if isinstance(result, pl.DataFrame):
        equal = [(result[name] == word).fill_null(False).to_numpy() for word in LEVELS]
    else:
        equal = [np.asarray(result[name] == word) for word in LEVELS]
    return np.select(equal, [np.int8(place) for place in range(len(LEVELS))], np.int8(-1))
