"""Applies the fixes that a job asks for, and tells what the others would change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from worker.agents.architect import Design
from worker.architecture.alternatives import Alternative
from worker.architecture.catalogue import Catalogue
from worker.architecture.difference import Effect
from worker.architecture.model import Architecture
from worker.architecture.requirements import Requirements
from worker.architecture.review.findings import Review
from worker.architecture.revision import apply_fixes, offers
from worker.checks.deployment_effects import deployment_effects
from worker.pipelines.carrying_over import earlier_twin
from worker.pipelines.delivery import finding_event
from worker.pipelines.revise import TEMPLATE
from worker.pipelines.run import Run
from worker.render.cloudformation import render_cloudformation
from worker.render.fixes import render_fixes


def fix_files(
    design: Architecture,
    requirements: Requirements,
    catalogue: Catalogue,
    reviewed: Review,
    files: Mapping[str, bytes],
) -> dict[str, bytes]:
    """`fixes.json` of a bundle, with what a deployment of each fix would do to what keeps data."""

    def effects(after: Architecture) -> tuple[Effect, ...]:
        template = render_cloudformation(after, catalogue)["template.yaml"]
        return deployment_effects(files[TEMPLATE], template, design, after)

    return render_fixes(offers(design, requirements, catalogue, reviewed, effects=effects))


def with_fixes(design: Design, run: Run, requirements: Requirements, catalogue: Catalogue) -> Design:
    """The design with the fixes of the run. What could not be fixed is told. Raises UnknownFix."""
    if not run.fixes:
        return design
    fixed = apply_fixes(design.architecture, run.fixes, requirements, catalogue)
    for note in fixed.notes:
        run.report("finding", finding_event("fixes", "low", "", note))
    return replace(design, architecture=fixed.architecture, notes=(*design.notes, *fixed.notes))


def options_with_fixes(
    options: Sequence[Alternative], run: Run, requirements: Requirements, catalogue: Catalogue
) -> tuple[tuple[Alternative, ...], dict[str, list[dict[str, Any]]], tuple[str, ...]]:
    """The options with their fixes, which were made (by option: the checks), and sentences for the user.

    Raises UnknownFix.
    """
    made: list[Alternative] = []
    told: dict[str, list[dict[str, Any]]] = {}
    notes: list[str] = []
    for option in options:
        checks = run.option_fixes.get(option.name, ())
        fixed = apply_fixes(option.architecture, checks, requirements, catalogue)
        notes += [f"{option.profile.title}: {note}" for note in fixed.notes]
        if checks:
            told[option.name] = [{"check": check, "made": check in fixed.made} for check in dict.fromkeys(checks)]
        # Decisions tell of the plan: a fix may give what they say is given up.
        made.append(replace(option, architecture=fixed.architecture, decisions=()) if fixed.made else option)
    for note in notes:
        run.report("finding", finding_event("fixes", "low", "", note))
    if not any(one["made"] for checks in told.values() for one in checks):
        return tuple(options), told, tuple(notes)
    return tuple(replace(one, same_as=earlier_twin(one, made, catalogue)) for one in made), told, tuple(notes)
