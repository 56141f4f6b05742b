"""Vectors of the catalogue's instruments with answers drawn at random, scored here from the fact sheets.

Nothing is read from the definitions: keys, ranges, bands and norms are written out below as the fact sheets and the
design state them, ranges and types under missing answers are found by trying every completion.

    python3 tests/reference/sheets.py            writes tests/vectors/scores/random/*.json
    python3 tests/reference/sheets.py --check    compares them

Python 3.9 or later, standard library only. The random numbers are Python's own (Mersenne Twister, seeded), which do not
change between versions for `Random.choice` on sequences since 3.2.
"""

import sys
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random

import layout

HERE = Path(__file__).resolve().parent.parent / "vectors" / "scores" / "random"
CASES = 12
TYPES = ["nature", "technology", "human", "sign", "art"]


def number(value):
    """A number as JSON writes it: whole ones without a point."""
    if value is None:
        return None
    value = Fraction(value)
    return int(value) if value.denominator == 1 else float(value)


def median(values):
    values = sorted(values)
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else Fraction(values[middle - 1] + values[middle]) / 2


def completions(answers, codes):
    """Every way to fill the answers that are `None`."""
    missing = [field for field, code in answers.items() if code is None]
    for filling in product(*(codes(field) for field in missing)):
        yield {**answers, **dict(zip(missing, filling))}


def over_completions(answers, codes, scores):
    """The range of each score and the leading set, over all completions; `scores` gives (scores, leaders)."""
    ranges, leading = {}, set()
    for whole in completions(answers, codes):
        found, leaders = scores(whole)
        for scale, value in found.items():
            if value is not None:
                low, high = ranges.get(scale, (value, value))
                ranges[scale] = (min(low, value), max(high, value))
        leading.add(tuple(leaders))
    settled = list(leading.pop()) if len(leading) == 1 else None
    return {scale: [number(low), number(high)] for scale, (low, high) in ranges.items()}, settled


def leaders(scores):
    top = max(scores.values())
    return [name for name, score in scores.items() if score == top]


def drop(random, answers, most):
    """Takes away up to `most` answers."""
    for field in random.sample(sorted(answers), random.choice(range(most + 1))):
        answers[field] = None


# Klimov: facts/klimov-ddo.md, section 2.
KLIMOV = {
    "nature": "1a 3b 6a 10a 11a 13b 16a 20a",
    "technology": "1b 4a 7b 9a 11b 14a 17b 19a",
    "human": "2a 4b 6b 8a 12a 14b 16b 18a",
    "sign": "2b 5a 9b 10b 12b 15a 19b 20b",
    "art": "3a 5b 7a 8b 13a 15b 17a 18b",
}


def klimov(random):
    answers = {str(n): random.choice("ab") for n in range(1, 21)}
    drop(random, answers, 3)

    def scores(whole):
        chosen = {n + code for n, code in whole.items()}
        found = {scale: len(chosen & set(key.split())) for scale, key in KLIMOV.items()}
        assert sum(found.values()) == 20
        return found, leaders(found)

    possible, settled = over_completions(answers, lambda _: "ab", scores)
    open_pairs = {n for n, code in answers.items() if code is None}
    touched = {scale: any(option[:-1] in open_pairs for option in key.split()) for scale, key in KLIMOV.items()}
    scales = {scale: None if touched[scale] else possible[scale][0] for scale in KLIMOV}
    status = {scale: "missing" if touched[scale] else "scored" for scale in KLIMOV}
    return {"answers": answers, "expect": {"scales": scales, "possible": possible, "status": status, "type": settled, "flags": []}}


# Dembo and Rubinstein: facts/dembo-rubinstein.md, sections 2 to 4 and 8.
LINES = ["mind", "character", "authority", "hands", "looks", "confidence"]


def band(value, cuts, names):
    return names[sum(value >= cut for cut in cuts)]


