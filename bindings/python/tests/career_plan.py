"""A small table of answers, and what it scores."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

FIELDS = ["plan", "dated", "next_step", "alternative", "sources"]
ANSWERS: dict[str, list[Any]] = {
    "plan": [2, 1, 0, 2],
    "dated": [2, 0, 0, 2],
    "next_step": [1, 2, 0, None],
    "alternative": [1, 1, 0, 1],
    "sources": [2, 2, 0, 0],
}
ELEMENTS = [8.0, 6.0, 0.0, None]


def whole(rows: int = 3) -> pd.DataFrame:
    """The people who left nothing out."""
    return pd.DataFrame(ANSWERS).head(rows).astype("int64")


def listed(column: Any) -> list[Any]:
    """A column of any kind as a list, `None` where there is nothing."""
    if isinstance(column, pa.ChunkedArray):
        return column.to_pylist()
    cells = column if isinstance(column, list) else column.tolist() if hasattr(column, "tolist") else column.to_list()
    return [None if cell is None or cell != cell or cell == "" else cell for cell in cells]
