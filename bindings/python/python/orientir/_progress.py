"""Progress of long work, as a bar of tqdm where that is installed."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

Progress = Callable[[int, int], None]

_SECONDS_WITHOUT_BAR = 1.0


class Bar:
    """A bar that comes up once the work has lasted for a while: most work is done before."""

    def __init__(self, make: Callable[..., Any] | None, delay: float) -> None:
        self._make = make
        self._begin = time.monotonic() + delay
        self._bar: Any = None

    def __call__(self, done: int, total: int) -> None:
        if self._bar is None:
            if time.monotonic() < self._begin:
                return
            self._bar = (self._make or _tqdm() or _NoBar)(total=total, leave=False)
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


class _NoBar:
    """What stands for a bar where tqdm is not installed."""

    def __init__(self, **_: Any) -> None:
        self.n = 0

    def update(self, _: int) -> None:
        pass

    def close(self) -> None:
        pass


def _tqdm() -> Callable[..., Any] | None:
    # Looked for only when a bar is due: the import takes longer than scoring a class.
    try:
        made: Callable[..., Any] = import_module("tqdm.auto").tqdm
    except ImportError:
        return None
    return made


@contextmanager
def shown(progress: bool | Progress | None) -> Generator[Progress | None]:
    """What the native module calls with the rows that are done and all rows."""
    if progress is False:
        yield None
    elif callable(progress):
        yield progress
    else:
        make = _tqdm() if progress else None
        if progress and make is None:
            raise ImportError("progress=True needs tqdm: pip install 'orientir[notebook]'")
        bar = Bar(make, 0.0 if progress else _SECONDS_WITHOUT_BAR)
        try:
            yield bar
        finally:
            bar.close()
