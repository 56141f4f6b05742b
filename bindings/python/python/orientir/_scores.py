"""The scores of many people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, overload

from orientir import _figure, _native, _results_html
from orientir._errors import Error, raise_no_such_scale, raise_request
from orientir._figure import Figure, Figures
from orientir._kinds import Arrow, Dicts, Kind, Polars
from orientir._labels import label
from orientir._numpy import Numpy
from orientir._pandas import Pandas
from orientir._report import Report
from orientir._words import Words

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    from orientir._instrument import Instrument

    FrameT = TypeVar("FrameT", default=Any)
else:
    from typing import TypeVar

    FrameT = TypeVar("FrameT")


class Scores(Generic[FrameT]):
    """The scores of many people: ``.frame`` in the kind of the data, a row for each of its rows.

    Where an instrument pools several rows of a person (``observation-sheet``), there is a row for each person and
    occasion.

    Columns (``n`` rows; what the instrument cannot give is left out):

    =========================================  =======================  ==============================================
    column                                     dtype                    what
    =========================================  =======================  ==============================================
    ``id``, ``occasion``, ``rater``, ``date``  text, int                what names the row, where the data has it
    ``<scale>``                                float64                  raw score, in points of the scale
    ``<scale>.level``                          categorical              code of the level, not a word for pupils
    ``<scale>.t``, ``.z``, ``.sten`` ...       float64                  standard scores: z (0, 1), t (50, 10),
                                                                        sten (5.5, 2), stanine (5, 2), iq (100, 15),
                                                                        percentile (0 to 100)
    ``<scale>.norm``                           categorical              id of the norm that was used
    ``<scale>.answered``                       uint16                   answers that were given
    ``<scale>.prorated``                       bool                     whether missing answers were made up for
    ``<scale>.status``                         categorical              ``scored``, or why there is no score
    ``<scale>.possible_min``, ``.possible_max``  float64                what the missing answers could still give
    ``<scale>.ci_low``, ``.ci_high``           float64                  score ± 1.96 errors of measurement, where the
                                                                        reliability of the scale is known
    ``<scale>.p_level``                        float64                  probability that the true score has the level
    ``type``                                   categorical              leading types, ties joined by ``+``
    ``flags``                                  categorical              checks that fired, joined by a blank
    =========================================  =======================  ==============================================

    Nothing is NaN (NumPy, pandas), null (polars, pyarrow), ``None`` (lists) or an empty text (NumPy). Formulas and
    their sources stand in the definition; `Instrument.explain` shows them at work for one person.

    Examples:
        >>> import orientir
        >>> plan = orientir.instrument("career-plan")
        >>> answers = {"id": ["01", "02"], "plan": [2, 1], "dated": [2, 0], "next_step": [1, None]}
        >>> scores = plan.score({**answers, "alternative": [1, 1], "sources": [2, 0]})
        >>> len(scores), scores["elements"]
        (2, [8.0, None])
        >>> scores["elements.status"], scores["elements.possible_max"]
        (['scored', 'missing'], [8.0, 4.0])
    """

    instrument: Instrument
    """The instrument, with the policies and the wording that were used."""

    def __init__(
        self,
        native: _native.Scores,
        kind: Kind,
        instrument: Instrument,
        again: Callable[[int], _native.Report | None],
    ) -> None:
        self._native = native
        self._kind = kind
        self.instrument = instrument
        # Scores keep no answers: this gives the result behind a row, from the table that they are of, or nothing where
        # the table gives others by now.
        self._again = again

    def __len__(self) -> int:
        return self._native.rows

    @cached_property
    def frame(self) -> FrameT:
        """All columns in the kind of the data: ``n`` rows, the index or order of the data.

        pandas, polars, pyarrow and NumPy (a structured array) are answered in kind, a dict by a dict of lists, a file
        by the first of pandas, polars, pyarrow and lists that is installed.
        """
        frame: FrameT = self._kind.frame(self._table(None), aligned=True)
        return frame

    def __getitem__(self, name: str) -> Any:
        """One column in the kind of the data; ``unknown_scale``, also a ``KeyError``, if there is none of that name."""
        if name not in self._names:
            raise_no_such_scale(name, self.instrument.lang)
        return self._kind.column(self._native.column(name), name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def _ipython_key_completions_(self) -> list[str]:
        return self.columns

    @property
    def columns(self) -> list[str]:
        """The names of the columns of ``.frame``."""
        return list(self._names)

    @cached_property
    def _names(self) -> dict[str, None]:
        return dict.fromkeys([*self._native.keys, *self._native.names(None)])

    @property
    def ids(self) -> list[Any]:
        """What names the rows: the ids of the data, else the labels of a pandas index, else numbers from 0."""
        if "id" in self._native.keys:
            return self._native.column("id").list("id")
        return self._kind.labels(len(self), len(self))

    @cached_property
    def problems(self) -> Any:
        """What was wrong with answers, in the kind of the data, a row a problem: the first 100,000 of them.

        Columns: ``row`` (from 0 in the order of the data; nothing for the table as a whole), ``id``, ``column``,
        ``code`` (what programs match on), ``message``. A row that a message names by its number is counted from 1, as
        people count in a spreadsheet. Offending entries are masked unless ``reveal=True`` was given.
        """
        return self._kind.frame(self._native.problems(self.instrument.lang))

    @property
    def problem_count(self) -> int:
        """How many problems there are in all, also beyond those that `problems` lists."""
        return self._native.problem_count

    @property
    def remarks(self) -> list[str]:
        """What is worth knowing about how the table was read: columns that were passed over, and such."""
        return self._native.remarks(self.instrument.lang)

    @cached_property
    def receipt(self) -> dict[str, Any]:
        """What the scores were made with: instrument, version, hashes, policies, wording, engine."""
        receipt: dict[str, Any] = json.loads(self._native.receipt())
        return receipt

    def tidy(self, facts: str | Iterable[str] | None = None) -> Any:
        """One row a person and scale: what names the row, ``row`` (from 0), ``scale``, then a column a fact.

        Args:
            facts: ``raw level t sten stanine z iq percentile norm answered prorated status possible_min possible_max
                ci_low ci_high p_level``; all that the instrument has if left out.
        """
        return self._kind.frame(self._native.tidy(_listed(facts), True))

    def person(self, id: Any = None, *, occasion: int | None = None) -> Report:
        """The whole result of one person of the table.

        Scores keep no answers: the row is read once more, from the table that was scored, or its file. So the table
        lives as long as the scores do.

        Args:
            id: one of `ids`. May be left out where there is one row.
            occasion: which time, where the person comes several times; the latest if left out. Of several rows the
                first counts.

        Raises:
            RequestError: ``unknown_person``, with the nearest id; ``table_changed``; ``unreadable`` for a file.

        Examples:
            >>> import orientir
            >>> klimov = orientir.instrument("klimov-ddo")
            >>> scores = klimov.score({"id": ["01", "02"], **{str(pair): ["a", "b"] for pair in range(1, 21)}})
            >>> scores.person("02")["nature"]["raw"], scores["nature"][1]
            (2.0, 2.0)
        """
        return Report(self._read(self._row(id, occasion)), self._words)

    @overload
    def figure(self, name: None = None, *, id: Any = None, occasion: int | None = None) -> Figures: ...
    @overload
    def figure(self, name: Literal["scales", "change"], *, id: Any = None, occasion: int | None = None) -> Figures: ...
    @overload
    def figure(
        self, name: Literal["lines", "groups", "standing"], *, id: Any = None, occasion: int | None = None
    ) -> Figure: ...
    @overload
    def figure(self, name: str, *, id: Any = None, occasion: int | None = None) -> Figure | Figures: ...
    def figure(self, name: str | None = None, *, id: Any = None, occasion: int | None = None) -> Figure | Figures:
        """A figure of one person of the table; without a name all that the result has.

        Args:
            name: as `Report.figure` takes it; and ``change``, what has changed since the occasion before.
            id: as `person` takes it.
            occasion: as `person` takes it.

        Raises:
            RequestError: what `person` raises; ``unknown_figure``, with the names of those that this result has.

        Examples:
            >>> import orientir
            >>> klimov = orientir.instrument("klimov-ddo", lang="ru")
            >>> pairs = {str(pair): ["a", "b"] for pair in range(1, 21)}
            >>> scores = klimov.score({"id": ["01", "01"], "occasion": [1, 2], **pairs})
            >>> scores.figure(id="01"), scores.figure(id="01", occasion=1)
            (<orientir.Figures: scales, change>, <orientir.Figures: scales>)
        """
        return _figure.chosen(
            self._figures(self._row(id, occasion)), name, self.instrument.lang, several=("scales", "change")
        )

    def _figures(self, row: int) -> Figures:
        result = self._read(row)
        before = self._native.before(row)
        changes = [] if before is None else result.change(self._read(before))
        return _figure.made([*result.figures(), *changes])

    def _read(self, row: int) -> _native.Report:
        result = self._again(row)
        if result is None:
            raise_request("table_changed", self._words.ui("table_changed", row=row), row=str(row))
        return result

    def _row(self, id: Any, occasion: int | None) -> int:
        if id is None:
            if len(self) != 1:
                raise ValueError(f"of {len(self)} rows one is needed: id=")
            return 0
        named = label(id)
        if "id" not in self._native.keys:
            labels = [label(one) for one in self.ids]
            if named in labels and occasion in (None, 1):
                return labels.index(named)
        return self._native.find(named, occasion, self.instrument.lang)

    @cached_property
    def _words(self) -> Words:
        return Words(self.instrument.definition, self.instrument.lang)

    def to_pandas(self, facts: str | Iterable[str] | None = None) -> Any:
        """A ``pandas.DataFrame``, with the index of the data if that was one; codes are categorical."""
        kind = self._kind if isinstance(self._kind, Pandas) else Pandas()
        return kind.frame(self._table(facts), aligned=True)

    def to_polars(self, facts: str | Iterable[str] | None = None) -> Any:
        """A ``polars.DataFrame``; codes are categorical."""
        return Polars().frame(self._table(facts))

    def to_arrow(self, facts: str | Iterable[str] | None = None) -> Any:
        """A ``pyarrow.Table``; codes are dictionaries."""
        return Arrow().frame(self._table(facts))

    def to_numpy(self, facts: str | Iterable[str] | None = None) -> Any:
        """A structured NumPy array of shape ``(n,)``."""
        return Numpy().frame(self._table(facts))

    def to_dict(self, facts: str | Iterable[str] | None = None) -> dict[str, list[Any]]:
        """Lists of length ``n`` by column, ``None`` where there is nothing."""
        return Dicts().frame(self._table(facts))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table(None).__arrow_c_stream__(requested_schema)

    def _table(self, facts: str | Iterable[str] | None) -> _native.Table:
        return self._native.table(_listed(facts), True)

    def __repr__(self) -> str:
        counts = f"{len(self)} rows, {len(self.instrument.scales)} scales, {self.problem_count} problems"
        return f"<orientir.Scores of {self.instrument.id} {self.instrument.version}: {counts}>"

    def _repr_html_(self) -> str:
        head = self._native.head(_results_html.ROWS)
        return _results_html.scores(
            Dicts().frame(head.table(None, True)),
            self.instrument.scales,
            self._words,
            labels=self._kind.labels(len(self), _results_html.ROWS),
            rows=len(self),
            problems=self.problem_count,
            receipt=self.receipt,
            figures=self._figures_of_one,
        )

    @cached_property
    def _figures_of_one(self) -> Figures:
        try:
            return self._figures(0) if len(self) == 1 else Figures()
        except (Error, OSError):
            # The table is shown anyway; whoever asks for a figure is told why there is none.
            return Figures()


def _listed(facts: str | Iterable[str] | None) -> list[str] | None:
    return None if facts is None else [facts] if isinstance(facts, str) else list(facts)
