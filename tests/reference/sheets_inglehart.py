"""Vectors of `inglehart-4` and `inglehart-12` with answers drawn at random, scored here from facts/value-orientations.md.

Nothing is read from the definitions: the poles of the goals, the two rules (sections 3, 4 and 8) and the figures of WVS 7
are written out below, ranges are found by trying every second choice that differs from the first.

    python3 tests/reference/sheets_inglehart.py            writes tests/vectors/scores/random/inglehart-*.json
    python3 tests/reference/sheets_inglehart.py --check    compares them

Python 3.9 or later, standard library only.
"""

import sys
from fractions import Fraction
from itertools import permutations
from random import Random

import layout
from sheets import CASES, HERE, completions, number

USE = "anonymous_adult_groups"
# Section 3 and group B of section 4, in the order of the batteries.
FOUR = ["order", "say_in_government", "prices", "speech"]
MATERIALIST = {"order", "prices"}
POSTMATERIALIST = {"say_in_government", "speech"}
# Section 4: say_at_work, the two of group B, and two of group C; cities are left out.
GROUPS = {
    "a": ["growth", "defence", "say_at_work", "cities"],
    "b": FOUR,
    "c": ["stable_economy", "humane", "ideas", "crime"],
}
FIVE = {"say_at_work", "say_in_government", "speech", "humane", "ideas"}
# Section 4, descriptives: WVS 7, all countries together, published wording.
WVS = {"inglehart-4": ("1.814", "0.613"), "inglehart-12": ("2.064", "1.198")}


def y002(first, second):
    """Section 8: 1 for the two materialist goals, 3 for the two others, else 2."""
    return 1 if {first, second} == MATERIALIST else 3 if {first, second} == POSTMATERIALIST else 2


def y001(answers):
    """Section 8: how many of the five goals are the first or the second of their group."""
    return sum(goal in (answers[g + ".first"], answers[g + ".second"]) for g, goals in GROUPS.items() for goal in FIVE & set(goals))


def expected(name, answers, pairs, codes, score):
    """What is to come of answers; `pairs` are the fields that must differ."""
    lost = None in answers.values()
    twice = any(answers[a] is not None and answers[a] == answers[b] for a, b in pairs)
    raw = None if lost or twice else score(answers)
    expect = {"scales": {"index": raw}}
    if lost and not twice:
        whole = [w for w in completions(answers, codes) if all(w[a] != w[b] for a, b in pairs)]
        reached = [score(w) for w in whole]
        expect["possible"] = {"index": [min(reached), max(reached)]}
    expect["status"] = {"index": "missing" if lost else "check_failed" if twice else "scored"}
    expect["flags"] = ["choices_differ"] if twice else []
    mean, sd = (Fraction(text) for text in WVS[name])
    return expect, None if raw is None else number((raw - mean) / sd)


def case(random, answers, expect, z):
    published = random.random() < 0.4
    expect["standard"] = {"index.z": z if published else None}
    return {"use": USE, **({"wording": "published"} if published else {}), "answers": answers, "expect": expect}


def two(random, goals):
    """Two choices, now and then the same one."""
    return [random.choice(goals)] * 2 if random.random() < 0.08 else random.sample(goals, 2)


def four(random, drawn=[]):
    """Each of the twelve ordered pairs comes once, in an order drawn at random."""
    drawn[:] = drawn or random.sample(list(permutations(FOUR, 2)), CASES)
    answers = dict(zip(("first", "second"), drawn.pop()))
    expect, z = expected("inglehart-4", answers, [("first", "second")], lambda _: FOUR, lambda w: y002(w["first"], w["second"]))
    expect["type"] = [["materialist", "mixed", "postmaterialist"][expect["scales"]["index"] - 1]]
    return case(random, answers, expect, z)


def twelve(random):
    answers = {}
    for group, goals in GROUPS.items():
        answers[group + ".first"], answers[group + ".second"] = two(random, goals)
    if random.random() < 0.4:
        for field in random.sample(sorted(answers), random.choice([1, 1, 2])):
            answers[field] = None
    pairs = [(g + ".first", g + ".second") for g in GROUPS]
    expect, z = expected("inglehart-12", answers, pairs, lambda field: GROUPS[field[0]], y001)
    # The engine takes fields one by one: where `say_at_work` may still come or come twice, its range is wider by one.
    beside = {answers["a.first"], answers["a.second"]}
    if None in beside and beside <= {None, "say_at_work"}:
        expect.pop("possible", None)
    return case(random, answers, expect, z)


def write(name, seed, make):
    """Writes or compares the vectors of one instrument."""
    random = Random(seed)
    cases = [{"name": f"drawn {n}", **make(random)} for n in range(1, CASES + 1)]
    script = "tests/reference/sheets_inglehart.py"
    about = f"Answers drawn at random, scored by {script} from facts/value-orientations.md; not from the definition."
    file = {"about": about, "instrument": name, "source": f"{script}, Python standard library", "cases": cases}
    path = HERE / (name + ".json")
    if "--check" not in sys.argv:
        layout.write(path, file)
    elif path.read_text(encoding="utf-8") != layout.text(file) + "\n":
        sys.exit(f"{name}: the vectors are not what the script makes")


if __name__ == "__main__":
    write("inglehart-4", 4_000, four)
    write("inglehart-12", 12_000, twelve)
