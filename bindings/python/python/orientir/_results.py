"""Results that are some frames: what is said of a whole table of answers, over everybody in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic

from orientir import _native, _results_html
from orientir._kinds import Arrow, Dicts, Kind, Polars
from orientir._numpy import Numpy
from orientir._pandas import Pandas
from orientir._words import Words

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    from orientir._instrument import Instrument

    FrameT = TypeVar("FrameT", default=Any)
else:
    from typing import TypeVar

    FrameT = TypeVar("FrameT")


class Results(Generic[FrameT]):
    """Some frames, with what was told while the table was read."""

    instrument: Instrument
    """The instrument, with the policies and the wording that were used."""

    # The frames: the first is the one that is meant where none is named.
    _frames: ClassVar[Sequence[str]]
    # Frames whose rows are those of the data.
    _aligned: ClassVar[Sequence[str]] = ()
    # Frames that a notebook shows.
    _shown: ClassVar[Sequence[str]]

    def __init__(self, native: _native.Results, kind: Kind, instrument: Instrument) -> None:
        self._native = native
        self._kind = kind
        self.instrument = instrument

    @cached_property
    def problems(self) -> FrameT:
        """What was wrong in the table, in the kind of the data, a row a problem: as `Scores.problems`."""
        problems: FrameT = self._kind.frame(self._native.problems(self.instrument.lang))
        return problems

    @property
    def problem_count(self) -> int:
        """How many problems there are."""
        return self._native.problem_count

    @property
    def remarks(self) -> list[str]:
        """What is worth knowing about how the table was read: columns that were passed over, and such."""
        return self._native.remarks(self.instrument.lang)

    @property
    def notes(self) -> list[str]:
        """What is to be read beside the numbers, in the language of the instrument."""
        return self._native.notes

    def to_pandas(self, frame: str | None = None) -> Any:
        """One of the frames as a ``pandas.DataFrame``, the first if left out; codes are categorical."""
        kind = self._kind if isinstance(self._kind, Pandas) else Pandas()
        return self._as(kind, frame)

    def to_polars(self, frame: str | None = None) -> Any:
        """One of the frames as a ``polars.DataFrame``, the first if left out; codes are categorical."""
        return self._as(Polars(), frame)

    def to_arrow(self, frame: str | None = None) -> Any:
        """One of the frames as a ``pyarrow.Table``, the first if left out; codes are dictionaries."""
        return self._as(Arrow(), frame)

    def to_numpy(self, frame: str | None = None) -> Any:
        """One of the frames as a structured NumPy array, the first if left out."""
        return self._as(Numpy(), frame)

    def to_dict(self, frame: str | None = None) -> dict[str, list[Any]]:
        """One of the frames as lists by column, the first if left out; ``None`` where there is nothing."""
        cells: dict[str, list[Any]] = self._as(Dicts(), frame)
        return cells

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table(None).__arrow_c_stream__(requested_schema)

    @cached_property
    def _about(self) -> dict[str, Any]:
        about: dict[str, Any] = json.loads(self._native.about)
        return about

    def _frame(self, name: str) -> Any:
        return self._as(self._kind, name)

    def _as(self, kind: Kind, name: str | None) -> Any:
        return kind.frame(self._table(name), aligned=(name or self._frames[0]) in self._aligned)

    def _table(self, name: str | None) -> _native.Table:
        if name is not None and name not in self._frames:
            raise ValueError(f"no frame {name!r}, expected one of {', '.join(self._frames)}")
        return self._native.table(name or self._frames[0])

    def _counts(self) -> str:
        raise NotImplementedError

    def __repr__(self) -> str:
        of = f"{self.instrument.id} {self.instrument.version}"
        return f"<orientir.{type(self).__name__} of {of}: {self._counts()}, {self.problem_count} problems>"

    def _repr_html_(self) -> str:
        shown: list[_results_html.Shown] = []
        for name in self._shown:
            table = self._native.table(name)
            labels = self._kind.labels(table.rows, _results_html.ROWS) if name in self._aligned else None
            caption = name if len(self._shown) > 1 else ""
            shown.append(_results_html.Shown(caption, Dicts().frame(table), table.rows, labels))
        words = Words(self.instrument.definition, self.instrument.lang)
        return _results_html.frames(shown, self.notes, words, problems=self.problem_count)


class Quality(Results[FrameT]):
    """How people answered: indices of response quality, and what is worth a look. `Instrument.quality` makes it.

    A flag is no proof of carelessness: a pupil may truly think so. No row is left out, and no score knows of it. This is
    for the psychologist, not for the pupil.

    Columns of ``.frame``, after those that name the row, of ``float64`` unless another type is told:

    ==================  ====================================================================================
    column              what
    ==================  ====================================================================================
    ``longstring``      longest run of equal answers, in answers
    ``mean_run``        mean length of such runs
    ``irv``             standard deviation of a person's own answers, in places of the scale
    ``extreme``         share of answers at an end, 0 to 1
    ``mid``             share of answers in the middle, 0 to 1
    ``acquiescence``    share of answers above the middle, 0 to 1
    ``pace``            seconds an answer, where the table has a column ``seconds``
    ``even_odd``        inconsistency of halves of scales, -1 to 1, 1 being the most inconsistent
    ``synonyms``        correlation over pairs of items that the group answers alike, -1 to 1
    ``antonyms``        correlation over pairs that the group answers the opposite way, -1 to 1
    ``person_total``    correlation with the mean answers of the others, -1 to 1
    ``mahalanobis``     squared distance from the middle of the group
    ``flags``           categorical: columns that are flagged, joined by a blank
    ==================  ====================================================================================

    What there is not is NaN, null or ``None``, and `reasons` says why. A row that could not be read is one without
    answers, and `problems` says why.

    Examples:
        >>> import orientir
        >>> motives = orientir.instrument("ovcharova-motives")
        >>> table = {"id": ["01", "02"], **{str(item): [4 if item <= 12 else 2, None] for item in range(1, 21)}}
        >>> quality = motives.quality(table)
        >>> quality.frame["longstring"], quality.frame["flags"]
        ([12.0, None], ['longstring', None])
        >>> quality.reasons["longstring"], quality.reasons["mahalanobis"]
        ([None, 'few_answers'], ['few_people', 'few_people'])
        >>> quality.flags["id"], quality.flags["index"], quality.flags["value"], quality.flags["cut"]
        (['01'], ['longstring'], [12.0], [10.0])
    """

    _frames = ("frame", "reasons", "flags")
    _aligned = ("frame", "reasons")
    _shown = ("frame",)

    def __len__(self) -> int:
        return self._native.table("frame").rows

    @cached_property
    def frame(self) -> FrameT:
        """The indices, in the kind of the data, a row for each of its rows."""
        frame: FrameT = self._frame("frame")
        return frame

    @cached_property
    def reasons(self) -> FrameT:
        """Why an index is missing: rows and columns of ``.frame``, with stable codes, nothing where there is a value."""
        reasons: FrameT = self._frame("reasons")
        return reasons

    @cached_property
    def flags(self) -> FrameT:
        """One row a flag: what names the row, ``row`` (from 0), ``index``, ``value``, ``cut``, ``false_positive``.

        ``false_positive`` is the share of attentive people who are flagged all the same, where it is known.
        """
        flags: FrameT = self._frame("flags")
        return flags

    @property
    def cuts(self) -> dict[str, float]:
        """Where flags begin, by name."""
        return dict(self._about["cuts"])

    def _counts(self) -> str:
        return f"{len(self)} rows, {self._native.table('flags').rows} flags"


class Agreement(Results[FrameT]):
    """How well raters agree: coefficients of each field and scale, and how high each rater rates.

    `Instrument.agreement` makes it.

    Columns: ``name`` (the field or scale), ``coefficient`` (``rater`` in ``.severity``), ``value``, ``ci_low`` and
    ``ci_high`` (``.scales`` alone: a 95 % interval), ``raters`` (how many rated), ``n`` (people who could be compared),
    ``dropped`` (people with too few ratings), ``reason`` (a stable code: why there is no value, or no interval).

    Examples:
        >>> import orientir
        >>> sheet = orientir.instrument("observation-sheet")
        >>> pupils = {"id": ["01", "01", "02", "02"], "rater": ["mentor", "psychologist"] * 2}
        >>> marks = {f"a{item}": [3, 2, 1, 1] for item in range(1, 9)}
        >>> agreement = sheet.agreement({**pupils, **marks})
        >>> agreement.raters, agreement.fields["coefficient"][:2], agreement.fields["n"][0]
        (['mentor', 'psychologist'], ['alpha_ordinal', 'kappa'], 2)
    """

    _frames = ("fields", "scales", "severity")
    _shown = ("fields", "scales", "severity")

    @cached_property
    def fields(self) -> FrameT:
        """Krippendorff's alpha of each field, and Cohen's kappa where there are two raters."""
        fields: FrameT = self._frame("fields")
        return fields

    @cached_property
    def scales(self) -> FrameT:
        """Krippendorff's alpha and intraclass correlations of each scale."""
        scales: FrameT = self._frame("scales")
        return scales

    @cached_property
    def severity(self) -> FrameT:
        """How far the ratings of each rater are on average from the mean rating of the same person: no verdict."""
        severity: FrameT = self._frame("severity")
        return severity

    @property
    def raters(self) -> list[str]:
        """The raters, in alphabetical order."""
        return list(self._about["raters"])

    @property
    def people(self) -> int:
        """How many people were rated, each on each occasion."""
        return int(self._about["people"])

    def _counts(self) -> str:
        return f"{len(self.raters)} raters, {self.people} people"


