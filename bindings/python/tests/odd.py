"""Tables that people and programs make, for hypothesis: from codes and words of instruments to what is no answer."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import numpy
import orientir
import pandas
from conformance.files import DEFINITIONS
from hypothesis import strategies as st

Table = tuple[str, list[Any], list[list[Any]], int]
"""An instrument, names of columns, columns, and how many rows they have."""

# With words in three languages, with pairs, with sides, with lines, with ratings that are joined, without any words.
NAMES = (
    "klimov-ddo",
    "szho",
    "dembo-rubinstein",
    "observation-sheet",
    "work-values",
    "career-plan",
    "statuses.json",
    "branches.json",
    "measured-line.json",
    "points-division.json",
    "levels-by-people.json",
    "norm-groups.json",
)
ABOUT = (
    "id",
    "ID",
    "ФИО",
    "occasion",
    "Срез",
    "rater",
    "date",
    "пол",
    "sex",
    "Возраст",
    "age",
    "grade",
    "класс",
    "amžius",
)


@cache
def instrument(name: str) -> orientir.Instrument:
    return orientir.instrument(str(DEFINITIONS / name) if name.endswith(".json") else name)


@cache
def headers(name: str) -> list[str]:
    """Names of fields, and the words of questions in every language."""
    words: list[str] = []
    for lang in instrument(name).languages:
        words += texts_of(instrument(name).form(lang))
    return [*instrument(name).fields, *words]


def texts_of(value: Any) -> list[str]:
    """Every text in a document."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in texts_of(item)]


# What people and programs put into cells.
PLAIN_TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
# Python has texts that no file can hold: halves of a sign, also where the name of a file is not UTF-8.
HALVES = st.characters(categories=["Cs"])
ANY_TEXT = st.one_of(PLAIN_TEXT, st.text(st.one_of(st.characters(codec="utf-8"), HALVES), max_size=8), HALVES)
NUMBERS = st.one_of(
    st.integers(-2, 10),
    st.integers(),
    st.sampled_from([2**31, 2**63, 2**64, -(2**63) - 1, 10**30, 10**400, 10**5000]),
    st.floats(),
    st.sampled_from([0.0, -0.0, 0.5, 1e308, 5e-324, math.inf, -math.inf, math.nan]),
)
DATES = st.one_of(
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(datetime.timezone.utc)),
    st.times(),
    st.timedeltas(),
)
ODD = st.one_of(
    st.booleans(),
    st.binary(max_size=6),
    st.decimals(),
    st.fractions(),
    st.sampled_from([Decimal("sNaN"), Decimal("1e999999"), Fraction(10**400), 1j, ..., NotImplemented, object(), int]),
    st.sampled_from(
        [pandas.NA, pandas.NaT, numpy.float64("nan"), numpy.int8(1), numpy.datetime64("NaT"), numpy.str_("1")]
    ),
)
NESTED = st.recursive(
    st.one_of(st.none(), st.integers(0, 5), st.sampled_from(["a", "b"])),
    lambda inner: (
        st.lists(inner, max_size=2) | st.tuples(inner) | st.dictionaries(st.sampled_from("ab"), inner, max_size=1)
    ),
    max_leaves=3,
)


@cache
def codes(name: str) -> st.SearchStrategy[Any]:
    """What may be an answer: codes, and words in all languages."""
    words = [word for lang in instrument(name).languages for word in texts_of(instrument(name).form(lang))]
    usual = ["a", "b", "А", "1", "2.0", "0,5", "refused", ""]
    return st.one_of(st.integers(0, 5), st.sampled_from(usual), st.sampled_from(words or usual))


@cache
def columns_of(name: str, rows: int) -> st.SearchStrategy[list[Any]]:
    """A column: of one kind of cells, or mixed."""
    kinds = [codes(name), st.integers(0, 5), NUMBERS, DATES, ODD, NESTED, ANY_TEXT, PLAIN_TEXT, st.none()]
    mixed = st.one_of(*kinds)
    return st.sampled_from([*kinds, mixed]).flatmap(
        lambda cells: st.lists(st.one_of(cells, st.none()), min_size=rows, max_size=rows)
    )


@cache
def names_of(name: str) -> st.SearchStrategy[Any]:
    """The name of a column: mostly one that the instrument knows."""
    known = st.sampled_from(headers(name))
    return st.one_of(known, known, st.sampled_from(ABOUT), ANY_TEXT, st.integers(-1, 25), st.none(), st.floats())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of some instrument."""
    name = draw(st.sampled_from(NAMES))
    rows = draw(st.integers(0, 4))
    if draw(st.booleans()):
        # Most columns of the instrument, so that it is taken for one of its tables.
        names = draw(st.permutations(instrument(name).fields))
        names = list(names) + draw(st.lists(names_of(name), max_size=3))
    else:
        names = draw(st.lists(names_of(name), max_size=6))
    few = draw(st.lists(columns_of(name, rows), min_size=1, max_size=4))
    usual = draw(st.lists(codes(name), min_size=rows, max_size=rows))
    return name, names, [few[i] if i < len(few) else usual for i in range(len(names))], rows


MAPS = st.dictionaries(
    st.one_of(
        st.sampled_from(["format", "instrument", "sheet", "header_row", "columns", "values", "missing"]), PLAIN_TEXT
    ),
    st.one_of(st.just(1), st.sampled_from(NAMES), NESTED, st.dictionaries(PLAIN_TEXT, PLAIN_TEXT, max_size=2)),
    max_size=4,
)


def made(maker: Callable[[Any], Any], value: Any, otherwise: Any) -> Any:
    """What a library makes of a value, if it can: which exceptions it raises is its own affair."""
    try:
        return maker(value)
    except Exception:
        return otherwise
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            return otherwise
        raise


def utf8(cell: Any) -> str:
    """What is written in the place of a cell by libraries that keep texts as UTF-8."""
    return str(made(str, cell, type(cell).__name__)).encode("utf-8", "replace").decode()


def numpy_of(cells: list[Any]) -> Any:
    """One-dimensional, whatever the cells are."""
    array = numpy.empty(len(cells), object)
    array[:] = cells
    tight = made(numpy.asarray, cells, array)
    return tight if tight.ndim == 1 else array
