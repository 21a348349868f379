"""What a new version changes, as files: `changes.json` for programs, `CHANGES.md` to read like a pull request."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from worker.architecture.change import Change, describe
from worker.architecture.difference import ComponentChange, Difference, Effect, FindingChange, Method, Span
from worker.architecture.model import OptionValue
from worker.architecture.revision import Version
from worker.render.documents.markdown import escape

CHANGES, PAGE = "changes.json", "CHANGES.md"
MOST_LISTED = 60
_ACTIONS = {"replace": "replaced", "delete": "destroyed", "update": "changed in place", "create": "created"}
_METHODS = {
    "plan": "**a real Terraform plan**",
    "schemas": "**a fallback, judged without a plan**",
    "": "**it is not known**",
}
_DATA = {"lost": "its data is lost", "snapshot": "a last snapshot is kept", "kept": "it is kept, outside the stack"}


def render_changes(
    found: Difference, chain: Sequence[Version], changes: Sequence[Change], notes: Sequence[str]
) -> dict[str, bytes]:
    """`changes.json` and `CHANGES.md`, of the last version over the one before."""
    last = chain[-1]
    document = {
        "version": last.number,
        "instruction": last.instruction,
        "when": last.when,
        "notes": list(notes),
        "changes": [{**change.model_dump(mode="json"), "words": describe(change)} for change in changes],
        **found.model_dump(mode="json"),
    }
    return _files(document, found, chain)


def rewritten_changes(
    told: Mapping[str, Any], chain: Sequence[Version], *, effects: Sequence[Effect], source: str, method: Method
) -> dict[str, bytes]:
    """Both files once more, of what `changes.json` told, with other effects. Raises pydantic.ValidationError."""
    known = {name: told[name] for name in Difference.model_fields if name in told}
    newer = {"effects": tuple(effects), "effects_source": source, "effects_method": method}
    found = Difference.model_validate(known).model_copy(update=newer)
    return _files({**told, **found.model_dump(mode="json")}, found, chain)


def _files(document: Mapping[str, Any], found: Difference, chain: Sequence[Version]) -> dict[str, bytes]:
    return {
        CHANGES: json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n",
        PAGE: _markdown(found, chain, document["notes"]).encode(),
    }


def _markdown(found: Difference, chain: Sequence[Version], notes: Sequence[str]) -> str:
    last = chain[-1]
    sections = [
        [f"# Version {last.number}: {escape(last.instruction or 'a change')}"],
        [_headline(found)],
        _listed("## What to know", [escape(note) for note in notes]),
        _listed("## Components", [_component(one) for one in found.components]),
        _listed("## Connections", [f"{one.kind}: `{one.source}` → `{one.target}`" for one in found.connections]),
        ["## Before and after", "", *_table(found)],
        _costs(found),
        _findings("## Findings of the review that are gone", found.findings_gone),
        _findings("## Findings of the review that are new", found.findings_new),
        _effects(found),
        _listed("## Versions", [_version(one) for one in reversed(chain)]),
    ]
    return "\n\n".join("\n".join(lines).strip() for lines in sections if lines) + "\n"


def _headline(found: Difference) -> str:
    counted = [
        (sum(one.kind == kind for one in found.components), kind)
        for kind in ("added", "removed", "replaced", "changed")
    ]
    parts = [f"{count} {kind}" for count, kind in counted if count] or ["no component changed"]
    money = found.cost.expected
    cost = f"${money.before or 0:,.2f} → ${money.after or 0:,.2f} a month ({_signed(money)})"
    risky = sum(one.data == "lost" for one in found.effects)
    warning = f" **{risky} store{'s lose their' if risky > 1 else ' loses its'} data.**" if risky else ""
    moved = "".join(f" {name}: {before} → {after}." for name, (before, after) in found.facts.items())
    return f"Components: {', '.join(parts)}. Cost: {cost}.{escape(moved)}{warning}"


def _component(one: ComponentChange) -> str:
    name = f"**{escape(one.name)}** (`{one.component}`)"
    if one.kind in ("added", "removed"):
        return f"{one.kind}: {name}, {escape(one.after or one.before)}"
    if one.kind == "replaced":
        return f"replaced: {name}, {escape(one.before)} → {escape(one.after)}"
    told = [
        f"{change.option.replace('_', ' ')} {_shown(change.before)} → {_shown(change.after)} {change.unit}".strip()
        for change in one.options
    ]
    if one.network_before != one.network_after:
        told.append(f"network {one.network_before or 'none'} → {one.network_after or 'none'}")
    return f"changed: {name}: {escape('; '.join(told) or 'its cost only')}"


def _table(found: Difference) -> list[str]:
    rows = [
        ("USD a month, low", found.cost.low, "{:,.2f}"),
        ("USD a month, expected", found.cost.expected, "{:,.2f}"),
        ("USD a month, high", found.cost.high, "{:,.2f}"),
        ("Availability by published SLAs, %", found.availability_percent, "{:.4f}"),
        ("Loss of a zone: minutes away", found.zone_rto_minutes, "{:g}"),
        ("Loss of a zone: minutes of data", found.zone_rpo_minutes, "{:g}"),
        ("Loss of the region: minutes away", found.region_rto_minutes, "{:g}"),
        ("Loss of the region: minutes of data", found.region_rpo_minutes, "{:g}"),
        ("Well-Architected score", found.score, "{:g}"),
    ]
    lines = [f"| {title} | {_figure(span.before, form)} | {_figure(span.after, form)} |" for title, span, form in rows]
    return ["| | before | after |", "|---|---:|---:|", *lines]


def _costs(found: Difference) -> list[str]:
    dearer = [one for one in found.components if abs((one.usd_before or 0) - (one.usd_after or 0)) >= 0.005]
    if not dearer:
        return []
    lines = [
        f"| {escape(one.name)} | {one.usd_before or 0:,.2f} | {one.usd_after or 0:,.2f} |"
        f" {_signed(Span(before=one.usd_before or 0, after=one.usd_after or 0))} |"
        for one in dearer
    ]
    return ["## Cost, USD a month", "", "| Component | before | after | change |", "|---|---:|---:|---:|", *lines]


def _findings(heading: str, findings: Iterable[FindingChange]) -> list[str]:
    return _listed(
        heading,
        [
            f"{one.severity}: {escape(one.sentence)}"
            + (f" ({', '.join(filter(None, one.components))})" if any(one.components) else "")
            for one in findings
        ],
    )


def _effects(found: Difference) -> list[str]:
    order = {"lost": 0, "snapshot": 1, "kept": 2, "": 3}
    rank = list(_ACTIONS)
    effects = sorted(found.effects, key=lambda one: (order[one.data], rank.index(one.action)))
    counts = {action: sum(one.action == action for one in effects) for action in _ACTIONS}
    told = ", ".join(f"{count} {_ACTIONS[action]}" for action, count in counts.items() if count) or "nothing to do"
    lines = _listed(f"## What a deployment does: {told}", [_effect(one) for one in effects if one.action != "create"])
    created = [one.resource for one in effects if one.action == "create"]
    judged = sum(one.method == "schemas" for one in effects)
    mixed = (
        [f"Judged by schemas alone: {judged} of {len(effects)}."] if found.effects_method == "plan" and judged else []
    )
    return [
        *(lines or [f"## What a deployment does: {told}"]),
        *(["", f"Created: {', '.join(f'`{name}`' for name in created[:MOST_LISTED])}."] if created else []),
        "",
        *mixed,
        f"How this is known: {_METHODS[found.effects_method]}. {escape(found.effects_source)}",
    ]


def _effect(one: Effect) -> str:
    forces = " forced by" if one.action == "replace" else ":"
    because = f"{forces} {escape(', '.join(one.because))}" if one.because else ""
    data = f"; {_DATA[one.data]}" if one.data else ""
    guard = f" ({escape(one.guard)})" if one.guard else ""
    text = f"{_ACTIONS[one.action]}: `{one.resource}` ({one.type}){because}{data}"
    return f"**DATA LOSS: {text}**{guard}" if one.data == "lost" else f"{text}{guard}"


def _version(one: Version) -> str:
    when = f", {escape(one.when)}" if one.when else ""
    said = escape(one.instruction or "from the request")
    return f"{one.number}: {said}{when} (`versions/{one.number}/architecture.json`)"


def _listed(heading: str, items: Sequence[str]) -> list[str]:
    if not items:
        return []
    more = [f"- and {len(items) - MOST_LISTED} more, in `changes.json`"] if len(items) > MOST_LISTED else []
    return [heading, "", *(f"- {item}" for item in items[:MOST_LISTED]), *more]


def _signed(span: Span) -> str:
    change = (span.after or 0) - (span.before or 0)
    return f"{'+' if change >= 0 else '-'}{abs(change):,.2f}"


def _figure(value: float | None, form: str) -> str:
    return "unknown" if value is None else form.format(value)


def _shown(value: OptionValue) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return (", ".join(value) or "none") if isinstance(value, list) else str(value)
