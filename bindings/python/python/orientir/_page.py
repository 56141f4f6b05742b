"""Pages to be read or printed."""

from __future__ import annotations

import os
from dataclasses import dataclass

from orientir import _html
from orientir._documents import named
from orientir._html import BORDER

AUDIENCES = ("pupil", "parents", "psychologist")
"""Who may read the page of a person."""


@dataclass(frozen=True, repr=False)
class Page:
    """A page as one file of HTML, for the screen and for paper. Nothing in it asks for anything from anywhere.

    A notebook shows it in a frame of its own. `Profiles.report` makes one.

    Examples:
        >>> import orientir
        >>> motives = {"id": ["01", "02"], **{str(reason): [5, 3] for reason in range(1, 21)}}
        >>> profiles = orientir.battery("self-determination", lang="ru").assess({"ovcharova-motives": motives})
        >>> profiles.report("02", audience="parents").html[:15]
        '<!DOCTYPE html>'
    """

    html: str
    """The whole document."""
    title: str
    """For whom it is and of what, without a name."""
    runs: bool = False
    """Whether its table sorts, which takes a script."""

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the page as a file, such as ``07.html``, to be opened, sent or printed.

        Raises:
            ValueError: the name has the ending of another kind of file. A PDF is printed from the browser.
        """
        named(path, ".html", ".htm").write_bytes(self.html.encode())

    def __repr__(self) -> str:
        return f"<orientir.Page {self.title}: {len(self.html)} characters>"

    def _repr_html_(self) -> str:
        # A page has the whole screen to itself and its own style: neither it nor the notebook may touch the other.
        style = f"display:block;box-sizing:border-box;width:100%;height:40em;border:{BORDER}"
        sandbox = "allow-scripts" if self.runs else ""
        return _html.element("iframe", style=style, title=self.title, sandbox=sandbox, srcdoc=self.html)
