"""The trial itself: the steps one after the other, each timed and told, and everything taken down in the end."""

import logging
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from worker.architecture.catalogue import Catalogue
from worker.trial.account import Emulator, new_accounts
from worker.trial.emulator_gaps import load_gaps
from worker.trial.receipt import Receipt, Step, counted, judge
from worker.trial.site import Bundle, Former, Site, StepFailed, StepSkipped
from worker.trial.steps.apply import apply
from worker.trial.steps.cloudformation import deploy_stack
from worker.trial.steps.comparison import compare_inventories
from worker.trial.steps.destroy import destroy
from worker.trial.steps.emulator import take_stock
from worker.trial.steps.orphans import look_for_orphans
from worker.trial.steps.plan_again import plan_again
from worker.trial.steps.probing import probe
from worker.trial.steps.terraform_init import prepare_terraform
from worker.trial.terraform_command import Terraform, TerraformProgram
from worker.trial.transition import plan_transition

logger = logging.getLogger(__name__)

Act = Callable[[Site], str]
OnStart = Callable[[str], None]
OnStep = Callable[[Step], None]

STEPS: tuple[tuple[str, str, Act], ...] = (
    ("emulator", "Reach the emulator", take_stock),
    ("terraform_init", "Prepare Terraform", prepare_terraform),
    ("apply", "Apply with Terraform", apply),
    ("plan_again", "Plan again", plan_again),
    ("probes", "Probe the running deployment", probe),
    ("cloudformation", "Deploy with CloudFormation", deploy_stack),
    ("comparison", "Compare both deployments", compare_inventories),
)
OF_REVISIONS: tuple[tuple[str, str, Act], ...] = (("transition", "Plan over the version before", plan_transition),)
TAKING_DOWN: tuple[tuple[str, str, Act], ...] = (
    ("destroy", "Take everything down", destroy),
    ("orphans", "Look for what is left", look_for_orphans),
)


def titles(*, revision: bool) -> dict[str, str]:
    """Of the steps, in their order."""
    return {name: title for name, title, _ in (*STEPS, *(OF_REVISIONS if revision else ()), *TAKING_DOWN)}


def deploy_on_trial(  # noqa: PLR0913 - what a trial needs, each named at the call
    bundle: Bundle,
    *,
    catalogue: Catalogue,
    emulator: Emulator,
    terraform: TerraformProgram | None,
    stop: threading.Event,
    former: Former | None = None,
    on_start: OnStart = lambda _name: None,
    on_step: OnStep = lambda _step: None,
) -> Receipt:
    """Try the bundle on two disposable accounts of the emulator. Takes one to four minutes.

    `on_start` is given the name of each step, `on_step` what came of it; neither may raise while things are taken down.
    `former` is the version before, where the bundle is a revision: another minute tells what becomes of its resources.
    Where `stop` is set, the step that runs is interrupted, the rest skipped, and what was made still taken down.
    """
    started, started_at = time.monotonic(), datetime.now(UTC)
    region = bundle.architecture.region
    with tempfile.TemporaryDirectory(prefix="groundplan-trial-") as name:
        account, template_account, former_account = new_accounts(emulator, region, 3)
        folder = Path(name)
        site = Site(
            bundle=bundle,
            catalogue=catalogue,
            terraform_account=account,
            template_account=template_account,
            folder=folder,
            gaps=load_gaps(),
            terraform=Terraform(terraform, folder, account, stop) if terraform else None,
            stop=stop,
            former=former,
            former_account=former_account,
        )
        steps = _run_all(site, on_start, on_step)
    resources = tuple(sorted(site.proofs.values(), key=lambda one: (one.dialect, one.address)))
    verdict, reasons = judge(steps, resources, site.probes, site.differences, site.orphans)
    return Receipt(
        verdict=verdict,
        reasons=reasons,
        versions=dict(sorted(site.versions.items())),
        accounts=(site.terraform_account.id, site.template_account.id),
        region=region,
        started_at=started_at.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - started, 1),
        counts=counted(resources),
        steps=tuple(steps),
        resources=resources,
        probes=tuple(site.probes),
        differences=tuple(site.differences),
        orphans=tuple(site.orphans),
        transition=site.transition,
    )


def _run_all(site: Site, on_start: OnStart, on_step: OnStep) -> list[Step]:
    steps: list[Step] = []

    def run(name: str, title: str, act: Act) -> None:
        on_start(name)
        steps.append(_run(site, name, title, act))
        on_step(steps[-1])

    try:
        for name, title, act in (*STEPS, *(OF_REVISIONS if site.former else ())):
            if not site.stop.is_set():
                run(name, title, act)
    finally:
        for name, title, act in TAKING_DOWN:
            run(name, title, act)
    return steps


def _run(site: Site, name: str, title: str, act: Act) -> Step:
    started = time.monotonic()
    try:
        status, detail = "passed", act(site)
    except StepSkipped as reason:
        status, detail = "skipped", str(reason)
    except (StepFailed, ClientError, BotoCoreError) as fault:
        status, detail = "failed", str(fault)
    seconds = round(time.monotonic() - started, 1)
    logger.info("trial step", extra={"action": "trial_step", "step": name, "status": status, "seconds": seconds})
    return Step.model_validate({"name": name, "title": title, "status": status, "seconds": seconds, "detail": detail})
