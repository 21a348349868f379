"""The figures of the trials: how many bundles prove, and how much of them the emulator has at all.

A bundle is two deployments, Terraform's and CloudFormation's. The emulator lacks some resource types, and some of them
in one dialect only (NAT gateways in CloudFormation): of these a trial proves nothing. So three readings of "the bundles
whose resources the emulator has" are told, each with its number:

1. strictly: every resource of both deployments is emulated, and the verdict is `proven`;
2. by deployment: every resource of one dialect is emulated, and all of them prove;
3. by resource: of a bundle that has any emulated resource, all of these prove, and every step of the trial passes.
"""

from collections.abc import Mapping, Sequence

from tests.scorecard.proof_record import DIALECTS, Proof
from tests.scorecard.report import Score
from worker.trial.receipt import Dialect

TARGET = 95.0
TITLE = "Bundles of which everything emulated proves end to end"


def proof_scores(proofs: Sequence[Proof], when: str = "") -> list[Score]:
    """`when` says at which commit, behind each method."""
    whole = [one for one in proofs if is_whole(one)]
    deployments = [(one, dialect) for one in proofs for dialect in DIALECTS if is_whole_in(one, dialect)]
    tried = [one for one in proofs if one.verdict == "not_tried" or one.number("proven") + one.number("failed")]
    proven, failed, lacking = (sum(p.number(s) for p in proofs) for s in ("proven", "failed", "not_emulated"))
    emulated = proven + failed
    share = 100 * emulated / (emulated + lacking) if emulated else 0.0
    return [
        _share(
            TITLE, sum(map(holds, tried)), len(tried), "apply, second plan, probes, stack, comparison, destroy", when
        ),
        _share(
            "Bundles proven whole",
            sum(one.verdict == "proven" for one in whole),
            len(whole),
            "those whose every resource is emulated in both dialects",
            when,
        ),
        _share(
            "Deployments proven whole",
            sum(holds(one) for one, _ in deployments),
            len(deployments),
            f"Terraform or CloudFormation of a bundle, every resource emulated; of {len(proofs) * len(DIALECTS)}",
            when,
        ),
        _share("Resources proven", proven, emulated, f"of those emulated, which are {share:.0f} % of all", when),
    ]


def recorded_scores(recorded: Mapping[str, Proof], today: Mapping[str, str]) -> list[Score]:
    """Of proofs that were kept. `today`: id → digest of the bundle as the engine makes it now."""
    known = [recorded[name] for name in today if name in recorded]
    if not known:
        return [unproven("`make proofs` tries all, for an hour or more; --proofs N tries N")]
    same = sum(one.bundle == today[one.id] for one in known)
    commits, dates = sorted({one.commit for one in known}), sorted({one.date for one in known})
    when = (
        f"measured at commit {', '.join(commits)} on {', '.join(dates)}, {len(known)} of {len(today)} requests; "
        f"{same} of these bundles are the same today"
    )
    return proof_scores(known, when)


def unproven(why: str) -> Score:
    """The row of the scorecard where nothing was tried."""
    return Score(TITLE, f"not measured: {why}", f"≥ {TARGET:g} %", "trial deployments on MiniStack", None)


def is_whole(one: Proof) -> bool:
    """Is every resource of it emulated?"""
    return all(is_whole_in(one, dialect) for dialect in DIALECTS)


def is_whole_in(one: Proof, dialect: Dialect) -> bool:
    """Is every resource of this deployment emulated?"""
    counts = one.resources.get(dialect, {})
    return bool(sum(counts.values())) and not counts.get("not_emulated")


def holds(one: Proof) -> bool:
    """Did everything that could be tried hold, and was every step tried that the bundle has something for?"""
    return one.verdict in ("proven", "partly") and not one.skipped and not one.number("failed")


def _share(title: str, part: int, whole: int, method: str, when: str) -> Score:
    percent = 100 * part / whole if whole else 0.0
    measured = f"{part} of {whole} ({percent:.1f} %)" if whole else "none of the bundles is such"
    how = f"{method}; {when}" if when else method
    return Score(title, measured, f"≥ {TARGET:g} %", how, percent >= TARGET if whole else None)
