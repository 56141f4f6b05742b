"""An instrument: its definition, and what it does with answers."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar, overload

from orientir import _native, _sheet
from orientir._documents import definition_path, document_text, text_of
from orientir._frames import Installed, asked_ids, can_be_read_again, is_path, read
from orientir._kinds import Kind, unsupported_frame
from orientir._labels import label, token
from orientir._norms import Norms, norms_text
from orientir._progress import Progress, shown
from orientir._report import Explanation, Report
from orientir._schools import OfSchools
from orientir._scores import Scores
from orientir._words import Words

Answers = Mapping[Any, Any]
"""What one person gave: field to code. A number is read as in a table; ``None`` and NaN are no answer."""

_FrameT = TypeVar("_FrameT")
_CollectedT = TypeVar("_CollectedT", covariant=True)


class _Lazy(Protocol[_CollectedT]):
    def collect(self) -> _CollectedT: ...


class Instrument(OfSchools):
    """A questionnaire: what it asks, how it is scored, what scores are compared with. Immutable.

    `orientir.instrument` makes one.
    """

    def __init__(self, native: _native.Instrument, lang: str) -> None:
        self._native = native
        self._lang = lang

    @property
    def id(self) -> str:
        """The id, such as ``klimov-ddo``."""
        return self._native.id

    @property
    def version(self) -> str:
        """The semantic version of the definition."""
        return self._native.version

    @property
    def title(self) -> str:
        """The title in the instrument's language, or in the first that the definition has."""
        return self._words.head("title") or self.id

    @property
    def fields(self) -> list[str]:
        """The names of the answer slots, in order: the columns of an answer table."""
        return self._native.fields

    @property
    def scales(self) -> list[str]:
        """The ids of the scales, in order."""
        return self._native.scales

    @property
    def lang(self) -> str:
        """The language of messages and of the notebook: ``ru``, ``lt`` or ``en``. Columns and codes have none."""
        return self._lang

    @property
    def languages(self) -> list[str]:
        """The languages in which the definition has texts."""
        return list(self.definition.get("texts", {}))

    @cached_property
    def definition(self) -> dict[str, Any]:
        """The JSON document that says everything about the instrument, as a dict; with the texts and norms that were given."""
        definition: dict[str, Any] = json.loads(self._native.text)
        if self._native.texts is not None:
            given: dict[str, Any] = json.loads(self._native.texts)["texts"]
            definition["about"]["wording"] = self.wording
            for lang, texts in definition["texts"].items():
                texts["items"] = {}
                texts.update(given.get(lang, {}))
        for text in self._native.norms:
            fitted: dict[str, Any] = json.loads(text)
            definition["norms"] = [fitted["norm"], *definition.get("norms", [])]
            definition["sources"] = {**definition.get("sources", {}), **fitted.get("sources", {})}
            definition["reliability"] = [*fitted.get("reliability", []), *definition.get("reliability", [])]
        return definition

    @property
    def key(self) -> str:
        """SHA-256 of what scores and levels depend on, 64 hex digits."""
        return self._native.key

    @property
    def document(self) -> str:
        """SHA-256 of the whole definition, 64 hex digits."""
        return self._native.document

    @property
    def policies(self) -> dict[str, str]:
        """The scoring rules that a user may choose, with the choices that are made."""
        return self._native.policies

    @property
    def wording(self) -> str:
        """Whose sentences were administered: ``own``, ``published`` or ``none`` (answers from paper)."""
        return self._native.wording

    @cached_property
    def _words(self) -> Words:
        return Words(self.definition, self._lang)

    @cached_property
    def _pools(self) -> bool:
        """Whether several ratings of one person are joined."""
        return self.definition.get("ratings") is not None

    def with_policy(self, policy: str, choice: str) -> Instrument:
        """The instrument with another choice of a scoring rule; `RequestError` with ``unknown_policy``."""
        return Instrument(self._native.with_policy(policy, choice), self._lang)

    def with_wording(self, wording: str) -> Instrument:
        """The instrument as it was administered: ``own``, ``published`` or ``none``; `ValueError` for another word.

        Norms belong to a wording. `RequestError` with ``texts_misfit`` for another one than ``published`` beside a text pack.
        """
        return Instrument(self._native.with_wording(wording), self._lang)

    @property
    def texts(self) -> dict[str, str] | None:
        """The ``name`` and the ``hash`` of the text pack whose texts are shown, if there is one."""
        used = self._native.texts_used
        return None if used is None else {"name": used[0], "hash": used[1]}

    @property
    def asked_languages(self) -> list[str]:
        """The languages in which the items can be asked: those of the text pack, if there is one."""
        return self._native.asked_languages

    def with_texts(self, texts: Mapping[str, Any] | str | os.PathLike[str]) -> Instrument:
        """The instrument with the published texts of its items, from a text pack of their licence holder.

        The wording is then ``published``, receipts name the pack, tables are read by its texts, and the items are asked in
        its languages alone. Scores and what is said of them stay as they are, in every language.

        Args:
            texts: the path of a text pack, or its document as a text or a dict.

        Raises:
            DefinitionError: the document is faulty, or lacks what the instrument needs; every fault is in ``problems``.
            RequestError: ``texts_misfit`` for a pack of another instrument, beside another pack or another wording;
                ``unreadable``.
        """
        return Instrument(self._native.with_texts(document_text(texts, self._lang)), self._lang)

    def with_norms(self, norms: Norms[Any] | Mapping[str, Any] | str | os.PathLike[str]) -> Instrument:
        """The instrument with norms of a school's own data, or of a publication, which go before its own.

        Choose policies and wording first: norms fit those they were made with. A result names the norm, and its receipt
        the hash of the whole file.

        Args:
            norms: what `orientir.fit` gave, the path of a norm file, or its document as a text or a dict.

        Raises:
            DefinitionError: the document is faulty; every fault is in ``problems``.
            RequestError: ``norm_misfit`` for norms of another instrument, key, wording or choice of policies;
                ``duplicate_id`` where the instrument has a norm of that id; ``unreadable``.
        """
        return Instrument(self._native.with_norms(norms_text(norms, self._lang)), self._lang)

    def for_adult_groups(self) -> Instrument:
        """The instrument for whoever works with groups of adults, where its definition is for nobody else.

        Such an instrument (``"use": "anonymous_adult_groups"``) has no results of single people: `score`, `report`,
        `explain` and what else speaks of people raise ``use_restricted``. By calling this you state that these are
        adults who answered without names, and that only groups are reported. Rows of pupils (a school grade, a class)
        and of people under 18 have no score all the same: their status is ``restricted``. `tally` needs no statement.
        """
        return Instrument(self._native.for_adult_groups(), self._lang)

    def with_lang(self, lang: str) -> Instrument:
        """The instrument with messages in another language: ``ru``, ``lt`` or ``en``."""
        return Instrument(self._native.with_lang(lang), lang)

    # The kind of `.frame` is that of the data; a file and lists of a dict have their own.
    @overload
    def score(
        self,
        data: str | os.PathLike[str],
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
        threads: int | None = None,
        progress: bool | Progress | None = None,
    ) -> Scores[Any]: ...
    @overload
    def score(
        self,
        data: Mapping[Any, Any],
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
        threads: int | None = None,
        progress: bool | Progress | None = None,
    ) -> Scores[dict[str, list[Any]]]: ...
    @overload
    def score(
        self,
        data: _Lazy[_FrameT],
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
        threads: int | None = None,
        progress: bool | Progress | None = None,
    ) -> Scores[_FrameT]: ...
    @overload
    def score(
        self,
        data: _FrameT,
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
        threads: int | None = None,
        progress: bool | Progress | None = None,
    ) -> Scores[_FrameT]: ...
    def score(
        self,
        data: Any,
        *,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
        sheet: str | None = None,
        strict: bool = False,
        reveal: bool = False,
        threads: int | None = None,
        progress: bool | Progress | None = None,
    ) -> Scores[Any]:
        """Scores a table of answers: a frame in, a frame out.

        A table has a row for each person and a column for each field (`fields`), and maybe columns about the person
        (``sex``, ``age``, ``grade``, ``date``, ``occasion``, ``rater``). Answers are codes; exports of form makers,
        with the words of the questions in the header and labels in the cells, are read too. Other columns are passed
        over and named in `Scores.remarks`. A faulty answer gives no score and is told in `Scores.problems`.

        Args:
            data: a pandas, polars or pyarrow frame, anything with ``__arrow_c_stream__``, a dict of columns, a
                structured NumPy array, a matrix of shape ``(n, len(fields))``, or the path of a CSV file or an XLSX
                workbook. Missing is null, NaN, ``None`` or an empty text.
            id: what names the rows. ``"auto"``: a column for ids or names, if there is one. ``None``: the order of rows
                alone. A name, or several: these columns, or levels of a pandas index.
            map: a table map, as a dict or as JSON, for a table that says too little; ``orientir map`` proposes one.
            sheet: the sheet of a workbook.
            strict: raise `AnswerError` with all problems if there is one.
            reveal: show the offending entry in the messages of problems. They are then as private as the answers.
            threads: how many threads work; as many as the machine has for large data if left out.
            progress: ``True`` for a bar (needs tqdm), a function of what is done and of all there is to do,
                ``False`` for nothing; a bar for work of more than a second if left out.

        Raises:
            AnswerError: the table cannot be used: ``another_table``, ``another_instrument``, ``missing_column``,
                ``repeated_column``, ``ragged_columns``, ``ambiguous``, ``unsupported_frame``,
                ``unsupported_column``; with ``strict=True`` any problem.
            RequestError: ``unreadable``, ``empty_table``; ``use_restricted``, see `for_adult_groups`.
            KeyboardInterrupt: long work stops soon after Ctrl-C.

        Examples:
            >>> import orientir
            >>> klimov = orientir.instrument("klimov-ddo")
            >>> pairs = {str(pair): ["a", "b"] for pair in range(1, 21)}
            >>> scores = klimov.score({"id": ["01", "02"], **pairs, "20": ["a", "c"]})
            >>> scores["nature"], scores["nature.status"]
            ([6.0, None], ['scored', 'invalid'])
            >>> scores.problems["id"], scores.problems["column"], scores.problems["code"]
            (['02'], ['20'], ['unknown_code'])
        """
        if threads is not None and threads < 1:
            raise ValueError(f"threads must be at least 1, not {threads}")
        ids = asked_ids(id)
        table_map = json.dumps(map) if isinstance(map, Mapping) else map
        with shown(progress) as told:
            if is_path(data):
                kind: Kind = Installed()
                native = self._native.score_file(os.fspath(data), ids, table_map, sheet, reveal, told)
                source: Any = data
            else:
                columns, kind = read(data, self.fields, ids, self._lang, indexed=self._pools)
                native = self._native.score(columns, ids, table_map, threads or 0, reveal, told)
                # Columns of texts are larger than the frame that the caller has anyway.
                source = data if can_be_read_again(data) else columns
        if strict:
            native.raise_problems(self._lang)

        def again(row: int) -> _native.Report | None:
            table = source
            if is_path(table):
                table = os.fspath(table)
            elif not isinstance(table, _native.Columns):
                table = read(table, self.fields, ids, self._lang, indexed=self._pools)[0]
            return self._native.report_of(table, row, ids, table_map, sheet, native)

        return Scores(native, kind, self, again)

    def report(self, answers: Answers | Iterable[Answers], *, person: Mapping[str, Any] | None = None) -> Report:
        """Scores one person.

        Args:
            answers: field to code; several such for an instrument that pools ratings. What is left out is missing.
            person: what is known of the person: ``sex`` (``male``, ``female``), ``age`` in years, ``grade``,
                ``language``, ``region``, ``mode``.

        Raises:
            AnswerError: ``unknown_field``, ``unknown_code``, ``out_of_range``, ``off_step``, ``bad_covariate``.

        Examples:
            >>> import orientir
            >>> klimov = orientir.instrument("klimov-ddo")
            >>> report = klimov.report({pair: "a" for pair in range(1, 21)})
            >>> report["nature"]["raw"], report.type
            (6.0, ['nature'])
        """
        return Report(self._native.report(self._ratings(answers), _person(person)), self._words)

    def explain(
        self,
        answers: Any,
        *,
        person: Mapping[str, Any] | None = None,
        of: str | int | None = None,
        occasion: int = 1,
        id: str | Sequence[str] | None = "auto",
        map: Mapping[str, Any] | str | None = None,
    ) -> Explanation:
        """How the scores of one person come about, answer by answer.

        Args:
            answers: as `report` takes them; or, with ``of``, a table as `score` takes it.
            person: as `report` takes it.
            of: whom in the table: the id or name as it stands there, several blanks being one; where nothing names the
                rows, the number of the row, from 0, as in `Scores.ids` and the ``row`` of `Scores.problems`.
            occasion: which time, in a table where the person comes several times.
            id: as `score` takes it, for a table.
            map: as `score` takes it, for a table.

        Raises:
            AnswerError: what `report` raises for answers, and `score` for a table.
            RequestError: ``unknown_person``, with the nearest name.

        Examples:
            >>> import orientir
            >>> plan = orientir.instrument("career-plan")
            >>> print(plan.explain({"plan": 1, "dated": 0, "next_step": 2, "alternative": 1, "sources": 2}))
            ... # doctest: +ELLIPSIS
            How the result came about
            ...
            >>> table = {"id": ["01", "02"], "plan": [2, 1], "dated": [2, 0], "next_step": [1, 0]}
            >>> table = {**table, "alternative": [1, None], "sources": [2, 2]}
            >>> [scale["raw"] for scale in plan.explain(table, of="02").to_dict()["scales"]]
            [None]
            >>> [scale["raw"]["value"] for scale in plan.explain(table, of=0, id=None).to_dict()["scales"]]
            [8.0]
        """
        if of is None:
            return Explanation(*self._native.explain(self._ratings(answers), _person(person)))
        if occasion < 1:
            raise ValueError(f"occasion must be at least 1, not {occasion}")
        ids = asked_ids(id)
        table_map = json.dumps(map) if isinstance(map, Mapping) else map
        data = os.fspath(answers) if is_path(answers) else read(answers, self.fields, ids, self._lang, indexed=True)[0]
        return Explanation(*self._native.explain_of(data, label(of), occasion, ids, table_map))

    def verify(
        self,
        receipt: Mapping[str, Any],
        answers: Answers | Iterable[Answers],
        *,
        person: Mapping[str, Any] | None = None,
    ) -> None:
        """Whether answers give the result of a receipt, years later: raises if they do not.

        The engine's version and the words of the definition may differ; what scoring depends on may not.

        Args:
            receipt: what `Report.receipt` was.
            answers: as `report` takes them.
            person: as `report` takes it.

        Raises:
            RequestError: ``receipt_differs``, with what differs first; ``unknown_policy`` for one that is no more.
            AnswerError: what `report` raises.
            ValueError: this is no receipt.

        Examples:
            >>> import orientir
            >>> plan = orientir.instrument("career-plan")
            >>> answers = {"plan": 1, "dated": 0, "next_step": 2, "alternative": 1, "sources": 2}
            >>> receipt = plan.report(answers).receipt
            >>> plan.verify(receipt, answers)
            >>> try:
            ...     plan.verify(receipt, {**answers, "dated": 1})
            ... except orientir.RequestError as error:
            ...     print(error.code)
            receipt_differs
        """
        self._native.verify(json.dumps(dict(receipt)), self._ratings(answers), _person(person))

    def form(self, lang: str | None = None) -> dict[str, Any]:
        """What a form has to ask: fields in order, with their codes and words.

        `RequestError` with ``no_language`` for a language that a text pack lacks; see `asked_languages`.
        """
        form: dict[str, Any] = json.loads(self._native.form(lang or self._asked_lang))
        return form

    @property
    def _asked_lang(self) -> str:
        """The language of the instrument if the items can be asked in it, else one in which they can."""
        lang = self._words.text_lang
        asked = self.asked_languages
        return lang if lang in asked or not asked else asked[0]

    def _ratings(self, answers: Answers | Iterable[Answers]) -> list[dict[str, str | None]]:
        # A row of a pandas frame has items, and is no mapping.
        ratings: list[Any] = [answers] if hasattr(answers, "items") else list(answers)
        if not all(hasattr(rating, "items") for rating in ratings):
            raise TypeError("answers are a dict of field to code, or a list of such dicts, one a rating")
        if len(ratings) != 1 and not self._pools:
            # Of several people the first alone would be told.
            unsupported_frame(f"list of {len(ratings)} people, 1 is needed", self._lang)
        return [{label(field): self._token(label(field), answer) for field, answer in one.items()} for one in ratings]

    def _token(self, field: str, answer: Any) -> str | None:
        text = token(answer)
        # True and False are marks where some of a list are chosen, and no codes elsewhere: as in tables.
        if text in ("true", "false") and not isinstance(answer, str) and field in self._marked:
            return "1" if text == "true" else "0"
        return text

    @cached_property
    def _marked(self) -> set[str]:
        asked = [field for item in self.form()["items"] for field in item["fields"]]
        return {field["name"] for field in asked if field["kind"] == "choose"}

    def __reduce__(self) -> tuple[Any, ...]:
        native = self._native
        state = (native.text, self._lang, self.policies, self.wording, native.norms, native.has_people, native.texts)
        return _again, state

    def __repr__(self) -> str:
        counts = f"{len(self.fields)} fields, {len(self.scales)} scales"
        return f"<orientir.Instrument {self.id} {self.version}: {counts}>"

    def _repr_html_(self) -> str:
        return _sheet.sheet(self.definition, self._words, len(self.fields), self.key)


