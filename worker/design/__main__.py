"""The command: arguments, the pipeline, and what the terminal shows."""

import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from jobs.errors import GroundplanError
from jobs.states import Mode
from worker.architecture.errors import EngineError
from worker.design.arguments import check, parser
from worker.design.comparison_text import comparison_text
from worker.design.folder import basis_of
from worker.design.in_process import design
from worker.design.terminal import Terminal, summary_text

INTERRUPTED = 130
UNPROVEN = 4
CONFIGURATION = ("missing_settings", "model_not_configured", "tool_servers_misconfigured")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code. Wrong arguments end it with 2."""
    command = parser()
    options = command.parse_args(arguments)
    options.request = (sys.stdin.read() if options.request == "-" else options.request).strip()
    check(command, options)
    assumed = dict(options.assume)
    logging.basicConfig(level=logging.INFO if options.verbose else logging.CRITICAL, stream=sys.stderr)
    try:
        summary = design(
            "" if options.revise else options.request,
            options.out or options.revise or Path("out/design"),
            chosen={} if options.revise else assumed,
            basis=basis_of(options.revise, options.architecture, options.request, assumed),
            region=options.region,
            environment=options.environment,
            mode=Mode(options.mode),
            option=options.option or "",
            pins=tuple(options.pin),
            terminal=Terminal(quiet=options.json or options.quiet),
            verify=options.verify,
        )
    except (GroundplanError, EngineError) as error:
        return _complain(error.code, str(error), permanent=error.permanent, as_json=options.json)
    except OSError as error:
        return _complain("not_written", f"cannot write the bundle: {error}", permanent=True, as_json=options.json)
    except KeyboardInterrupt:
        return INTERRUPTED
    shown = comparison_text if options.mode == Mode.ANALYZE else summary_text
    print(json.dumps(summary, indent=2) if options.json else shown(summary))
    return UNPROVEN if summary.get("receipt", {}).get("verdict") == "failed" else 0


def _complain(code: str, message: str, *, permanent: bool, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": {"code": code, "message": message}}, indent=2))
    else:
        print(f"error: {message}", file=sys.stderr)
    if not permanent:
        return 3
    return 2 if code in CONFIGURATION else 1


if __name__ == "__main__":
    sys.exit(main())
