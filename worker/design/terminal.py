"""What the terminal shows: progress, and in the end a summary."""

import sys
import textwrap
from collections.abc import Mapping
from typing import Any

MAX_SHOWN = 100


class Terminal:
    """Shows progress on standard error, so that standard output holds the summary alone."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def report(self, kind: str, data: Mapping[str, Any]) -> None:
        """One line for a stage that ended or a finding."""
        if self._quiet:
            return
        if kind == "stage" and data["status"] == "finished":
            self._say(f"[{data['index']}/{data['of']}] {data['title']} ({data['seconds']:.2f} s)")
        elif kind == "finding":
            place = f"{data['component']}: " if data.get("component") else ""
            self._say(f"      {data['severity']}: {place}{data['message']}")

    def _say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)


def summary_text(summary: Mapping[str, Any]) -> str:
    """An implement job's result, for people."""
    checks = summary["checks"]
    lines = [
        summary["title"],
        *textwrap.wrap(summary["summary"], MAX_SHOWN),
        "",
        f"Region      {summary['region']}",
        f"Designed by {summary['architect']}",
        f"Cost        about {summary['monthly_usd']:,.2f} USD a month",
        f"Checks      {checks['passed']} passed, {checks['failed']} failed, {checks['skipped']} skipped",
        f"Files       {summary['files']} in {summary['folder']}",
        f"Time        {summary['seconds']:.1f} s",
        "",
        f"Components ({len(summary['components'])}, {len(summary['connections'])} connections)",
        *(f"  {one['name']:<32} {one['block']}" for one in summary["components"]),
    ]
    if "receipt" in summary:
        lines += ["", *_trial(summary["receipt"])]
    if summary["notes"]:
        lines += ["", "Notes", *(f"  - {note}" for note in summary["notes"])]
    if summary["references"]:
        lines += ["", "Read more", *(f"  {one['title']}: {one['url']}" for one in summary["references"])]
    return "\n".join(lines)


def _trial(receipt: Mapping[str, Any]) -> list[str]:
    counts = receipt["counts"]
    told = f"{counts['proven']} resources proven, {counts['failed']} failed, {counts['not_emulated']} not emulated"
    steps = [f"  {one['status']:<8}{one['seconds']:6.1f} s  {one['title']}" for one in receipt["steps"]]
    return [f"Trial deployment: {receipt['verdict']} ({told})", *steps, *(f"  - {one}" for one in receipt["reasons"])]
