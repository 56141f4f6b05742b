"""Vectors of the instruments akin to `klimov-ddo` with answers drawn at random, scored here from facts/klimov-ddo.md.

Nothing is read from the definitions: the keys are written out below as sections 2, 5a, 5b and 5d of the fact sheet state
them, ranges and types under missing answers are found by trying every completion.

    python3 tests/reference/sheets_klimov.py            writes three files of tests/vectors/scores/random
    python3 tests/reference/sheets_klimov.py --check    compares them

Python 3.9 or later, standard library only.
"""

import sys
from random import Random

import layout
from sheets import CASES, HERE, KLIMOV, band, drop, leaders, over_completions

# Section 5a: the columns of section 2, each rated by -3 to 3 without 0.
SIGNS = ["-3", "-2", "-1", "1", "2", "3"]
NEXT = {"a": "b", "b": "a"}


def rated(random):
    answers = {}
    free, careless = random.random() < 0.8, random.random() < 0.3
    for n in range(1, 21):
        a, b = random.choice(SIGNS), random.choice(SIGNS)
        while a == b and not (careless and random.random() < 0.3):
            b = random.choice(SIGNS)
        better = "a" if int(a) >= int(b) else "b"
        wrong = careless and random.random() < 0.1
        choice = None if not free or random.random() < 0.1 else NEXT[better] if wrong else better
        answers |= {f"{n}.choice": choice, f"{n}.a": a, f"{n}.b": b}
    lost = {field: code for field, code in answers.items() if not field.endswith("choice")}
    drop(random, lost, random.choice([0, 1, 3]))
    answers |= lost
    columns = {scale: [f"{option[:-1]}.{option[-1]}" for option in key.split()] for scale, key in KLIMOV.items()}

    def scores(whole):
        found = {scale: sum(int(whole[field]) for field in fields) for scale, fields in columns.items()}
        return found, leaders(found)

    possible, settled = over_completions(lost, lambda _: SIGNS, scores)
    pairs = [(answers[f"{n}.choice"], answers[f"{n}.a"], answers[f"{n}.b"]) for n in range(1, 21)]
    whole = [(choice, int(a), int(b)) for choice, a, b in pairs if a is not None and b is not None]
    flags = ["equal_ratings"] if any(a == b for _, a, b in whole) else []
    if any((choice == "a" and a < b) or (choice == "b" and b < a) for choice, a, b in whole):
        flags.append("preferred_rated_lower")
    return {"answers": answers, "expect": expected(columns, lost, possible, settled, flags)}


def expected(columns, answers, possible, settled, flags):
    """What every scale gives that needs all its answers."""
    gone = {scale: any(answers[field] is None for field in fields) for scale, fields in columns.items()}
    scales = {scale: None if gone[scale] else possible[scale][0] for scale in columns}
    status = {scale: "missing" if gone[scale] else "scored" for scale in columns}
    return {"scales": scales, "possible": possible, "status": status, "type": settled, "flags": flags}


# Section 5b: two types a pair, a before b; pairs 16 to 30 repeat pairs 1 to 15. 26a is human by this design.
DESIGN = "ПТ ЧЗ ХС ТЧ ЗХ СП ТЗ ХП ТХ СТ ЧХ ПЧ ЗС ПЗ ЧС".split() * 2
LETTERS = dict(zip("ПТЧЗХС", ["nature", "technology", "human", "sign", "art", "self"]))
LEVELS = ["rejected", "not_expressed", "average", "pronounced", "strongly_pronounced"]
assert all("".join(DESIGN).count(letter) == 10 for letter in LETTERS)
assert all(sum(set(pair) == {one, two} for pair in DESIGN) == 2 for one in LETTERS for two in LETTERS if one < two)


def azbel(random):
    # Most people like some types more than others: each type has a pull of its own.
    pull = {letter: random.choice([1, 1, 3, 9]) for letter in LETTERS}
    answers = {str(n): random.choices("ab", [pull[a], pull[b]])[0] for n, (a, b) in enumerate(DESIGN, 1)}
    drop(random, answers, random.choice([0, 3]))
    columns = {scale: [str(n) for n, pair in enumerate(DESIGN, 1) if letter in pair] for letter, scale in LETTERS.items()}

    def scores(whole):
        chosen = [DESIGN[int(n) - 1]["ab".index(code)] for n, code in whole.items()]
        found = {scale: chosen.count(letter) for letter, scale in LETTERS.items()}
        assert sum(found.values()) == 30
        return found, leaders(found)

    possible, settled = over_completions(answers, lambda _: "ab", scores)
    expect = expected(columns, answers, possible, settled, [])
    levels = {scale: None if raw is None else band(raw, [2, 4, 7, 9], LEVELS) for scale, raw in expect["scales"].items()}
    return {"answers": answers, "expect": {**expect, "levels": levels}}


# Section 5d: statements of weight 1 and of weight 2.
STATEMENTS = {
    "nature": ("4 7 11 28", "18 25"),
    "technology": ("2 13 21 26", "9 16"),
    "human": ("1 6 20 27", "15 23"),
    "sign": ("5 8 22 29", "14 19"),
    "art": ("3 12 24 30", "10 17"),
}
WEIGHTS = {scale: {n: w for w, row in enumerate(rows, 1) for n in row.split()} for scale, rows in STATEMENTS.items()}
assert sorted(int(n) for weights in WEIGHTS.values() for n in weights) == list(range(1, 31))
assert all(sum(weights.values()) == 8 for weights in WEIGHTS.values())
SIGNED = {"yes": 1, "no": -1, "doubt": 0}


def statements(random):
    codes = random.choice([["yes", "no", "doubt"], ["yes", "no", "doubt"], ["yes", "yes", "doubt", "no"], ["no", "no", "no", "doubt"]])
    answers = {str(n): random.choice(codes) for n in range(1, 31)}
    drop(random, answers, random.choice([0, 1, 3]))

    def scores(whole):
        found = {scale: sum(SIGNED[whole[n]] * w for n, w in weights.items()) for scale, weights in WEIGHTS.items()}
        return found, leaders(found)

    possible, settled = over_completions(answers, lambda _: SIGNED, scores)
    expect = expected(WEIGHTS, answers, possible, settled, [])
    highest = [high for _, high in possible.values()]
    if max(highest) <= 0:
        if None in expect["scales"].values():
            del expect["flags"]  # sure by every completion, but it rests on a missing score: not asked here
        else:
            expect["flags"] = ["no_sum_above_zero"]
    return {"answers": answers, "expect": expect}


MAKERS = {"klimov-ddo-rated": rated, "klimov-azbel-30": azbel, "klimov-statements-30": statements}
ABOUT = "Answers drawn at random, scored by tests/reference/sheets_klimov.py from the fact sheet; not from the definition."
SOURCE = "tests/reference/sheets_klimov.py, Python standard library"


def main():
    same = True
    for number, (name, make) in enumerate(MAKERS.items()):
        random = Random(3_100 + number)
        cases = [{"name": f"drawn {n}", **make(random)} for n in range(1, CASES + 1)]
        file = {"about": ABOUT, "instrument": name, "source": SOURCE, "cases": cases}
        path = HERE / (name + ".json")
        if "--check" in sys.argv:
            same &= path.read_text(encoding="utf-8") == layout.text(file) + "\n"
        else:
            layout.write(path, file)
    if not same:
        sys.exit("the vectors are not what the script makes")


if __name__ == "__main__":
    main()
