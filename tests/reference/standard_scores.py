"""Vectors of T, sten, stanine and IQ from the cuts that METHODS 11 lists, not from the formulas that the engine uses.

    python3 tests/reference/standard_scores.py            writes tests/vectors/scores/standard/cuts.json
    python3 tests/reference/standard_scores.py --check    compares it

Python 3.9 or later, standard library only.
"""

import sys
from fractions import Fraction
from pathlib import Path

import layout

PATH = Path(__file__).resolve().parent.parent / "vectors" / "scores" / "standard" / "cuts.json"
STANINE = [Fraction(n, 4) for n in (-7, -5, -3, -1, 1, 3, 5, 7)]
STEN = [Fraction(n, 2) for n in range(-4, 5)]


def number(value):
    return int(value) if value.denominator == 1 else float(value)


def case(x):
    z = Fraction(x, 20)
    t = min(max(50 + 10 * z, Fraction(20)), Fraction(80))
    sten, stanine = (1 + sum(z >= cut for cut in cuts) for cuts in (STEN, STANINE))
    standard = {"x.z": number(z), "x.t": number(t), "x.sten": sten, "x.stanine": stanine, "x.iq": number(100 + 15 * z)}
    level = "low" if stanine < 4 else "medium" if stanine < 7 else "high"
    quarter = "low" if z < Fraction("-0.67448975") else "medium" if z < Fraction("0.67448975") else "high"
    expect = {"scales": {"x": x, "p": x}, "standard": standard, "levels": {"x": level, "p": quarter}}
    return {"name": f"z = {number(z):g}", "answers": {"x": str(x)}, "expect": expect}


def main():
    about = (
        "z from -4 to 4 in steps of .05; stens and stanines by counting the cuts at or below z (a score on a cut belongs "
        "above it), T printed within 20 to 80, levels on the stanine and on the quartiles."
    )
    source = "METHODS 11 through tests/reference/standard_scores.py"
    cases = [case(x) for x in range(-80, 81)]
    file = {"about": about, "definition": "standard-scores.json", "source": source, "cases": cases}
    if "--check" not in sys.argv:
        PATH.parent.mkdir(parents=True, exist_ok=True)
        layout.write(PATH, file)
    elif PATH.read_text(encoding="utf-8") != layout.text(file) + "\n":
        sys.exit("the vectors are not what the script makes")


if __name__ == "__main__":
    main()
