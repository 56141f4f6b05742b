"""How fast the Python package is: ratios to reading the answers, to hand-written scoring and to R psych.

    python speed.py [--rows 1000000] [--runs 11] [--with-r]
    python speed.py --test      # equality on few rows, nothing timed

Equality is asserted first. Times are medians of paired runs: every round runs everything once, and a ratio is the
median of the ratios within rounds. Reading is NumPy's sum of the 64-bit words of every column's values and masks, on
one thread. Each part runs in a process of its own; "1 thread" holds for polars and NumPy too, pandas and NumPy on
columns never use more. Goals are printed and decide nothing. Needs pyarrow; memory is read from /proc, on Linux.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from answers import DEFINITION, INPUTS, NAMES, SCALE_NAMES, SCALES, Data, Kind, Result
from answers import answers, assert_scores, columns, reference
from peers import peers, seconds

import numpy as np
import numpy.typing as npt
import orientir
import pandas as pd
import polars as pl

Times = dict[str, list[float]]
RAW, FULL = ["raw"], ["raw", "level", "t"]


def scored(instrument: orientir.Instrument, data: Data, facts: list[str], threads: int | None = None) -> Result:
    """What a user waits for: a frame of scores in the caller's kind."""
    scores = instrument.score(data, threads=threads, progress=False)
    if isinstance(data, pl.DataFrame):
        return scores.to_polars(facts=facts)
    if isinstance(data, pd.DataFrame):
        return scores.to_pandas(facts=facts)
    return scores.to_numpy(facts=facts)


def assert_equal(instrument: orientir.Instrument, data: Data, threads: int | None) -> None:
    """The package and every peer give the reference's scores."""
    expected = reference(np.stack(list(columns(len(data)))))
    assert_scores(scored(instrument, data, RAW, threads), expected, full=False)
    assert_scores(scored(instrument, data, FULL, threads), expected, full=True)
    for score in peers(data).values():
        assert_scores(score(False), expected, full=False)
        assert_scores(score(True), expected, full=True, ulps=True)


