"""Frames of pandas in and out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from orientir import _numpy
from orientir._kinds import Dicts, is_codes, is_masked, is_texts, unsupported_frame
from orientir._labels import label
from orientir._native import Coded, Columns, Table


def columns(
    frame: Any, fields: Sequence[str] | None, ids: str | Sequence[str] | None, lang: str, indexed: bool
) -> Columns:
    """The columns of a frame, and levels of its index: those that ``ids`` names, or where ``indexed`` all with a name.

    ``fields`` names the columns of a frame that was made of a plain matrix.
    """
    if frame.columns.nlevels > 1:
        unsupported_frame("pandas.DataFrame, MultiIndex columns", lang)
    names = _names(frame, fields, lang)
    levels = _levels(frame, ids, names, indexed)
    if not levels and _is_one_block(frame):
        return Columns.from_matrix(names, _numpy.plain(frame.to_numpy()))
    arrays = [column(frame.index.get_level_values(level).array) for level in levels]
    arrays.extend(column(array) for array in _arrays(frame))
    return Columns.from_arrays(levels + names, arrays)


def _names(frame: Any, fields: Sequence[str] | None, lang: str) -> list[str]:
    numbered = frame.columns
    if not isinstance(numbered, sys.modules["pandas"].RangeIndex) or numbered.start != 0 or numbered.size == 0:
        return [label(name) for name in numbered.tolist()]
    # Columns 0, 1, 2 ... have no names: 1 is the second of them, and not the first item.
    if fields is None or numbered.size != len(fields):
        unsupported_frame("pandas.DataFrame, columns 0, 1, 2 ...", lang)
    return list(fields)


def _levels(frame: Any, ids: str | Sequence[str] | None, names: list[str], indexed: bool) -> list[str]:
    known = [name for name in frame.index.names if isinstance(name, str) and name not in names]
    if ids == ":auto":
        return known if indexed else []
    asked = [ids] if isinstance(ids, str) else ids or []
    return [name for name in asked if name in known]


def _is_one_block(frame: Any) -> bool:
    # pandas has no public way to ask this. Without an answer the columns are taken one by one, which is only slower.
    blocks: Any = getattr(getattr(frame, "_mgr", None), "blocks", ())
    if len(blocks) != 1:
        return False
    dtype = blocks[0].dtype
    return isinstance(dtype, sys.modules["numpy"].dtype) and dtype.kind in "iuf"


def _arrays(frame: Any) -> Iterable[Any]:
    # A Series for each column takes ten times as long as its array.
    arrays = getattr(frame, "_iter_column_arrays", None)
    return (series.array for _, series in frame.items()) if arrays is None else arrays()


def column(array: Any) -> object:
    """One column for the engine, without a copy where its type allows."""
    pandas, numpy = sys.modules["pandas"], sys.modules["numpy"]
    kinds = pandas.arrays
    if isinstance(array, kinds.NumpyExtensionArray):
        array = array.to_numpy()
    if isinstance(array, numpy.ndarray):
        return _numpy.column(array)
    if isinstance(array, (kinds.IntegerArray, kinds.FloatingArray, kinds.BooleanArray)):
        return _masked(array)
    if isinstance(array, pandas.Categorical):
        return Coded(array.codes, array.categories.tolist())
    if isinstance(array, kinds.ArrowExtensionArray):
        return array.__arrow_array__()
    if isinstance(array, kinds.DatetimeArray) and array.tz is not None:
        # The day and the hour on the wall where the form was filled in.
        array = array.tz_localize(None)
    if isinstance(array, kinds.SparseArray):
        array = array.to_dense()
    return _numpy.column(numpy.asarray(array))


def _masked(array: Any) -> tuple[Any, Any]:
    values, mask = getattr(array, "_data", None), getattr(array, "_mask", None)
    if values is None or mask is None:
        mask = array.isna()
        values = array.to_numpy(dtype=array.dtype.numpy_dtype, na_value=0)
    return values, mask


class Pandas(Dicts):
    """A ``pandas.DataFrame``; where its rows are those of the data, with the index of the data."""

    def __init__(self, index: Any = None) -> None:
        self._index = index

    def frame(self, table: Table, *, aligned: bool = False) -> Any:
        # First, so that it is told in words if it is not there: the engine needs NumPy to make arrays.
        pandas = import_module("pandas")
        data = dict(zip(table.names, map(_cells, table.arrays()), strict=True))
        # Arrays of the engine belong to nobody else: no copy.
        return pandas.DataFrame(data, index=self._index_of(table, aligned), copy=False)

    def column(self, table: Table, name: str) -> Any:
        pandas = import_module("pandas")
        cells = _cells(table.column(name))
        return pandas.Series(cells, index=self._index_of(table, True), name=name, copy=False)

    def labels(self, rows: int, first: int) -> list[Any]:
        if self._index is None or len(self._index) != rows:
            return super().labels(rows, first)
        labels: list[Any] = self._index[:first].tolist()
        return labels

    def _index_of(self, table: Table, aligned: bool) -> Any:
        # Where several rows of the data were pooled to one of a person, they have no common label.
        return self._index if aligned and self._index is not None and len(self._index) == table.rows else None


def _cells(cells: Any) -> Any:
    if is_texts(cells):
        return import_module("pandas").array(cells, dtype=_text_dtype())
    if is_codes(cells):
        codes, words = cells
        dtype = _category_dtype(tuple(words))
        return import_module("pandas").Categorical.from_codes(codes, dtype=dtype, validate=False)
    if is_masked(cells):
        return import_module("pandas").arrays.IntegerArray(*cells)
    return cells


@lru_cache(maxsize=1024)
def _category_dtype(words: tuple[str, ...]) -> Any:
    # Fifty times as long as a column of it.
    return import_module("pandas").CategoricalDtype(list(words))


@lru_cache(maxsize=1)
def _text_dtype() -> Any:
    return import_module("pandas").Series([""]).dtype
