"""Response quality by NumPy and SciPy: tests/reference/quality.json, which crates/orientir/tests/quality.rs compares.

    python3 tests/reference/quality.py            writes it
    python3 tests/reference/quality.py --check    compares it

The answers are made here with a fixed seed and stand in the file, so that another version of NumPy changes no answer. Each
index is computed as its definition reads, by other means than the engine's: runs by itertools, covariances by np.cov, inverses
by np.linalg.inv, quantiles by scipy.stats.
"""

import json
import sys
from itertools import groupby
from pathlib import Path

import layout
import numpy as np
import scipy
from scipy import stats

PATH = Path(__file__).resolve().parent / "quality.json"
PLACES = 5


def made(seed, people, scales, length, noise, missing):
    """Answers 1 to 5 of people who mean something, a tenth of whom do not; every third item reversed; 0 is a missing answer."""
    rng = np.random.default_rng(seed)
    traits = rng.normal(size=(people, scales))
    columns = []
    for item in range(scales * length):
        sign = -1 if item % 3 == 2 else 1
        value = sign * traits[:, item % scales] + noise * rng.normal(size=people)
        columns.append(np.clip(np.round(3 + 1.2 * value), 1, PLACES))
    answers = np.array(columns, dtype=int).T
    careless = rng.random(people) < 0.1
    answers[careless] = rng.integers(1, PLACES + 1, size=(int(careless.sum()), scales * length))
    straight = rng.integers(0, people)
    answers[straight, 3:] = 4
    answers[rng.random(answers.shape) < missing] = 0
    return answers


def runs(row):
    return [len(list(group)) for key, group in groupby(enumerate(row), lambda x: (x[1], x[0] if x[1] == 0 else 0)) if key[0]]


def correlation(x, y):
    if len(x) < 3 or np.ptp(x) < 1e-9 or np.ptp(y) < 1e-9:
        return None
    return float(np.corrcoef(x, y)[0, 1])


def even_odd(row, scales):
    odd, even = [], []
    for scale in range(scales):
        keyed = [(6 - row[i] if i % 3 == 2 else row[i]) if row[i] else np.nan for i in range(scale, len(row), scales)]
        halves = [[v for v in keyed[start::2] if not np.isnan(v)] for start in (0, 1)]
        if all(halves):
            odd.append(np.mean(halves[0]))
            even.append(np.mean(halves[1]))
    r = correlation(odd, even)
    if r is None:
        return None
    return float(-max(-1.0, 2 * r / (1 + r))) if r > -1 else 1.0


def pairs(data):
    """Synonyms and antonyms among the answers as given, by people who answered both."""
    found = {"synonyms": [], "antonyms": []}
    for i in range(data.shape[1]):
        for j in range(i + 1, data.shape[1]):
            both = (data[:, i] > 0) & (data[:, j] > 0)
            r = np.corrcoef(data[both, i], data[both, j])[0, 1]
            if both.sum() >= 30 and abs(r) > 0.6:
                found["synonyms" if r > 0 else "antonyms"].append((i, j))
    return found


def within(row, of):
    both = [(row[i], row[j]) for i, j in of if row[i] and row[j]]
    if len(both) < 3:
        return None
    x, y = np.array(both + [(b, a) for a, b in both], dtype=float).T
    return correlation(x, y)


def person_total(data, person):
    row = data[person]
    others = np.delete(data, person, axis=0).astype(float)
    others[others == 0] = np.nan
    seen = row > 0
    return correlation(row[seen].astype(float), np.nanmean(others, axis=0)[seen])


def mahalanobis(data):
    complete = data[(data > 0).all(axis=1)].astype(float)
    n, k = complete.shape
    middle, spread = complete.mean(axis=0), np.cov(complete, rowvar=False)
    found = []
    for row in data:
        seen = row > 0
        p = int(seen.sum())
        if 2 * p < k:
            found.append((None, None))
            continue
        offset = row[seen] - middle[seen]
        distance = float(offset @ np.linalg.inv(spread[np.ix_(seen, seen)]) @ offset)
        if p == k:
            cut = (n - 1) ** 2 / n * stats.beta.ppf(0.999, k / 2, (n - k - 1) / 2)
        else:
            cut = p * (n * n - 1) / (n * (n - p)) * stats.f.ppf(0.999, p, n - p)
        found.append((distance, float(cut)))
    return found


def case(name, data, scales):
    of = pairs(data) if len(data) >= 30 else {"synonyms": [], "antonyms": []}
    people = []
    for person, (row, (distance, cut)) in enumerate(zip(data, mahalanobis(data))):
        lengths, answers = runs(row), row[row > 0]
        people.append({
            "answers": "".join(str(a) if a else "." for a in row),
            "longstring": max(lengths),
            "mean_run": float(np.mean(lengths)),
            "irv": float(answers.std(ddof=1)),
            "extreme": float(np.mean((answers == 1) | (answers == PLACES))),
            "mid": float(np.mean(answers == 3)),
            "acquiescence": float(np.mean(answers > 3)),
            "even_odd": even_odd(row, scales),
            "synonyms": within(row, of["synonyms"]) if len(of["synonyms"]) >= 3 else None,
            "antonyms": within(row, of["antonyms"]) if len(of["antonyms"]) >= 3 else None,
            "person_total": person_total(data, person),
            "mahalanobis": distance,
            "mahalanobis_cut": cut,
        })
    print(name, {key: len(value) for key, value in of.items()}, file=sys.stderr)
    return {"name": name, "scales": scales, "items": data.shape[1], "people": people}


def main():
    cases = [
        case("a year of school: 120 people, 10 scales of 4", made(1, 120, 10, 4, 0.55, 0.004), 10),
        case("a class: 28 people, 4 scales of 5", made(2, 28, 4, 5, 0.8, 0.0), 4),
    ]
    beta = [
        {"a": a, "b": b, "p": p, "quantile": float(stats.beta.ppf(p, a, b))}
        for a, b in [(0.5, 0.5), (10, 3.5), (20, 39.5), (25, 474.5), (1, 0.5), (150, 2000)]
        for p in [0.001, 0.5, 0.95, 0.999]
    ]
    about = "Made by tests/reference/quality.py; every third item is reversed, item i belongs to scale i modulo the number of scales."
    versions = {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__}
    file = {"about": about, "versions": versions, "cases": cases, "beta": beta}
    if "--check" not in sys.argv:
        layout.write(PATH, file)
        return
    kept = json.loads(PATH.read_text(encoding="utf-8"))
    kept.pop("versions"), file.pop("versions")
    if not same(kept, json.loads(json.dumps(file))):
        sys.exit("quality.json is not what the script makes")


def same(a, b):
    """Equal but for the last digits of floats, which depend on the library of linear algebra."""
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, float):
        return isinstance(b, (int, float)) and abs(a - b) <= 1e-9 * max(1, abs(a))
    return a == b


if __name__ == "__main__":
    main()
