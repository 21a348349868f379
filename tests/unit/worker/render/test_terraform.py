"""Terraform files as a whole. `terraform validate` and `apply` are in tests/integration/worker/render."""

import io
import json
import re
import zipfile
from collections.abc import Callable

import hcl2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stack.testing.architectures import covering
from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidArchitecture
from worker.architecture.model import Architecture, Component, Connection
from worker.render.terraform import render_terraform

Text = Callable[[Architecture], str]
Make = Callable[..., Architecture]


def test_files_are_those_that_people_look_for(make: Make, catalogue: Catalogue) -> None:
    files = set(render_terraform(make(), catalogue))
    assert {"versions.tf", "providers.tf", "variables.tf", "locals.tf", "outputs.tf", "iam.tf", "compute.tf"} <= files
    assert {"functions/orders.zip", "functions/orders/index.py", "functions/cdn/pages.js"} <= files
    assert "security_groups.tf" not in files, "nothing here is in a network"


def test_the_same_architecture_makes_the_same_bytes(make: Make, catalogue: Catalogue) -> None:
    assert render_terraform(make(), catalogue) == render_terraform(make(), catalogue)


def test_every_file_parses(make: Make, catalogue: Catalogue) -> None:
    for name, content in render_terraform(make(), catalogue).items():
        if name.endswith(".tf"):
            hcl2.loads(content.decode())


@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip))
def test_any_label_stays_text(name: str, make: Make, catalogue: Catalogue) -> None:
    files = render_terraform(make("orders", "", name=name), catalogue)
    function = hcl2.loads(files["compute.tf"].decode())["resource"][0]['"aws_lambda_function"']['"orders"']
    assert json.loads(function["description"]) == " ".join(name.split())


def test_a_role_may_do_only_what_its_connections_need(make: Make, terraform_text: Text) -> None:
    alone, connected = terraform_text(make("orders table", "")), terraform_text(make("orders table", "orders>table"))
    assert "dynamodb:" not in alone
    assert "dynamodb:PutItem" in connected
    assert "resources = [aws_dynamodb_table.table.arn" in connected
    assert not re.search(r'"[a-z0-9-]+:\*"', re.sub(r'Action += "\w+:\*"', "", connected)), "no service-wide grant"


def test_a_star_resource_says_why(make: Make, terraform_text: Text) -> None:
    for match in re.finditer(r"(.*)\n\s+resources = \[\"\*\"\]", terraform_text(make())):
        assert match[1].strip().startswith("#")


def test_a_queue_hides_messages_six_times_as_long_as_its_consumer_works(make: Make, terraform_text: Text) -> None:
    text = terraform_text(make("worker jobs", "jobs>worker", timeout_seconds=100))
    assert re.search(r"visibility_timeout_seconds\s+= 600\b", text)


def test_variables_and_outputs_have_files_of_their_own(make: Make, catalogue: Catalogue) -> None:
    files = render_terraform(make(), catalogue)
    for name, content in files.items():
        if name.endswith(".tf") and name not in ("variables.tf", "outputs.tf"):
            assert not re.search(r'^(variable|output) "', content.decode(), re.MULTILINE), name


def test_source_is_zipped_with_the_same_bytes_each_time(make: Make, catalogue: Catalogue) -> None:
    files = render_terraform(make(), catalogue)
    with zipfile.ZipFile(io.BytesIO(files["functions/orders.zip"])) as archive:
        assert archive.read("index.py") == files["functions/orders/index.py"]


def test_two_components_that_make_the_same_resource_are_refused(catalogue: Catalogue) -> None:
    clash = Architecture(
        title="T",
        project="shop",
        components=(
            Component(id="jobs", block="sqs_queue", name="Jobs"),
            Component(id="jobs_dead_letters", block="sqs_queue", name="Letters"),
        ),
    )
    with pytest.raises(InvalidArchitecture, match=r"jobs_dead_letters.*rename"):
        render_terraform(clash, catalogue)


