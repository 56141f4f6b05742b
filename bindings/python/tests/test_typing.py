"""The typing test says what is so: it runs, too."""

from __future__ import annotations

import runpy
from pathlib import Path

USES = Path(__file__).with_name("typing") / "uses.py"


def test_uses_run(tmp_path: Path) -> None:
    runpy.run_path(str(USES))["main"](tmp_path)
