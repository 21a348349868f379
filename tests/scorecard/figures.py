"""The figures of the scorecard, from the designs of all samples."""

from collections.abc import Sequence
from dataclasses import replace

from jobs.states import Mode
from tests.scorecard.coverage import dropped_components, missing_minima, missing_services, missing_types, unwired_edges
from tests.scorecard.designs import Design, design, warm_pipelines
from tests.scorecard.report import Score
from tests.scorecard.speed import SIZES, growth, p50, p95
from tests.scorecard.terraform_validation import TerraformMissing, invalid
from worker.architecture.catalogue import Catalogue

LINT = "cloudformation_is_lint_clean"


def catalogue_scores(catalogue: Catalogue) -> list[Score]:
    """How much the catalogue holds."""
    blocks, connections = len(catalogue.blocks), len(catalogue.connections)
    return [
        Score("Blocks", str(blocks), "≥ 100", "folders of worker/architecture/blocks", blocks >= 100),
        Score("Connections", str(connections), "≥ 200", "files of worker/architecture/connections", connections >= 200),
    ]


def coverage_scores(cases: Sequence[Design], templates: Sequence[Design], catalogue: Catalogue) -> list[Score]:
    """What the samples ask for and the designs have."""
    wanted = sum(len(one.sample.services) for one in cases)
    missed = sum(len(missing_services(one, catalogue)) for one in cases)
    short = [one for one in cases if missing_minima(one)]
    types = sum(len(one.sample.resource_types) for one in templates)
    absent = sum(len(missing_types(one)) for one in templates)
    return [
        _share("Required services present", wanted - missed, wanted, 95, "of all that the use cases require"),
        _share("Use cases with enough components and connections", len(cases) - len(short), len(cases), 100, "designs"),
        _share("Resource types present", types - absent, types, 80, "CloudFormation types of the template requests"),
    ]


# Full pipeline, before anything was mended for the set.
_FIRST = {
    1: "services 219 of 232, types 249 of 282, 2 of 110 without a bundle",
    2: "services 131 of 151, types 121 of 138, 3 of 64 without a bundle",
    3: "services 287 of 289, types 233 of 264, all 95 with a bundle",
}


def unseen_scores(
    number: int, cases: Sequence[Design], templates: Sequence[Design], catalogue: Catalogue
) -> list[Score]:
    """The same figures for one of our own sets of requests, and whether each gave a valid bundle."""
    designs = [*cases, *templates]
    valid = sum(not one.fault and one.checks[LINT]["status"] == "passed" for one in designs)
    shares = [
        *coverage_scores(cases, templates, catalogue),
        _share("Valid bundles", valid, len(designs), 100, "every check passed, cfn-lint without error or warning"),
    ]
    first = f"; at the first try: {_FIRST[number]}" if number in _FIRST else ""
    return [
        replace(one, title=f"Own set {number}: {one.title[0].lower()}{one.title[1:]}", method=f"{one.method}{first}")
        for one in shares
    ]


def soundness_scores(designs: Sequence[Design]) -> list[Score]:
    """Validity of all bundles."""
    made = [one for one in designs if not one.fault]
    clean = sum(one.checks[LINT]["status"] == "passed" for one in made)
    dropped, unwired = sum(map(dropped_components, made)), sum(map(unwired_edges, made))
    return [
        _share("Requests that gave a bundle", len(made), len(designs), 100, "every check of high severity passed"),
        _terraform(made),
        _share("cfn-lint without error or warning", clean, len(made), 100, "bundles"),
        Score("Dropped components", str(dropped), "0", "components without a resource of their own", dropped == 0),
        Score("Unwired edges", str(unwired), "0", "connections that left no trace in the files", unwired == 0),
    ]


def _terraform(made: Sequence[Design]) -> Score:
    title, method = "`terraform validate` and `fmt`", "bundles, all as modules of one root"
    try:
        faults = invalid(made)
    except TerraformMissing as missing:
        return Score(title, f"not measured: {missing}", "100 %", method, None)
    return _share(title, len(made) - len(faults), len(made), 100, method)


def speed_scores(cases: Sequence[Design]) -> list[Score]:
    """Seconds on a warm worker, with cfn-lint and without terraform."""
    implement = [one.seconds for one in cases]
    scores = [_seconds("Implement", implement, 2.0)]
    # Started anew: what the linter found clean in one mode would spare it work in the other.
    with warm_pipelines() as pipelines:
        analyze = [design(pipelines[Mode.ANALYZE], one.sample) for one in cases]
    scores.append(_seconds("Analyze, three options", [one.seconds for one in analyze], 1.5))
    measured = growth()
    told = ", ".join(f"{size}: {measured.seconds[size]:.1f} s" for size in SIZES)
    method = f"seconds a component with {SIZES[-1]} components over those with {SIZES[0]} ({told})"
    scores.append(Score("Growth with the design", f"{measured.ratio:.2f}", "≤ 1.5", method, measured.ratio <= 1.5))
    return scores


def lookup_score(rate: float | None) -> Score:
    """How often what an agent asked the knowledge servers was at hand already."""
    method = "the use cases and template requests, one after the other; a worker that starts with nothing kept"
    measured = "nothing was asked" if rate is None else f"{100 * rate:.1f} %"
    return Score("Lookups answered without a server", measured, "≥ 70 %", method, rate is not None and rate >= 0.7)


def _seconds(title: str, seconds: Sequence[float], target: float) -> Score:
    measured = f"p50 {p50(seconds):.2f} s, p95 {p95(seconds):.2f} s"
    return Score(title, measured, f"p95 ≤ {target:g} s", f"{len(seconds)} use cases, warm", p95(seconds) <= target)


def _share(title: str, part: int, whole: int, target: float, method: str) -> Score:
    percent = 100 * part / whole if whole else 0.0
    goal = f"≥ {target:g} %" if target < 100 else "100 %"
    return Score(title, f"{part} of {whole} ({percent:.1f} %)", goal, method, bool(whole) and percent >= target)
