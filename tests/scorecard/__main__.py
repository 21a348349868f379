"""`make scorecard`: measures the engine on the sample requests, from scratch, and writes docs/scorecard.md."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from jobs.states import Mode
from tests.scorecard.coverage import missing_minima, missing_services, missing_types
from tests.scorecard.designs import Design, design_all, warm_servers
from tests.scorecard.figures import (
    catalogue_scores,
    coverage_scores,
    lookup_score,
    soundness_scores,
    speed_scores,
    unseen_scores,
)
from tests.scorecard.proof import ProofImpossible, prove_all
from tests.scorecard.proof_figures import proof_scores, recorded_scores, unproven
from tests.scorecard.proof_record import RECORD, digest, read_proofs
from tests.scorecard.report import Score, page
from tests.scorecard.samples import REQUESTS, TEMPLATE_REQUESTS, UNSEEN_SETS, template_requests, unseen, use_cases
from worker.architecture.catalogue import load_catalogue

PAGE = Path(__file__).parent.parent.parent / "docs" / "scorecard.md"
console = Console(highlight=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every figure that was measured meets its target, else 1."""
    options = _parser().parse_args(arguments)
    catalogue = load_catalogue()
    with warm_servers() as (pipelines, servers):
        cases = design_all(pipelines[Mode.IMPLEMENT], use_cases(options.requests))
        templates = design_all(pipelines[Mode.IMPLEMENT], template_requests(options.templates))
        at_hand = lookup_score(servers.cache_hit_rate())
        own = {
            number: [design_all(pipelines[Mode.IMPLEMENT], samples) for samples in unseen(number)]
            for number in ([] if options.given_only else UNSEEN_SETS)
        }
        scores = [
            *catalogue_scores(catalogue),
            *coverage_scores(cases, templates, catalogue),
            *(score for number, (used, made) in own.items() for score in unseen_scores(number, used, made, catalogue)),
            *soundness_scores([*cases, *templates]),
            *speed_scores(cases),
            at_hand,
            *_proofs([*cases, *templates], options.proofs),
        ]
    _print(scores)
    details = [
        ("Use cases", ("request", "components", "connections", "seconds", "missing"), [_case(one) for one in cases]),
        ("Template requests", ("request", "components", "missing types"), [_template(one) for one in templates]),
    ]
    if options.out != Path("-"):
        options.out.write_text(page(scores, details), encoding="utf-8")
        console.print(f"written to {options.out}")
    return int(any(score.met is False for score in scores))


def _proofs(designs: Sequence[Design], wanted: int) -> list[Score]:
    """Slow: one to four minutes a bundle, several at a time; therefore cited unless they are asked for."""
    if not wanted:
        return recorded_scores(read_proofs(RECORD), {one.sample.id: digest(one.files) for one in designs})
    try:
        return proof_scores([proof for proof, _ in prove_all(designs[:wanted])], "measured now")
    except ProofImpossible as missing:
        return [unproven(str(missing))]


def _number(text: str) -> int:
    """`all` is as many as there are."""
    return sys.maxsize if text == "all" else int(text)


def _case(design: Design) -> tuple[str, ...]:
    missing = [*missing_services(design, load_catalogue()), *missing_minima(design)]
    if design.fault:
        return design.sample.id, "-", "-", f"{design.seconds:.2f}", design.fault
    parts = design.architecture
    counts = str(len(parts.components)), str(len(parts.connections))
    return design.sample.id, *counts, f"{design.seconds:.2f}", ", ".join(missing) or "-"


def _template(design: Design) -> tuple[str, ...]:
    count = "-" if design.fault else str(len(design.architecture.components))
    return design.sample.id, count, design.fault or ", ".join(missing_types(design)) or "-"


def _print(scores: Sequence[Score]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("figure", "measured", "target", "met"):
        table.add_column(heading)
    for score in scores:
        style = {True: "green", False: "red", None: "yellow"}[score.met]
        met = {True: "yes", False: "no", None: "-"}[score.met]
        table.add_row(score.title, score.measured, score.target, f"[{style}]{met}[/]")
    console.print(table)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.scorecard", description=__doc__)
    parser.add_argument("--requests", type=Path, default=REQUESTS, help="use cases, JSON lines (default: %(default)s)")
    parser.add_argument(
        "--templates", type=Path, default=TEMPLATE_REQUESTS, help="template requests, JSON lines (default: %(default)s)"
    )
    parser.add_argument("--given-only", action="store_true", help="leave out our own sets of requests")
    parser.add_argument(
        "--proofs",
        type=_number,
        default=0,
        metavar="N",
        help=f"how many bundles to deploy on an emulator, or all (default: what {RECORD.name} has is cited)",
    )
    parser.add_argument(
        "--out", type=Path, default=PAGE, help="the page to write; - writes none (default: %(default)s)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
