"""Norms by NumPy and SciPy: tests/vectors/norms/made.json, which tests/suites/checks/fitted_norms.rs compares.

    python3 tests/reference/norms.py            writes it
    python3 tests/reference/norms.py --check    compares it

Pupils of six schools that differ, with sex and grade; made here with a fixed seed, and kept in the file. Each number is computed as its
definition reads, by other means than the engine's: percentile ranks by scipy.stats.percentileofscore, ranks by scipy.stats.rankdata, normal
quantiles by scipy.special.ndtri, effective numbers by an analysis of variance over the rows, weights by proportional fitting of a table.
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy
from scipy import special, stats

PATH = Path(__file__).resolve().parent.parent / "vectors" / "norms" / "made.json"
CONSTANTS = {"blom": 3 / 8, "tukey": 1 / 3, "rankit": 1 / 2, "van_der_waerden": 0}
MARGINS = {"sex": {"female": 0.5, "male": 0.5}, "grade": {"8": 0.3, "9": 0.4, "10": 0.3}}


def made():
    rng = np.random.default_rng(20261128)
    pupils = []
    for school in range(6):
        level = rng.normal(12, 1.5)
        for _ in range(int(rng.integers(35, 90))):
            sex = "female" if rng.random() < 0.6 else "male"
            grade = str(rng.choice([8, 9, 10], p=[0.5, 0.3, 0.2]))
            score = int(np.clip(np.round(rng.normal(level + (sex == "female"), 4)), 0, 24))
            pupils.append([f"school {school}", sex, grade, score])
    return pupils


def effective(scores, schools, weights):
    groups = [scores[schools == school] for school in np.unique(schools)]
    k, n = len(groups), len(scores)
    between = sum(len(g) * (g.mean() - scores.mean()) ** 2 for g in groups) / (k - 1)
    within = sum(((g - g.mean()) ** 2).sum() for g in groups) / (n - k)
    sizes = np.array([len(g) for g in groups])
    usual = (n - (sizes**2).sum() / n) / (k - 1)
    rho = max(0.0, (between - within) / (between + (usual - 1) * within))
    design = 1 + ((sizes**2).sum() / n - 1) * rho
    return float(weights.sum() ** 2 / (weights**2).sum() / design), float(rho)


def raked(pupils):
    sex, grade = (np.array([p[i] for p in pupils]) for i in (1, 2))
    table = np.array([[((sex == s) & (grade == g)).sum() for g in MARGINS["grade"]] for s in MARGINS["sex"]], dtype=float)
    fitted = table.copy()
    for _ in range(500):
        fitted *= (np.array(list(MARGINS["sex"].values())) * len(pupils) / fitted.sum(axis=1))[:, None]
        fitted *= (np.array(list(MARGINS["grade"].values())) * len(pupils) / fitted.sum(axis=0))[None, :]
    ratio = fitted / table
    rows, columns = list(MARGINS["sex"]), list(MARGINS["grade"])
    return np.array([ratio[rows.index(s), columns.index(g)] for s, g in zip(sex, grade)])


def described(scores, schools, weights):
    values = np.arange(scores.min(), scores.max() + 1)
    n, total = len(scores), weights.sum()
    below = np.array([weights[scores < v].sum() for v in values])
    at = np.array([weights[scores == v].sum() for v in values])
    if np.allclose(weights, 1):
        ranks = stats.rankdata(scores)
        mean_rank = [ranks[scores == v][0] if (scores == v).any() else (scores < v).sum() + 0.5 for v in values]
        percentiles = {
            "mid": [stats.percentileofscore(scores, v, kind="mean") for v in values],
            "strict": [stats.percentileofscore(scores, v, kind="strict") for v in values],
            "weak": [stats.percentileofscore(scores, v, kind="weak") for v in values],
        }
    else:
        mean_rank = list((below + at / 2) / total * n + 0.5)
        percentiles = {
            "mid": list(100 * (below + at / 2) / total),
            "strict": list(100 * below / total),
            "weak": list(100 * (below + at) / total),
        }
    mean = np.average(scores, weights=weights)
    variance = np.average((scores - mean) ** 2, weights=weights) * n / (n - 1)
    size, rho = effective(scores, schools, weights)
    return {
        "n": n,
        "mean": float(mean),
        "sd": float(np.sqrt(variance)),
        "effective_n": size,
        "intraclass": rho,
        "scores": [int(v) for v in values],
        "percentiles": {name: [float(p) for p in list_] for name, list_ in percentiles.items()},
        "normal_scores": {
            name: [float(special.ndtri((r - c) / (n - 2 * c + 1))) for r in mean_rank] for name, c in CONSTANTS.items()
        },
    }


def main():
    pupils = made()
    scores = np.array([p[3] for p in pupils], dtype=float)
    schools, sex = (np.array([p[i] for p in pupils]) for i in (0, 1))
    even = np.ones(len(pupils))
    groups = {"everybody": described(scores, schools, even)}
    for value in ("female", "male"):
        own = sex == value
        groups[value] = described(scores[own], schools[own], even[own])
    result = {
        "made_by": f"tests/reference/norms.py, NumPy {np.__version__}, SciPy {scipy.__version__}",
        "pupils": pupils,
        "groups": groups,
        "margins": MARGINS,
        "raked": described(scores, schools, raked(pupils)),
    }
    if "--check" in sys.argv:
        kept = json.loads(PATH.read_text(encoding="utf-8"))
        for part in ("groups", "raked"):
            same(kept[part], result[part], part)
        print("the numbers are those of the file")
        return
    text = json.dumps(result, ensure_ascii=False)
    PATH.write_text(text.replace("], [\"school", "],\n[\"school") + "\n", encoding="utf-8")


def same(a, b, where):
    if isinstance(a, dict):
        assert a.keys() == b.keys(), where
        for key in a:
            same(a[key], b[key], f"{where}/{key}")
    elif isinstance(a, list):
        assert len(a) == len(b), where
        for i, (x, y) in enumerate(zip(a, b)):
            same(x, y, f"{where}/{i}")
    else:
        assert a == b or abs(a - b) <= 1e-9 * max(1, abs(a)), f"{where}: {a} {b}"


main()