def buffers(data: Data) -> list[npt.NDArray[np.uint64]]:
    """Values and masks of all columns as words; of nullable pandas columns equal copies, for want of a public way."""
    parts: list[npt.NDArray[np.generic]]
    if isinstance(data, pl.DataFrame):
        parts = [np.frombuffer(part, np.uint8) for column in data for part in column.to_arrow().buffers() if part]
    elif isinstance(data, np.ndarray):
        parts = [data.reshape(-1)]
    elif data.dtypes.iloc[0] == np.float64:
        parts = list(data.to_numpy().T)
    else:
        parts = [data[name].isna().to_numpy() for name in data]
        parts += [data[name].to_numpy(dtype=data.dtypes.iloc[0].numpy_dtype, na_value=0) for name in data]
    flat = [part.view(np.uint8) for part in parts]
    return [part[: part.size // 8 * 8].view(np.uint64) for part in flat]


def rounds(works: dict[str, Callable[[], object]], runs: int) -> Times:
    """Seconds of each work, run in turn."""
    times: Times = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            times[name].append(seconds(work))
    return times


def ratio(times: Times, one: str, other: str) -> float:
    """The median of the ratios within rounds."""
    return statistics.median(a / b for a, b in zip(times[one], times[other]))


def wide(instrument: orientir.Instrument, rows: int, runs: int, threads: int | None) -> None:
    """Every input against reading it and against the peers."""
    print(f"\n{rows} x {len(NAMES)}, {f'{threads} thread' if threads else 'all threads'}: milliseconds")
    print("the package: times reading (goal at wider types: 2); peers: times the package (goal at polars Int8: 10)")
    print(f"{'':40}{'raw':>18}{'raw, level, T':>18}")
    for library, kind in INPUTS:
        data = answers(library, kind, rows)
        assert_equal(instrument, data, threads)
        words = buffers(data)
        works: dict[str, Callable[[], object]] = {"reading": lambda: [part.sum() for part in words]}
        by_hand = peers(data)
        for full, facts in ((False, RAW), (True, FULL)):
            works[f"orientir {full}"] = partial(scored, instrument, data, facts, threads)
            works.update({f"{name} {full}": partial(peer, full) for name, peer in by_hand.items()})
        times = rounds(works, runs)
        print(f"{library:8}{kind:8}{'reading':24}{1e3 * statistics.median(times['reading']):10.1f}")
        for name in ("orientir", *by_hand):
            line = f"{library:8}{kind:8}{name:24}"
            for full in (False, True):
                against = ratio(times, f"{name} {full}", "reading" if name == "orientir" else f"orientir {full}")
                line += f"{1e3 * statistics.median(times[f'{name} {full}']):10.1f}{against:8.2f}"
            print(line, flush=True)


def few(instrument: orientir.Instrument) -> None:
    """Thirty rows, many times."""
    print("\n30 x 60: microseconds (goal from polars: 200; from pandas: 2 times reading the columns)")
    for library, kind in INPUTS:
        data = answers(library, kind, 30)
        if isinstance(data, np.ndarray):
            continue
        assert_equal(instrument, data, None)
        works: dict[str, Callable[[], object]] = {
            "score": partial(instrument.score, data),
            "raw": partial(scored, instrument, data, RAW),
            "raw, level, T": partial(scored, instrument, data, FULL),
            "reading": lambda: [data[name].to_numpy() for name in data.columns],
        }
        rounds(works, 100)
        times = rounds(works, 1_000)
        middle = "".join(f"{name} {1e6 * statistics.median(taken):.0f}, " for name, taken in times.items())
        ratios = ", ".join(f"{ratio(times, name, 'reading'):.2f}" for name in works if name != "reading")
        print(f"{library:8}{kind:8}{middle}times reading: {ratios}", flush=True)


def memory(instrument: orientir.Instrument, library: str, kind: Kind, rows: int) -> None:
    """The most memory the process had with answers and scores, over what it had before."""
    scored(instrument, answers(library, kind, 30), FULL)
    before = status("VmRSS")
    data = answers(library, kind, rows)
    result = scored(instrument, data, FULL)
    most, size = status("VmHWM") - before, size_of(data) + size_of(result)
    sizes = f"input and scores {size / 1e6:.0f} MB, at most {most / 1e6:.0f} MB"
    print(f"memory  {library:8}{kind:8}{sizes}: {most / size:.2f} (goal 1.5)", flush=True)


def status(field: str) -> int:
    """Bytes of a field of /proc/self/status."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))


def size_of(frame: Data | Result) -> int:
    """Bytes of a frame."""
    if isinstance(frame, pl.DataFrame):
        return int(frame.estimated_size())
    if isinstance(frame, pd.DataFrame):
        return int(frame.memory_usage(index=False).sum())
    assert isinstance(frame, np.ndarray)
    return frame.nbytes


def overlap(instrument: orientir.Instrument, rows: int, runs: int) -> None:
    """Two Python threads that score at once, one thread of the package each."""
    print("\ntwo runs one after the other / in two Python threads at once (2.0: they overlap wholly)")
    for library, kind in INPUTS:
        work = partial(scored, instrument, answers(library, kind, rows), FULL, 1)
        with ThreadPoolExecutor(2) as pool:
            works: dict[str, Callable[[], object]] = {
                "after": lambda: (work(), work()),
                "at once": lambda: [future.result() for future in (pool.submit(work), pool.submit(work))],
            }
            print(f"{library:8}{kind:8}{ratio(rounds(works, runs), 'after', 'at once'):.2f}", flush=True)


def psych(instrument: orientir.Instrument, rows: int, runs: int) -> None:
    """R psych once, against raw scores from polars Int8."""
    codes = np.stack(list(columns(rows)))
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "answers"), Path(folder, "scores")
        codes.tofile(given)
        command = ["Rscript", str(Path(__file__).with_name("peers.R")), str(given), str(rows), str(made)]
        lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
        for scores in np.fromfile(made).reshape(len(lines), SCALES, rows):
            np.testing.assert_allclose(scores, reference(codes)[0], rtol=1e-12, atol=0)
    data = answers("polars", "Int8", rows)
    for threads in (1, None):
        middle = statistics.median(rounds({"raw": partial(scored, instrument, data, RAW, threads)}, runs)["raw"])
        for function, taken in (line.split() for line in lines):
            against = f"{float(taken) / middle:.0f} times the package on {threads or 'all'} threads (goal 50)"
            print(f"psych {function:16}{float(taken):8.2f} s: {against}", flush=True)


def test(instrument: orientir.Instrument) -> None:
    """Equality alone."""
    assert list(instrument.fields) == NAMES and list(instrument.scales) == SCALE_NAMES
    for library, kind in INPUTS:
        for rows in (30, 2_000):
            for threads in (1, None):
                assert_equal(instrument, answers(library, kind, rows), threads)
    print(f"equal: {len(INPUTS)} inputs of 30 and 2,000 rows, and all that is written by hand")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--test", action="store_true", help="assert equality, time nothing")
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=11)
    options.add_argument("--with-r", action="store_true", help="run R psych too: minutes, and 5 GB at a million rows")
    options.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    asked = options.parse_args()
    instrument = orientir.instrument(DEFINITION)
    if asked.test:
        test(instrument)
        return
    match asked.part:
        case None:
            parts = [["wide", "1"], ["wide"], ["few"], *(["memory", *names] for names in INPUTS), ["overlap"]]
            for part in parts + [["psych"]] * asked.with_r:
                one = {"POLARS_MAX_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"} if part == ["wide", "1"] else {}
                size = ["--rows", str(asked.rows), "--runs", str(asked.runs)]
                subprocess.run([sys.executable, __file__, *size, "--part", *part], env=os.environ | one, check=True)
        case ["wide", *threads]:
            wide(instrument, asked.rows, asked.runs, int(threads[0]) if threads else None)
        case ["few"]:
            few(instrument)
        case ["memory", library, kind]:
            memory(instrument, library, kind, asked.rows)
        case ["overlap"]:
            overlap(instrument, asked.rows, asked.runs)
        case ["psych"]:
            psych(instrument, asked.rows, asked.runs)


if __name__ == "__main__":
    main()
