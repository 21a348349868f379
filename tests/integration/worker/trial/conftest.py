"""Bundles as the planner and the renderers make them, tried on an emulator of the trial's own."""

import json
import os
import threading
from collections.abc import Callable, Mapping

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.pipelines.verify import bundle_of
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform
from worker.trial.deployment import deploy_on_trial
from worker.trial.emulator_process import find_emulator, own_emulator
from worker.trial.receipt import Receipt
from worker.trial.terraform_command import TerraformProgram, find_terraform

Files = dict[str, bytes]
Try = Callable[..., Receipt]


@pytest.fixture(scope="session")
def terraform_program() -> TerraformProgram:
    """A visible skip where this machine lacks terraform or the provider."""
    program = find_terraform(os.environ)
    if program is None or program.plugin_folder is None:
        pytest.skip("terraform is not on PATH, or TF_PLUGIN_DIR does not name a folder with the AWS provider")
    return program


@pytest.fixture(scope="session")
def bundle_files() -> Callable[[str], Files]:
    """The files of a bundle that a trial reads, for a request."""

    def made(request: str) -> Files:
        catalogue = load_catalogue()
        architecture = plan(read_requirements(request), catalogue)
        return rendered(architecture)

    return made


def rendered(architecture: Architecture) -> Files:
    catalogue = load_catalogue()
    files = {"architecture.json": json.dumps(architecture.model_dump(mode="json")).encode()}
    files |= {f"terraform/{name}": body for name, body in render_terraform(architecture, catalogue).items()}
    return files | {
        f"cloudformation/{name}": one for name, one in render_cloudformation(architecture, catalogue).items()
    }


@pytest.fixture(scope="session")
def try_out() -> Try:
    """Try a bundle on an emulator of its own."""
    program = find_emulator(os.environ)
    if program is None:
        pytest.skip("MiniStack is not installed")

    def tried(
        files: Mapping[str, bytes], terraform: TerraformProgram | None, stop: threading.Event | None = None
    ) -> Receipt:
        bundle = bundle_of(files)
        with own_emulator(program, bundle.architecture.region) as emulator:
            return deploy_on_trial(
                bundle,
                catalogue=load_catalogue(),
                emulator=emulator,
                terraform=terraform,
                stop=stop or threading.Event(),
            )

    return tried
