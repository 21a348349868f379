"""What the demo tells at its end: the files with a word on each, cost, checks, and what to do with them."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.tree import Tree

from groundplan import Job

PURPOSES = {
    "README.md": "start here: what it is, how to deploy it, how to take it down",
    "architecture.json": "components and connections",
    "requirements.json": "what was understood, and from which words",
    "cost.json": "the monthly cost, part by part",
    "cost.csv": "the same as a table",
    "checks.json": "what was checked, and how it ended",
    "diagram.svg": "the picture",
    "diagram.d2": "its source",
    "terraform": "the infrastructure for Terraform",
    "cloudformation": "the same for CloudFormation",
    "MANIFEST.json": "the SHA-256 of every file, all verified",
}


def print_summary(console: Console, job: Job, files: Mapping[str, bytes], folder: Path) -> None:
    """`job` has succeeded; `files` are those now in `folder`."""
    result = job.result or {}
    console.print()
    console.print(Panel(_headline(result), border_style="cyan", padding=(1, 2), width=min(console.width, 100)))
    console.print(Padding(_tree(files, folder), (0, 2)))
    console.print()
    for name, value in _facts(result):
        console.print(f"  [dim]{name:<14}[/] {value}", soft_wrap=True)
    for line in [*_troubles(files), *result.get("notes", [])]:
        console.print(f"  [yellow]![/] {escape(line)}", soft_wrap=True)
    console.print()
    for act, what in _next_steps(folder):
        console.print(f"  [dim]{act:<14}[/] {what}", soft_wrap=True)


def _headline(result: dict[str, Any]) -> RenderableType:
    return Group(f"[bold]{escape(result['title'])}[/]", "", escape(result["summary"]))


def _tree(files: Mapping[str, bytes], folder: Path) -> Tree:
    tree = Tree(f"[bold]{escape(_shown(folder))}/[/]", guide_style="dim")
    counts = Counter(PurePosixPath(path).parts[0] for path in files)
    for name in sorted(counts, key=_order):
        is_folder = name not in files
        label = f"{escape(name)}/  [dim]{_files(counts[name])}[/]" if is_folder else escape(name)
        purpose = PURPOSES.get(name, "")
        tree.add(f"{label}  [dim]{purpose}[/]")
    return tree


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _order(name: str) -> tuple[int, str]:
    known = list(PURPOSES)
    return (known.index(name) if name in known else len(known), name)


def _facts(result: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    checks = result["checks"]
    counts = f"[green]{checks['passed']} passed[/]"
    counts += f", [red]{checks['failed']} failed[/]" if checks["failed"] else ", 0 failed"
    counts += f", [yellow]{checks['skipped']} skipped[/]" if checks["skipped"] else ""
    parts = f"{len(result['components'])} components, {len(result['connections'])} connections"
    return (
        ("Monthly cost", f"[bold]${result['monthly_usd']:,.2f}[/] [dim]estimated, in {escape(result['region'])}[/]"),
        ("Checks", counts),
        ("Architecture", f"{parts} [dim]by {escape(str(result['architect']))}[/]"),
    )


def _troubles(files: Mapping[str, bytes]) -> list[str]:
    """The checks that failed or were skipped, and why."""
    checks = json.loads(files.get("checks.json", b"[]"))
    entries = checks["checks"] if isinstance(checks, dict) else checks
    return [
        f"{entry['status']}: {entry.get('sentence', entry['id'])} ({entry.get('reason') or 'see checks.json'})"
        for entry in entries
        if entry["status"] != "passed"
    ]


def _next_steps(folder: Path) -> tuple[tuple[str, str], ...]:
    """Long paths are left whole, so that they can be copied."""
    shown = escape(_shown(folder))
    return (
        ("Look at it", f"[link={(folder / 'diagram.svg').as_uri()}]{shown}/diagram.svg[/]"),
        ("Deploy it", f"cd {shown}/terraform && terraform init && terraform apply"),
        ("In the browser", "make up"),
    )


def _shown(folder: Path) -> str:
    """As short as it can be typed from here."""
    try:
        return str(folder.relative_to(Path.cwd()))
    except ValueError:
        return str(folder)
