"""How many bundles prove end to end: `python -m tests.scorecard.proof [--proofs N] [--only ID …]`.

Receipts go to a folder.
Each bundle is tried on an emulator of its own, as `python -m worker.design --verify` does. Takes one to four minutes a
bundle, several at a time, since most of it is the AWS provider's own waiting.
"""

import argparse
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from jobs.states import Mode
from tests.scorecard.designs import Design, design, warm_pipelines
from tests.scorecard.report import Score
from tests.scorecard.samples import template_requests, use_cases
from worker.architecture.catalogue import load_catalogue
from worker.pipelines.verify import bundle_of
from worker.trial.deployment import deploy_on_trial
from worker.trial.emulator_process import find_emulator, own_emulator
from worker.trial.errors import TrialError
from worker.trial.receipt import Receipt
from worker.trial.terraform_command import find_terraform

console = Console(highlight=False)
WORKERS = 3


@dataclass(frozen=True)
class Proved:
    """What the trial of one sample said; `fault` where there was none."""

    id: str
    receipt: Receipt | None
    fault: str = ""

    @property
    def is_emulated_whole(self) -> bool:
        """Is the emulator known to have everything that the bundle is made of?"""
        return self.receipt is not None and not self.receipt.counts["not_emulated"]


class ProofImpossible(Exception):
    """There is no emulator, or no terraform: nothing can be proven."""


def prove_all(designs: Sequence[Design], workers: int = WORKERS) -> Iterator[Proved]:
    """As they end. Raises ProofImpossible."""
    program, terraform = find_emulator(os.environ), find_terraform(os.environ)
    if program is None or terraform is None:
        raise ProofImpossible("MiniStack or terraform is missing")
    with ThreadPoolExecutor(workers, "proof") as pool:
        waiting = [pool.submit(_prove, one, program) for one in designs]
        for ended in as_completed(waiting):
            yield ended.result()


def proof_scores(proved: Sequence[Proved]) -> list[Score]:
    """The share that proved end to end of those whose resources are emulated, and that nothing failed in any."""
    whole = [one for one in proved if one.is_emulated_whole]
    proven = sum(one.receipt is not None and one.receipt.verdict == "proven" for one in whole)
    sound = sum(one.receipt is not None and one.receipt.verdict != "failed" for one in proved)
    return [
        _share("Bundles proven end to end", proven, len(whole), "whose resources are all emulated"),
        _share("Bundles of which nothing failed on the emulator", sound, len(proved), "of all that were tried"),
    ]


def unproven(why: str) -> Score:
    """The row of the scorecard where nothing was tried."""
    return Score(
        "Bundles proven end to end", f"not measured: {why}", "≥ 95 %", "whose resources are all emulated", None
    )


def _share(title: str, part: int, whole: int, method: str) -> Score:
    percent = 100 * part / whole if whole else 0.0
    return Score(title, f"{part} of {whole} ({percent:.1f} %)", "≥ 95 %", method, percent >= 95 if whole else None)


def _prove(one: Design, program: Path) -> Proved:
    if one.fault:
        return Proved(one.sample.id, None, one.fault)
    bundle = bundle_of(one.files)
    try:
        with own_emulator(program, bundle.architecture.region) as emulator:
            receipt = deploy_on_trial(
                bundle,
                catalogue=load_catalogue(),
                emulator=emulator,
                terraform=find_terraform(os.environ),
                stop=threading.Event(),
                on_step=lambda _: None,
            )
    except TrialError as error:
        return Proved(one.sample.id, None, str(error))
    return Proved(one.sample.id, receipt)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where the figures meet their targets."""
    options = _parser().parse_args(arguments)
    samples = [one for one in (*use_cases(), *template_requests()) if not options.only or one.id in options.only]
    chosen = samples[options.skip :][: options.proofs]
    with warm_pipelines() as pipelines:
        designs = [design(pipelines[Mode.IMPLEMENT], one) for one in chosen]
    options.out.mkdir(parents=True, exist_ok=True)
    proved, started = [], time.monotonic()
    for one in prove_all(designs, options.workers):
        proved.append(one)
        _tell(one, options.out)
    console.print(f"{len(proved)} bundles in {time.monotonic() - started:.0f} s")
    scores = proof_scores(proved)
    for score in scores:
        console.print(f"{score.title}: {score.measured}, target {score.target}, {score.method}")
    return int(any(score.met is False for score in scores))


def _tell(one: Proved, folder: Path) -> None:
    if one.receipt is None:
        console.print(f"{one.id}: not tried: {one.fault}", soft_wrap=True)
        return
    (folder / f"{one.id}.json").write_text(one.receipt.model_dump_json(indent=1), encoding="utf-8")
    counts = ", ".join(f"{number} {status}" for status, number in one.receipt.counts.items())
    console.print(f"{one.id}: {one.receipt.verdict}, {one.receipt.seconds:.0f} s, {counts}", markup=False)
    if one.receipt.verdict == "failed":
        for reason in one.receipt.reasons[:8]:
            console.print(f"    {reason[:600]}", markup=False, soft_wrap=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.scorecard.proof", description=__doc__)
    parser.add_argument("--proofs", type=int, default=None, help="how many of the samples (default: all)")
    parser.add_argument("--skip", type=int, default=0, help="how many to leave out before them")
    parser.add_argument("--only", nargs="*", default=[], metavar="ID", help="these samples only")
    parser.add_argument("--workers", type=int, default=WORKERS, help="trials at a time (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=Path("out/proofs"), help="folder for the receipts")
    return parser


if __name__ == "__main__":
    sys.exit(main())
