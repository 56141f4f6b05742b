"""The result of one person, and how it came about."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, Literal, overload

from orientir import _figure, _html, _native, _results_html
from orientir._errors import raise_no_such_scale
from orientir._figure import Figure, Figures
from orientir._words import Words


class Report:
    """The scores of one person.

    ``report["total"]`` is a dict: ``status`` (``scored``, ``prorated``, or why there is no score), ``raw`` (points, or
    ``None``), ``answered`` of ``of`` answers, ``possible`` (the lowest and highest score that missing answers could
    still give), and, where there are any, ``level``, ``ungraded`` (why there is no level), ``t``, ``z``, ``sten``,
    ``stanine``, ``iq``, ``percentile``, ``norm``, ``no_norm`` (why no norm fits), and where the reliability of the scale
    is known ``interval`` (± 1.96 errors of measurement), ``level_probabilities``, ``borderline``.

    Examples:
        >>> import orientir
        >>> plan = orientir.instrument("career-plan")
        >>> report = plan.report({"plan": 2, "dated": 2, "next_step": None, "alternative": 1, "sources": 1})
        >>> report["elements"]["raw"], report["elements"]["status"], report["elements"]["possible"]
        (None, 'missing', [6.0, 8.0])
    """

    def __init__(self, native: _native.Report, words: Words) -> None:
        self._native = native
        self._text = native.json()
        self._words = words

    def __getstate__(self) -> dict[str, Any]:
        # The engine's own does not travel; what it would draw does.
        return {"_text": self._text, "_words": self._words, "_figures": self._figures}

    @cached_property
    def _result(self) -> dict[str, Any]:
        result: dict[str, Any] = json.loads(self._text)
        return result

    def to_json(self) -> str:
        """The result document: the same bytes from the same inputs, on every surface."""
        return self._text

    def to_dict(self) -> dict[str, Any]:
        """The result document, as a dict of its own."""
        result: dict[str, Any] = json.loads(self._text)
        return result

    def __getitem__(self, scale: str) -> dict[str, Any]:
        """The score of a scale; ``unknown_scale``, also a ``KeyError``, if there is none of that name."""
        if scale not in self.scales:
            raise_no_such_scale(scale, self._words.lang)
        return self.scales[scale]

    @property
    def scales(self) -> dict[str, dict[str, Any]]:
        """The scores by scale, in the order of the definition."""
        scales: dict[str, dict[str, Any]] = self._result["scales"]
        return scales

    @property
    def type(self) -> list[str] | None:
        """The leading types, all of them if several lead; ``None`` if the answers do not settle them."""
        types: list[str] | None = self._result.get("type")
        return types

    @property
    def flags(self) -> list[str]:
        """The checks that fired."""
        flags: list[str] = self._result["flags"]
        return flags

    @property
    def cautions(self) -> list[str]:
        """Remarks that stand beside the result."""
        cautions: list[str] = self._result["cautions"]
        return cautions

    @property
    def receipt(self) -> dict[str, Any]:
        """What the result was made with, so that it can be made again. To be kept as carefully as the result itself."""
        receipt: dict[str, Any] = self._result["receipt"]
        return receipt

    @cached_property
    def _figures(self) -> Figures:
        return _figure.made(self._native.figures())

    @overload
    def figure(self, name: None = None) -> Figures: ...
    @overload
    def figure(self, name: Literal["scales"]) -> Figures: ...
    @overload
    def figure(self, name: Literal["lines", "groups", "standing"]) -> Figure: ...
    @overload
    def figure(self, name: str) -> Figure | Figures: ...
    def figure(self, name: str | None = None) -> Figure | Figures:
        """A figure of the result; without a name all that it has, as the page for the psychologist shows them.

        An instrument whose results are not for the person who answered (``szho``) has no bars of scales.

        Args:
            name: ``scales`` (a bar each; `Figures`, as more than twelve scales need several), ``groups`` (scales that
                are read together), ``lines`` (two marks on lines, as on the form), ``standing`` (among those of a
                norm).

        Raises:
            RequestError: ``unknown_figure``, with the names of those that this result has.

        Examples:
            >>> import orientir
            >>> klimov = orientir.instrument("klimov-ddo", lang="ru")
            >>> report = klimov.report({pair: "a" for pair in range(1, 21)})
            >>> report.figure("scales").description[:25]
            'Человек — природа: 6 из 8'
            >>> try:
            ...     report.figure("standing")
            ... except orientir.RequestError as error:
            ...     print(error)
            рисунка `standing` нет; есть: scales
        """
        return _figure.chosen(self._figures, name, self._words.lang, several=("scales",))

    def __repr__(self) -> str:
        return f"<orientir.Report of {self.receipt['instrument']} {self.receipt['version']}: {len(self.scales)} scales>"

    def _repr_html_(self) -> str:
        return _results_html.report(self._result, self._words, self._figures)


class Explanation:
    """How the scores of one person came about: answer by answer, key, sum, norm, level. `print` shows it."""

    text: str
    """The explanation in the language of the instrument."""

    def __init__(self, text: str, document: str) -> None:
        self.text = text
        self._document = document

    def to_json(self) -> str:
        """The explanation as a JSON document."""
        return self._document

    def to_dict(self) -> dict[str, Any]:
        """The explanation as a dict of its own."""
        explained: dict[str, Any] = json.loads(self._document)
        return explained

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<orientir.Explanation: {self.text.count(chr(10)) + 1} lines>"

    def _repr_html_(self) -> str:
        return _html.element("pre", self.text, style="white-space:pre-wrap")
