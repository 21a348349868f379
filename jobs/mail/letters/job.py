"""A job that somebody asked to be told of has ended: a bundle, a comparison or a trial, or why there is none."""

from collections.abc import Mapping
from typing import Any

from jobs.mail.letter import Diagram, Letter, Link, Row, Section, Table, Tone, count, dollars, duration
from jobs.mail.message import on_one_line
from jobs.models import Job
from jobs.states import Mode, State

_TITLE_CHARACTERS = 90
_MOST_POINTS = 3
_POINT_CHARACTERS = 220
_WHAT = {
    Mode.IMPLEMENT: "bundle",
    Mode.ANALYZE: "comparison",
    Mode.VERIFY: "trial deployment",
    Mode.BRAINSTORM: "answer",
}
_OPTIONS = {"cost-optimised": "Cost-optimised", "balanced": "Balanced", "resilient": "Resilient"}
_WHY = "You asked for a mail when this job has ended."
_ADVICE: Mapping[str, str] = {
    "checks_failed": "Ask for it in other words, or leave out what the check names; the page shows every finding.",
    "request_not_understood": "Say what the system is for, who uses it and what it keeps, and submit it again.",
    "limit_reached": "Make the request smaller, or have an owner or admin raise the limits of agents in the settings.",
    "deadline_exceeded": "Make the request smaller, or submit its parts one by one.",
    "engine_refused": "Change the part of the request that the message names, and submit it again.",
    "trial_impossible": "The bundle itself is untouched; the trial can be asked for again on its page.",
}
_ELSE = "Submit it again from its page. If it fails again, give support the number of the job that stands there."


def write(job: Job, web_url: str, diagram: str | None = None) -> Letter:
    """`diagram` is the name that the picture of the design is attached under, if it is."""
    url = f"{web_url}/jobs/{job.id}"
    if job.state != State.SUCCEEDED or not job.result:
        return _failed(job, url)
    mode = Mode(job.mode)
    if mode is Mode.ANALYZE and job.result.get("options"):
        return _compared(job, job.result, url)
    if mode is Mode.VERIFY and job.result.get("receipt"):
        return _tried(job, job.result, url)
    return _made(job, job.result, url, diagram)


def title_of(job: Job) -> str:
    """What was made, or else what was asked for, on one line."""
    return on_one_line(str((job.result or {}).get("title") or job.request), _TITLE_CHARACTERS)


def _made(job: Job, result: Mapping[str, Any], url: str, diagram: str | None) -> Letter:
    title = title_of(job)
    checks = result.get("checks") or {}
    failed = int(checks.get("failed", 0))
    return Letter(
        subject=f"{title}: the {_WHAT[Mode(job.mode)]} is ready",
        badge="Ready" if not failed else f"Ready, with {count(failed, 'finding')}",
        tone="warn" if failed else "good",
        heading=title,
        lead=str(result.get("summary") or "It is finished."),
        button=Link(f"Open the {_WHAT[Mode(job.mode)]}", url),
        why=_WHY,
        facts=tuple(_facts(job, result)),
        diagram=Diagram(diagram, f"Diagram: {title}") if diagram else None,
        sections=tuple(_to_look_at(result)),
    )


def _facts(job: Job, result: Mapping[str, Any]) -> list[tuple[str, str]]:
    facts = [
        ("Cost", _cost(result)),
        ("Option", _OPTIONS.get(str(job.options.get("option")), "")),
        ("Version", str(job.options["version"]) if job.options.get("version", 1) != 1 else ""),
        ("Region", str(result.get("region") or "")),
        ("Components", f"{len(result.get('components') or ()):,}" if result.get("components") else ""),
        ("Checks", _checks(result.get("checks"))),
        ("Files", f"{result['files']:,}, made in {duration(result.get('seconds', 0))}" if result.get("files") else ""),
    ]
    return [(label, value) for label, value in facts if value]


def _cost(result: Mapping[str, Any]) -> str:
    if result.get("monthly_usd") is None:
        return ""
    cost = result.get("cost") or {}
    between = ""
    if cost.get("low_usd") is not None and cost.get("high_usd") is not None:
        between = f" (between {dollars(cost['low_usd'])} and {dollars(cost['high_usd'])})"
    return f"{dollars(result['monthly_usd'])} a month{between}"


def _checks(checks: Mapping[str, int] | None) -> str:
    if not checks:
        return ""
    return ", ".join(f"{checks[name]:,} {name}" for name in ("passed", "failed", "skipped") if checks.get(name))


