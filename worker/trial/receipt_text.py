"""The receipt as a page that people read."""

from collections.abc import Iterable, Sequence

from worker.trial.receipt import ProbeProof, Receipt, ResourceProof
from worker.trial.transition_plan import Transition

_VERDICTS = {
    "proven": "Everything in this bundle was deployed, tried and taken down again; all of it held.",
    "partly": "What could be tried held. The rest was not tried, and nothing is known of it.",
    "failed": "Something in this bundle does not hold.",
}
_MARKS = {"proven": "proven", "failed": "**failed**", "not_emulated": "not emulated"}
_ACTIONS = {"replace": "replaced", "delete": "destroyed", "update": "changed in place", "create": "created"}
_LOSS = "**DATA LOSS**"
_DATA = {"lost": _LOSS, "snapshot": "a last snapshot is kept", "kept": "AWS keeps it", "": ""}
_STEP_MARKS = {"passed": "passed", "failed": "**failed**", "skipped": "skipped"}


def receipt_markdown(receipt: Receipt) -> bytes:
    """receipt.md. Everything that came from a program's output is escaped."""
    lines = [
        "# Trial deployment",
        "",
        f"**{receipt.verdict.capitalize()}.** {_VERDICTS[receipt.verdict]}",
        "",
        *[f"- {_plain(reason)}" for reason in receipt.reasons],
        *([""] if receipt.reasons else []),
        f"On disposable accounts of an emulator in {receipt.region}, {receipt.started_at}, {receipt.seconds:.0f} s.",
        "An emulator is lenient where AWS is not: its yes stands beside cfn-lint, `terraform validate` and the checks",
        "of `checks.json`, and does not take their place.",
        "",
        "Versions: " + ", ".join(f"{name} {version}" for name, version in receipt.versions.items()) + ".",
        "",
        "## Steps",
        "",
        *_table(
            ("step", "result", "seconds", "what was seen"),
            [(one.title, _STEP_MARKS[one.status], f"{one.seconds:.1f}", one.detail) for one in receipt.steps],
        ),
        *_transition(receipt.transition),
        *_probes(receipt.probes),
        *_resources(receipt.resources),
        *_differences(receipt),
    ]
    return ("\n".join(lines) + "\n").encode()


def _transition(found: Transition | None) -> list[str]:
    if found is None:
        return []
    rows = [
        (
            _ACTIONS[one.action],
            one.resource,
            one.type,
            one.component,
            ", ".join(one.because),
            _LOSS if one.data == "lost" else _DATA[one.data],
            one.guard,
            "plan" if one.method == "plan" else "schemas, no plan",
        )
        for one in found.effects
    ]
    headings = ("effect", "resource", "type", "part", "what changes or forces it", "data", "guarded by", "known from")
    told = ", ".join(f"{count} {_ACTIONS[action]}" for action, count in found.counts.items() if count)
    title = ["", f"## From version {found.before} to {found.after}", "", f"{told or 'Nothing changes'}."]
    unplanned = [f"Not planned: {', '.join(map(_plain, found.unplanned))}."] if found.unplanned else []
    return [*title, "", *(_table(headings, rows) if rows else []), "", _plain(found.source), *unplanned]


def _probes(probes: Sequence[ProbeProof]) -> list[str]:
    if not probes:
        return []
    rows = [(one.edge, one.kind, _MARKS[one.status], one.done, one.seen) for one in probes]
    return ["", "## Probes", "", *_table(("edge", "kind", "result", "what was done", "what was seen"), rows)]


def _resources(resources: Sequence[ResourceProof]) -> list[str]:
    if not resources:
        return []
    rows = [(one.address, one.type, one.component, _MARKS[one.status], one.evidence) for one in resources]
    return ["", "## Resources", "", *_table(("resource", "type", "part", "result", "evidence"), rows)]


def _differences(receipt: Receipt) -> list[str]:
    if not receipt.differences:
        return []
    rows = [
        (one.component, one.family, str(one.terraform), str(one.cloudformation), one.explained or "**not explained**")
        for one in receipt.differences
    ]
    headings = ("component", "kind", "Terraform", "CloudFormation", "why")
    return ["", "## Where the two deployments differ", "", *_table(headings, rows)]


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_line(headings), _line(["---"] * len(headings)), *(_line([_cell(cell) for cell in row]) for row in rows)]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(text: str) -> str:
    return text if text in {*_MARKS.values(), *_STEP_MARKS.values(), "**not explained**", _LOSS} else _plain(text)


def _plain(text: str) -> str:
    """On one line; nothing in it is Markdown or HTML."""
    line = " ".join(text.split())
    for character in "\\`*_[]<>|#":
        line = line.replace(
            character, f"\\{character}" if character not in "<>" else {"<": "&lt;", ">": "&gt;"}[character]
        )
    return line
