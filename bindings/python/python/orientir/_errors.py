"""What can go wrong: stable codes with a place and arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from orientir._native import problem


@dataclass(frozen=True)
class Problem:
    """One problem: a stable code, the place, the words.

    Programs match on ``code`` alone; the words may change in any release.
    """

    code: str
    """The stable code, such as ``unknown_code``."""
    path: str = ""
    """The place in words: a JSON Pointer in a definition; row, from 1, and column in a table."""
    message: str = ""
    """What is wrong and what to do, in the language of the instrument. What a person answered is masked."""
    row: int | None = None
    """The row of the table, from 0 without the header."""
    column: str | None = None
    """The column of the table."""
    person: str | None = None
    """The id of the person whose row it is."""
    arguments: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    """The arguments of the message by name."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class Error(Exception):
    """Something could not be done; ``problems`` holds every reason, the attributes those of the first.

    Examples:
        >>> import orientir
        >>> try:
        ...     orientir.instrument("klimow-ddo")
        ... except orientir.Error as error:
        ...     print(error.code, "/", error)
        unknown_instrument / there is no instrument or battery `klimow-ddo`; did you mean `klimov-ddo`?
    """

    _SHOWN = 10

    problems: tuple[Problem, ...]
    """Every problem, in the order of the document or table; at least one."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        # The problems are the only argument, so that a copy and a pickle are made of them.
        super().__init__(tuple(problems))
        self.problems = tuple(problems) or (Problem("unknown"),)

    @property
    def code(self) -> str:
        """The stable code."""
        return self.problems[0].code

    @property
    def path(self) -> str:
        """The place."""
        return self.problems[0].path

    @property
    def message(self) -> str:
        """The words, without the place."""
        return self.problems[0].message

    @property
    def arguments(self) -> Mapping[str, str]:
        """The arguments of the message by name."""
        return self.problems[0].arguments

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[: self._SHOWN]]
        rest = len(self.problems) - len(lines)
        if rest:
            lines.append(f"... and {rest} more, see .problems")
        return "\n".join(lines)


class DefinitionError(Error, ValueError):
    """A definition of an instrument or a battery is faulty; ``path`` is a JSON Pointer."""


class AnswerError(Error, ValueError):
    """Answers, or the table that they stand in, are faulty."""


class RequestError(Error, ValueError):
    """Something was asked for that does not exist, or cannot be done with such data."""


class NoSuchScaleError(RequestError, KeyError):
    """There is no scale, or column of a scale, of that name."""


_KINDS: dict[str, type[Error]] = {
    "definition": DefinitionError,
    "answer": AnswerError,
    "request": RequestError,
}


def raise_problems(kind: str, problems: Sequence[Mapping[str, Any]]) -> NoReturn:
    """Raises the exception of a kind; the native module calls it with what it found."""
    raise _KINDS.get(kind, Error)([Problem(**told) for told in problems])


def raise_request(code: str, message: str, **arguments: str) -> NoReturn:
    """Raises what was asked for in vain, where Python alone knows of it."""
    raise RequestError([Problem(code, message=message, arguments=arguments)])


def raise_no_such_scale(name: object, lang: str) -> NoReturn:
    """Raises what is a `KeyError` to whoever looks a column up, and a problem with a code to everybody else."""
    raise NoSuchScaleError([Problem(**problem("unknown_scale", lang, scale=str(name)))])
