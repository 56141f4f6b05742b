"""Intervals of raw scores and probabilities of levels, by SciPy.

    python3 tests/reference/intervals.py            writes tests/vectors/intervals/made.json
    python3 tests/reference/intervals.py --check    compares it

The numbers of the definitions (mean 50, standard deviation 10, reliability .7, error of measurement 4) stand here once more, and the
formulas are those of METHODS 5 and "Probability of a level", written for the normal distribution of SciPy.
Made with SciPy 1.17.1 and NumPy 2.4.6 (`pip install scipy==1.17.1 numpy==2.4.6`); the file names the versions that made it.
"""

import math
import sys
from pathlib import Path

import numpy
import scipy
from scipy.stats import norm

import layout

PATH = Path(__file__).resolve().parent.parent / "vectors" / "intervals" / "made.json"
RAW, STANDARD = "error-of-raw-scores.json", "error-of-standard-scores.json"
NAMES = ["low", "medium", "high"]
R = 0.7


def interval(x, sem):
    half = float(norm.ppf(0.975)) * sem
    return [x - half, x + half]


def levels(mean, sd, cuts):
    """The probabilities of the parts between cuts for a true score that is N(mean, sd^2)."""
    ends = [-math.inf, *cuts, math.inf]
    if sd == 0:
        parts = [float(low <= mean < high) for low, high in zip(ends, ends[1:])]
    else:
        # The upper tail keeps its digits.
        parts = [float(norm.sf(low, mean, sd) - norm.sf(high, mean, sd)) for low, high in zip(ends, ends[1:])]
    return dict(zip(NAMES, parts))


def case(definition, scale, x, person, printed, interval=None, levels=None):
    known = {} if levels is None else {"levels": levels, "borderline": max(levels, key=levels.get) != printed}
    about = f"{scale} {x}" + "".join(f", {name} {value}" for name, value in person.items())
    made = {"name": about, "definition": definition, "scale": scale, "raw": x, "person": person, "level": printed}
    return made | ({} if interval is None else {"interval": interval}) | known


def of_raw(x):
    """Levels from 0, 40 and 60, with the norm (age 14 to 17) and without."""
    printed = NAMES[(x >= 40) + (x >= 60)]
    cuts = [40, 60]
    by_norm = lambda r: levels(50 + r * (x - 50), 10 * math.sqrt(r * (1 - r)), cuts)
    by_sem = levels(x, 4, cuts)
    fits, other = {"age": "15"}, {"age": "30"}
    one = lambda scale, person, *known: case(RAW, scale, x, person, printed, *known)
    # The error of measurement holds in the norm's people too: there the reliability is 1 - SEM^2 / s^2.
    yield one("both", fits, interval(x, 4), by_norm(1 - (4 / 10) ** 2))
    yield one("both", other, interval(x, 4), by_sem)
    yield one("reliable", fits, interval(x, 10 * math.sqrt(1 - R)), by_norm(R))
    yield one("reliable", other)
    yield one("sem", fits, interval(x, 4), by_sem)
    yield one("unknown", fits)
    yield one("sure", fits, [x, x], by_norm(1))
    yield one("blind", fits, interval(x, 10), by_norm(0))


def of_standard(x):
    """Levels by standard scores of mean 50 and standard deviation 10."""
    z = (x - 50) / 10
    sem = 10 * math.sqrt(1 - R)
    se = math.sqrt(R * (1 - R))
    sten = min(max(math.floor(2 * z + 6), 1), 10)
    stanine = min(max(math.floor(2 * z + 5.5), 1), 9)
    quartile = float(norm.ppf(0.75))
    at = lambda value, cuts: NAMES[sum(value >= cut for cut in cuts)]
    one = lambda scale, printed, *known, **more: case(STANDARD, scale, x, {"grade": "9"}, printed, *known, **more)
    yield one("t", at(z, [-1, 1]), interval(x, sem), levels(R * z, se, [-1, 1]))
    yield one("sten", at(sten, [4, 8]), interval(x, sem), levels(R * z, se, [-1, 1]))
    yield one("stanine", at(stanine, [4, 7]), interval(x, sem), levels(R * z, se, [-0.75, 0.75]))
    yield one("normal", at(z, [-quartile, quartile]), interval(x, sem), levels(R * z, se, [-quartile, quartile]))
    # Ranks by table: brought to the normal distribution.
    counted = 5 if x < 50 else 60 if x < 60 else 80 if x < 100 else 100
    by_rank = lambda rank: levels(R * float(norm.ppf(rank / 100)), se, [-quartile, quartile])
    yield one("counted", at(counted, [25, 75]), interval(x, sem), by_rank(counted) if counted < 100 else None)
    ranked = 10 if x < 60 else 80
    yield one("ranks", at(ranked, [25, 75]), levels=by_rank(ranked))
    # A table of T: the interval by the deviation of raw scores, the level by the table's z.
    t = 30 if x < 60 else 58 if x < 64 else 62
    printed = at(t, [40, 60])
    yield one("table", printed, interval(x, 8 * math.sqrt(1 - R)), levels(R * (t - 50) / 10, se, [-1, 1]))
    # Stens say too little of z.
    yield one("stens", at(2 if x < 60 else 8, [4, 8]), interval(x, 8 * math.sqrt(1 - R)))
    # The model at grade 9: mean 10 + 5 * 9, deviation 1 + 9.
    z = (x - 55) / 10
    yield one("model", at(z, [-1, 1]), interval(x, sem), levels(R * z, se, [-1, 1]))


def main():
    raws = [0, 35, 39, 40, 45, 50, 57, 60, 62, 64, 70, 100]
    cases = [one for x in raws for one in (*of_raw(x), *of_standard(x))]
    about = "Intervals of raw scores and the probabilities of levels of the true score, to 1e-9. What is absent must not be there."
    source = f"tests/reference/intervals.py, SciPy {scipy.__version__}, NumPy {numpy.__version__}"
    file = {"about": about, "source": source, "cases": cases}
    if "--check" not in sys.argv:
        PATH.parent.mkdir(parents=True, exist_ok=True)
        layout.write(PATH, file)
    elif PATH.read_text(encoding="utf-8") != layout.text(file) + "\n":
        sys.exit("the vectors are not what this version of SciPy makes")


if __name__ == "__main__":
    main()
