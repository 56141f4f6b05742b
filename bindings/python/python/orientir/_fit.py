"""Norms from counts."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from orientir._documents import text_of
from orientir._frames import Installed
from orientir._instrument import Instrument, instrument
from orientir._norms import Norms
from orientir._tally import Tally, given, merge, named_options

_METRICS = ("z", "t", "sten", "stanine", "percentile")


def fit(
    tally: Tally | str | os.PathLike[str] | Sequence[Tally | str | os.PathLike[str]],
    instrument: Instrument | str | os.PathLike[str] | None = None,
    *,
    by: Sequence[str] | str = (),
    id: str = "local",
    method: str = "normalised",
    formula: str = "rankit",
    percentile: str = "mid",
    metrics: Sequence[str] | str = _METRICS,
    margins: Mapping[str, Mapping[str, float]] | str | os.PathLike[str] | None = None,
    occasion: int = 1,
    population: str = "pupils",
    year: int | None = None,
    place: str | None = None,
    force: bool = False,
    replicates: int = 1000,
    seed: int = 1,
    lang: str | None = None,
) -> Norms[Any]:
    """Fits norms to counts of one or more schools.

    Fewer than 30 independent people in a group have no norm, fewer than 100 are warned of in `Norms.notes`. The same
    counts, options and seed give the same bytes as ``orientir fit``.

    Args:
        tally: counts, the file of some, or a list of either, which are merged.
        instrument: an id, the path of a definition, or an instrument; that of the catalogue if left out. Policies and
            wording are those of the counts.
        by: a norm for each group: ``sex``, ``age``, ``grade``, ``language``, ``region``, ``mode``; the counts must tell
            people apart by them.
        id: what results call the norm.
        method: ``normalised`` (by rank) or ``linear`` (from mean and standard deviation).
        formula: of normal scores: ``rankit``, ``blom``, ``tukey``, ``van_der_waerden``.
        percentile: ``mid`` (people below and half of those at the score), ``strict``, ``weak``.
        metrics: the standard scores that are given: ``z``, ``t``, ``sten``, ``stanine``, ``iq``, ``percentile``.
        margins: shares of the population, ``{"sex": {"female": 0.51, "male": 0.49}}``, or their file: the sample is
            weighted to them.
        occasion: which occasion; one of them, since who answered twice would count twice.
        population: who was measured: ``pupils``, ``students``, ``adults``, ``general``.
        year: the year of the norm, if the sources have no date.
        place: where, if the sources do not say.
        force: fit groups of fewer than 30 people, too.
        replicates: how often the sample is drawn again for the sampling error; 0 for none.
        seed: what the draws begin with.
        lang: the language of `Norms.notes`; that of the instrument or of the counts if left out.

    Raises:
        RequestError: ``too_few``, ``norm_misfit`` for counts of another instrument or key, ``missing_key`` for a
            year that nobody knows, ``bad_margins``, and what `merge` raises.
        AnswerError: ``missing_column`` for a covariate that the counts do not tell apart.
        ValueError: an option that cannot be.

    Examples:
        >>> import orientir
        >>> motives = orientir.instrument("ovcharova-motives")
        >>> answers = {str(item): [1 + (item * row) % 5 for row in range(40)] for item in range(1, 21)}
        >>> norms = orientir.fit(motives.tally(answers, school="School 5"), year=2026, replicates=0)
        >>> norms.n, norms.is_local, norms.notes[1].split(":")[0]
        (40, True, 'This is a local comparison group and no norm for others')
    """
    several: Sequence[Any] = [tally] if isinstance(tally, (Tally, str, os.PathLike)) else list(tally)
    if not several:
        raise ValueError("there is no tally")
    of = instrument.lang if isinstance(instrument, Instrument) else None
    lang = lang or of or next((one.lang for one in several if isinstance(one, Tally)), "en")
    counts = merge(*several, lang=lang) if len(several) > 1 else given(several[0], lang)
    meant = _instrument_of(counts, instrument, lang)
    if isinstance(margins, Mapping):
        shares: str | None = json.dumps(margins, ensure_ascii=False)
    else:
        shares = None if margins is None else text_of(Path(margins), lang)
    how = {
        "id": id,
        "by": _names(by),
        "method": method,
        "formula": formula,
        "percentile": percentile,
        "metrics": _names(metrics),
        "margins": shares,
        "occasion": occasion,
        "population": population,
        "year": year,
        "place": place,
        "force": force,
        "replicates": replicates,
        "seed": seed,
    }
    with named_options(how):
        native = counts._native.fit(meant._native, how)  # pyright: ignore[reportPrivateUsage]
    return Norms(native, Installed(), meant)


def _names(given: Sequence[str] | str) -> list[str]:
    """A list of names; one alone, or several with commas between them, may be one text."""
    return [name.strip() for name in given.split(",") if name.strip()] if isinstance(given, str) else list(given)


def _instrument_of(counts: Tally, given: Instrument | str | os.PathLike[str] | None, lang: str) -> Instrument:
    found = given if isinstance(given, Instrument) else instrument(given or counts.instrument, lang=lang)
    if found.lang != lang:
        found = found.with_lang(lang)
    if found.id != counts.instrument:
        return found  # told by the fitting
    for policy, choice in counts.policies.items():
        if found.policies.get(policy) != choice:
            found = found.with_policy(policy, choice)
    return found if found.wording == counts.wording else found.with_wording(counts.wording)
