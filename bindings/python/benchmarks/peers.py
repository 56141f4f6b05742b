"""The best that one writes by hand in polars, pandas and NumPy for the benchmark instrument.

    python peers.py [--rows 1000000] [--runs 15]    # times of the peers alone

NumPy and pandas use one thread, polars all unless POLARS_MAX_THREADS is set. CPU is the least processor time of all
threads together: on a busy machine the figure to go by.

Of every library several formulations were tried; the fastest is kept, and beside it what most people write
(`*_plain`). None looks for codes out of range, tells why a score is missing, or accepts anything but this table.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial, reduce
from operator import add

from answers import FORWARD, LEVELS, LEVELS_FROM, MEAN, NAMES, NEEDED, OF, REVERSED, SCALE_NAMES, SCALES, SD
from answers import INPUTS, Arrays, Codes, Data, Floats, Result, answers, assert_scores, columns, reference

import numpy as np
import numpy.typing as npt
import pandas as pd
import polars as pl

BLOCK = 65_536  # rows: the parts that are added up stay in the second-level cache
ROWS_OF_MATRIX = 1_024  # rows: below this OpenBLAS starts no threads, and a block of floats stays in the cache


# NumPy


def numpy_columns(given: Sequence[npt.NDArray[np.generic]]) -> Floats:
    """Raw scores, one row a scale, of sixty columns: whole numbers with 0 for nothing, or floats with NaN.

    Blocks of rows, columns narrowed to bytes and added up in bytes (60 at most): faster than whole columns, than
    `add.reduce` over gathered or strided rows, than floats throughout and than any matrix product.
    """
    raw = np.empty((SCALES, len(given[0])))
    wide = np.empty(BLOCK)
    for first in range(0, raw.shape[1], BLOCK):
        parts: list[Codes] = []
        for column in given:
            part = column[first : first + BLOCK]
            if part.dtype == np.float64:
                part = np.fmax(part, 0, out=wide[: len(part)])  # 0 for NaN
            parts.append(part.astype(np.int8, copy=False))
        _block(parts, raw[:, first : first + BLOCK])
    return raw


def _block(parts: Sequence[Codes], raw: Floats) -> None:
    total, count, given = np.empty((3, raw.shape[1]), np.int8)
    flags = given.view(np.bool)
    for scale, out in enumerate(raw):
        total[...] = count[...] = 0
        for i in REVERSED[scale]:
            np.subtract(total, parts[i], out=total)
            np.add(count, np.not_equal(parts[i], 0, out=flags).view(np.int8), out=count)
        np.add(total, np.multiply(count, 6, out=given), out=total)
        for i in FORWARD[scale]:
            np.add(total, parts[i], out=total)
            np.add(count, np.not_equal(parts[i], 0, out=flags).view(np.int8), out=count)
        np.divide(np.multiply(total, float(OF), out=out), np.maximum(count, 1, out=given), out=out)
        np.copyto(out, np.nan, where=np.less(count, NEEDED, out=flags))


# A missing answer counts 64, above every sum of codes: one matrix product gives the sum and the number of answers.
_KEY = np.zeros((len(NAMES), SCALES), np.float32)
_MISSING = np.full(len(NAMES), 64, np.float32)
for _s in range(SCALES):
    _KEY[FORWARD[_s], _s], _KEY[REVERSED[_s], _s], _MISSING[REVERSED[_s]] = 1, -1, 6 - 64


def numpy_matrix(given: Floats) -> Floats:
    """Raw scores, one row a scale, of a matrix in C order with NaN for nothing.

    In this order columns are far apart, and a product with the key in float32 (exact here) in small blocks is fastest;
    float64, two products for sums and counts, `einsum`, and turning the matrix over all take longer.
    """
    raw = np.empty((SCALES, len(given)))
    for first in range(0, len(given), ROWS_OF_MATRIX):
        part = given[first : first + ROWS_OF_MATRIX].astype(np.float32)
        packed = (np.where(np.isnan(part), _MISSING, part) @ _KEY).T.astype(np.float64) + 6 * len(REVERSED[0])
        missing = np.floor(packed / 64)
        out = raw[:, first : first + ROWS_OF_MATRIX]
        np.divide(OF * (packed - 64 * missing), np.maximum(OF - missing, 1), out=out)
        out[missing > OF - NEEDED] = np.nan
    return raw


def numpy_standing(raw: Floats) -> tuple[Codes, Floats]:
    """Places in `LEVELS` (-1: none) and T scores of raw scores."""
    level = np.full(raw.shape, -1, np.int8)
    for limit in LEVELS_FROM:
        level += raw >= limit
    t = raw * (10 / SD)
    t += 50 - MEAN * 10 / SD
    return level, t


def _numpy_result(raw: Floats, full: bool) -> Arrays:
    return (raw, *numpy_standing(raw)) if full else (raw,)


# polars

_ENUM = pl.Enum(LEVELS)


def polars_best(frame: pl.DataFrame, full: bool) -> pl.DataFrame:
    """Sums and counts as chains of additions on the streaming engine, which works in blocks on all threads.

    The eager engine takes about twice as long, slices by hand, `mean_horizontal` and narrowing casts half as long
    again, `sum_horizontal` as long or longer. For bytes one sum of two-byte numbers in which a missing answer counts 64
    takes three quarters of a sum and a count; for wide columns it takes more.
    """
    kind = frame.dtypes[0]
    scores = [_packed(s) if kind == pl.Int8 else _counted(s, kind == pl.Float64) for s in range(SCALES)]
    lazy = frame.lazy().select(scores)
    return (lazy.with_columns(_polars_standing()) if full else lazy).collect(engine="streaming")


def _counted(scale: int, nan: bool) -> pl.Expr:
    forward, turned = _columns_of(scale)
    up = reduce(add, [e.fill_nan(0) if nan else e.fill_null(0) for e in forward])
    down = reduce(add, [e.fill_nan(6) if nan else e.fill_null(6) for e in turned])
    given = [(e.is_not_nan() if nan else e.is_not_null()).cast(pl.Int8) for e in [*forward, *turned]]
    return _prorated(scale, up - down + 6 * len(turned), reduce(add, given))


def _packed(scale: int) -> pl.Expr:
    forward, turned = _columns_of(scale)
    packed = reduce(add, [e.fill_null(64).cast(pl.Int16) for e in [*forward, *(6 - e for e in turned)]])
    return _prorated(scale, packed & 63, OF - packed // 64)


def _columns_of(scale: int) -> tuple[list[pl.Expr], list[pl.Expr]]:
    return [pl.col(NAMES[i]) for i in FORWARD[scale]], [pl.col(NAMES[i]) for i in REVERSED[scale]]


def _prorated(scale: int, total: pl.Expr, count: pl.Expr) -> pl.Expr:
    return pl.when(count >= NEEDED).then(OF * total.cast(pl.Float64) / count).alias(SCALE_NAMES[scale])


def _polars_standing() -> list[pl.Expr]:
    """Levels, faster by their places than by words (the lowest begins with the least sum), and T scores."""
    raw = [pl.col(name) for name in SCALE_NAMES]
    places = [(r >= LEVELS_FROM[1]).cast(pl.UInt8) + (r >= LEVELS_FROM[2]).cast(pl.UInt8) for r in raw]
    levels = [place.cat.to(_ENUM).name.suffix(".level") for place in places]
    return levels + [(r * (10 / SD) + (50 - MEAN * 10 / SD)).name.suffix(".t") for r in raw]


def polars_through_numpy(frame: pl.DataFrame, full: bool) -> pl.DataFrame:
    """Columns without nulls are NumPy arrays at no cost; back as columns with nulls."""
    filled = frame if frame.dtypes[0] == pl.Float64 else frame.select(pl.all().cast(pl.Int8).fill_null(0))
    raw = numpy_columns([column.to_numpy() for column in filled])
    scores = pl.DataFrame(dict(zip(SCALE_NAMES, raw))).lazy().select(pl.all().fill_nan(None))
    return (scores.with_columns(_polars_standing()) if full else scores).collect(engine="streaming")


def polars_plain(frame: pl.DataFrame, full: bool) -> pl.DataFrame:
    """What most people write: `sum_horizontal` and `when` on the default engine."""
    items = {name: pl.col(name).fill_nan(None) if frame.dtypes[0] == pl.Float64 else pl.col(name) for name in NAMES}
    scores = []
    for s in range(SCALES):
        turned = [items[NAMES[i]] for i in FORWARD[s]] + [6 - items[NAMES[i]] for i in REVERSED[s]]
        scores.append(_prorated(s, pl.sum_horizontal(turned), pl.sum_horizontal(e.is_not_null() for e in turned)))
    result = frame.select(scores)
    if not full:
        return result
    low, medium, high = (pl.lit(word, _ENUM) for word in LEVELS)
    for name in SCALE_NAMES:
        raw = pl.col(name)
        level = pl.when(raw >= LEVELS_FROM[2]).then(high).when(raw >= LEVELS_FROM[1]).then(medium)
        result = result.with_columns(
            level.when(raw >= LEVELS_FROM[0]).then(low).alias(f"{name}.level"),
            ((raw - MEAN) / SD * 10 + 50).alias(f"{name}.t"),
        )
    return result


# pandas


def pandas_best(frame: pd.DataFrame, full: bool) -> pd.DataFrame:
    """NumPy on the columns, of which a nullable one is copied once with 0 for nothing.

    Chains of additions of Series take half as long again, of floats four times as long; products with a key matrix take
    twice as long or more, row sums and means seven times.
    """
    if frame.dtypes.iloc[0] == np.float64:
        raw = numpy_columns(list(frame.to_numpy().T))
    else:
        raw = numpy_columns([frame[name].to_numpy(dtype=np.int8, na_value=0) for name in frame])
    if not full:
        return pd.DataFrame(raw.T, columns=SCALE_NAMES, index=frame.index)
    level, t = numpy_standing(raw)
    scores: dict[str, Floats | pd.Categorical[str]] = {}
    for s, name in enumerate(SCALE_NAMES):
        scores[name], scores[f"{name}.t"] = raw[s], t[s]
        scores[f"{name}.level"] = pd.Categorical.from_codes(level[s], pd.Index(LEVELS), ordered=True)
    return pd.DataFrame(scores, index=frame.index, copy=False)


def pandas_plain(frame: pd.DataFrame, full: bool) -> pd.DataFrame:
    """What most people write: row sums and counts of the items of a scale, `cut` for levels."""
    turned = frame.copy(deep=False)
    reversed_items = [NAMES[i] for scale in REVERSED for i in scale]
    turned[reversed_items] = 6 - frame[reversed_items]
    scores = pd.DataFrame(index=frame.index)
    for s, name in enumerate(SCALE_NAMES):
        items = turned[NAMES[s::SCALES]]
        count = items.count(axis=1)
        scores[name] = (float(OF) * items.sum(axis=1) / count).where(count >= NEEDED).astype("float64")
        if full:
            scores[f"{name}.level"] = pd.cut(scores[name], [*LEVELS_FROM, np.inf], right=False, labels=LEVELS)
            scores[f"{name}.t"] = (scores[name] - MEAN) / SD * 10 + 50
    return scores


Score = Callable[[bool], Result]


def peers(data: Data) -> dict[str, Score]:
    """What scores these answers by hand: raw scores, or if asked levels and T too.

    Beside frames of bytes stands NumPy on bare bytes with 0 for nothing, the least work of all.
    """
    if isinstance(data, np.ndarray):
        return {"numpy best": lambda full: _numpy_result(numpy_matrix(data), full)}
    found: dict[str, Score]
    if isinstance(data, pl.DataFrame):
        found = {
            "polars best": partial(polars_best, data),
            "polars plain": partial(polars_plain, data),
            "polars through numpy": partial(polars_through_numpy, data),
        }
    else:
        found = {"pandas best": partial(pandas_best, data), "pandas plain": partial(pandas_plain, data)}
    if isinstance(data, pl.DataFrame) and data.dtypes[0] == pl.Int8:
        codes = list(columns(len(data)))
        found["numpy bytes"] = lambda full: _numpy_result(numpy_columns(codes), full)
    return found


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long it takes once."""
    start = clock()
    work()
    return clock() - start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=15)
    asked = options.parse_args()
    expected = reference(np.stack(list(columns(asked.rows))))
    print(f"{asked.rows} x {len(NAMES)}, threads of polars: {pl.thread_pool_size()}; milliseconds, equality asserted")
    print(f"{'':38}{'raw: least, median, CPU':>29}{'raw, level, T':>29}")
    for library, kind in INPUTS:
        works = peers(answers(library, kind, asked.rows))
        for score in works.values():
            assert_scores(score(True), expected, full=True, ulps=True)
            assert_scores(score(False), expected, full=False)
        todo = [(peer, full) for peer in works for full in (False, True)]
        wall: dict[tuple[str, bool], list[float]] = {one: [] for one in todo}
        processor: dict[tuple[str, bool], list[float]] = {one: [] for one in todo}
        for _ in range(asked.runs):
            for peer, full in todo:
                score = partial(works[peer], full)
                taken = seconds(lambda: processor[peer, full].append(1e3 * seconds(score, time.process_time)))
                wall[peer, full].append(1e3 * taken)
        for peer in works:
            line = f"{library:8}{kind:8}{peer:22}"
            for one in ((peer, False), (peer, True)):
                line += f"{min(wall[one]):11.1f}{statistics.median(wall[one]):9.1f}{min(processor[one]):9.1f}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
