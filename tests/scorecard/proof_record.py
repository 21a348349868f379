"""What the trials of the samples said, kept in a file: where a run left off, and what the scorecard cites."""

import hashlib
import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

from tests.scorecard.designs import Design
from worker.architecture.model import Frozen
from worker.trial.receipt import OPTIONAL, Dialect, Receipt

RECORD = Path(__file__).with_name("proofs.json")
DEPLOYED = ("terraform/", "cloudformation/", "architecture.json")
DIALECTS: tuple[Dialect, ...] = ("terraform", "cloudformation")
MOST_FAULTS = 8
_NEEDS: Mapping[str, set[Dialect]] = {
    "apply": {"terraform"},
    "plan_again": {"terraform"},
    "cloudformation": {"cloudformation"},
    "comparison": {"terraform", "cloudformation"},
}


class Proof(Frozen):
    """One sample. `not_tried`: there was no bundle or no emulator; `faults` then says why."""

    id: str
    bundle: str
    """Digest of what was deployed, to tell whether it is still what the engine makes."""
    commit: str
    date: str
    verdict: Literal["proven", "partly", "failed", "not_tried"]
    seconds: float = 0.0
    resources: Mapping[Dialect, Mapping[str, int]] = {}
    """Numbers by status, for each dialect that the bundle has."""
    probes: Mapping[str, int] = {}
    skipped: tuple[str, ...] = ()
    """Steps that were not tried although the bundle has something for them."""
    faults: tuple[str, ...] = ()

    def number(self, status: str) -> int:
        """Resources of this status in both dialects."""
        return sum(self.count(dialect, status) for dialect in DIALECTS)

    def count(self, dialect: Dialect, status: str) -> int:
        return self.resources.get(dialect, {}).get(status, 0)


def proof_of(design: Design, receipt: Receipt | None, fault: str = "") -> Proof:
    """What to keep of a trial; `fault` says why there is no receipt."""
    made_of = {"id": design.sample.id, "bundle": digest(design.files), "commit": commit(), "date": _today()}
    if receipt is None:
        return Proof.model_validate({**made_of, "verdict": "not_tried", "faults": (fault[:400],)})
    return Proof(
        **made_of,
        verdict=receipt.verdict,
        seconds=receipt.seconds,
        resources={one: _counted(r.status for r in receipt.resources if r.dialect == one) for one in DIALECTS},
        probes=_counted(one.status for one in receipt.probes),
        skipped=_skipped(receipt),
        faults=tuple(why[:400] for why in receipt.reasons[:MOST_FAULTS]) if receipt.verdict == "failed" else (),
    )


def digest(files: Mapping[str, bytes]) -> str:
    """Of the files that a trial deploys; the rest of a bundle may change."""
    whole = hashlib.sha256()
    for name in sorted(files):
        if name.startswith(DEPLOYED):
            whole.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return whole.hexdigest()[:16]


def read_proofs(path: Path) -> dict[str, Proof]:
    """By id of the sample; nothing where there is no such file. Raises ValueError for one of another form."""
    if not path.is_file():
        return {}
    return {one["id"]: Proof.model_validate(one) for one in json.loads(path.read_text(encoding="utf-8"))}


def add_proofs(path: Path, proofs: Iterable[Proof]) -> None:
    """Write them beside those that are there, each in the place of its former."""
    kept = read_proofs(path) | {one.id: one for one in proofs}
    lines = ",\n".join(json.dumps(kept[name].model_dump(mode="json"), ensure_ascii=False) for name in sorted(kept))
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def _skipped(receipt: Receipt) -> tuple[str, ...]:
    """Without the steps of a dialect of which the emulator has nothing at all."""
    emulated = {one.dialect for one in receipt.resources if one.status != "not_emulated"}
    idle = {step for step, dialects in _NEEDS.items() if not dialects <= emulated} if emulated else set()
    skipped = (one.name for one in receipt.steps if one.status == "skipped")
    return tuple(name for name in skipped if name not in idle | {*OPTIONAL})


def _counted(statuses: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(statuses).items()))


@cache
def commit() -> str:
    """Short hash, with `-dirty` behind it where tracked files differ from it; empty outside of a repository.

    Of the moment when it is first asked for: the bundles of a run are made before others commit.
    """
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude=*"],
        cwd=RECORD.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    return told.stdout.strip()


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
