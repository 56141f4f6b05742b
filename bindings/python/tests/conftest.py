"""Counts the vectors that ran, and sets hypothesis up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from conformance.files import KINDS, manifest

_ran: Counter[str] = Counter()
_collected: set[str] = set()
_chosen: list[object] = []


@pytest.fixture
def counted(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> None:
    """Marks a test as the one of a vector."""
    record_property("vector", request.node.callspec.params["vector"].kind)


def pytest_itemcollected(item: pytest.Item) -> None:
    call = getattr(item, "callspec", None)
    if call is not None and "vector" in call.params:
        _collected.add(call.params["vector"].kind)


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    _chosen.extend(items)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" and not report.skipped:
        _ran.update(value for name, value in report.user_properties if name == "vector")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A runner that passes a vector over is found out: so many as the manifest says must have run."""
    arguments = session.config.invocation_params.args
    only_some = _chosen or session.config.option.collectonly or any("::" in str(word) for word in arguments)
    if only_some or session.shouldstop or session.shouldfail:
        return
    for kind in sorted(_collected):
        expected = sum(manifest()[kind].values())
        if _ran[kind] != expected:
            print(f"\nthe manifest names {expected} vectors of {kind}, {_ran[kind]} ran")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _ran:
        counts = ", ".join(f"{_ran[kind]} of {sum(manifest()[kind].values())} {kind}" for kind in KINDS)
        terminalreporter.write_line(f"vectors run: {counts}")
