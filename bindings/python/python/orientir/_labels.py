"""Names of columns and codes of answers as text."""

from __future__ import annotations

from decimal import Decimal
from numbers import Integral, Real
from typing import Any


def label(name: object) -> str:
    """The name of a column: spreadsheets give 1, 1.0 and ``"1"`` for the same item."""
    if isinstance(name, str):
        return name
    if type(name) is bool or not isinstance(name, (Integral, Real, Decimal)):
        return str(name)
    try:
        if isinstance(name, Integral):
            return str(int(name))
        number = float(name)
        return "" if number != number else str(int(number)) if number.is_integer() else repr(number)
    except (OverflowError, ValueError):
        # A number that no table holds. It may be too long to be written down at all.
        return type(name).__name__


def token(answer: Any) -> str | None:
    """An answer as the engine reads it from a table; ``None`` where there is none."""
    if answer is None or isinstance(answer, str):
        return answer
    if type(answer).__name__ in ("NAType", "NaTType"):
        return None
    answer = getattr(answer, "item", lambda: answer)()
    if isinstance(answer, bool):
        return "true" if answer else "false"
    return label(answer) or None
