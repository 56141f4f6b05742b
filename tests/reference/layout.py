"""How the project lays out JSON: on one line what fits into 120 signs, else one member a line."""

import json

WIDTH = 120


def text(value, indent=0, used=0):
    """The text of a value that begins at column `indent` plus `used`."""
    flat = json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict) and value:
        flat = "{ " + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {text(v, 0, -10**6)}" for k, v in value.items()) + " }"
    elif isinstance(value, list) and value:
        flat = "[" + ", ".join(text(v, 0, -10**6) for v in value) + "]"
    if not isinstance(value, (dict, list)) or not value or indent + used + len(flat) <= WIDTH:
        return flat
    inner = " " * (indent + 2)
    if isinstance(value, list):
        rows = [inner + text(v, indent + 2, 1) for v in value]
        return "[\n" + ",\n".join(rows) + "\n" + " " * indent + "]"
    rows = []
    for key, member in value.items():
        head = json.dumps(key, ensure_ascii=False) + ": "
        rows.append(inner + head + text(member, indent + 2, len(head) + 1))
    return "{\n" + ",\n".join(rows) + "\n" + " " * indent + "}"


def write(path, value):
    """Writes a document with a closing newline."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text(value) + "\n")