def _to_look_at(result: Mapping[str, Any]) -> list[Section]:
    important = [one for one in result.get("assumptions") or () if one.get("important")]
    told = [on_one_line(_assumption(one), _POINT_CHARACTERS) for one in important]
    told += [on_one_line(str(one.get("message", "")), _POINT_CHARACTERS) for one in result.get("conflicts") or ()]
    if not told:
        return []
    more = [f"{len(told) - _MOST_POINTS:,} more on its page."] if len(told) > _MOST_POINTS else []
    return [Section("Assumed, please look", points=(*told[:_MOST_POINTS], *more))]


def _assumption(one: Mapping[str, Any]) -> str:
    subject, value = (str(one[name]).replace("_", " ") for name in ("subject", "value"))
    return f"{subject[:1].upper()}{subject[1:]}: {value}. {one.get('reason') or ''}"


def _compared(job: Job, result: Mapping[str, Any], url: str) -> Letter:
    title, advice = title_of(job), result.get("recommendation") or {}
    rows = tuple(
        Row(
            str(row["title"]),
            (f"{dollars(row['cost']['expected'])}", f"{row['availability']['percent']:.2f} %", _score(row)),
            marked=row["name"] == advice.get("option"),
        )
        for row in result["options"]
    )
    sentences = tuple(on_one_line(str(one), _POINT_CHARACTERS) for one in advice.get("sentences") or ())
    chosen = str(advice.get("title") or "")
    return Letter(
        subject=f"{title}: {count(len(rows), 'option')} compared",
        badge="Compared",
        tone="good",
        heading=title,
        lead=str(result.get("summary") or "The comparison is finished."),
        button=Link("Open the comparison", url),
        why=_WHY,
        table=Table(("Option", "A month", "Available", "Review"), rows),
        sections=(Section(f"Why {chosen.lower()}", points=sentences[:_MOST_POINTS]),) if chosen and sentences else (),
    )


def _score(row: Mapping[str, Any]) -> str:
    return "none" if row.get("score") is None else f"{row['score']} of 100"


def _tried(job: Job, result: Mapping[str, Any], url: str) -> Letter:
    title, receipt = title_of(job), result["receipt"]
    badge, tone, words = _VERDICTS.get(str(receipt.get("verdict")), _VERDICTS["partly"])
    counts = receipt.get("counts") or {}
    facts = (
        ("Resources", ", ".join(f"{counts[name]:,} {said}" for name, said in _COUNTED if counts.get(name))),
        ("Region", str(receipt.get("region") or "")),
        ("Took", duration(receipt.get("seconds") or 0)),
    )
    reasons = tuple(on_one_line(str(one), _POINT_CHARACTERS) for one in receipt.get("reasons") or ())
    heading = "What failed" if tone == "bad" else "What the trial does not prove"
    return Letter(
        subject=f"{title}: the trial deployment {words}",
        badge=badge,
        tone=tone,
        heading=title,
        lead=f"The bundle was deployed into a disposable emulator account and removed again: the trial {words}.",
        button=Link("Open the receipt", url),
        why=_WHY,
        facts=tuple((label, value) for label, value in facts if value),
        sections=(Section(heading, points=reasons[:_MOST_POINTS], tone=tone if tone == "bad" else "plain"),)
        if reasons
        else (),
    )


_VERDICTS: Mapping[str, tuple[str, Tone, str]] = {
    "proven": ("Proven", "good", "held in every part"),
    "partly": ("Partly proven", "warn", "held in the parts that could be tried"),
    "failed": ("Failed", "bad", "failed"),
}
_COUNTED = (("proven", "proven"), ("failed", "failed"), ("not_emulated", "not emulated"))


def _failed(job: Job, url: str) -> Letter:
    title, error = title_of(job), job.error or {}
    what = _WHAT[Mode(job.mode)]
    message = str(error.get("message") or "Something failed inside Groundplan.")
    return Letter(
        subject=f"{title}: the {what} could not be made",
        badge="Failed",
        tone="bad",
        heading=title,
        lead=f"The {what} that you asked for could not be made. It is not counted in your plan.",
        button=Link("Open the job", url),
        why=_WHY,
        sections=(
            Section("Why", text=message, tone="bad"),
            Section("What you can do", text=_ADVICE.get(str(error.get("code")), _ELSE)),
        ),
    )