def dembo(random):
    def mark(low, high):
        return Fraction(random.choice(range(2 * low, 2 * high + 1)), 2)

    marks = {}
    for line in ["health"] + LINES:
        marks[line + ".now"] = mark(20, 100)
        marks[line + ".want"] = mark(40, 110 if random.random() < 0.1 else 100)
    if random.random() < 0.4:
        marks[random.choice(LINES) + random.choice([".now", ".want"])] = None
    counted = {field: None if value is None else min(value, Fraction(100)) for field, value in marks.items()}
    every = [Fraction(n, 2) for n in range(201)]

    def scores(whole):
        now, want = ([whole[line + side] for line in LINES] for side in (".now", ".want"))
        found = {"self_esteem": median(now), "aspiration": median(want), "gap": median(want) - median(now)}
        found |= {"self_esteem_spread": max(now) - min(now), "aspiration_spread": max(want) - min(want)}
        return found, []

    possible, _ = over_completions(counted, lambda _: every, scores)
    lost = {side: any(counted[line + side] is None for line in LINES) for side in (".now", ".want")}
    gone = {"self_esteem": lost[".now"], "aspiration": lost[".want"], "gap": lost[".now"] or lost[".want"]}
    gone |= {"self_esteem_spread": lost[".now"], "aspiration_spread": lost[".want"]}
    values = {scale: None if gone[scale] else Fraction(possible[scale][0]) for scale in gone}
    levels = {
        "self_esteem": ([45, 60, 75], ["low", "medium", "high", "very_high"]),
        "aspiration": ([60, 75, 90], ["low", "medium", "high", "very_high"]),
        "gap": ([0, 8, 23], ["below", "weak", "moderate", "strong"]),
    }
    levels = {scale: None if values[scale] is None else band(values[scale], *how) for scale, how in levels.items()}
    pairs = [(counted[line + ".now"], counted[line + ".want"]) for line in LINES]
    now, want, gap, spread = (values[s] for s in ("self_esteem", "aspiration", "gap", "self_esteem_spread"))
    flags = []
    if any(a is not None and b is not None and b < a for a, b in pairs):
        flags.append("aspiration_below")
    if spread == 0:
        flags.append("all_lines_equal")
    if now is not None and want is not None and now < 45 and want >= 90:
        flags.append("self_esteem_low_aspiration_very_high")
    if now is not None and gap is not None and now >= 75 and gap < 8:
        flags.append("very_high_small_gap")
    if any(value is not None and value > 100 for value in marks.values()):
        flags.append("overflow")
    answers = {field: None if value is None else str(number(value)) for field, value in marks.items()}
    scales = {scale: number(value) for scale, value in values.items()}
    return {"answers": answers, "expect": {"scales": scales, "levels": levels, "possible": possible, "flags": flags}}


# Ovcharova: facts/ovcharova-motives.md, section 2.
OVCHAROVA = {
    "internal_individual": [1, 5, 8, 15, 20],
    "internal_social": [3, 7, 12, 14, 17],
    "external_positive": [4, 9, 10, 16, 19],
    "external_negative": [2, 6, 11, 13, 18],
}


def ovcharova(random):
    answers = {str(n): random.choice("12345") for n in range(1, 21)}
    drop(random, answers, 2)

    def scores(whole):
        found = {scale: sum(int(whole[str(n)]) for n in items) for scale, items in OVCHAROVA.items()}
        return found, leaders(found)

    possible, settled = over_completions(answers, lambda _: "12345", scores)
    gone = {scale: any(answers[str(n)] is None for n in items) for scale, items in OVCHAROVA.items()}
    scales = {scale: None if gone[scale] else possible[scale][0] for scale in OVCHAROVA}
    return {"answers": answers, "expect": {"scales": scales, "possible": possible, "type": settled, "flags": []}}


