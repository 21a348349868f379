"""Lints in a process beside this one, so that a second processor does it while this one goes on."""

import json
import logging
import subprocess
import sys
import threading
from typing import IO

from worker.checks.lint import Lint, lint_here
from worker.garbage import settle_memory

logger = logging.getLogger(__name__)


class LintProcess:
    """Started when it is first asked; ends by itself when this process does, whatever ends it. For any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def lint(self, template: str, region: str) -> list[Lint]:
        """Every error and warning. Where the process is gone, this one lints."""
        try:
            with self._lock:
                answer = self._ask(json.dumps({"template": template, "region": region}))
            return [Lint(*row) for row in json.loads(answer)]
        except (OSError, ValueError):
            logger.warning("the lint process did not answer", extra={"action": "lint_process"}, exc_info=True)
            self.close()
            return lint_here(template, region)

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """End it. It is started again when it is next asked."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.communicate()
            self._process = None

    def _ask(self, question: str) -> str:
        if self._process is None:
            command = [sys.executable, "-m", "worker.checks.lint.process"]
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("the lint process has no pipes")
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise OSError("the lint process has ended")
        return answer


def serve(questions: IO[str], answers: IO[str]) -> None:
    """Answer one line with one line until there are no more: the end of the process that asks ends this one."""
    lint_here("Resources: {}", "us-east-1")
    # What was loaded stays: looking through it for garbage costs a third of the time.
    settle_memory()
    for question in questions:
        asked = json.loads(question)
        print(json.dumps(lint_here(asked["template"], asked["region"])), file=answers, flush=True)


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
