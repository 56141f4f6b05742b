"""Kinds of frames that results are written as."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NoReturn, Protocol, TypeGuard

from orientir._errors import raise_problems
from orientir._native import Table, problem


class Kind(Protocol):
    """Writes tables as one kind of frame."""

    def frame(self, table: Table, *, aligned: bool = False) -> Any:
        """A frame; ``aligned`` if its rows are those of the data."""
        ...

    def column(self, table: Table, name: str) -> Any:
        """A column whose rows are those of the data."""
        ...

    def labels(self, rows: int, first: int) -> list[Any]:
        """What the caller calls the first rows of the data, of which there are ``rows``."""
        ...


class Dicts:
    """A dict of lists, ``None`` where there is nothing."""

    def frame(self, table: Table, *, aligned: bool = False) -> dict[str, list[Any]]:
        return {name: table.list(name) for name in table.names}

    def column(self, table: Table, name: str) -> list[Any]:
        return table.list(name)

    def labels(self, rows: int, first: int) -> list[Any]:
        return list(range(min(rows, first)))


class Polars(Dicts):
    """A ``polars.DataFrame``, by the Arrow stream."""

    def frame(self, table: Table, *, aligned: bool = False) -> Any:
        return import_module("polars").DataFrame(table)

    def column(self, table: Table, name: str) -> Any:
        return self.frame(table)[name]


class Arrow(Dicts):
    """A ``pyarrow.Table``, by the Arrow stream."""

    def frame(self, table: Table, *, aligned: bool = False) -> Any:
        return import_module("pyarrow").table(table)

    def column(self, table: Table, name: str) -> Any:
        return self.frame(table)[name]


def is_texts(cells: object) -> TypeGuard[list[str | None]]:
    """Whether a column of the engine is texts."""
    return isinstance(cells, list)


def is_codes(cells: object) -> TypeGuard[tuple[Any, list[str]]]:
    """Whether a column of the engine is codes, -1 where there is nothing, with the words behind them."""
    return isinstance(cells, tuple) and isinstance(cells[1], list)


def is_masked(cells: object) -> TypeGuard[tuple[Any, Any]]:
    """Whether a column of the engine is whole numbers with the mask of nothing."""
    return isinstance(cells, tuple) and not isinstance(cells[1], list)


def unsupported_frame(reason: str, lang: str) -> NoReturn:
    """Refuses data that is no table; the reason says what it is, never what stands in it."""
    raise_problems("answer", [problem("unsupported_frame", lang, reason=reason)])
