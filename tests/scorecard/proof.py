"""Tries the bundles of the samples on an emulator each: `python -m tests.scorecard.proof [--proofs N] [--only ID …]`.

Receipts and `proofs.json` go to a folder; another run with the same folder goes on where that one ended, and tries
those anew whose bundle has changed. A trial takes one to four minutes, nearly all of which the AWS provider spends
waiting by fixed delays of its own; so several run at a time.
"""

import argparse
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from rich.console import Console

from jobs.states import Mode
from tests.scorecard.designs import Design, design, warm_pipelines
from tests.scorecard.proof_figures import proof_scores
from tests.scorecard.proof_record import DIALECTS, RECORD, Proof, add_proofs, commit, digest, proof_of, read_proofs
from tests.scorecard.samples import template_requests, use_cases
from worker.architecture.catalogue import load_catalogue
from worker.pipelines.verify import bundle_of
from worker.trial.deployment import deploy_on_trial
from worker.trial.emulator_process import find_emulator, own_emulator
from worker.trial.receipt import Receipt
from worker.trial.terraform_command import find_terraform

console = Console(highlight=False)
WORKERS = 4
PROOFS = "proofs.json"


class ProofImpossible(Exception):
    """There is no emulator, or no terraform: nothing can be proven."""


def prove_all(designs: Sequence[Design], workers: int = WORKERS) -> Iterator[tuple[Proof, Receipt | None]]:
    """As they end. Raises ProofImpossible."""
    program, terraform = find_emulator(os.environ), find_terraform(os.environ)
    if program is None or terraform is None:
        raise ProofImpossible("MiniStack or terraform is missing")
    with ThreadPoolExecutor(workers, "proof") as pool:
        waiting = [pool.submit(_prove, one, program) for one in designs]
        for ended in as_completed(waiting):
            yield ended.result()


def _prove(one: Design, program: Path) -> tuple[Proof, Receipt | None]:
    if one.fault:
        return proof_of(one, None, one.fault), None
    try:
        bundle = bundle_of(one.files)
        with own_emulator(program, bundle.architecture.region) as emulator:
            receipt = deploy_on_trial(
                bundle,
                catalogue=load_catalogue(),
                emulator=emulator,
                terraform=find_terraform(os.environ),
                stop=threading.Event(),
            )
    except Exception as error:  # noqa: BLE001 - one that breaks ends no others; it counts as one that does not hold
        return proof_of(one, None, f"{type(error).__name__}: {error}"), None
    return proof_of(one, receipt), receipt


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where the figures meet their targets."""
    options = _parser().parse_args(arguments)
    commit()
    samples = [one for one in (*use_cases(), *template_requests()) if not options.only or one.id in options.only]
    chosen = samples[options.skip :][: options.proofs]
    with warm_pipelines() as pipelines:
        designs = [design(pipelines[Mode.IMPLEMENT], one) for one in chosen]
    options.out.mkdir(parents=True, exist_ok=True)
    kept = {} if options.again else read_proofs(options.out / PROOFS)
    known = [kept[one.sample.id] for one in designs if _is_known(one, kept)]
    started = time.monotonic()
    for one in known:
        _tell(one)
    tried = []
    for proof, receipt in prove_all([one for one in designs if not _is_known(one, kept)], options.workers):
        tried.append(proof)
        _keep(proof, receipt, options.out)
        _tell(proof)
    console.print(f"{len(tried)} bundles in {time.monotonic() - started:.0f} s, {len(known)} were tried before")
    if options.record:
        add_proofs(RECORD, [*known, *tried])
    scores = proof_scores([*known, *tried])
    for score in scores:
        console.print(f"{score.title}: {score.measured}, target {score.target}, {score.method}", soft_wrap=True)
    return int(any(score.met is False for score in scores))


def _is_known(one: Design, kept: dict[str, Proof]) -> bool:
    former = kept.get(one.sample.id)
    return former is not None and former.verdict != "not_tried" and former.bundle == digest(one.files)


def _keep(proof: Proof, receipt: Receipt | None, folder: Path) -> None:
    add_proofs(folder / PROOFS, [proof])
    if receipt is not None:
        (folder / f"receipt-{proof.id}.json").write_text(receipt.model_dump_json(indent=1), encoding="utf-8")


def _tell(one: Proof) -> None:
    counts = ", ".join(
        f"{dialect} {one.count(dialect, 'proven')} proven {one.count(dialect, 'failed')} failed "
        f"{one.count(dialect, 'not_emulated')} not emulated"
        for dialect in DIALECTS
    )
    probes = ", ".join(f"{number} {status}" for status, number in one.probes.items()) or "none"
    console.print(f"{one.id}: {one.verdict}, {one.seconds:.0f} s, {counts}, probes {probes}", soft_wrap=True)
    for fault in one.faults:
        console.print(f"    {fault}", markup=False, soft_wrap=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.scorecard.proof", description=__doc__)
    parser.add_argument("--proofs", type=int, default=None, help="how many of the samples (default: all)")
    parser.add_argument("--skip", type=int, default=0, help="how many to leave out before them")
    parser.add_argument("--only", nargs="*", default=[], metavar="ID", help="these samples only")
    parser.add_argument("--workers", type=int, default=WORKERS, help="trials at a time (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=Path("out/proofs"), help="folder of the run (default: %(default)s)")
    parser.add_argument("--again", action="store_true", help="also those that the folder has a receipt of")
    parser.add_argument(
        "--record", action="store_true", help=f"keep what came of it in {RECORD.name}, for the scorecard"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