def test_each_component_stands_below_its_name_and_why_it_is_there(make: Make, catalogue: Catalogue) -> None:
    database = render_terraform(make("table", "", name="Order\n\x00table"), catalogue)["database.tf"].decode()
    assert database.startswith('# Order table\nresource "aws_dynamodb_table" "table" {')


def test_two_components_may_share_a_variable(catalogue: Catalogue) -> None:
    parts = [
        {"id": name, "block": "application_load_balancer", "name": name, "network": "network"} for name in ("a", "b")
    ]
    network = {"id": "network", "block": "vpc", "name": "Network"}
    both = Architecture.model_validate({"title": "T", "project": "shop", "components": [network, *parts]})
    variables = render_terraform(both, catalogue)["variables.tf"].decode()
    assert variables.count('variable "deletion_protection"') == 1


LONGEST = {
    "aws_s3_bucket": ("bucket", 63),
    "aws_lambda_function": ("function_name", 64),
    "aws_cloudfront_function": ("name", 64),
    "aws_iam_role": ("name", 64),
    "aws_sqs_queue": ("name", 80),
    "aws_cloudwatch_event_rule": ("name", 64),
    "aws_cloudwatch_event_archive": ("name", 48),
    "aws_scheduler_schedule": ("name", 64),
    "aws_lb": ("name", 32),
    "aws_lb_target_group": ("name", 32),
    "aws_db_instance": ("identifier", 63),
    "aws_elasticache_replication_group": ("replication_group_id", 40),
}
"""What AWS takes, by resource type: attribute and characters."""


def test_names_are_no_longer_than_aws_takes(catalogue: Catalogue) -> None:
    for architecture in covering(catalogue, most=5):
        longer = {
            c.id: f"{c.id}_with_quite_a_long_name_to_say_it_all"[:40].rstrip("_") for c in architecture.components
        }
        text = architecture.model_dump_json()
        for short, long in longer.items():
            text = text.replace(f':"{short}"', f':"{long}"')
        files = render_terraform(Architecture.model_validate_json(text), catalogue)
        hcl = "\n".join(content.decode() for name, content in files.items() if name.endswith(".tf"))
        for match in re.finditer(r'^resource "(\w+)" "(\w+)" {\n(.*?)^}', hcl, re.MULTILINE | re.DOTALL):
            attribute, limit = LONGEST.get(match[1], ("", 0))
            named = attribute and re.search(rf'^  {attribute}\s+= "(.*)"', match[3], re.MULTILINE)
            if named:
                name = named[1].replace("${local.name_prefix}", "p" * 40)
                assert len(name) <= limit or "${" in name, (match[1], match[2], name)


def test_servers_of_one_path_share_its_requests(catalogue: Catalogue) -> None:
    """A rule for the same path would take all from the target of the default action."""
    text = balanced_servers(catalogue)
    assert text.count('resource "aws_lb_listener_rule"') == 1, "the path of its own"
    listener = text[text.index('resource "aws_lb_listener" "entry"') :]
    assert listener[: listener.index("\n}\n")].count("target_group {") == 2


def test_servers_stand_in_the_zones_that_their_options_say(catalogue: Catalogue) -> None:
    assert re.findall(r"subnet_id += aws_subnet.network_private\[(\d)\]", balanced_servers(catalogue)) == list("010")


def balanced_servers(catalogue: Catalogue) -> str:
    parts = {"one": {"zone": 1}, "two": {"zone": 2}, "admin": {"path_pattern": "/admin/*"}}
    design = Architecture(
        title="Site",
        project="site",
        components=(
            Component(id="network", block="vpc", name="Network"),
            Component(id="entry", block="application_load_balancer", name="Entry", network="network"),
            *(Component(id=i, block="ec2_instance", name=i, options=o, network="network") for i, o in parts.items()),
        ),
        connections=tuple(Connection(source="entry", target=part) for part in parts),
    )
    return "\n".join(v.decode() for k, v in render_terraform(design, catalogue).items() if k.endswith(".tf"))