class Catalogue(list[Instrument]):
    """Instruments; a table in a notebook."""

    def _repr_html_(self) -> str:
        lines = [(one.definition, Words(one.definition, one.lang), len(one.fields)) for one in self]
        return _sheet.catalogue(lines, Words({}, self[0].lang if self else "en"))


def instruments(*, lang: str = "en") -> Catalogue:
    """All instruments that come with the package.

    Examples:
        >>> import orientir
        >>> "klimov-ddo" in [instrument.id for instrument in orientir.instruments()]
        True
    """
    return Catalogue(instrument(id, lang=lang) for id in _native.catalogue_ids())


def instrument(
    name_or_path: str | os.PathLike[str],
    *,
    lang: str = "en",
    policies: Mapping[str, str] | None = None,
    wording: str | None = None,
    texts: Mapping[str, Any] | str | os.PathLike[str] | None = None,
) -> Instrument:
    """An instrument of the catalogue, or of a file.

    Args:
        name_or_path: an id or another name (``"klimov-ddo"``, ``"ДДО"``), or the path of a definition: a
            `pathlib.Path`, or a text that ends in ``.json`` or has a slash.
        lang: the language of messages and of the notebook: ``ru``, ``lt``, ``en``. Columns and codes have none.
        policies: choices of scoring rules, see `Instrument.policies`.
        wording: what was administered, if not the definition's own texts; see `Instrument.with_wording`.
        texts: the published texts of its items: the path of a text pack, or its document; see `Instrument.with_texts`.

    Raises:
        DefinitionError: the file is no sound definition; every fault is in ``problems``, with its JSON Pointer.
        RequestError: ``unknown_instrument``, ``unknown_policy``, ``texts_misfit``, ``unreadable``.
        ValueError: there is no such language or wording.

    Examples:
        >>> import orientir
        >>> orientir.instrument("ДДО")
        <orientir.Instrument klimov-ddo 1.0.1: 20 fields, 5 scales>
        >>> orientir.instrument("kabardova-opg", policies={"zero_skill": "count_all"}).policies["zero_skill"]
        'count_all'
    """
    path = definition_path(name_or_path)
    if path is None:
        native = _native.Instrument.catalogue(str(name_or_path), lang)
    else:
        native = _native.Instrument.load(text_of(path, lang), lang)
    return _prepared(native, lang, policies or {}, wording, None if texts is None else document_text(texts, lang))


def _again(
    definition: str,
    lang: str,
    policies: Mapping[str, str],
    wording: str,
    norms: Sequence[str] = (),
    stated: bool = False,
    texts: str | None = None,
) -> Instrument:
    native = _native.Instrument.load(definition, lang)
    again = _prepared(native.for_adult_groups() if stated else native, lang, policies, wording, texts)
    for text in norms:
        again = again.with_norms(text)
    return again


def _prepared(
    native: _native.Instrument, lang: str, policies: Mapping[str, str], wording: str | None, texts: str | None
) -> Instrument:
    # Texts go before the wording, which they settle: another one is then refused.
    if texts is not None:
        native = native.with_texts(texts)
    for policy, choice in policies.items():
        native = native.with_policy(policy, choice)
    return Instrument(native if wording is None else native.with_wording(wording), lang)


def _person(person: Mapping[str, Any] | None) -> dict[str, str]:
    known = {label(name): token(value) for name, value in (person or {}).items()}
    return {name: value for name, value in known.items() if value is not None}