class Reliability(Results[FrameT]):
    """How far the scores of a table can be relied on. `Instrument.reliability` makes it.

    ``.frame`` has a row a coefficient: ``scale``, ``coefficient``, ``value``, ``ci_low`` and ``ci_high`` (a 95 % interval),
    ``k`` (items), ``n`` (people who answered all of them), ``dropped`` (people who did not), ``forced`` (computed although
    the definition says that it has no meaning), ``reason`` (a stable code: why there is no value, or no interval).
    ``.scales`` has a row a scale with what is looked at first: ``k``, ``n``, ``alpha`` with ``ci_low`` and ``ci_high``,
    ``sd``, ``sem`` (the standard error of measurement, in points of the scale), ``omega_minres_implied``, ``lambda_2``,
    ``split_half_odd_even``, ``retest`` and ``retest_change`` (where the table has two occasions), ``reason``.

    Examples:
        >>> import orientir
        >>> motives = orientir.instrument("ovcharova-motives")
        >>> table = {str(item): [1, 2, 3, 4, 5, 1 + item % 5] for item in range(1, 21)}
        >>> reliability = motives.reliability(table)
        >>> reliability.scales["k"], reliability.scales["n"], [round(alpha, 3) for alpha in reliability.scales["alpha"]]
        ([5, 5, 5, 5], [6, 6, 6, 6], [0.975, 0.987, 0.939, 0.983])
    """

    _frames = ("frame", "scales")
    _shown = ("scales",)

    @cached_property
    def frame(self) -> FrameT:
        """All coefficients, a row each."""
        frame: FrameT = self._frame("frame")
        return frame

    @cached_property
    def scales(self) -> FrameT:
        """What is looked at first, a row a scale."""
        scales: FrameT = self._frame("scales")
        return scales

    @property
    def people(self) -> int:
        """How many people there are on the first occasion."""
        return int(self._about["people"])

    def _counts(self) -> str:
        return f"{self._native.table('scales').rows} scales, {self.people} people"


