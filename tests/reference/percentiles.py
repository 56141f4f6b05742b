"""Vectors of percentile ranks under a normal distribution, by SciPy.

    python3 tests/reference/percentiles.py            writes tests/vectors/scores/standard/percentiles.json
    python3 tests/reference/percentiles.py --check    compares it

Made with SciPy 1.17.1 and NumPy 2.4.6 (`pip install scipy==1.17.1 numpy==2.4.6`); the file names the versions that made it.
"""

import math
import sys
from pathlib import Path

import numpy
import scipy
from scipy.stats import norm

import layout

PATH = Path(__file__).resolve().parent.parent / "vectors" / "scores" / "standard" / "percentiles.json"
WHY = "the argument -z / sqrt(2) of erfc is rounded: an error of about z^2 ulps in the lower tail; SciPy rounds elsewhere"


def case(x):
    z = x / 20
    most = 4 + (math.ceil(2 * z * z) if z < 0 else 0)
    return {
        "name": f"z = {z:g}",
        "answers": {"x": str(x)},
        "ulps": {"most": most, "why": WHY},
        "expect": {"standard": {"p.percentile": 100 * float(norm.cdf(z))}},
    }


def main():
    about = "Percentile ranks of z from -4 to 4 in quarters, and next to the quartiles; z = x / 20."
    raws = sorted({*range(-80, 81, 5), -14, -13, 13, 14})
    source = f"tests/reference/percentiles.py, SciPy {scipy.__version__}, NumPy {numpy.__version__}"
    file = {"about": about, "definition": "standard-scores.json", "source": source, "cases": [case(x) for x in raws]}
    if "--check" not in sys.argv:
        PATH.parent.mkdir(parents=True, exist_ok=True)
        layout.write(PATH, file)
    elif PATH.read_text(encoding="utf-8") != layout.text(file) + "\n":
        sys.exit("the vectors are not what this version of SciPy makes")


if __name__ == "__main__":
    main()
