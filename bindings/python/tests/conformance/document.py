"""A definition that is made from another by changes, as the vectors of errors describe it."""

from __future__ import annotations

import json
from typing import Any

from .files import CATALOGUE, DEFINITIONS, TEXTS


def text(document: dict[str, Any]) -> str:
    """The text of a document."""
    assert document.keys() <= {"instrument", "definition", "texts", "text", "patch", "rewrite", "pad"}, document.keys()
    made = base(document)
    if document.get("patch"):
        value = json.loads(made)
        for change in document["patch"]:
            _change(value, change)
        made = compact(value)
    for rewrite in document.get("rewrite", []):
        assert made.count(rewrite["from"]) == 1, f"`{rewrite['from']}` must stand exactly once"
        made = made.replace(rewrite["from"], rewrite["to"])
    # The limit counts bytes.
    return made + " " * (document.get("pad", 0) - len(made.encode()))


def base(document: dict[str, Any]) -> str:
    """The text that the changes begin with: of an instrument, of a definition, or the one that is given."""
    [(kind, name)] = [(kind, document[kind]) for kind in ("instrument", "definition", "texts", "text") if kind in document]
    if kind == "text":
        return name
    path = CATALOGUE / f"{name}.json" if kind == "instrument" else {"definition": DEFINITIONS, "texts": TEXTS}[kind] / name
    return path.read_text(encoding="utf-8")


def compact(value: object) -> str:
    """Compact JSON, members sorted by name: the form in which a rewrite finds its place."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _change(document: Any, change: dict[str, Any]) -> None:
    place = [step.replace("~1", "/").replace("~0", "~") for step in change["path"].split("/")[1:]]
    operation = change["op"]
    if operation == "repeat":
        copies = range(1, change["times"] + 1)
        _at(document, place).extend(_numbered(change["value"], str(number)) for number in copies)
        return
    parent, step = _at(document, place[:-1]), place[-1]
    if isinstance(parent, dict):
        # Only `add` finds nothing.
        assert (step in parent) == (operation != "add"), f"{change['path']}: what is to be changed is not as said"
        if operation == "remove":
            del parent[step]
        else:
            parent[step] = change["value"]
    elif operation == "add":
        parent.insert(len(parent) if step == "-" else int(step), change["value"])
    elif operation == "remove":
        del parent[int(step)]
    else:
        parent[int(step)] = change["value"]


def _at(value: Any, place: list[str]) -> Any:
    for step in place:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def _numbered(value: Any, number: str) -> Any:
    if isinstance(value, str):
        return value.replace("#", number)
    if isinstance(value, list):
        return [_numbered(item, number) for item in value]
    if isinstance(value, dict):
        return {key.replace("#", number): _numbered(item, number) for key, item in value.items()}
    return value
