"""Arrays of NumPy in, structured arrays out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from orientir._kinds import Dicts, is_codes, is_masked, is_texts, unsupported_frame
from orientir._labels import label
from orientir._native import Columns, Table


def columns(data: Any, fields: Sequence[str] | None, lang: str) -> Columns:
    """The columns of a structured array, or of a matrix with a column for each field."""
    names = data.dtype.names
    if names is not None and data.ndim == 1:
        return Columns.from_arrays([label(name) for name in names], [column(data[name]) for name in names])
    if fields is None or names is not None or data.ndim != 2 or data.shape[1] != len(fields):
        shape = " x ".join(map(str, data.shape))
        expected = "" if fields is None else f" ≠ n x {len(fields)}"
        unsupported_frame(f"numpy.ndarray, {shape}{expected}", lang)
    if isinstance(data, sys.modules["numpy"].ma.MaskedArray) or data.dtype.kind not in "iuf":
        return Columns.from_arrays(list(fields), [column(data[:, i]) for i in range(len(fields))])
    return Columns.from_matrix(list(fields), plain(data))


def column(values: Any) -> object:
    """One column for the engine, without a copy where its type allows."""
    numpy = sys.modules["numpy"]
    if isinstance(values, numpy.ma.MaskedArray):
        numbers = values.dtype.kind in "biuf"
        return (plain(values.data), numpy.ma.getmaskarray(values)) if numbers else values.tolist()
    if values.dtype.kind == "S":
        return [text.decode("utf-8", "replace") for text in values.tolist()]
    return plain(values)


def plain(values: Any) -> Any:
    """Numbers in the byte order of the machine, floats of 4 or 8 bytes."""
    dtype = values.dtype
    if dtype.kind == "f" and dtype.itemsize not in (4, 8):
        # What is too large becomes infinite, which is no answer either.
        with sys.modules["numpy"].errstate(over="ignore"):
            return values.astype("f4" if dtype.itemsize < 4 else "f8")
    return values if dtype.isnative else values.astype(dtype.newbyteorder("="))


class Numpy(Dicts):
    """A structured array: numbers, texts (empty where there is nothing), booleans.

    Whole numbers with nothing among them are floats with NaN; where floats cannot hold them, objects with ``None``.
    """

    def frame(self, table: Table, *, aligned: bool = False) -> Any:
        # First, so that it is told in words if it is not there: the engine needs it to make arrays.
        import_module("numpy")
        return _structured(dict(zip(table.names, map(_array, table.arrays()), strict=True)), table.rows)

    def column(self, table: Table, name: str) -> Any:
        import_module("numpy")
        return _array(table.column(name))


def _structured(arrays: dict[str, Any], rows: int) -> Any:
    frame = import_module("numpy").empty(rows, [(name, array.dtype) for name, array in arrays.items()])
    for name, array in arrays.items():
        frame[name] = array
    return frame


def _array(cells: Any) -> Any:
    numpy = import_module("numpy")
    if is_texts(cells):
        return numpy.array(["" if text is None else text for text in cells], "U")
    if is_codes(cells):
        codes, words = cells
        # -1, which says that there is nothing, takes the last.
        return numpy.array([*words, ""], "U")[codes]
    if is_masked(cells):
        whole, missing = cells
        # Beyond 2**53 floats leave whole numbers out.
        if ((whole >= -(2**53)) & (whole <= 2**53)).all():
            return numpy.where(missing, numpy.nan, whole)
        objects = whole.astype(object)
        objects[missing] = None
        return objects
    return cells