class ItemAnalysis(Results[FrameT]):
    """How each item goes with its scale. `Instrument.item_analysis` makes it.

    Columns, answers being turned by the key: ``scale``, ``item``, ``n`` (people who answered the whole scale), ``dropped``,
    ``missing`` (the share of all who gave no value), ``mean``, ``sd``, ``item_rest`` (correlation with the sum of the
    others) with ``ci_low`` and ``ci_high`` (95 %), ``item_total``, ``alpha_if_deleted``, ``smc`` (the share that the others
    foretell), ``first_component``, ``against`` (``beyond_chance`` or ``within_chance``: it runs against the scale),
    ``against_by``, ``against_r``, ``forced``, ``without`` (what could not be computed, with the reasons), ``reason``.

    An item against its scale is a reason to check the key, the translation and the order of columns, not to drop it.

    Examples:
        >>> import orientir
        >>> motives = orientir.instrument("ovcharova-motives")
        >>> table = {str(item): [1, 2, 3, 4, 5, 1 + item % 5] for item in range(1, 21)}
        >>> analysis = motives.item_analysis({**table, "1": [5, 4, 3, 2, 1, 1]})
        >>> [item for item, against in zip(analysis.frame["item"], analysis.frame["against"]) if against]
        ['1']
    """

    _frames = ("frame",)
    _shown = ("frame",)

    @cached_property
    def frame(self) -> FrameT:
        """The statistics, a row an item of a scale."""
        frame: FrameT = self._frame("frame")
        return frame

    @property
    def people(self) -> int:
        """How many people there are on the first occasion."""
        return int(self._about["people"])

    def _counts(self) -> str:
        return f"{self._native.table('frame').rows} items, {self.people} people"


