"""Every code that an error can have is told of, with its status and what to do."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import web
from jobs.errors import GroundplanError
from web.documented.problems import ADVICE, NAMES
from web.errors import status_of
from web.problems import Problem

OF_WERKZEUG = {(400, "bad_request"), (405, "method_not_allowed")}
"""Codes that no class of ours has."""
OF_CHORES = ("jobs.chores", "jobs.mail.errors")
DOCUMENT = Path(web.__file__).parents[1] / "docs/api.md"


def kinds_of(base: type) -> Iterator[type]:
    yield base
    for kind in base.__subclasses__():
        yield from kinds_of(kind)


def is_of_the_web(kind: type) -> bool:
    """Other tests of the same run may have loaded the worker and the chores, whose errors no request meets."""
    return kind.__module__.startswith(("web.", "jobs.")) and not kind.__module__.startswith(OF_CHORES)


def raised() -> set[tuple[int, str]]:
    """Status and code of every error; MCP has answers of its own, and whatever gives 500 has the one code for it."""
    for module in pkgutil.walk_packages(web.__path__, "web."):
        if (
            not module.name.startswith(("web.mcp", "web.live", "web.wsgi", "web.lambda_handler"))
            and "gunicorn" not in module.name
        ):
            importlib.import_module(module.name)
    of_web = {(kind.status, kind.code) for kind in kinds_of(Problem) if not kind.__module__.startswith("web.mcp")}
    of_jobs = {(status_of(kind()), kind.code) for kind in kinds_of(GroundplanError) if is_of_the_web(kind)}
    return of_web | {(status, code) for status, code in of_jobs if status != 500}


def test_every_code_has_advice_and_every_advice_has_a_code():
    assert {(one.status, one.code) for one in ADVICE} == raised() | OF_WERKZEUG


def test_advice_is_given_once_by_status():
    assert [one.status for one in ADVICE] == sorted(one.status for one in ADVICE)
    assert len({one.code for one in ADVICE}) == len(ADVICE)
    assert set(NAMES) <= {one.status for one in ADVICE}


def test_the_page_about_the_api_has_the_same_table():
    rows = [f"| {one.status} | `{one.code}` | {one.why} | {one.advice} |" for one in ADVICE]
    table = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith(("| 4", "| 5"))]

    assert table == rows
