"""HTML that escapes by construction: what is not made here is text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from orientir._words import Words


class Html(str):
    """HTML as it stands."""

    __slots__ = ()


# Everything else has the colours of the notebook.
BORDER = "1px solid rgba(128,128,128,.35)"
"""A line that is seen on white and on black."""
_TABLE = "border-collapse:collapse;margin:.4em 0;color:inherit;background:none"
_CELL = f"border-bottom:{BORDER};padding:.15em .7em;vertical-align:top;color:inherit;background:none"
_QUIET = "opacity:.7;font-size:.9em"
_LEFT = f"{_CELL};text-align:left"
# A name stays in one line, and a sentence has room: otherwise one wide column squeezes the others.
_STYLES = {
    "text": _LEFT,
    "number": f"{_CELL};text-align:right;font-variant-numeric:tabular-nums",
    "name": f"{_LEFT};white-space:nowrap",
    "sentence": f"{_LEFT};min-width:16em",
}


def element(name: str, *content: str, style: str = "", **attributes: str) -> Html:
    """An element; content and attributes are escaped unless they are HTML already."""
    given = {**attributes, "style": style} if style else attributes
    opening = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    return Html(f"<{name}{opening}>{join(content)}</{name}>")


def join(parts: Iterable[str]) -> Html:
    """Parts one after another, escaped unless they are HTML already."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))


def root(*content: str, lang: str) -> Html:
    """The whole of an output."""
    return element("div", *content, lang=lang, style="max-width:100%;overflow-x:auto;line-height:1.4")


def quiet(*content: str) -> Html:
    """A line of less weight."""
    return element("div", *content, style=_QUIET)


def caption(text: str) -> Html:
    """A heading inside an output."""
    return element("div", text, style="font-weight:600;margin-top:.6em")


def table(header: Sequence[str], rows: Iterable[Sequence[str]], kinds: Sequence[str]) -> Html:
    """A table; ``kinds`` says what stands in each column: ``text``, ``number``, ``name`` or ``sentence``."""

    def line(tag: str, cells: Sequence[str]) -> Html:
        styled = zip(cells, kinds, strict=True)
        return element("tr", *(element(tag, cell, style=_STYLES[kind]) for cell, kind in styled))

    body = join(line("td", row) for row in rows)
    return element("table", element("thead", line("th", header)), element("tbody", body), style=_TABLE)


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """Names with what belongs to them; pairs without content are left out."""
    name = f"{_LEFT};opacity:.7;min-width:8em;max-width:16em"
    rows = (
        element("tr", element("td", key, style=name), element("td", value, style=_STYLES["text"]))
        for key, value in pairs
        if value
    )
    return element("table", element("tbody", *rows), style=_TABLE)


def named(group: str, code: str, words: Words) -> Html:
    """What a code is called, for a person, and the code, for whoever asks for it."""
    name = words.of(group, code)
    return element("code", code) if name == code else join([name, " ", element("code", code, style=_QUIET)])
