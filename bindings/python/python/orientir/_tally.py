"""Counts of many people's answers, without a row of any of them: what schools exchange."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from orientir import _native, _results_html
from orientir._documents import named, text_of
from orientir._frames import Installed, is_path
from orientir._kinds import Dicts, Kind
from orientir._words import Words

_BEGINNING = b'{"orientir":"tally"'


class Tally:
    """How often each score and each answer came at each school: no row, no id, no free text of anybody. Immutable.

    `Instrument.tally` counts, `orientir.merge` joins, `orientir.fit` makes norms; `Instrument.reliability` and
    `Instrument.item_analysis` take one in the place of a table. Merging is exact, in any order.

    Examples:
        >>> import orientir
        >>> plan = orientir.instrument("career-plan")
        >>> answers = {field: [0, 1, 2, 1] * 3 for field in plan.fields}
        >>> five, six = (plan.tally(answers, school=f"School {school}", min_cell=1) for school in (5, 6))
        >>> five
        <orientir.Tally of career-plan: 12 people, 1 sources>
        >>> five.n, five.by, five.to_json()[:19]
        (12, [], '{"orientir":"tally"')
    """

    def __init__(
        self, native: _native.Tally, lang: str, kind: Kind | None = None, told: _native.Results | None = None
    ) -> None:
        self._native = native
        self._lang = lang
        self._kind = kind or Installed()
        self._told = told

    @property
    def instrument(self) -> str:
        """The id of the instrument."""
        return self._native.instrument

    @property
    def n(self) -> int:
        """How many people were counted; somebody who answered on two occasions counts twice."""
        return self._native.n

    @property
    def by(self) -> list[str]:
        """What people are told apart by."""
        return self._native.by

    @property
    def policies(self) -> dict[str, str]:
        """The scoring rules that were chosen."""
        return self._native.policies

    @property
    def wording(self) -> str:
        """The wording that was answered."""
        return self._native.wording

    @cached_property
    def sources(self) -> Any:
        """Where the answers come from, a row a school and occasion: ``school``, ``occasion``, ``release``, ``date``,
        ``place``, ``min_cell``, ``n``."""
        return self._kind.frame(self._native.sources())

    @cached_property
    def scores(self) -> Any:
        """How many people have which score, a row a group, scale and score: the columns of `by`, ``occasion``,
        ``scale``, ``score``, ``n``, ``percent`` (of those of the group who have a score; a score that is made up for
        missing answers is none)."""
        return self._kind.frame(self._native.scores())

    @cached_property
    def problems(self) -> Any:
        """What was wrong in the table that was counted: as `Scores.problems`. Nothing, where this is of a file."""
        if self._told is None:
            return self._kind.frame(_native.no_problems(self._lang))
        return self._kind.frame(self._told.problems(self._lang))

    @property
    def problem_count(self) -> int:
        """How many problems there were."""
        return 0 if self._told is None else self._told.problem_count

    @property
    def remarks(self) -> list[str]:
        """What is worth knowing about how the table was read."""
        return [] if self._told is None else self._told.remarks(self._lang)

    @property
    def lang(self) -> str:
        """The language of messages."""
        return self._lang

    def to_json(self) -> str:
        """The document, byte for byte that of ``orientir tally``."""
        return self._native.json()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the document, such as ``school-5.json``: the file that is mailed.

        Raises:
            ValueError: the name has the ending of another kind of file.
        """
        named(path, ".json").write_bytes(self.to_json().encode())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.to_json(), self._lang)

    def __repr__(self) -> str:
        sources = self._native.sources().rows
        return f"<orientir.Tally of {self.instrument}: {self.n} people, {sources} sources>"

    def _repr_html_(self) -> str:
        table = self._native.sources()
        shown = _results_html.Shown(repr(self).strip("<>"), Dicts().frame(table), table.rows, None)
        return _results_html.frames([shown], self.remarks, Words({}, self._lang), problems=self.problem_count)


def _again(text: str, lang: str) -> Tally:
    return Tally(_native.Tally.load(text, lang), lang)


def read_tally(path: str | os.PathLike[str], *, lang: str = "en") -> Tally:
    """A tally of a file that ``Tally.save`` or ``orientir tally`` wrote.

    Args:
        path: the file.
        lang: the language of messages: ``ru``, ``lt``, ``en``.

    Raises:
        RequestError: ``damaged_tally`` for a file that is no tally, or one that was cut or changed: it has a hash over its
            content; ``unreadable``.
    """
    return _again(text_of(Path(path), lang), lang)


def tally_of(data: object, lang: str) -> _native.Tally | None:
    """The tally that data is or that its file holds; nothing where it is a table."""
    if isinstance(data, Tally):
        return data._native  # pyright: ignore[reportPrivateUsage]
    if not is_path(data):
        return None
    try:
        with open(data, "rb") as file:
            beginning = file.read(len(_BEGINNING))
    except (OSError, ValueError):
        return None  # told by whoever reads it as a table
    return _native.Tally.load(text_of(Path(data), lang), lang) if beginning == _BEGINNING else None


@contextmanager
def named_options(how: Mapping[str, Any]) -> Generator[None]:
    """Names the option that is of another type than it must be."""
    try:
        yield
    except TypeError as error:
        name = str(error).rpartition(".")[2]
        if name in how:
            raise TypeError(f"{name} cannot be {how[name]!r}") from error
        raise


def given(tally: Tally | str | os.PathLike[str], lang: str) -> Tally:
    """A tally, or that of a file."""
    return tally if isinstance(tally, Tally) else read_tally(tally, lang=lang)


def merge(
    tally: Tally | str | os.PathLike[str], *others: Tally | str | os.PathLike[str], lang: str | None = None
) -> Tally:
    """Joins counts of several schools. It is exact, and the order changes nothing.

    Args:
        tally: a tally or the file of one.
        others: more of them.
        lang: the language of messages; that of the first tally if left out.

    Raises:
        RequestError: ``other_tally`` where instrument, key, wording, policies or covariates differ; ``double_source``
            for a school that is in two of them, or a file that is a copy of another under a new name.

    Examples:
        >>> import orientir
        >>> plan = orientir.instrument("career-plan")
        >>> tables = [{field: [number, 1, 2, 1] * 3 for field in plan.fields} for number in (0, 2)]
        >>> five, six = (plan.tally(table, school=f"School {number}") for number, table in enumerate(tables, 5))
        >>> orientir.merge(five, six) == orientir.merge(six, five)
        True
    """
    lang = lang or (tally.lang if isinstance(tally, Tally) else "en")
    first = given(tally, lang)
    native = first._native  # pyright: ignore[reportPrivateUsage]
    for other in others:
        native = native.merge(given(other, lang)._native, lang)  # pyright: ignore[reportPrivateUsage]
    return Tally(native, lang, first._kind)  # pyright: ignore[reportPrivateUsage]
