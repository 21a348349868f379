"""A revision planned by a real Terraform over the version before, on a real emulator. Takes one to three minutes."""

import os
import threading

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.pipelines.delivery import placed
from worker.pipelines.verify import bundle_of
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform
from worker.trial.deployment import deploy_on_trial
from worker.trial.emulator_process import find_emulator, own_emulator
from worker.trial.receipt_text import receipt_markdown
from worker.trial.site import Former

TABLE = Component(id="data", block="dynamodb_table", name="Data")
JOBS = Component(id="jobs", block="sqs_queue", name="Jobs")
WORKER = Component(id="worker", block="lambda_function", name="Worker")


def bundle(*components, edges=()):
    design = Architecture(
        title="T",
        project="orders",
        components=components,
        connections=tuple(Connection(source=source, target=target) for source, target in edges),
    )
    files = placed(render_terraform(design, load_catalogue()), render_cloudformation(design, load_catalogue()))
    return bundle_of({**files, "architecture.json": design.model_dump_json().encode()})


@pytest.mark.terraform
def test_a_plan_tells_what_is_replaced_destroyed_changed_and_created(terraform_program):
    program = find_emulator(os.environ)
    if program is None:
        pytest.skip("MiniStack is not installed")
    old = bundle(TABLE, JOBS, WORKER, edges=[("jobs", "worker"), ("worker", "data")])
    keyed = TABLE.model_copy(update={"options": {"partition_key": "order_id"}})
    larger = WORKER.model_copy(update={"options": {"memory_mb": 1024}})
    new = bundle(keyed, larger, Component(id="topic", block="sns_topic", name="Topic"), edges=[("worker", "data")])
    with own_emulator(program, "us-east-1") as emulator:
        receipt = deploy_on_trial(
            new,
            catalogue=load_catalogue(),
            emulator=emulator,
            terraform=terraform_program,
            stop=threading.Event(),
            former=Former(1, 2, old),
        )
    assert {one.name: one.status for one in receipt.steps}["transition"] == "passed", receipt.steps
    effects = {one.resource: one for one in receipt.transition.effects}
    table = effects["aws_dynamodb_table.data"]
    assert (table.action, table.data, table.component) == ("replace", "lost", "data")
    assert "hash_key" in table.because
    assert effects["aws_sqs_queue.jobs"].action == "delete"
    assert effects["aws_lambda_function.worker"].action == "update"
    assert "memory_size" in effects["aws_lambda_function.worker"].because
    assert effects["aws_sns_topic.topic"].action == "create"
    assert {one.method for one in effects.values()} == {"plan"}
    assert not any(address.startswith("terraform_data.") for address in effects), "the names stay as they were"
    assert "## From version 1 to 2" in receipt_markdown(receipt).decode()
    assert receipt.orphans == ()
