"""Progress of long work."""

from __future__ import annotations

import sys
from typing import Any, ClassVar

import orientir
import pytest
from orientir import _progress

ROWS: dict[str, list[Any]] = {"id": ["01", "02"], **{str(pair): ["a", "b"] for pair in range(1, 21)}}


class Recorder:
    """Stands for tqdm."""

    made: ClassVar[list[Recorder]] = []

    def __init__(self, *, total: int, leave: bool) -> None:
        self.total, self.n, self.closed = total, 0, False
        Recorder.made.append(self)

    def update(self, more: int) -> None:
        self.n += more

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def tqdm(monkeypatch: pytest.MonkeyPatch) -> None:
    Recorder.made = []
    monkeypatch.setattr(_progress, "_tqdm", lambda: Recorder)


def test_short_work_shows_no_bar() -> None:
    with _progress.shown(None) as told:
        assert told is not None
        told(1, 10)
    assert not Recorder.made


def test_long_work_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.5, 1.5, 2.0])
    monkeypatch.setattr(_progress.time, "monotonic", lambda: next(clock))
    with _progress.shown(None) as told:
        assert told is not None
        for done in (1, 5, 10):
            told(done, 10)
    (bar,) = Recorder.made
    assert (bar.total, bar.n, bar.closed) == (10, 10, True)


def test_a_bar_that_is_asked_for_comes_at_once_and_goes_with_a_fault() -> None:
    with pytest.raises(KeyboardInterrupt), _progress.shown(True) as told:
        assert told is not None
        told(1, 10)
        raise KeyboardInterrupt
    assert Recorder.made[0].closed


def test_no_progress() -> None:
    with _progress.shown(False) as told:
        assert told is None


def test_without_tqdm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with _progress.shown(None) as told:
        assert told is not None
        told(1, 10)
    with pytest.raises(ImportError, match="notebook"), _progress.shown(True):
        pass


def test_a_function_is_told_what_is_done() -> None:
    told: list[tuple[int, int]] = []
    orientir.instrument("klimov-ddo").score(ROWS, progress=lambda done, total: told.append((done, total)))
    assert all(0 <= done <= total for done, total in told)
    assert told == sorted(told)
    if told:
        assert told[-1] == (2, 2)


def test_a_fault_of_the_function_ends_the_work() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    klimov = orientir.instrument("klimov-ddo")
    told: list[int] = []
    klimov.score(ROWS, progress=lambda done, total: told.append(done))
    if told:
        with pytest.raises(KeyboardInterrupt):
            klimov.score(ROWS, progress=stop)
