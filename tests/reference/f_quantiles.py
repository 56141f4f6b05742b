"""Upper quantiles of the F distribution to thirty digits, for the test of crates/orientir/src/math/fisher.rs.

    pip install mpmath
    python tests/reference/f_quantiles.py

Prints the rows of the table in that file: upper tail, degrees of freedom, quantile. By integrating the density of ln F, which shares
nothing with the continued fraction of the engine. Made with mpmath 1.4.1 on Python 3.11.
"""

from mpmath import exp, log, loggamma, mp, mpf, quad, sqrt

mp.dps = 30

CASES = [
    (0.025, 5, 18), (0.025, 18, 5), (0.975, 5, 18), (0.025, 1, 1), (0.025, 59999, 59999), (0.025, 59999, 1),
    (0.025, 1, 59999), (0.025, 5, 4.75), (0.025, 2.25, 0.375), (0.005, 99, 891), (0.0001, 3, 2), (0.5, 7, 200),
]


def quantile(upper, df1, df2):
    a, b = mpf(df1) / 2, mpf(df2) / 2
    weight = loggamma(a + b) - loggamma(a) - loggamma(b)

    def density(t):
        return exp(weight - a * log(1 + b / a * exp(-t)) - b * log(1 + a / b * exp(t)))

    spread = sqrt(1 / a + 1 / b) / 2

    def tail(t):
        return quad(density, [t] + [t + spread * 2**k for k in range(-1, 11)])

    low, high = mpf(-40), mpf(40)
    while high - low > mpf("0.01") * spread:  # halve first: Newton's steps need a near start
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle) > upper else (low, middle)
    t = (low + high) / 2
    for _ in range(4):
        t += (tail(t) - upper) / density(t)
    return exp(t)


for upper, df1, df2 in CASES:
    print(f"({float(upper)!r}, {float(df1)!r}, {float(df2)!r}, {float(quantile(mpf(upper), df1, df2))!r}),", flush=True)