# Leontiev: facts/szho.md, sections 3 to 5.
ASCENDING = {1, 3, 4, 8, 9, 11, 12, 16, 17}
SZHO = {
    "total": (list(range(1, 21)), ("103.10", "15.03"), ("95.76", "16.54")),
    "goals": ([3, 4, 10, 16, 17, 18], ("32.90", "5.92"), ("29.38", "6.24")),
    "process": ([1, 2, 4, 5, 7, 9], ("31.09", "4.44"), ("28.80", "6.14")),
    "result": ([8, 9, 10, 12, 20], ("25.46", "4.30"), ("23.30", "4.95")),
    "locus_self": ([1, 15, 16, 19], ("21.13", "3.85"), ("18.58", "4.30")),
    "locus_life": ([7, 10, 11, 14, 18, 19], ("30.14", "5.80"), ("28.70", "6.10")),
}


def szho(random):
    lean = random.choice([1, 1, 0])
    places = {n: random.choice(range(1, 8)) for n in range(1, 21)}
    if lean:  # towards the end that the key counts high, as people answer
        places = {n: max(p, random.choice(range(1, 8))) if n in ASCENDING else min(p, random.choice(range(1, 8))) for n, p in places.items()}
    points = {n: p if n in ASCENDING else 8 - p for n, p in places.items()}
    lost = random.choice([None, None, None, 6, 10, 13])
    sex, published = random.choice(["male", "female"]), random.random() < 0.8
    expect = {"scales": {}, "possible": {}, "standard": {}, "levels": {}}
    for scale, (items, men, women) in SZHO.items():
        given = sum(points[n] for n in items if n != lost)
        raw = None if lost in items else given
        expect["scales"][scale] = raw
        expect["possible"][scale] = [given + 1, given + 7] if lost in items else [given, given]
        mean, sd = (Fraction(text) for text in (men if sex == "male" else women))
        z = (raw - mean) / sd if published and raw is not None else None
        expect["standard"][scale + ".z"] = number(z)
        expect["standard"][scale + ".t"] = None if z is None else number(50 + 10 * z)
        expect["levels"][scale] = None if z is None else band(z, [-1, 1], ["below", "within", "above"])
    side = {1: "L3", 2: "L2", 3: "L1", 4: "0", 5: "R1", 6: "R2", 7: "R3"}
    sided = random.random() < 0.3
    answers = {str(n): None if n == lost else side[p] if sided else str(p) for n, p in places.items()}
    case = {"person": {"sex": sex}, "answers": answers, "expect": expect}
    return {"wording": "published", **case} if published else case


# Kabardova: facts/kabardova-opg.md, sections 2 to 4; the fields of DESIGN, section 7.
SPHERES = ["sign", "technology", "nature", "art", "human"]


