"""What an instrument says of the data of a school: counts for norms, reliability, items, before and after."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast, overload

from orientir._frames import Installed, asked_ids, is_path, read
from orientir._kinds import Kind
from orientir._native import Columns
from orientir._results import Comparison, ItemAnalysis, Reliability
from orientir._tally import Tally, named_options, tally_of
from orientir._whole import OfWhole

if TYPE_CHECKING:
    from orientir import _native
    from orientir._instrument import Instrument

_FrameT = TypeVar("_FrameT")
_CollectedT = TypeVar("_CollectedT", covariant=True)


class _Lazy(Protocol[_CollectedT]):
    def collect(self) -> _CollectedT: ...


class OfSchools(OfWhole):
    """The part of an instrument that takes the data of a school."""

    def tally(
        self,
        data: Any,
        *,
        by: Sequence[str] | str = (),
        school: str | None = None,
        release: str = "",
        date: str | None = None,
        place: str | None = None,
        min_cell: int = 10,
        pupils: Any = None,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Tally:
        """Counts the answers of a table for norms: how often each score and each answer came, and no row of anybody.

        Args:
            data: as `score` takes it. A column ``school`` names the school of each row.
            by: what people are told apart by: ``sex``, ``age``, ``grade``, ``language``, ``region``, ``mode``.
            school: the school, if the table has no such column.
            release: which collection of answers, such as ``2026-autumn``: a school counts once in each.
            date: when the answers were given: ``2026``, ``2026-10`` or ``2026-10-05``.
            place: where the school is.
            min_cell: groups of fewer people are joined to larger ones; 1 keeps every group, for counts that do not
                leave the house.
            pupils: the list of pupils, for ``sex``, ``age`` and ``grade`` that the table does not have.
            id: as `score` takes it.
            map: as `score` takes it.
            sheet: as `score` takes it.
            strict: as `score` takes it.
            reveal: as `score` takes it.

        Raises:
            AnswerError: as `score`; ``missing_column`` where nothing names the school.
            RequestError: as `score`; ``too_few`` for a school with fewer people than a group may have.
            ValueError: an option that cannot be.

        Examples:
            >>> import orientir
            >>> plan = orientir.instrument("career-plan")
            >>> answers = {"sex": ["f", "m"] * 10, **{field: [0, 1, 2, 1] * 5 for field in plan.fields}}
            >>> plan.tally(answers, by="sex", school="School 5", date="2026-10").sources["n"]
            [20]
        """
        ids = asked_ids(id)
        how = {
            "by": [name.strip() for name in by.split(",") if name.strip()] if isinstance(by, str) else list(by),
            "school": school,
            "release": release,
            "date": None if date is None else str(date),
            "place": place,
            "min_cell": min_cell,
        }
        table, kind = self._table(data, ids)
        listed = None if pupils is None else os.fspath(pupils) if is_path(pupils) else self._list(pupils, ids)
        with named_options(how):
            native, told = self._native.tally(table, ids, _map(map), sheet, reveal, listed, how)
        if strict:
            told.raise_problems(self._lang)
        return Tally(native, self._lang, kind, told)

    @overload
    def reliability(
        self,
        data: str | os.PathLike[str] | Tally,
        *,
        force: bool = False,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Reliability[Any]: ...
    @overload
    def reliability(
        self,
        data: Mapping[Any, Any],
        *,
        force: bool = False,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Reliability[dict[str, list[Any]]]: ...
    @overload
    def reliability(
        self,
        data: _Lazy[_FrameT],
        *,
        force: bool = False,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Reliability[_FrameT]: ...
    @overload
    def reliability(
        self,
        data: _FrameT,
        *,
        force: bool = False,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Reliability[_FrameT]: ...
    def reliability(
        self,
        data: Any,
        *,
        force: bool = False,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Reliability[Any]:
        """How far the scores can be relied on: alpha with its interval, omega, halves, the error of measurement.

        Where the table has two occasions, the retest correlation too; the other coefficients are of the first one.
        Where the definition says that internal consistency has no meaning, the reason stands in its place.

        Args:
            data: as `score` takes it; or a `Tally`, or the file of one.
            force: compute also where the definition says that it has no meaning; the result is marked.
            id: as `score` takes it.
            map: as `score` takes it.
            sheet: as `score` takes it.
            strict: as `score` takes it.
            reveal: as `score` takes it.

        Raises:
            AnswerError: as `score`.
            RequestError: as `score`; ``norm_misfit`` for a tally of another instrument, key, wording or choice of policies.

        Examples:
            >>> import orientir
            >>> motives = orientir.instrument("ovcharova-motives")
            >>> table = {str(item): [1, 2, 3, 4, 5, 1 + item % 5] * 4 for item in range(1, 21)}
            >>> of_counts = motives.reliability(motives.tally(table, school="School 5", min_cell=1))
            >>> of_counts.to_dict() == motives.reliability(table).to_dict()
            True
        """
        counts = tally_of(data, self._lang)
        if counts is not None:
            native = self._native.reliability(counts, None, None, None, reveal, force)
            return Reliability(native, Installed(), cast("Instrument", self))
        ids = asked_ids(id)
        table, kind = self._table(data, ids)
        native = self._native.reliability(table, ids, _map(map), sheet, reveal, force)
        return Reliability(self._told(native, strict), kind, cast("Instrument", self))

    @overload
    def item_analysis(
        self,
        data: str | os.PathLike[str] | Tally,
        *,
        force: bool = False,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> ItemAnalysis[Any]: ...
    @overload
    def item_analysis(
        self,
        data: Mapping[Any, Any],
        *,
        force: bool = False,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> ItemAnalysis[dict[str, list[Any]]]: ...
    @overload
    def item_analysis(
        self,
        data: _Lazy[_FrameT],
        *,
        force: bool = False,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> ItemAnalysis[_FrameT]: ...
    @overload
    def item_analysis(
        self,
        data: _FrameT,
        *,
        force: bool = False,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> ItemAnalysis[_FrameT]: ...
    def item_analysis(
        self,
        data: Any,
        *,
        force: bool = False,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> ItemAnalysis[Any]:
        """How each item goes with its scale, and which may be keyed the wrong way round.

        Args:
            data: as `reliability` takes it.
            force: as `reliability` takes it.
            id: as `score` takes it.
            map: as `score` takes it.
            sheet: as `score` takes it.
            strict: as `score` takes it.
            reveal: as `score` takes it.

        Raises:
            AnswerError: as `reliability`.
            RequestError: as `reliability`.

        Examples:
            >>> import orientir
            >>> motives = orientir.instrument("ovcharova-motives")
            >>> table = {str(item): [1, 2, 3, 4, 5, 1 + item % 5] for item in range(1, 21)}
            >>> motives.item_analysis(table).frame["mean"][:2]
            [2.8333333333333335, 2.6666666666666665]
        """
        counts = tally_of(data, self._lang)
        if counts is not None:
            native = self._native.items(counts, None, None, None, reveal, force)
            return ItemAnalysis(native, Installed(), cast("Instrument", self))
        ids = asked_ids(id)
        table, kind = self._table(data, ids)
        native = self._native.items(table, ids, _map(map), sheet, reveal, force)
        return ItemAnalysis(self._told(native, strict), kind, cast("Instrument", self))

    @overload
    def compare(
        self,
        before: str | os.PathLike[str],
        after: Any = None,
        *,
        occasions: tuple[int, int] | None = None,
        against: Any = None,
        retest: float | Mapping[str, float] | None = None,
        sd: float | Mapping[str, float] | None = None,
        reliability: str = "retest",
        wording_after: str | None = None,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Comparison[Any]: ...
    @overload
    def compare(
        self,
        before: Mapping[Any, Any],
        after: Any = None,
        *,
        occasions: tuple[int, int] | None = None,
        against: Any = None,
        retest: float | Mapping[str, float] | None = None,
        sd: float | Mapping[str, float] | None = None,
        reliability: str = "retest",
        wording_after: str | None = None,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Comparison[dict[str, list[Any]]]: ...
    @overload
    def compare(
        self,
        before: _Lazy[_FrameT],
        after: Any = None,
        *,
        occasions: tuple[int, int] | None = None,
        against: Any = None,
        retest: float | Mapping[str, float] | None = None,
        sd: float | Mapping[str, float] | None = None,
        reliability: str = "retest",
        wording_after: str | None = None,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Comparison[_FrameT]: ...
    @overload
    def compare(
        self,
        before: _FrameT,
        after: Any = None,
        *,
        occasions: tuple[int, int] | None = None,
        against: Any = None,
        retest: float | Mapping[str, float] | None = None,
        sd: float | Mapping[str, float] | None = None,
        reliability: str = "retest",
        wording_after: str | None = None,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Comparison[_FrameT]: ...
    def compare(
        self,
        before: Any,
        after: Any = None,
        *,
        occasions: tuple[int, int] | None = None,
        against: Any = None,
        retest: float | Mapping[str, float] | None = None,
        sd: float | Mapping[str, float] | None = None,
        reliability: str = "retest",
        wording_after: str | None = None,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Comparison[Any]:
        """Before and after: the reliable change of each person, how the group moved, and against another class.

        Args:
            before: as `score` takes it: with a column ``occasion``, or the answers before if ``after`` has the others.
            after: the answers after, in a table of their own; people are matched by id.
            occasions: which two occasions, where there are more.
            against: another class with both occasions: how much more the changes are here.
            retest: the retest reliability, from 0 and below 1, of all scales or by scale.
            sd: the standard deviation that goes with it, in raw points; else that of the norm, else that of 30 people or
                more before.
            reliability: which reliability counts where no retest reliability is known: ``retest`` alone, or ``alpha``
                too; with ``alpha`` too many changes seem reliable.
            wording_after: the wording the second time, if it was another: then nothing is compared.
            id: as `score` takes it, of every table.
            map: as `score` takes it, of every table.
            sheet: as `score` takes it, of every table.
            strict: as `score` takes it.
            reveal: as `score` takes it.

        Raises:
            AnswerError: as `score`; ``missing_column`` where nothing tells the occasions apart; ``unsupported_frame``
                where nobody has both.
            RequestError: as `score`; ``unknown_scale``.
            ValueError: an option that cannot be.

        Examples:
            >>> import orientir
            >>> plan = orientir.instrument("career-plan")
            >>> twice = {"id": ["1", "2"] * 2, "occasion": [1, 1, 2, 2], **{field: [0, 1, 1, 1] for field in plan.fields}}
            >>> plan.compare(twice).persons["difference"]
            [5.0, 0.0]
        """
        if reliability not in ("retest", "alpha"):
            raise ValueError(f"reliability must be 'retest' or 'alpha', not {reliability!r}")
        if occasions is not None:
            first, last = occasions
            if not (first > 0 and last > 0 and first != last):
                raise ValueError(f"occasions must be two different numbers, such as (1, 3), not {occasions!r}")
        ids = asked_ids(id)
        table, kind = self._table(before, ids)
        how: dict[str, Any] = {
            "occasions": occasions,
            "retest": _by_scale(retest),
            "sd": _by_scale(sd),
            "alpha": reliability == "alpha",
            "wording_after": wording_after,
        }
        others = [None if data is None else self._table(data, ids)[0] for data in (after, against)]
        with named_options(how):
            native = self._native.compare(table, others[0], others[1], ids, _map(map), sheet, reveal, how)
        return Comparison(self._told(native, strict), kind, cast("Instrument", self))

    def _table(self, data: Any, ids: str | list[str] | None) -> tuple[Columns | str, Kind]:
        if is_path(data):
            return os.fspath(data), Installed()
        # People have to be known again, on another occasion or in a list.
        return read(data, self._native.fields, ids, self._lang, indexed=True)

    def _list(self, pupils: Any, ids: str | list[str] | None) -> Columns:
        return read(pupils, None, ids, self._lang, indexed=True)[0]

    def _told(self, native: _native.Results, strict: bool) -> _native.Results:
        if strict:
            native.raise_problems(self._lang)
        return native


def _map(map: Mapping[str, Any] | str | None) -> str | None:
    return json.dumps(map) if isinstance(map, Mapping) else map


def _by_scale(given: float | Mapping[str, float] | None) -> list[tuple[str | None, float]]:
    if given is None:
        return []
    if isinstance(given, Mapping):
        return [(scale, float(number)) for scale, number in given.items()]
    return [(None, float(given))]