class Comparison(Results[FrameT]):
    """Before and after, of the group and of each person. `Instrument.compare` makes it.

    ``.group`` has a row a measure: ``scale``, ``measure`` (``mean``, ``median``, ``risen``, ``same``, ``fallen``, ``d_w``,
    ``delta``; ``d_changes`` where there is a comparison class), ``n``, ``before``, ``after``, ``difference``, ``value``,
    ``ci_low``, ``ci_high``, ``reason``. ``.persons`` has a row a person and scale: ``id``, ``scale``, ``before``, ``after``,
    ``difference``, ``value`` (the reliable change: the difference over its error), ``verdict`` (``risen``, ``fallen``,
    ``within_error``), ``sem``, ``reliability`` and ``reliability_of``, ``sd`` and ``sd_of``, ``days``, ``reason``.

    It ranks neither schools nor people, and says nothing of why scores moved.

    Examples:
        >>> import orientir
        >>> plan = orientir.instrument("career-plan")
        >>> before = {"id": [str(row) for row in range(12)], **{field: [0, 1, 1] * 4 for field in plan.fields}}
        >>> after = {"id": before["id"], **{field: [1, 1, 2] * 4 for field in plan.fields}}
        >>> comparison = plan.compare(before, after, retest=0.8, sd=2)
        >>> comparison.pairs, comparison.persons["verdict"][:2]
        (12, ['risen', 'within_error'])
    """

    _frames = ("group", "persons")
    _shown = ("group", "persons")

    @cached_property
    def group(self) -> FrameT:
        """How the group moved, a row a measure."""
        group: FrameT = self._frame("group")
        return group

    @cached_property
    def persons(self) -> FrameT:
        """How each person moved, a row a person and scale."""
        persons: FrameT = self._frame("persons")
        return persons

    @property
    def pairs(self) -> int:
        """How many people have both occasions."""
        return int(self._about["pairs"])

    @property
    def alone(self) -> int:
        """How many people have one of them only."""
        return int(self._about["alone"])

    def _counts(self) -> str:
        return f"{self.pairs} pairs, {self.alone} alone"
