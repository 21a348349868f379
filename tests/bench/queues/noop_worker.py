"""The real poller with the real wiring, but for its pipelines: its jobs do nothing."""

import sys
from pathlib import Path
from typing import Any

from jobs.states import Mode
from worker import bootstrap, poller
from worker.pipelines.run import Run

sys.path.insert(0, str(Path(__file__).parent / "peers"))


class Nothing:
    """Delivers no file."""

    def run(self, _run: Run) -> dict[str, Any]:
        import tally  # as the others in `peers` do, which know nothing of this project

        tally.count()
        return {"title": "done"}

    def warm_up(self) -> None:
        """Nothing is slow here."""


if __name__ == "__main__":
    bootstrap.make_pipelines = lambda *_: {Mode.IMPLEMENT: Nothing()}
    sys.exit(poller.main())
