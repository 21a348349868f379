"""The Verify pipeline: the bundle of an implement job is deployed on a disposable account, tried, and taken down again.

unpack → the steps of `worker.trial.deployment` → bundle. The receipt joins the bundle.
"""

import json
import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import ValidationError

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.errors import BundleUnreadable, TrialImpossible
from worker.pipelines.delivery import BUNDLE, deliver, finding_event
from worker.pipelines.run import Run, Stages
from worker.pipelines.transition import former_version, is_revision, revision_summary, with_transition
from worker.render import cloudformation_yaml
from worker.render.bundle import MANIFEST
from worker.trial.account import Emulator, reach
from worker.trial.deployment import TAKING_DOWN, deploy_on_trial, titles
from worker.trial.emulator_process import find_emulator, own_emulator
from worker.trial.errors import TrialError
from worker.trial.receipt import Receipt, Step
from worker.trial.receipt_text import receipt_markdown
from worker.trial.site import Bundle, Former
from worker.trial.terraform_command import find_terraform

logger = logging.getLogger(__name__)

FIRST, LAST = {"unpack": "Read the bundle"}, {"bundle": "Pack the receipt with the bundle"}
STAGES = Stages({**FIRST, **titles(revision=False), **LAST})
STAGES_OF_REVISIONS = Stages({**FIRST, **titles(revision=True), **LAST})
TEMPLATE = "cloudformation/template.yaml"
RECEIPT, RECEIPT_TEXT = "receipt.json", "receipt.md"
MOST_REASONS = 20


class Verify:
    """Shared by all jobs of a worker; it keeps nothing of them."""

    def __init__(self, catalogue: Catalogue, environ: Mapping[str, str] | None = None) -> None:
        self._catalogue = catalogue
        self._environ = os.environ if environ is None else environ

    def run(self, run: Run) -> dict[str, Any]:
        """Deliver the bundle with its receipt, and return what the page shows of it. A receipt that tells of a failure
        is a result, not an error.

        Raises BundleUnreadable, TrialImpossible, what the delivery raises, and the run's stop reason.
        """
        started = time.monotonic()
        files = {name: body for name, body in run.proves.items() if name not in (MANIFEST, BUNDLE)}
        stages = STAGES_OF_REVISIONS if is_revision(files) else STAGES
        with stages.stage(run, "unpack"):
            bundle = bundle_of(files)
            former = former_version(files, run.former, self._catalogue) if is_revision(files) else None
        receipt = self._try(run, bundle, former, stages)
        with stages.stage(run, "bundle"):
            files |= with_transition(files, receipt.transition) if receipt.transition else {}
            files[RECEIPT] = receipt.model_dump_json(indent=2).encode() + b"\n"
            files[RECEIPT_TEXT] = receipt_markdown(receipt)
            deliver(run, files)
        revision = {"revision": revision_summary(files)} if is_revision(files) else {}
        return {
            "title": bundle.architecture.title,
            "summary": bundle.architecture.summary,
            **revision,
            "receipt": _shown(receipt),
            "files": len(files) + 1,
            "seconds": round(time.monotonic() - started, 2),
        }

    def warm_up(self) -> None:
        """Nothing: a trial takes minutes, and its imports are few."""

    def _try(self, run: Run, bundle: Bundle, former: Former | None, stages: Stages) -> Receipt:
        def begin(name: str) -> None:
            if name not in {one for one, _, _ in TAKING_DOWN}:  # a lost lease must not keep it from cleaning up
                run.note_stage(name)
            run.report("stage", stages.event(name, "started"))

        def end(step: Step) -> None:
            run.report("stage", {**stages.event(step.name, "finished"), "seconds": step.seconds})
            if step.status != "passed":
                severity = "high" if step.status == "failed" else "low"
                run.report("finding", finding_event(step.name, severity, "", f"{step.status}: {step.detail}"))

        try:
            with self._emulator(bundle.architecture.region) as emulator:
                receipt = deploy_on_trial(
                    bundle,
                    catalogue=self._catalogue,
                    emulator=emulator,
                    terraform=find_terraform(self._environ),
                    stop=run.stop.event,
                    former=former,
                    on_start=begin,
                    on_step=end,
                )
        except TrialError as error:
            raise TrialImpossible(str(error)) from error
        run.stop.check()
        return receipt

    @contextmanager
    def _emulator(self, region: str) -> Iterator[Emulator]:
        """The one that TRIAL_ENDPOINT_URL names; else one of the trial's own; else the one that stands for AWS here."""
        chosen = self._environ.get("TRIAL_ENDPOINT_URL")
        program = find_emulator(self._environ)
        if chosen or not program:
            url = chosen or self._environ.get("AWS_ENDPOINT_URL")
            if not url:
                raise TrialImpossible(
                    "This worker has no emulator to try the bundle on: install MiniStack (`make ministack`), or set "
                    "TRIAL_EMULATOR to its program or TRIAL_ENDPOINT_URL to where one runs. On Lambda there is none; "
                    "let a worker elsewhere take verify jobs."
                )
            yield reach(url)
            return
        with own_emulator(program, region) as emulator:
            yield emulator


def bundle_of(files: Mapping[str, bytes]) -> Bundle:
    """The bundle, taken apart as far as a trial needs it. Raises BundleUnreadable naming the file."""
    try:
        architecture = Architecture.model_validate(json.loads(files["architecture.json"]))
    except KeyError as error:
        raise BundleUnreadable("The bundle has no architecture.json: it is not of an implement job.") from error
    except (ValueError, ValidationError) as error:
        raise BundleUnreadable("The bundle's architecture.json cannot be read.") from error
    text = files.get(TEMPLATE)
    return Bundle(files, architecture, cloudformation_yaml.load(text.decode()) if text else None)


def _shown(receipt: Receipt) -> dict[str, Any]:
    """All that the page needs; the whole is in receipt.json."""
    told = receipt.model_dump(mode="json", exclude={"version"})
    return {**told, "reasons": told["reasons"][:MOST_REASONS]}
