"""The profiles of a class."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, overload

from orientir import _figure, _native, _results_html
from orientir._errors import raise_request
from orientir._figure import Figure, Figures
from orientir._kinds import Arrow, Dicts, Kind, Polars
from orientir._labels import label
from orientir._numpy import Numpy
from orientir._page import AUDIENCES, Page
from orientir._pandas import Pandas
from orientir._words import Words

if TYPE_CHECKING:
    from orientir._battery import Battery


class Profiles:
    """A profile for each person: criteria with their levels, and what asks for a talk.

    Columns of ``.frame``: ``id``, ``occasion`` where there are several, for each criterion ``<criterion>.index`` (0 to
    1, the mean position of its graded indicators), ``.level``, ``.coverage`` (indicators graded, of those that could
    be), then ``overall.level``, ``missing``, ``flags``. The index orders, the level speaks; it is no ranking of pupils.
    """

    battery: Battery
    """The battery."""

    def __init__(self, native: _native.Profiles, kind: Kind, battery: Battery) -> None:
        self._native = native
        self._kind = kind
        self.battery = battery

    def __len__(self) -> int:
        return self._native.rows

    @cached_property
    def frame(self) -> Any:
        """A row a person, in the kind of the first table that is no file."""
        return self._kind.frame(self._native.table())

    @cached_property
    def problems(self) -> Any:
        """What was wrong with answers, a row a problem: ``instrument row id column code message``."""
        return self._kind.frame(self._native.problems(self.battery.lang))

    @property
    def problem_count(self) -> int:
        """How many problems there are."""
        return self._native.problem_count

    @property
    def remarks(self) -> list[str]:
        """What is worth knowing about how the tables were read."""
        return self._native.remarks(self.battery.lang)

    @cached_property
    def needs_talk(self) -> Any:
        """Who is worth a talk, a row a reason: ``id``, ``occasion`` (where several), ``cause``, ``code``, ``reason``.

        ``cause`` is ``flag`` (of the battery), ``low`` (a criterion at the lowest level) or ``uncertain`` (a criterion
        that answers might still change); ``code`` the flag, ``<criterion>.low`` or ``<criterion>.uncertain``;
        ``reason`` words. Each is told of the occasion with results of the most instruments, and of equally full ones of
        the latest. People whom the list of pupils does not name are left out, as from all that is counted.
        """
        return self._kind.frame(self._native.talks(self.battery.lang))

    @overload
    def figure(self, name: None = None, *, id: Any = None, occasion: int | None = None) -> Figures: ...
    @overload
    def figure(self, name: str, *, id: Any = None, occasion: int | None = None) -> Figure: ...
    def figure(self, name: str | None = None, *, id: Any = None, occasion: int | None = None) -> Figure | Figures:
        """A figure of the class, or of one person; without a name all of either.

        Args:
            name: of the class ``levels`` (how many people have which level, each on that occasion) and, where
                people have several occasions, ``change`` (the first and the last, of indicators graded both times); of
                a person ``criteria``.
            id: the person; nobody for the class. May be left out for ``criteria`` where there is one row.
            occasion: which time; if left out the one with results of the most instruments, and of equally full ones the
                latest.

        Raises:
            RequestError: ``unknown_figure``, with the names of those that there are; ``unknown_person``, with the
                nearest id.

        Examples:
            >>> import orientir
            >>> motives = {"id": ["01", "02"], **{str(reason): [5, 3] for reason in range(1, 21)}}
            >>> profiles = orientir.battery("self-determination").assess({"ovcharova-motives": motives})
            >>> profiles.figure(), profiles.figure("criteria", id="02")
            (<orientir.Figures: levels>, <orientir.Figure criteria>)
        """
        lang = self.battery.lang
        if id is not None:
            drawn = self._native.figures_of(self._row(id, occasion), lang)
        elif name == "criteria":
            if len(self) != 1:
                raise ValueError(f"of {len(self)} rows one is needed: id=")
            drawn = self._native.figures_of(0, lang)
        else:
            drawn = self._native.figures(lang)
        return _figure.chosen(_figure.made(drawn), name, lang)

    def report(
        self,
        id: Any = None,
        *,
        audience: Literal["pupil", "parents", "psychologist"] | None = None,
        occasion: int | None = None,
        overall: bool = False,
        lang: str | None = None,
    ) -> Page:
        """The page of a person, or without ``id`` of the class, to be read or printed.

        The page for the pupil and for the parents tells no more than each questionnaire may tell the person who
        answered: no levels of criteria, nothing of what adults have observed. That for the psychologist has criteria
        with reasons, levels, norms and receipts, and so has that of the class. What a pupil refused is on none.

        Args:
            id: the person; nobody for the class.
            audience: ``pupil`` (if left out), ``parents`` or ``psychologist``; the page of the class is for the
                psychologist alone.
            occasion: which time; if left out the one with results of the most instruments, and of equally full ones the
                latest. The first time, if it was earlier, is compared with it.
            overall: whether there is a word for the whole, which nothing but our rule stands behind.
            lang: the language of the page's own words; that of the battery if left out.

        Raises:
            RequestError: ``unknown_person``, with the nearest id; ``unknown_audience``.

        Examples:
            >>> import orientir
            >>> motives = {"id": ["01", "02"], **{str(reason): [5, 3] for reason in range(1, 21)}}
            >>> profiles = orientir.battery("self-determination").assess({"ovcharova-motives": motives})
            >>> page = profiles.report("02", audience="psychologist", lang="ru")
            >>> page.title
            'Профессиональное самоопределение: три критерия (для психолога)'
            >>> try:
            ...     profiles.report("2")
            ... except orientir.RequestError as error:
            ...     print(error)
            nobody in the table has the id `2`; did you mean `02`?
        """
        lang = lang or self.battery.lang
        if audience is not None and audience not in AUDIENCES:
            allowed = ", ".join(AUDIENCES)
            message = Words({}, self.battery.lang).ui("unknown_audience", name=audience, allowed=allowed)
            raise_request("unknown_audience", message, audience=str(audience), allowed=allowed)
        reader = "class" if id is None and audience in (None, "psychologist") else audience or "pupil"
        if reader == "class":
            if occasion is not None:
                raise ValueError("the page of a class has all occasions")
            html = self._native.page(overall, lang)
        else:
            html = self._native.page_of(self._row(id, occasion), reader, overall, lang)
        words = Words(self.battery.definition, lang)
        title = f"{words.head('title') or self.battery.id} ({words.ui(f'page_{reader}')})"
        return Page(html, title, runs=reader == "class")

    def _row(self, id: Any, occasion: int | None) -> int:
        if id is None:
            raise ValueError("whose page or figure? id=")
        return self._native.find(label(id), occasion, self.battery.lang)

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``; codes are categorical."""
        return Pandas().frame(self._native.table())

    def to_polars(self) -> Any:
        """A ``polars.DataFrame``; codes are categorical."""
        return Polars().frame(self._native.table())

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``; codes are dictionaries."""
        return Arrow().frame(self._native.table())

    def to_numpy(self) -> Any:
        """A structured NumPy array of shape ``(n,)``."""
        return Numpy().frame(self._native.table())

    def to_dict(self) -> dict[str, list[Any]]:
        """Lists of length ``n`` by column, ``None`` where there is nothing."""
        return Dicts().frame(self._native.table())

    def to_dicts(self) -> list[dict[str, Any]]:
        """The whole profile of each person: indicators with reasons and sources, levels still possible, receipts."""
        return [json.loads(document) for document in self._native.documents()]

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._native.table().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<orientir.Profiles of {self.battery.id}: {len(self)} people, {self.problem_count} problems>"

    def _repr_html_(self) -> str:
        cells = Dicts().frame(self._native.table())
        definition = self.battery.definition
        return _results_html.profiles(
            {name: column[: _results_html.ROWS] for name, column in cells.items()},
            [criterion["id"] for criterion in definition["criteria"]],
            Words(definition, self.battery.lang),
            labels=range(_results_html.ROWS),
            rows=len(self),
            problems=self.problem_count,
            receipt={"battery": self.battery.id, "version": definition["version"]},
            reasons=self._native.reasons(_results_html.ROWS, self.battery.lang),
            figures=_figure.made(self._native.figures(self.battery.lang)[:1]),
        )
