"""Vectors of `riasec-markers` with answers drawn at random, scored here from facts/open-instruments.md, section 3.

Nothing is read from the definition. Eight items an area, named by its letter; sums of 8; the code is found in the longest
way, by comparing every two areas.

    python3 tests/reference/sheets_riasec.py            writes tests/vectors/scores/random/riasec-markers.json
    python3 tests/reference/sheets_riasec.py --check    compares it

Python 3.9 or later, standard library only.
"""

from sheets import drop, over_completions
from sheets_life import write

AREAS = ["realistic", "investigative", "artistic", "social", "enterprising", "conventional"]
ITEMS = {area: [f"{area[0]}{n}" for n in range(1, 9)] for area in AREAS}


def code(scores):
    """The areas with fewer than three above them, by score; equals in the order R I A S E C. So equals of the third all come."""
    above = {area: sum(other > score for other in scores.values()) for area, score in scores.items()}
    return [area for place in range(3) for area in AREAS if above[area] == place]


def riasec(random):
    answers = {}
    for n in range(1, 9):
        for area in AREAS:
            answers[f"{area[0]}{n}"] = random.choice("12345")
    # People like some areas more than others; in some cases few answers differ, so that there are ties.
    for area in random.sample(AREAS, 3):
        step = random.choice([-1, 1, 2])
        answers |= {item: str(min(5, max(1, int(answers[item]) + step))) for item in ITEMS[area]}
    if random.random() < 0.3:
        answers = {item: "3" for item in answers}
        for item in random.sample(sorted(answers), 3):
            answers[item] = random.choice("45")
    if random.random() < 0.4:
        drop(random, answers, 2)

    def scores(whole):
        found = {area: sum(int(whole[item]) for item in items) for area, items in ITEMS.items()}
        return found, code(found)

    possible, settled = over_completions(answers, lambda _: "12345", scores)
    gone = {area: any(answers[item] is None for item in items) for area, items in ITEMS.items()}
    known = {area: None if gone[area] else possible[area][0] for area in AREAS}
    expect = {
        "scales": known,
        "possible": possible,
        "status": {area: "missing" if gone[area] else "scored" for area in AREAS},
        "flags": ["all_areas_equal"] if not any(gone.values()) and len(set(known.values())) == 1 else [],
    }
    if settled is None or not any(gone.values()):  # whether a code may be told before all is answered is left to the engine
        expect["type"] = settled
    return {"answers": answers, "expect": expect}


if __name__ == "__main__":
    write("riasec-markers", "tests/reference/sheets_riasec.py", "the fact sheet", 2_001, riasec)
