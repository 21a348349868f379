"""The suites, in the order in which they start: the long ones first, what mostly waits beside what computes."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from stack.layout import PROJECT

RESULTS = PROJECT / "build" / "tests"
BINARIES = Path(sys.executable).parent
LINTERS = PROJECT / "build" / "linters" / "bin"
DEPLOYMENTS = "tests/integration/worker"
WEB = "tests/integration/web"
INFRASTRUCTURE = "tests/integration/infrastructure"
VALIDATION = f"{DEPLOYMENTS}/render/test_validate.py"


@dataclass(frozen=True)
class Suite:
    """`junit`: the command writes its counts to `results`; else it counts as one test.

    `last`: at the end, when the machine is quiet: the browser, and beside it what wants one processor and no quiet.
    """

    name: str
    group: str
    command: tuple[str, ...]
    directory: Path = PROJECT
    junit: bool = False
    last: bool = False

    @property
    def results(self) -> Path:
        return RESULTS / f"{self.name}.xml"

    @property
    def log(self) -> Path:
        return RESULTS / f"{self.name}.log"


def all_suites() -> tuple[Suite, ...]:
    return (
        _pytest("deploy-families", "integration", f"{DEPLOYMENTS}/render", f"--ignore={VALIDATION}"),
        _pytest("unit-worker", "unit", "tests/unit/worker"),
        _pytest(
            "integration-worker",
            "integration",
            DEPLOYMENTS,
            *(f"--ignore={DEPLOYMENTS}/{it}" for it in ("render", "blocks", "trial")),
        ),
        _pytest("infrastructure", "integration", INFRASTRUCTURE),
        _pytest("validation", "integration", VALIDATION),
        _pytest("deploy-trial", "integration", f"{DEPLOYMENTS}/trial"),
        _pytest("integration-web", "integration", WEB),
        _pytest("faults", "faults", "tests/faults"),
        _pytest(
            "integration-rest",
            "integration",
            "tests/integration",
            *(f"--ignore={it}" for it in (DEPLOYMENTS, WEB, INFRASTRUCTURE)),
        ),
        _pytest("deploy-blocks", "integration", f"{DEPLOYMENTS}/blocks"),
        _pytest("unit-rest", "unit", "tests/unit", "--ignore=tests/unit/worker"),
        _npm(
            "unit-frontend",
            "unit",
            "test",
            "--reporter=default",
            "--reporter=junit",
            junit_option="--outputFile.junit=",
        ),
        _pytest("golden", "golden", "tests/golden"),
        Suite("lint-python", "lint", (_tool("ruff"), "check", ".")),
        Suite("lint-format", "lint", (_tool("ruff"), "format", "--check", ".")),
        Suite("lint-secrets", "lint", (sys.executable, "-m", "stack.secret_scan")),
        Suite("lint-image", "lint", (str(LINTERS / "hadolint"), "--failure-threshold", "info", "Dockerfile")),
        Suite("lint-workflows", "lint", (str(LINTERS / "zizmor"), "--offline", "--strict-collection", ".github")),
        Suite("lint-documents", "lint", (sys.executable, "-m", "stack.documentation", str(PROJECT / "build" / "site"))),
        _browser(),
        replace(_npm("lint-frontend", "lint", "lint"), last=True),
        replace(_npm("budget-frontend", "lint", "budget"), last=True),
        Suite("types-python", "types", (_tool("mypy"),), last=True),
        replace(_npm("types-frontend", "types", "typecheck"), last=True),
        Suite("imports", "imports", (_tool("lint-imports"),), last=True),
    )


def choose(names: Sequence[str]) -> list[Suite]:
    """The suites whose name or group is among `names`; all of them for none. Raises ValueError for an unknown name."""
    suites = all_suites()
    known = {suite.name for suite in suites} | {suite.group for suite in suites}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"no such suite: {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    return [suite for suite in suites if not names or suite.name in names or suite.group in names]


def _tool(name: str) -> str:
    return str(BINARIES / name)


def _pytest(name: str, group: str, *arguments: str) -> Suite:
    results = RESULTS / f"{name}.xml"
    command = (
        sys.executable,
        "-m",
        "pytest",
        "-q",
        *arguments,
        f"--junitxml={results}",
        "-o",
        f"junit_suite_name={name}",
    )
    return Suite(name, group, command, junit=True)


def _npm(name: str, group: str, script: str, *arguments: str, junit_option: str = "") -> Suite:
    frontend = PROJECT / "frontend"
    options = [*arguments, *([f"{junit_option}{RESULTS / name}.xml"] if junit_option else [])]
    node = PROJECT / "stack" / "setup" / "node.sh"
    command = ("sh", str(node), "npm", "run", "--silent", script, *(["--", *options] if options else []))
    return Suite(name, group, command, directory=frontend, junit=bool(junit_option))


def _browser() -> Suite:
    command = (sys.executable, "-m", "stack.suites.browser", str(RESULTS / "browser.xml"))
    return Suite("browser", "browser", command, junit=True, last=True)
