"""What an instrument says of a whole table of answers, over everybody in it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar, cast, overload

from orientir._frames import Installed, asked_ids, is_path, read
from orientir._kinds import Kind
from orientir._native import Columns, Results
from orientir._native import Instrument as Engine
from orientir._results import Agreement, Quality

if TYPE_CHECKING:
    from orientir._instrument import Instrument

_FrameT = TypeVar("_FrameT")
_CollectedT = TypeVar("_CollectedT", covariant=True)

_Ask: TypeAlias = Callable[["Columns | str", "str | list[str] | None", "str | None"], Results]
"""Asks the engine of data, with what names its rows and with the map of the table."""


class _Lazy(Protocol[_CollectedT]):
    def collect(self) -> _CollectedT: ...


class OfWhole:
    """The part of an instrument that takes whole tables."""

    _native: Engine
    _lang: str

    # The kind of frames is that of the data; a file and lists of a dict have their own.
    @overload
    def quality(
        self,
        data: str | os.PathLike[str],
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
        longstring_share: float | None = None,
        pace: float | None = None,
        even_odd: float | None = None,
        synonyms: float | None = None,
        antonyms: float | None = None,
        mahalanobis_rate: float | None = None,
        pair_correlation: float | None = None,
    ) -> Quality[Any]: ...
    @overload
    def quality(
        self,
        data: Mapping[Any, Any],
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
        longstring_share: float | None = None,
        pace: float | None = None,
        even_odd: float | None = None,
        synonyms: float | None = None,
        antonyms: float | None = None,
        mahalanobis_rate: float | None = None,
        pair_correlation: float | None = None,
    ) -> Quality[dict[str, list[Any]]]: ...
    @overload
    def quality(
        self,
        data: _Lazy[_FrameT],
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
        longstring_share: float | None = None,
        pace: float | None = None,
        even_odd: float | None = None,
        synonyms: float | None = None,
        antonyms: float | None = None,
        mahalanobis_rate: float | None = None,
        pair_correlation: float | None = None,
    ) -> Quality[_FrameT]: ...
    @overload
    def quality(
        self,
        data: _FrameT,
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
        longstring_share: float | None = None,
        pace: float | None = None,
        even_odd: float | None = None,
        synonyms: float | None = None,
        antonyms: float | None = None,
        mahalanobis_rate: float | None = None,
        pair_correlation: float | None = None,
    ) -> Quality[_FrameT]: ...
    def quality(
        self,
        data: Any,
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
        longstring_share: float | None = None,
        pace: float | None = None,
        even_odd: float | None = None,
        synonyms: float | None = None,
        antonyms: float | None = None,
        mahalanobis_rate: float | None = None,
        pair_correlation: float | None = None,
    ) -> Quality[Any]:
        """How the people of a table answered: indices of careless responding, and what is worth a look.

        For the psychologist, not for the pupil: a flag is no proof, no row is left out, and no score knows of it. Half
        of the indices compare each person with all the others of the table.

        Args:
            data: as `score` takes it. A column ``seconds`` tells how long a person took for the whole form: seconds,
                ``0:07:31`` or ``7 min 31 s``.
            id: as `score` takes it.
            map: as `score` takes it.
            sheet: as `score` takes it.
            strict: as `score` takes it.
            reveal: as `score` takes it.
            longstring_share: flagged is a run of this share of a sequence of ten questions or more; .5 if left out, as
                the others have the defaults of the literature where it has any. See `Quality.cuts`.
            pace: flagged are fewer seconds an answer; 2.
            even_odd: flagged is what is above, over ten scales or more; -.30.
            synonyms: flagged is what is below; 0.
            antonyms: flagged is what is above; 0.
            mahalanobis_rate: the share of attentive people who may be flagged, if answers are normal; .001.
            pair_correlation: from which correlation on two items are synonyms, or below its negative antonyms; .60.

        Raises:
            AnswerError: as `score`.
            RequestError: as `score`.
            ValueError: a cut that cannot be.

        Examples:
            >>> import orientir
            >>> motives = orientir.instrument("ovcharova-motives")
            >>> table = {"seconds": [30, "7 min 31 s"], **{str(item): [1 + item % 5, 5 - item % 5] for item in range(1, 21)}}
            >>> quality = motives.quality(table)
            >>> quality.frame["pace"], quality.flags["row"], quality.flags["index"]
            ([1.5, 22.55], [0], ['pace'])
            >>> motives.quality(table, pace=1).flags["index"]
            []
        """
        given = {
            "longstring_share": longstring_share,
            "pace": pace,
            "even_odd": even_odd,
            "synonyms": synonyms,
            "antonyms": antonyms,
            "mahalanobis_rate": mahalanobis_rate,
            "pair_correlation": pair_correlation,
        }
        cuts = {name: float(cut) for name, cut in given.items() if cut is not None}

        def ask(table: Columns | str, ids: str | list[str] | None, of: str | None) -> Results:
            return self._native.quality(table, ids, of, sheet, reveal, cuts)

        return Quality(*self._asked(ask, data, id, map, strict))

    @overload
    def agreement(
        self,
        data: str | os.PathLike[str],
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Agreement[Any]: ...
    @overload
    def agreement(
        self,
        data: Mapping[Any, Any],
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Agreement[dict[str, list[Any]]]: ...
    @overload
    def agreement(
        self,
        data: _Lazy[_FrameT],
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Agreement[_FrameT]: ...
    @overload
    def agreement(
        self,
        data: _FrameT,
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Agreement[_FrameT]: ...
    def agreement(
        self,
        data: Any,
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
    ) -> Agreement[Any]:
        """How well the raters of a table agree: the column ``rater`` names them.

        What one rater gave a person in several rows is first joined, as a score joins it. Rows that name no rater are
        left out and told in `Agreement.problems`.

        Args:
            data: as `score` takes it.
            id: as `score` takes it.
            map: as `score` takes it.
            sheet: as `score` takes it.
            strict: as `score` takes it.
            reveal: as `score` takes it.

        Raises:
            AnswerError: as `score`; ``missing_column`` where none tells the raters; ``unsupported_frame`` where there
                is nothing to compare, one rater alone, say.
            RequestError: as `score`.

        Examples:
            >>> import orientir
            >>> sheet = orientir.instrument("observation-sheet")
            >>> pupils = {"id": ["01", "01", "02", "02"], "rater": ["mentor", "psychologist"] * 2}
            >>> sheet.agreement({**pupils, **{f"a{item}": [3, 3, 1, 1] for item in range(1, 9)}}).fields["value"][0]
            1.0
        """

        def ask(table: Columns | str, ids: str | list[str] | None, of: str | None) -> Results:
            return self._native.agreement(table, ids, of, sheet, reveal)

        return Agreement(*self._asked(ask, data, id, map, strict))

    def _asked(
        self,
        ask: _Ask,
        data: Any,
        id: str | Sequence[str] | None,
        map: Mapping[str, Any] | str | None,
        strict: bool,
    ) -> tuple[Results, Kind, Instrument]:
        ids = asked_ids(id)
        table_map = json.dumps(map) if isinstance(map, Mapping) else map
        if is_path(data):
            table: Columns | str = os.fspath(data)
            kind: Kind = Installed()
        else:
            table, kind = read(data, self._native.fields, ids, self._lang, indexed=self._native.pools)
        found = ask(table, ids, table_map)
        if strict:
            found.raise_problems(self._lang)
        return found, kind, cast("Instrument", self)