def kabardova(random):
    answers = {}
    for n in range(1, 51):
        skill = random.choice("001122212-")
        attitude = random.choice("0122") if skill != "-" or random.random() < 0.05 else "-"
        answers |= {f"{n}.skill": skill, f"{n}.attitude": attitude, f"{n}.wish": random.choice("012")}
    drop(random, answers, 2)
    zero, dash = random.choice(["leave_out", "count_all"]), random.choice(["counted_apart", "leave_out"])

    def scores(whole):
        found = {}
        for place, sphere in enumerate(SPHERES):
            items = [tuple(whole[f"{n}.{side}"] for side in ("skill", "attitude", "wish")) for n in range(1, 51) if (n - 1) % 5 == place]
            out = [skill == "0" and zero == "leave_out" for skill, _, _ in items]
            points = lambda code: 0 if code == "-" else int(code)
            found[sphere + "_skill"] = sum(points(skill) for skill, _, _ in items)
            found[sphere + "_attitude"] = sum(points(a) for (_, a, _), o in zip(items, out) if not o)
            found[sphere + "_wish"] = sum(points(w) for (s, _, w), o in zip(items, out) if not o and s != "-")
            found[sphere + "_wish_untried"] = sum(points(w) for s, _, w in items if s == "-" and dash != "leave_out")
            found[sphere + "_zero"] = sum(skill == "0" for skill, _, _ in items)
            found[sphere + "_dash"] = sum(skill == "-" for skill, _, _ in items)
        return found, leaders({s: found[s + "_wish"] + found[s + "_wish_untried"] for s in SPHERES})

    codes = lambda field: "012" if field.endswith("wish") else "012-"
    possible, settled = over_completions(answers, codes, scores)
    scales = {}
    for scale, (low, high) in possible.items():
        sphere, side = scale.split("_", 1)
        items = [n for n in range(1, 51) if SPHERES[(n - 1) % 5] == sphere]
        # What a score rests on; a policy acts only where it is sure to hold, so it does not make a score missing.
        needed = {"skill": ["skill"], "zero": ["skill"], "dash": ["skill"], "attitude": ["attitude"]}.get(side, ["skill", "wish"])
        tried = side == "wish"

        def lacks(n):
            if side.startswith("wish") and answers[f"{n}.skill"] is not None and (answers[f"{n}.skill"] != "-") != tried:
                return False  # the other of the two scales has it
            if side in ("wish", "attitude") and answers[f"{n}.skill"] == "0" and zero == "leave_out" and answers[f"{n}.{side}"] is None:
                return True
            return any(answers[f"{n}.{part}"] is None for part in needed)

        scales[scale] = None if any(lacks(n) for n in items) else low if low == high else high
    both = [(answers[f"{n}.skill"], answers[f"{n}.attitude"]) for n in range(1, 51)]
    flags = ["dash_in_one_of_two"] if any(None not in pair and pair.count("-") == 1 for pair in both) else []
    case = {"policies": {"zero_skill": zero, "dash": dash}, "answers": answers}
    return {**case, "expect": {"scales": scales, "possible": possible, "type": settled, "flags": flags}}


# Observation sheet: facts/observation-sheet.md, section 3; bands of DESIGN, section 11.
def observation(random):
    items = [f"a{n}" for n in range(1, 9)]
    unseen = set(random.sample(items, random.choice([0, 1, 2, 3])))
    blank = random.choice([None, None, None, "a5"])
    ratings = []
    for _ in range(random.choice([1, 2, 3, 5])):
        seen = lambda i: None if i == blank else "no" if i in unseen or random.random() < 0.2 else random.choice("01232")
        ratings.append({i: seen(i) for i in items})
    means = {}
    for i in items:
        marks = [int(r[i]) for r in ratings if r[i] not in (None, "no")]
        means[i] = Fraction(sum(marks), len(marks)) if marks else None
    given = [m for m in means.values() if m is not None]
    percent = lambda values: sum(values, Fraction(0)) / len(values) * 100 / 3 if values else None
    ends = [[], [Fraction(0)], [Fraction(3)]] if blank else [[]]
    reached = [p for p in (percent(given + end) for end in ends) if p is not None]
    raw = percent(given)
    graded = len(given) >= 6 and len(ratings) >= 2
    expect = {
        "scales": {"activity": number(raw), "fallback": number(means["a7"])},
        "possible": {"activity": [number(min(reached)), number(max(reached))]} if reached else {},
        "levels": {"activity": band(raw, [40, 70], ["low", "medium", "high"]) if graded else None},
        "flags": [],
    }
    return {"ratings": ratings, "expect": expect}


# Authored instruments: DESIGN, section 7. The objects of labour are judged from the descriptions.
WORK = dict(zip((f"w{n}" for n in range(1, 13)), "technology human sign nature art sign nature technology art human nature sign".split()))


