"""Figures of results, and how they stand in a notebook."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from orientir import _html
from orientir._documents import named
from orientir._errors import raise_request
from orientir._html import Html
from orientir._words import Words


@dataclass(frozen=True, repr=False)
class Figure:
    """A figure as SVG. A notebook shows it; it follows light and dark, and is legible in grey.

    Examples:
        >>> import orientir
        >>> szho = orientir.instrument("szho", wording="published")
        >>> report = szho.report(dict.fromkeys(szho.fields, 5), person={"sex": "female", "age": 30})
        >>> standing = report.figure("standing")
        >>> standing
        <orientir.Figure standing>
        >>> standing.svg[:4], standing.document[:5]
        ('<svg', '<?xml')
    """

    name: str
    """What kind of figure it is, such as ``scales``."""
    title: str
    """What it is of."""
    description: str
    """All that is drawn, in words."""
    svg: str
    """The SVG as an element for a page, which gives it the colour of its text."""
    document: str
    """The SVG as a file of its own, with a ground of its own."""

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the figure as a file of its own, such as ``profile.svg``.

        Raises:
            ValueError: the name has the ending of another kind of file.
        """
        named(path, ".svg").write_bytes(self.document.encode())

    def __repr__(self) -> str:
        return f"<orientir.Figure {self.name}>"

    def _repr_svg_(self) -> str:
        # Where a notebook shows SVG it shows an image, which has no colour of text around it.
        return self.document

    def _repr_html_(self) -> str:
        return shown([self])


class Figures(tuple[Figure, ...]):
    """Several figures: a tuple of `Figure` that a notebook shows whole.

    Examples:
        >>> import orientir
        >>> klimov = orientir.instrument("klimov-ddo")
        >>> figures = klimov.report({pair: "a" for pair in range(1, 21)}).figure()
        >>> figures, len(figures), figures[0].name
        (<orientir.Figures: scales>, 1, 'scales')
    """

    __slots__ = ()

    @property
    def title(self) -> str:
        """What they are of, a line each."""
        return "\n".join(dict.fromkeys(figure.title for figure in self))

    @property
    def description(self) -> str:
        """All that is drawn, in words, a line each."""
        return "\n".join(figure.description for figure in self)

    @property
    def svg(self) -> str:
        """The elements for a page, one after another."""
        return "\n".join(figure.svg for figure in self)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes each figure as a file of its own: several as ``profile-1.svg``, ``profile-2.svg``."""
        whole = Path(path)
        for number, figure in enumerate(self, 1):
            figure.save(whole if len(self) == 1 else whole.with_name(f"{whole.stem}-{number}{whole.suffix}"))

    def __repr__(self) -> str:
        return f"<orientir.Figures: {', '.join(figure.name for figure in self) or 'none'}>"

    def _repr_html_(self) -> str:
        return shown(self)


def made(drawn: Iterable[tuple[str, str, str, str, str]]) -> Figures:
    """Figures that the engine has drawn."""
    return Figures(Figure(*one) for one in drawn)


def chosen(figures: Figures, name: str | None, lang: str, *, several: Sequence[str] = ()) -> Figure | Figures:
    """The figures of a name, all without one; ``unknown_figure`` if there is none of that name.

    ``several`` names what may need more than one figure. Of these there is a tuple, also of one: what comes back
    depends on the name alone.
    """
    if name is None:
        return figures
    found = Figures(figure for figure in figures if figure.name == name)
    if not found:
        there = list(dict.fromkeys(figure.name for figure in figures))
        words = Words({}, lang)
        known = words.ui("has_figures", names=", ".join(there)) if there else words.ui("has_no_figures")
        message = words.ui("unknown_figure", name=name, known=known)
        raise_request("unknown_figure", message, figure=str(name), available=" ".join(there))
    return found if name in several else found[0]


def shown(figures: Iterable[Figure]) -> Html:
    """Figures side by side as far as there is room, each below its title.

    They stand in the page itself: only there has ``currentColor`` the colour of the text around them.
    """
    room = "display:flex;flex-wrap:wrap;gap:.6em 2em;align-items:flex-start;max-width:100%;overflow-x:auto"
    # A title is no wider than what is drawn, so that figures find room side by side.
    one = "max-width:360px;margin:0"
    drawn = (_html.element("div", _html.caption(figure.title), Html(figure.svg), style=one) for figure in figures)
    return _html.element("div", *drawn, style=room)
