"""Before and after: numbers that the engine is compared with. NumPy and SciPy, versions printed below.

Written from the formulas of the papers by brute force over the matrix of dominances (the engine sorts and counts); the score interval of
Tango by maximising the likelihood of the trinomial numerically (the engine has its closed form).
"""

import numpy as np
import scipy
from scipy import optimize, stats

Z = stats.norm.ppf(0.975)


def asymmetric(d, s2, n):
    if abs(d) == 1:
        near = (n - Z**2) / (n + Z**2)
        return (near, 1.0) if d > 0 else (-1.0, -near)
    half = Z * np.sqrt(s2) * np.sqrt((1 - d**2) ** 2 + Z**2 * s2)
    below = 1 - d**2 + Z**2 * s2
    return max(-1.0, (d - d**3 - half) / below), min(1.0, (d - d**3 + half) / below)


def cliff(x, y):
    d = np.sign(y[None, :] - x[:, None]).astype(float)
    m, n = d.shape
    mean = d.mean()
    assert abs(mean - (2 * stats.mannwhitneyu(y, x).statistic / (m * n) - 1)) < 1e-12
    # The definition of the unbiased variance: products of dominances that share neither row nor column.
    e = d - mean
    same_row, same_column = (e.sum(1) ** 2).sum(), (e.sum(0) ** 2).sum()
    s2 = (same_row + same_column - (e**2).sum()) / (m * n * (m - 1) * (n - 1))
    s2 = max(s2, (1 - mean**2) / (m * n - 1))
    return mean, s2, *asymmetric(mean, s2, min(m, n))


def paired(x, y):
    n = len(x)
    # By ranks (Munzel 1999; Konietschke and Pauly 2012): rank among all less rank among the own, over n.
    both = stats.rankdata(np.concatenate([x, y]))
    first = (both[:n] - stats.rankdata(x)) / n
    second = (both[n:] - stats.rankdata(y)) / n
    value = 2 * second.mean() - 1
    s2 = np.var(2 * (second - first), ddof=1) / n
    s2 = max(s2, (1 - value**2) / (n * n - 1))
    return value, s2, *asymmetric(value, s2, n)


def tango(n, b, c):
    def most_likely(delta):
        """The share of fallen that maximises the trinomial likelihood if risen - fallen = delta."""

        def score(q):
            return (b / (q + delta) if b else 0) + (c / q if c else 0) - 2 * (n - b - c) / (1 - 2 * q - delta)

        low, high = max(0.0, -delta), (1 - delta) / 2
        step = max((high - low) * 1e-12, 1e-15)
        if n == b + c:
            return high
        if b == c == 0 or score(low + step) <= 0:
            return low
        return optimize.brentq(score, low + step, high - step, xtol=1e-16)

    def statistic(delta):
        q = most_likely(delta)
        return (b - c - n * delta) / np.sqrt(n * (2 * q + delta * (1 - delta)))

    d = (b - c) / n
    tiny = 1e-9
    low = -1.0 if c == n else optimize.brentq(lambda t: statistic(t) - Z, -0.9999, d - tiny, xtol=1e-15)
    high = 1.0 if b == n else optimize.brentq(lambda t: statistic(t) + Z, d + tiny, 0.9999, xtol=1e-15)
    return d, low, high


print("NumPy", np.__version__, "SciPy", scipy.__version__)
X = np.array([12, 15, 9, 20, 14, 11, 17, 13, 16, 10, 12, 18])
Y = np.array([14, 15, 12, 19, 18, 13, 17, 16, 15, 14, 13, 21])
U = np.array([3, 1, 0, 2, -1, 4, 1, 2, 0, 5])
V = np.array([0, 1, -2, 1, 0, -1, 2, 0, 1, -3, 0, 2, 1])
print("paired", *map(repr, map(float, paired(X, Y))))
print("cliff", *map(repr, map(float, cliff(X, Y))))
print("cliff of changes", *map(repr, map(float, cliff(V, U))))
print("apart", *map(repr, map(float, cliff(np.arange(10), np.arange(20, 32)))))
for n, b, c in [(12, 8, 2), (28, 14, 9), (10, 0, 0), (10, 10, 0), (10, 0, 10), (15, 15, 0), (40, 3, 0), (54, 9, 1), (20, 11, 9)]:
    print("tango", n, b, c, *map(repr, map(float, tango(n, b, c))))
