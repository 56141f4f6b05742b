"""A battery: several instruments joined to criteria."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from orientir import _html, _native
from orientir._documents import definition_path, document_text, text_of
from orientir._frames import Installed, asked_ids, is_path, read
from orientir._kinds import Kind
from orientir._norms import Norms, norms_text
from orientir._profiles import Profiles
from orientir._words import Words


class Battery:
    """Several instruments joined to criteria by rules that stand, with their reasons, in one document. Immutable.

    `orientir.battery` makes one.
    """

    def __init__(self, native: _native.Battery, lang: str) -> None:
        self._native = native
        self._lang = lang

    @property
    def id(self) -> str:
        """The id, such as ``self-determination``."""
        return self._native.id

    @property
    def title(self) -> str:
        """The title in the battery's language, or in the first that it has."""
        return Words(self.definition, self._lang).head("title") or self.id

    @property
    def instruments(self) -> list[str]:
        """The ids of the instruments."""
        return self._native.instruments

    @property
    def lang(self) -> str:
        """The language of messages and of the notebook."""
        return self._lang

    @cached_property
    def definition(self) -> dict[str, Any]:
        """The JSON document that holds the rules, as a dict."""
        definition: dict[str, Any] = json.loads(self._native.text)
        return definition

    def with_norms(self, norms: Norms[Any] | Mapping[str, Any] | str | os.PathLike[str]) -> Battery:
        """The battery with norms for one of its instruments: see `Instrument.with_norms`.

        Raises:
            RequestError: ``wrong_instrument`` for norms of an instrument that the battery does not speak of, and what
                `Instrument.with_norms` raises.
        """
        return Battery(self._native.with_norms(norms_text(norms, self._lang)), self._lang)

    def with_texts(self, texts: Mapping[str, Any] | str | os.PathLike[str]) -> Battery:
        """The battery with the published texts of one of its instruments: see `Instrument.with_texts`.

        Raises:
            RequestError: ``wrong_instrument`` for texts of an instrument that the battery does not speak of, and what
                `Instrument.with_texts` raises.
        """
        return Battery(self._native.with_texts(document_text(texts, self._lang)), self._lang)

    def assess(
        self,
        tables: Mapping[str, Any],
        *,
        pupils: Any = None,
        id: str | Sequence[str] | None = "auto",
        strict: bool = False,
        reveal: bool = False,
    ) -> Profiles:
        """Joins answer tables to a profile for each person.

        Args:
            tables: answers by the name of their instrument, each as `Instrument.score` takes them, with a column that
                says whose row it is. An instrument may be left out.
            pupils: the list of pupils, if there is one: ``id``, ``sex``, ``age``, ``grade``, ...
            id: the column that names the person in every table; found by itself if left out.
            strict: raise `AnswerError` with all problems if there is one.
            reveal: show the offending entry in the messages of problems.

        Raises:
            AnswerError: ``no_identity`` for a table that does not say who answered, and what `Instrument.score` raises.
            RequestError: ``wrong_instrument``, ``unreadable``.

        Examples:
            >>> import orientir
            >>> battery = orientir.battery("self-determination")
            >>> motives = {"id": ["01", "02"], **{str(reason): [5, 3] for reason in range(1, 21)}}
            >>> profiles = battery.assess({"ovcharova-motives": motives})
            >>> len(profiles), profiles.frame["id"]
            (2, ['01', '02'])
        """
        ids = asked_ids(id)
        kinds: list[Kind] = []
        given = [(name, _given(data, ids, kinds, self._lang)) for name, data in tables.items()]
        listed = None if pupils is None else _given(pupils, ids, kinds, self._lang)
        native = self._native.assess(given, listed, ids, reveal)
        if strict:
            native.raise_problems(self._lang)
        return Profiles(native, kinds[0] if kinds else Installed(), self)

    def __repr__(self) -> str:
        return f"<orientir.Battery {self.id}: {', '.join(self.instruments)}>"

    def _repr_html_(self) -> str:
        words = Words(self.definition, self._lang)
        named = [
            (words.of("criteria", criterion["id"]), _html.join(_indicator(i, words) for i in criterion["indicators"]))
            for criterion in self.definition["criteria"]
        ]
        head = _html.element("strong", self.title)
        purpose = _html.element("div", words.head("purpose"))
        return _html.root(head, purpose, _html.facts(named), lang=words.text_lang)


def _indicator(indicator: Mapping[str, Any], words: Words) -> _html.Html:
    return _html.element("div", f"{words.of('indicators', indicator['id'])}: {', '.join(indicator.get('from', []))}")


def _given(data: Any, ids: str | Sequence[str] | None, kinds: list[Kind], lang: str) -> _native.Columns | str:
    if is_path(data):
        return os.fspath(data)
    columns, kind = read(data, None, ids, lang, indexed=True)
    kinds.append(kind)
    return columns


def battery(name_or_path: str | os.PathLike[str], *, lang: str = "en") -> Battery:
    """A battery of the catalogue, or of a file.

    Args:
        name_or_path: an id (``"self-determination"``), or the path of a document. Instruments are those of the
            catalogue, or ``<id>.json`` beside the document.
        lang: the language of messages and of the notebook: ``ru``, ``lt``, ``en``.

    Raises:
        DefinitionError: the file is no sound battery; every fault is in ``problems``.
        RequestError: ``unknown_instrument``, ``unreadable``.

    Examples:
        >>> import orientir
        >>> orientir.battery("self-determination").instruments[:2]
        ['profession-awareness', 'dembo-rubinstein']
    """
    path = definition_path(name_or_path)
    if path is None:
        return Battery(_native.Battery.catalogue(str(name_or_path), lang), lang)
    definition = text_of(path, lang)
    return Battery(_native.Battery.load(definition, _beside(path, definition, lang), lang), lang)


def _beside(path: Path, definition: str, lang: str) -> dict[str, str]:
    # A folder may hold much else: only what the document could mean is read.
    others = (other for other in sorted(path.parent.glob("*.json")) if f'"{other.stem}"' in definition)
    return {other.stem: text_of(other, lang) for other in others if other != path}
