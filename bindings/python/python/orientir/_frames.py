"""Any data in: columns for the engine, and the kind of frame in which the caller wants results.

A library is used where the caller's data comes from it, and never imported for its own sake.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib import import_module
from typing import Any, TypeGuard

from orientir import _numpy, _pandas
from orientir._errors import raise_problems
from orientir._kinds import Arrow, Dicts, Kind, Polars, unsupported_frame
from orientir._labels import label
from orientir._native import Columns, Table, problem


class Installed:
    """The first of pandas, polars, pyarrow and lists that is there: data that came without a kind of its own."""

    @cached_property
    def _kind(self) -> Kind:
        for library, kind in (("pandas", _pandas.Pandas), ("polars", Polars), ("pyarrow", Arrow)):
            try:
                import_module(library)
            except ImportError:
                continue
            return kind()
        return Dicts()

    def frame(self, table: Table, *, aligned: bool = False) -> Any:
        return self._kind.frame(table, aligned=aligned)

    def column(self, table: Table, name: str) -> Any:
        return self._kind.column(table, name)

    def labels(self, rows: int, first: int) -> list[Any]:
        return list(range(min(rows, first)))


def is_path(data: object) -> TypeGuard[str | os.PathLike[str]]:
    """Whether the data is a file's name."""
    return isinstance(data, (str, os.PathLike))


def can_be_read_again(data: object) -> bool:
    """Whether data gives the same columns a second time: what is collected or runs dry does not."""
    if _is_mapping(data):
        return all(hasattr(values, "__len__") for values in data.values())
    frames = {
        "pandas": ("DataFrame",),
        "polars": ("DataFrame",),
        "numpy": ("ndarray",),
        "pyarrow": ("Table", "RecordBatch"),
    }
    return any(_comes_from(library, data, *classes) for library, classes in frames.items())


def asked_ids(id: Any) -> str | list[str] | None:
    """What names rows, as the engine is asked: no column can be called ``:auto``."""
    if id is None or isinstance(id, str):
        return ":auto" if id == "auto" else id
    names: list[Any] = list(id) if hasattr(id, "__iter__") else [None]
    if not all(isinstance(name, str) for name in names):
        raise TypeError("id is a name, a list of names or None")
    return names


def read(
    data: Any, fields: Sequence[str] | None, ids: str | Sequence[str] | None, lang: str, *, indexed: bool = False
) -> tuple[Columns, Kind]:
    """Columns for the engine, and the kind in which the caller wants results.

    ``fields`` names the columns of a plain matrix; ``ids``, as the engine is asked, may name a level of a pandas index. ``indexed`` says that people
    have to be known again: named levels of a pandas index are then columns like others.
    """
    if _comes_from("pandas", data, "DataFrame"):
        return _pandas.columns(data, fields, ids, lang, indexed), _pandas.Pandas(data.index)
    if _comes_from("polars", data, "DataFrame"):
        return _of_polars(data, lang), Polars()
    if _comes_from("polars", data, "LazyFrame"):
        return _of_polars(data.collect(), lang), Polars()
    if _is_mapping(data):
        return _columns_of(data, lang), Dicts()
    if _comes_from("numpy", data, "ndarray"):
        return _numpy.columns(data, fields, lang), _numpy.Numpy()
    if _comes_from("pyarrow", data, "Table", "RecordBatch", "RecordBatchReader"):
        return Columns.from_stream(data), Arrow()
    if hasattr(data, "__arrow_c_stream__") and not _is_series(data):
        return Columns.from_stream(data), Installed()
    unsupported_frame(_name(data), lang)


def _of_polars(frame: Any, lang: str) -> Columns:
    # polars ends the whole program where such a name is handed on.
    if "\0" in "".join(frame.columns):
        unsupported_frame("polars.DataFrame, \\0", lang)
    try:
        return Columns.from_stream(frame)
    except ValueError:
        # PERF: asking for types first would take as long as handing over all columns.
        return Columns.from_stream(frame.with_columns(*_handed_on(frame.schema)))


def _handed_on(schema: Mapping[str, Any]) -> list[Any]:
    """What takes the place of polars columns that other libraries of Arrow do not read: those without a type, say."""
    polars = sys.modules["polars"]
    wide = [getattr(polars, name) for name in ("Int128", "UInt128") if hasattr(polars, name)]
    columns: list[Any] = []
    for name, kind in schema.items():
        if kind in wide:
            columns.append(polars.col(name).cast(polars.String))
        elif kind == polars.Null or kind.is_nested():
            # Binary is no answer, as lists are none.
            columns.append(polars.lit(None, polars.String if kind == polars.Null else polars.Binary).alias(name))
    return columns


def _columns_of(data: Mapping[Any, Any], lang: str) -> Columns:
    # 1 and "1" are two columns of one name, which the engine tells.
    names = [label(name) for name in data]
    columns = [_column(values, name, lang) for name, values in zip(names, data.values(), strict=True)]
    # What has no length has become a list.
    sizes = [len(v if hasattr(v, "__len__") else c) for v, c in zip(data.values(), columns, strict=True)]
    for name, size in zip(names, sizes, strict=True):
        if size != sizes[0]:
            told = problem("ragged_columns", lang, field=name, found=str(size), expected=str(sizes[0]))
            raise_problems("answer", [told])
    return Columns.from_arrays(names, columns)


def _column(values: Any, name: str, lang: str) -> Any:
    if _is_list(values):
        return values
    if _comes_from("pandas", values, "Series", "Index"):
        return _pandas.column(values.array)
    if _comes_from("numpy", values, "ndarray"):
        if values.ndim == 1:
            return _numpy.column(values)
    elif _comes_from("polars", values, "Series") and "Null" in str(values.dtype):
        return values.to_list()
    elif hasattr(values, "__arrow_c_stream__"):
        return values
    elif _comes_from("pyarrow", values, "Array"):
        return sys.modules["pyarrow"].chunked_array([values])
    elif hasattr(values, "__iter__") and not isinstance(values, (str, bytes)) and not _is_mapping(values):
        return list(values)
    raise_problems("answer", [problem("unsupported_column", lang, column=name, kind=_name(values))])


def _comes_from(library: str, data: object, *classes: str) -> bool:
    module = sys.modules.get(library)
    return module is not None and any(isinstance(data, getattr(module, name, ())) for name in classes)


def _is_series(data: object) -> bool:
    return _comes_from("pandas", data, "Series") or _comes_from("polars", data, "Series")


def _is_mapping(data: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(data, Mapping)


def _is_list(values: object) -> TypeGuard[list[Any]]:
    return isinstance(values, list)


def _name(data: object) -> str:
    root = type(data).__module__.partition(".")[0]
    name = type(data).__qualname__
    return name if root == "builtins" else f"{root}.{name}"
