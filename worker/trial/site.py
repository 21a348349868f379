"""Where one trial takes place: the bundle, the two disposable accounts, a folder, and what was seen so far."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from worker.architecture.catalogue import Catalogue
from worker.architecture.difference import Effect
from worker.architecture.model import Architecture
from worker.trial.account import Account
from worker.trial.declarations import Declarations
from worker.trial.emulator_gaps import EmulatorGaps
from worker.trial.owners import Owners
from worker.trial.receipt import Difference, ProbeProof, ResourceProof
from worker.trial.terraform_command import Terraform
from worker.trial.terraform_state import StateResource
from worker.trial.transition_plan import Transition

TERRAFORM = "terraform/"


class StepFailed(Exception):
    """What was tried does not hold; the message says where and why."""


class StepSkipped(Exception):
    """It could not be tried here; the message says why."""


@dataclass(frozen=True)
class Bundle:
    """The files that are tried, and the architecture that they were made of."""

    files: Mapping[str, bytes]
    architecture: Architecture
    template: Mapping[str, Any] | None
    """Of CloudFormation, in long form."""

    def terraform(self) -> dict[str, bytes]:
        """Without their folder."""
        return {name.removeprefix(TERRAFORM): body for name, body in self.files.items() if name.startswith(TERRAFORM)}


@dataclass(frozen=True)
class Former:
    """The version before the one that is tried."""

    number: int
    next: int
    """Number of the version that is tried."""
    bundle: Bundle
    origin: str = ""
    """Where its files are not its own: what they were made of."""
    judged: tuple[Effect, ...] = ()
    """What becomes of its resources as far as that can be told without a plan: for what the emulator lacks."""


@dataclass
class Site:
    """Steps read it and write down in it what they see."""

    bundle: Bundle
    catalogue: Catalogue
    terraform_account: Account
    template_account: Account
    folder: Path
    gaps: EmulatorGaps
    terraform: Terraform | None
    stop: threading.Event
    versions: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    """Terraform address without index → why it was not tried."""
    state: dict[str, StateResource] = field(default_factory=dict)
    """What Terraform made, by address."""
    stack: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What CloudFormation made: logical id → type, physical id."""
    existing: dict[str, frozenset[str]] = field(default_factory=dict)
    """What each account had before, by account id."""
    proofs: dict[tuple[str, str], ResourceProof] = field(default_factory=dict)
    """By dialect and address."""
    probes: list[ProbeProof] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    former: Former | None = None
    """Of a revision."""
    former_account: Account | None = None
    """In which the version before is applied."""
    transition: Transition | None = None

    def __post_init__(self) -> None:
        texts = {name: body.decode() for name, body in self.bundle.terraform().items() if name.endswith(".tf")}
        self.declarations = Declarations(texts)
        self.owners = Owners(self.bundle.architecture)

    @property
    def types(self) -> frozenset[str]:
        """The Terraform types that the bundle declares; its template makes resources of the same services."""
        return frozenset(one.type for one in self.declarations.resources.values() if not one.is_data)

    def prove(self, proof: ResourceProof) -> None:
        """Write down what became of a resource; a failure stays, whatever comes later."""
        key = proof.dialect, proof.address
        former = self.proofs.get(key)
        if former is None or former.status == "proven":
            self.proofs[key] = proof
