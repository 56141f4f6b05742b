"""Vectors of `career-competences` with answers drawn at random, scored here from facts/lithuanian-career-competences.md.

Nothing is read from the definition: the areas and their competences (section 2) and the authors' rule, the mean of an
area with at most one answer missing, are written out below, ranges are found by trying every completion.

    python3 tests/reference/sheets_competences.py            writes tests/vectors/scores/random/career-competences.json
    python3 tests/reference/sheets_competences.py --check    compares it

Python 3.9 or later, standard library only.
"""

import sys
from fractions import Fraction
from itertools import product
from random import Random

import layout
from sheets import CASES, HERE, drop, number

NAME = "career-competences"
# Section 2; each competence has two statements, a and b.
AREAS = {"self_knowledge": "s1 s2", "opportunities": "g1 g2 g3", "planning": "p1 p2 p3", "implementation": "i1 i2 i3"}
FIELDS = {area: [c + side for c in codes.split() for side in "ab"] for area, codes in AREAS.items()}


def competences(random):
    lean = {area: random.choice(["112", "123", "223", "1223"]) for area in AREAS}
    answers = {field: random.choice(lean[area]) for area, fields in FIELDS.items() for field in fields}
    if random.random() < 0.6:
        drop(random, answers, 4)
    expect = {"scales": {}, "possible": {}, "status": {}, "answered": {}}
    for area, fields in FIELDS.items():
        given = [int(answers[field]) for field in fields if answers[field] is not None]
        lost = len(fields) - len(given)
        whole = [Fraction(sum(given) + sum(more), len(fields)) for more in product((1, 2, 3), repeat=lost)]
        expect["scales"][area] = number(Fraction(sum(given), len(given))) if lost <= 1 else None
        expect["possible"][area] = [number(min(whole)), number(max(whole))]
        expect["status"][area] = "scored" if lost == 0 else "prorated" if lost == 1 else "missing"
        expect["answered"][area] = len(given)
    expect["levels"] = dict.fromkeys(AREAS)
    expect["flags"] = []
    return {"answers": answers, "expect": expect}


if __name__ == "__main__":
    random = Random(11_000)
    cases = [{"name": f"drawn {n}", **competences(random)} for n in range(1, CASES + 1)]
    script = "tests/reference/sheets_competences.py"
    about = f"Answers drawn at random, scored by {script} from facts/lithuanian-career-competences.md; not from the definition."
    file = {"about": about, "instrument": NAME, "source": f"{script}, Python standard library", "cases": cases}
    path = HERE / (NAME + ".json")
    if "--check" not in sys.argv:
        layout.write(path, file)
    elif path.read_text(encoding="utf-8") != layout.text(file) + "\n":
        sys.exit("the vectors are not what the script makes")
