"""Documents in files."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from orientir._errors import raise_problems
from orientir._native import problem


def definition_path(name: str | os.PathLike[str]) -> Path | None:
    """The path of a definition; nothing if this is a name."""
    is_name = isinstance(name, str) and not name.endswith(".json") and not {"/", os.sep} & set(name)
    return None if is_name else Path(name)


def text_of(path: Path, lang: str) -> str:
    """The text of a definition."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        # A text with a zero byte or half a sign in it is no name of a file.
        undecoded = isinstance(error, UnicodeDecodeError)
        reason = getattr(error, "strerror", None) or ("not UTF-8" if undecoded else "no such file")
        raise_problems("request", [problem("unreadable", lang, file=str(path), reason=reason)])


def document_text(document: Mapping[str, Any] | str | os.PathLike[str], lang: str) -> str:
    """The text of a document: given as a dict or a text, or in a file."""
    if isinstance(document, Mapping):
        return json.dumps(dict(document), ensure_ascii=False)
    if isinstance(document, str) and document.lstrip().startswith("{"):
        return document
    return text_of(Path(document), lang)


def named(path: str | os.PathLike[str], *endings: str) -> Path:
    """A path whose ending, if it has one, says what is written there."""
    named = Path(path)
    if named.suffix and named.suffix.lower() not in endings:
        raise ValueError(f"{named.name!r}: this is written as {' or '.join(endings)}")
    return named
