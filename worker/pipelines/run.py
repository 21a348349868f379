"""What a pipeline is given for one job, and how it tells what it does. No database, queue or bucket in here."""

import logging
import mimetypes
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Protocol

from jobs.sheets import Choice, Citation, Sheet
from jobs.tracing.spans import span
from worker.agents.audit import AuditSink
from worker.agents.talk.state import Talk
from worker.agents.terms import Terms
from worker.stop import Stop

logger = logging.getLogger(__name__)

Report = Callable[[str, Mapping[str, Any]], None]
"""Takes a progress event's type and data, as `jobs.events` lists them. Never raises."""

_MEDIA_TYPES = {
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".drawio": "application/vnd.jgraph.mxfile",
    ".mmd": "text/plain; charset=utf-8",
    ".tfvars": "text/plain; charset=utf-8",
    ".example": "text/plain; charset=utf-8",
    ".yaml": "application/yaml",
    ".zip": "application/zip",
    ".d2": "text/plain; charset=utf-8",
    ".tf": "text/plain; charset=utf-8",
    ".py": "text/x-python; charset=utf-8",
    ".hcl": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class File:
    """One file of the result. `name` is its path in the bundle."""

    name: str
    content: bytes

    @property
    def media_type(self) -> str:
        """By the name's ending; `application/octet-stream` where that says nothing."""
        suffix = PurePosixPath(self.name).suffix.lower()
        known = _MEDIA_TYPES.get(suffix) or mimetypes.guess_type(self.name)[0]
        return known or "application/octet-stream"


@dataclass(frozen=True)
class Basis:
    """What a job makes its architecture of, where that is not planned anew."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """Of the bundle that is revised: `architecture.json`, `requirements.json`, `versions/…`. Empty: there is none."""
    instruction: str = ""
    assumptions: Mapping[str, str] = field(default_factory=dict)
    """Subject → the value that the user wants in its place."""
    fixes: tuple[str, ...] = ()
    """Checks of the review whose findings are to be fixed."""
    architecture: bytes = b""
    """An architecture edited by hand, JSON: it is taken as it is, where it fits the catalogue."""
    job: str = ""
    """Id of the job that runs; empty on the command line."""
    version: int = 0
    """Which version of the plan it makes; 0: the one after the last of `files`."""


@dataclass
class Turn:
    """One turn of a conversation, filled in while it runs, so that a stopped one keeps what was said."""

    message: str
    talk: Talk
    words: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    title: str = ""
    """For a conversation that has none yet."""
    sheet: Sheet | None = None
    summary: str | None = None
    summarised: int = 0
    """How many of the utterances since the last summary the new one covers."""

    @property
    def text(self) -> str:
        """What was said so far."""
        return "".join(self.words).strip()


@dataclass(frozen=True)
class Run:
    """One job, from the pipeline's side."""

    request: str
    region: str | None
    environment: str | None
    report: Report
    note_stage: Callable[[str], None]
    deliver: Callable[[Sequence[File]], None]
    audit: AuditSink
    stop: Stop
    pins: tuple[str, ...] = ()
    """The user's own choices: `must use Aurora`, `no Lambda`."""
    option: str = ""
    """Which option of a comparison an implement job makes; empty: the ordinary plan."""
    proves: Mapping[str, bytes] = field(default_factory=dict)
    """The files of the bundle that a verify job tries, by their path in it."""
    former: Mapping[str, bytes] = field(default_factory=dict)
    """Where that bundle is a revision: the files of the version before. Empty: they are gone."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What the user put over an assumption of an earlier run, by its subject."""
    turn: Turn | None = None
    """For a turn of a conversation."""
    basis: Basis | None = None
    """For a revision, or an architecture that was posted back."""
    fixes: tuple[str, ...] = ()
    """Checks of the review whose findings an implement job fixes in what it planned."""
    option_fixes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The same of an analyze job, by the option."""
    terms: Terms | None = None
    """Which model its agent runs on, and how far; None: the platform's."""


class Pipeline(Protocol):
    """Runs one mode of job."""

    def run(self, run: Run) -> dict[str, Any]:
        """Deliver the files and return the summary. Raises GroundplanError."""

    def warm_up(self) -> None:
        """Pay for imports and caches before the first job comes."""


@dataclass(frozen=True)
class Stages:
    """The stages of a pipeline, in order: name → title."""

    titles: Mapping[str, str]

    @contextmanager
    def stage(self, run: Run, name: str) -> Iterator[None]:
        """Tell that a stage started and, where nothing was raised, that it finished and how long it took.

        Raises the run's stop reason before and after.
        """
        run.stop.check()
        run.note_stage(name)
        run.report("stage", self.event(name, "started"))
        started = time.monotonic()
        with span(f"stage {name}"):
            yield
            run.stop.check()
        seconds = round(time.monotonic() - started, 3)
        logger.info("stage finished", extra={"action": "stage", "stage": name, "seconds": seconds})
        run.report("stage", {**self.event(name, "finished"), "seconds": seconds})

    def event(self, name: str, status: str) -> dict[str, Any]:
        """The data of a `stage` event, without its seconds."""
        names = list(self.titles)
        place = {"index": names.index(name) + 1, "of": len(names)}
        return {"stage": name, "title": self.titles[name], **place, "status": status}