def awareness(random):
    answers = {f"c{n}": random.choice("0123") for n in range(1, 9)}
    none = random.random() < 0.2
    if none:
        answers = {field: "none" if field == "c1" else None for field in answers}
    else:
        drop(random, answers, 3)
    right = {field: kind if random.random() < 0.7 else random.choice(TYPES) for field, kind in WORK.items()}
    if random.random() < 0.2:
        right[random.choice(sorted(right))] = None
    given = [int(code) for code in answers.values() if code not in (None, "none")]
    reach = [Fraction(sum(given) + end * (8 - len(given)), 24) * 100 for end in (0, 3)]
    known = Fraction(sum(given), 3 * len(given)) * 100 if len(given) >= 6 else None
    hits = sum(right[field] == kind for field, kind in WORK.items())
    open_ = sum(code is None for code in right.values())
    expect = {
        "scales": {"chosen_profession": None if none else number(known), "world_of_professions": None if open_ else hits},
        "possible": {"chosen_profession": None if none else [number(r) for r in reach], "world_of_professions": [hits, hits + open_]},
        "status": {"chosen_profession": "not_applicable" if none else "missing" if len(given) < 6 else "scored" if len(given) == 8 else "prorated"},
        "flags": [],
    }
    return {"answers": {**answers, **right}, "expect": expect}


VALUES = {
    "comfort": ["security", "pay", "conditions"],
    "contribution": ["benefit", "team", "recognition"],
    "development": ["growth", "creativity", "independence"],
}


def work_values(random):
    names = [name for group in VALUES.values() for name in group]
    many = random.choice([3, 3, 3, 2, 4])
    chosen = random.sample(names, many)
    blanks = random.random() < 0.5
    answers = {name: "1" if name in chosen else None if blanks else "0" for name in names}
    agree = {f"u{n}": random.choice("12345") for n in range(1, 7)}
    useful = sum(6 - int(code) if field in ("u3", "u5") else int(code) for field, code in agree.items())
    counts = {group: sum(name in chosen for name in members) for group, members in VALUES.items()}
    expect = {"scales": {"useful_work": useful}, "flags": [] if many == 3 or blanks else ["three_chosen"]}
    if many == 3:
        best = max(counts, key=counts.get)
        kind = {3: best, 2: best + "_tendency", 1: "mixed"}[counts[best]]
        expect["scales"] = {**counts, "useful_work": useful}
        expect["type"] = [kind]
    elif not blanks:
        expect["scales"] = {**{group: None for group in VALUES}, "useful_work": useful}
        expect["type"] = None
    return {"answers": {**answers, **agree}, "expect": expect}


def career_plan(random):
    parts = ["plan", "dated", "next_step", "alternative", "sources"]
    answers = {part: random.choice("012") for part in parts}
    drop(random, answers, 1)
    given = [int(code) for code in answers.values() if code is not None]
    open_ = 5 - len(given)
    fires = answers["plan"] == "0" and answers["dated"] in ("1", "2")
    expect = {
        "scales": {"elements": None if open_ else sum(given)},
        "possible": {"elements": [sum(given), sum(given) + 2 * open_]},
        "flags": ["dates_without_plan"] if fires else [],
    }
    return {"answers": answers, "expect": expect}


MAKERS = {
    "klimov-ddo": klimov,
    "profession-awareness": awareness,
    "dembo-rubinstein": dembo,
    "career-plan": career_plan,
    "ovcharova-motives": ovcharova,
    "work-values": work_values,
    "szho": szho,
    "kabardova-opg": kabardova,
    "observation-sheet": observation,
}


def main():
    same = True
    for number_, (name, make) in enumerate(MAKERS.items()):
        random = Random(1_000 + number_)
        cases = [{"name": f"drawn {n}", **make(random)} for n in range(1, CASES + 1)]
        about = "Answers drawn at random, scored by tests/reference/sheets.py from the fact sheets; not from the definition."
        file = {"about": about, "instrument": name, "source": "tests/reference/sheets.py, Python standard library", "cases": cases}
        path = HERE / (name + ".json")
        if "--check" in sys.argv:
            same &= path.read_text(encoding="utf-8") == layout.text(file) + "\n"
        else:
            HERE.mkdir(parents=True, exist_ok=True)
            layout.write(path, file)
    if not same:
        sys.exit("the vectors are not what the script makes")


if __name__ == "__main__":
    main()
