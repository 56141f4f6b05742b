"""Norms that were fitted to a school's own data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from orientir._documents import document_text, named
from orientir._results import Results

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    FrameT = TypeVar("FrameT", default=Any)
else:
    from typing import TypeVar

    FrameT = TypeVar("FrameT")


class Norms(Results[FrameT]):
    """Norms as they were fitted, with their sampling error: `orientir.fit` makes them, `Instrument.with_norms` uses them.

    Before the columns that are told stand those of `by`, which say whom a row means. Numbers are ``float64``, and NaN,
    null or ``None`` where there is none: a single source tells nothing of how alike pupils of a school are.

    ====================  ===================================================================================
    ``.summary``          a row a group and scale
    ====================  ===================================================================================
    ``scale``             the scale
    ``n``                 people with a complete score
    ``effective``         as many independent people would tell as much
    ``intraclass``        how alike people of one source are, 0 to 1
    ``mean``, ``sd``      of raw scores
    ``mean_error``        standard errors, in raw points; ``sd_error`` too
    ``t_error``           standard error of T in the middle of the group
    ``alpha``             Cronbach's, of the people of the norm
    ====================  ===================================================================================

    ``.norms`` has a row a score: ``scale``, ``score``, ``percentile`` (0 to 100), ``z``, ``percentile_error``, ``t_error``.
    ``.refused`` has a row a group and scale without a norm: ``scale``, ``n``, ``effective``, ``reason`` (``too_few``, or
    ``ipsative``: its scores take from those of other scales).

    What they are not for: ranking schools, paying staff, admission. A norm says what is usual, not what is good.

    Examples:
        >>> import orientir
        >>> motives = orientir.instrument("ovcharova-motives")
        >>> answers = {str(item): [1 + (item * row) % 5 for row in range(40)] for item in range(1, 21)}
        >>> counts = motives.tally(answers, school="School 5", date="2026-10")
        >>> norms = orientir.fit(counts, replicates=0)
        >>> norms
        <orientir.Norms local of ovcharova-motives 1.0.1: 40 people, 1 sources, 0 groups refused>
        >>> scores = motives.with_norms(norms).score(answers)
        >>> "external_positive.t" in scores.columns
        True
    """

    _frames = ("summary", "norms", "refused")
    _shown = ("summary", "refused")

    @cached_property
    def summary(self) -> FrameT:
        """What the norms are made of, a row a group and scale."""
        summary: FrameT = self._frame("summary")
        return summary

    @cached_property
    def norms(self) -> FrameT:
        """Percentile ranks and normal scores with their errors, a row a score."""
        norms: FrameT = self._frame("norms")
        return norms

    @cached_property
    def refused(self) -> FrameT:
        """Groups and scales that have no norm, and why."""
        refused: FrameT = self._frame("refused")
        return refused

    @property
    def id(self) -> str:
        """The id of the norm: results name it."""
        return str(self._about["id"])

    @property
    def n(self) -> int:
        """How many people there are in all."""
        return int(self._about["n"])

    @property
    def is_local(self) -> bool:
        """Whether these are a local comparison group and no norm for others: below five sources or 300 people."""
        return bool(self._about["is_local"])

    def to_json(self) -> str:
        """The norm file, byte for byte that of ``orientir fit``."""
        return str(self._about["text"])

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the norm file, such as ``norms.json``: for `Instrument.with_norms`, and for ``orientir score --norms``.

        Raises:
            ValueError: the name has the ending of another kind of file.
        """
        named(path, ".json").write_bytes(self.to_json().encode())

    def __repr__(self) -> str:
        of = f"{self.instrument.id} {self.instrument.version}"
        counts = f"{self.n} people, {self._about['sources']} sources"
        refused = self._native.table("refused").rows
        return f"<orientir.Norms {self.id} of {of}: {counts}, {refused} groups refused>"


def norms_text(norms: Norms[Any] | Mapping[str, Any] | str | os.PathLike[str], lang: str) -> str:
    """The text of a norm file: of norms, of a document as a dict or a text, or of a file."""
    return norms.to_json() if isinstance(norms, Norms) else document_text(norms, lang)
