"""Vectors of `life-direction` with answers drawn at random, scored here from DESIGN, section 7, and the key of its authors.

Nothing is read from the definition: which pole of an item is the positive one and which items make a scale is written out
below, ranges are found by trying every completion.

    python3 tests/reference/sheets_life.py            writes tests/vectors/scores/random/life-direction.json
    python3 tests/reference/sheets_life.py --check    compares it

Python 3.9 or later, standard library only.
"""

import sys
from random import Random

import layout
from sheets import CASES, HERE, drop, over_completions

NAME = "life-direction"
# Items in turn: aims, interest, what is done, influence. L: the positive pole is on the left, R: on the right.
POLES = dict(zip((str(n) for n in range(1, 13)), "LRRLRLLRLRRL"))
PARTS = {"goals": "1 5 9", "process": "2 6 10", "result": "3 7 11", "agency": "4 8 12"}
SCALES = {"total": list(POLES), **{part: items.split() for part, items in PARTS.items()}}
SIDED = {"1": "L3", "2": "L2", "3": "L1", "4": "0", "5": "R1", "6": "R2", "7": "R3"}


def points(item, place):
    """How near the place, counted from the left, is to the positive pole: 1 to 7."""
    return int(place) if POLES[item] == "R" else 8 - int(place)


def life(random):
    places = {item: random.choice("1234567") for item in POLES}
    if random.random() < 0.6:  # towards the positive pole, as people answer
        nearer = {item: random.choice("1234567") for item in POLES}
        places = {item: max(place, nearer[item], key=lambda p: points(item, p)) for item, place in places.items()}
    elif random.random() < 0.3:
        places = dict.fromkeys(POLES, random.choice("1234567"))
    if random.random() < 0.6:
        drop(random, places, 2)

    def scores(whole):
        return {scale: sum(points(item, whole[item]) for item in items) for scale, items in SCALES.items()}, []

    possible, _ = over_completions(places, lambda _: "1234567", scores)
    gone = {scale: any(places[item] is None for item in items) for scale, items in SCALES.items()}
    given = set(places.values())
    expect = {
        "scales": {scale: None if gone[scale] else possible[scale][0] for scale in SCALES},
        "possible": possible,
        "status": {scale: "missing" if gone[scale] else "scored" for scale in SCALES},
        "levels": dict.fromkeys(SCALES),
        "flags": ["one_place"] if len(given) == 1 and None not in given else [],
    }
    sided = random.random() < 0.3
    answers = {item: SIDED[place] if sided and place else place for item, place in places.items()}
    return {"answers": answers, "expect": expect}


def write(name, source, facts, seed, make):
    """Writes or compares the vectors of one instrument."""
    random = Random(seed)
    cases = [{"name": f"drawn {n}", **make(random)} for n in range(1, CASES + 1)]
    about = f"Answers drawn at random, scored by {source} from {facts}; not from the definition."
    file = {"about": about, "instrument": name, "source": f"{source}, Python standard library", "cases": cases}
    path = HERE / (name + ".json")
    if "--check" not in sys.argv:
        layout.write(path, file)
    elif path.read_text(encoding="utf-8") != layout.text(file) + "\n":
        sys.exit("the vectors are not what the script makes")


if __name__ == "__main__":
    write(NAME, "tests/reference/sheets_life.py", "the key of its authors", 2_000, life)
