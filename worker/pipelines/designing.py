"""Has the architect design for a job, and tells what it says and does."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jobs.errors import GroundplanError
from jobs.states import Mode
from worker.agents.architect import Architect, Design
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Assumption
from worker.architecture.requirements import Requirements
from worker.architecture.validation import validate
from worker.pipelines.delivery import finding_event
from worker.pipelines.examination import examine
from worker.pipelines.narration import Narration
from worker.pipelines.run import Run


def design_with(  # noqa: PLR0913 - what differs between the modes
    architect: Architect,
    run: Run,
    requirements: Requirements,
    catalogue: Catalogue,
    *,
    mode: Mode = Mode.IMPLEMENT,
    option: str = "",
) -> Design:
    """The design, in the chosen region and environment. Raises what the architect and `validate` raise.

    `option` names the one of a comparison to begin with; empty: the run's own, if any.
    """
    narration = Narration(run.report)
    try:
        design = architect.design(
            requirements,
            audit=run.audit,
            listener=narration.listener(),
            cancel=run.stop.event,
            option=option or run.option,
            mode=mode,
            terms=run.terms,
            examine=lambda draft: examine(draft, catalogue),
        )
    except GroundplanError:
        # An agent that was told to stop ends without an architecture; why it was told to is the better answer.
        run.stop.check()
        raise
    finally:
        narration.flush()
    for note in design.notes:
        run.report("finding", finding_event("knowledge_servers", "low", "", note))
    for warned in design.warnings:
        run.report("finding", finding_event(warned.check, "medium", "", warned.text))
    chosen = _as_chosen(design.architecture, run, design.notes)
    validate(chosen, catalogue)
    return replace(design, architecture=chosen)


def _as_chosen(architecture: Architecture, run: Run, notes: Sequence[str]) -> Architecture:
    """What the user chose goes before what any model proposed; what could not be asked is told as an assumption."""
    told = tuple(Assumption(subject="knowledge", value="not asked", reason=note) for note in notes)
    chosen: dict[str, Any] = {"assumptions": architecture.assumptions + told}
    if run.region:
        chosen["region"] = run.region
    if run.environment:
        chosen["environment"] = run.environment
    return architecture.model_copy(update=chosen)
